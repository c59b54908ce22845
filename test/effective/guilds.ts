/** Guilds for tests of the engine: one by hand, and random ones with everything that real data may hold. */
import fc from "fast-check";
import type { ChannelRights, GuildRights } from "../../src/effective/guild-rights.ts";
import type { Subject } from "../../src/effective/subject.ts";
import { bitsOf, type PermissionName } from "../../src/permissions/flags.ts";
import type { Overwrite, OverwriteTarget } from "../../src/permissions/overwrite.ts";
import { parseSnowflake, type Snowflake } from "../../src/permissions/snowflake.ts";

function id<Kind extends string>(number: number): Snowflake<Kind> {
  const parsed = parseSnowflake<Kind>(String(100_000_000_000_000_000n + BigInt(number)));
  if (parsed === null) throw new Error(`no id: ${number}`);
  return parsed;
}

export const EVERYONE = id<"role">(0);
export const MODERATOR = id<"role">(1);
export const MUTED = id<"role">(2);
export const DELETED = id<"role">(99);
export const OWNER = id<"user">(1000);
export const ALICE = id<"user">(1001);

function overwrite(target: OverwriteTarget, allow: readonly PermissionName[], deny: readonly PermissionName[]): Overwrite {
  return { target, allow: bitsOf(allow), deny: bitsOf(deny) };
}

export const forRole = (role: Snowflake<"role">, allow: readonly PermissionName[], deny: readonly PermissionName[]): Overwrite =>
  overwrite({ type: "role", id: role }, allow, deny);

export const forMember = (user: Snowflake<"user">, allow: readonly PermissionName[], deny: readonly PermissionName[]): Overwrite =>
  overwrite({ type: "member", id: user }, allow, deny);

export function aChannel(type: string, ...overwrites: readonly Overwrite[]): ChannelRights {
  return { id: id<"channel">(2000), type, parent: null, overwrites };
}

/** The permissions of the three roles by name; a role that is left out has none. */
export interface RoleNames {
  readonly everyone?: readonly PermissionName[];
  readonly moderator?: readonly PermissionName[];
  readonly muted?: readonly PermissionName[];
}

export function aGuild({ everyone = [], moderator = [], muted = [] }: RoleNames, ...channels: readonly ChannelRights[]): GuildRights {
  const roles = [
    { id: EVERYONE, permissions: bitsOf(everyone) },
    { id: MODERATOR, permissions: bitsOf(moderator) },
    { id: MUTED, permissions: bitsOf(muted) },
  ];
  return { id: id<"guild">(0), ownerId: OWNER, roles, channels };
}

/** Sets with known and unknown bits; ADMINISTRATOR only where `admin` wants it. */
function sets(width: number): fc.Arbitrary<bigint> {
  return fc
    .tuple(
      fc.oneof(
        fc.constant(0n),
        fc.bigInt({ min: 0n, max: 2n ** BigInt(width) - 1n }),
        fc.nat(width - 1).map((bit) => 1n << BigInt(bit)),
        fc.constant(bitsOf(["VIEW_CHANNEL", "SEND_MESSAGES", "CONNECT"])),
      ),
      fc.nat(9),
    )
    .map(([bits, dice]) => (dice === 0 ? bits | 8n : bits & ~8n));
}

const TYPES = ["text", "voice", "category", "announcement", "stage", "forum", "media"] as const;

export interface Wild {
  /** Bits of a set: over 64 needs a second lane. */
  readonly width: number;
  /** Whether two overwrites may be for one target, and types may be unknown: discord.js can hold neither. */
  readonly impossible: boolean;
}

/** A random guild: up to 6 roles and 6 channels, overwrites of deleted roles and of members, overlapping allow and deny. */
export function guilds({ width, impossible }: Wild): fc.Arbitrary<GuildRights> {
  const target: fc.Arbitrary<OverwriteTarget> = fc.oneof(
    fc.nat(7).map((number) => ({ type: "role", id: id<"role">(number) }) as const),
    fc.nat(2).map((number) => ({ type: "member", id: id<"user">(1000 + number) }) as const),
  );
  const overwrites = fc.record({ target, allow: sets(width), deny: sets(width) });
  const lists = impossible
    ? fc.array(overwrites, { maxLength: 8 })
    : fc.uniqueArray(overwrites, { maxLength: 8, selector: (one) => `${one.target.type}${one.target.id}` });
  const type = impossible ? fc.constantFrom<string>(...TYPES, "directory", "type_77") : fc.constantFrom<string>(...TYPES);
  return fc
    .record({
      roles: fc.array(sets(width), { minLength: 1, maxLength: 6 }),
      channels: fc.array(fc.record({ type, overwrites: lists }), { maxLength: 6 }),
    })
    .map(({ roles, channels }) => ({
      id: id<"guild">(0),
      ownerId: OWNER,
      roles: roles.map((permissions, number) => ({ id: id<"role">(number), permissions })),
      channels: channels.map((channel, number) => ({ ...channel, id: id<"channel">(2000 + number), parent: null })),
    }));
}

/** A subject of any kind, also with roles that the guild does not have. */
export const subjects: fc.Arbitrary<Subject> = fc.oneof(
  fc.record({ kind: fc.constant("role" as const), role: fc.nat(7).map((number) => id<"role">(number)) }),
  fc.record({ kind: fc.constant("roles" as const), roles: fc.array(fc.nat(7).map((number) => id<"role">(number))) }),
  fc.record({
    kind: fc.constant("member" as const),
    user: fc.nat(2).map((number) => id<"user">(1000 + number)),
    roles: fc.array(fc.nat(7).map((number) => id<"role">(number))),
    timedOut: fc.boolean(),
  }),
  fc.record({ kind: fc.constant("member-overwrite" as const), user: fc.nat(2).map((number) => id<"user">(1000 + number)) }),
);
