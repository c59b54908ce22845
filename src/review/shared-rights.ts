/** The rights of both sides, made comparable: where only one side says something, nobody gains or loses by the other's silence. */
import type { ChannelRights, GuildRights, RoleRights } from "../effective/guild-rights.ts";
import { bitsOf } from "../permissions/flags.ts";
import { targetKey } from "../permissions/overwrite.ts";
import { everyoneRole, type RoleId } from "../permissions/snowflake.ts";
import { mostOf, type DesiredGuild } from "../policy/desired-rights.ts";
import type { PolicyRole } from "../policy/policy.ts";
import { isLeftAlone } from "./left-alone.ts";
import type { ChannelPair, RolePair } from "./pair-objects.ts";

/** What @everyone is taken to have where no side says it: without these, no other permission of a channel can be used. */
const PRESUMED = bitsOf(["VIEW_CHANNEL", "SEND_MESSAGES", "CONNECT"]);

interface Sides {
  readonly base: DesiredGuild;
  readonly head: DesiredGuild;
  readonly roles: readonly RolePair[];
  readonly channels: readonly ChannelPair[];
}

/**
 * Both rights over the same roles. A role whose permissions one side leaves open holds the same on both; so does one that the head no longer lists and
 * nobody has to delete. One that a side does not list is there all the same where its overwrites name it by id. A channel that did not change is one object on both sides, which the comparison passes over quickly.
 */
export function sharedRights(sides: Sides): { readonly before: GuildRights; readonly after: GuildRights } {
  const held = heldBy(sides);
  const before: GuildRights = { ...sides.base.rights, roles: rolesOf("before", held) };
  const after: GuildRights = { ...sides.head.rights, roles: rolesOf("after", held) };
  const known = new Map(before.channels.map((channel) => [channel.id, channel]));
  const types = new Map(sides.channels.map((pair) => [pair.id, pair]));
  return {
    before: { ...before, channels: before.channels.map((channel) => typed(channel, types.get(channel.id)?.after)) },
    after: { ...after, channels: after.channels.map((channel) => sameOr(typed(channel, types.get(channel.id)?.before), known)) },
  };
}

interface Held {
  readonly before: bigint | null;
  readonly after: bigint | null;
}

/** What each role has on either side; null where it is not there. */
function heldBy({ base, head, roles }: Sides): ReadonlyMap<RoleId, Held> {
  const everyone = everyoneRole(head.policy.guild.id);
  const held = new Map<RoleId, Held>([...base.rights.roles, ...head.rights.roles].map(({ id }) => [id, { before: 0n, after: 0n }]));
  const unlisted = { before: bitsOfUnlisted(base), after: bitsOfUnlisted(head) };
  held.set(everyone, { before: PRESUMED, after: PRESUMED });
  for (const pair of roles) {
    const always = pair.id === everyone;
    const { before, after } = bitsOn(pair, always ? PRESUMED : 0n);
    held.set(pair.id, {
      before: pair.before === null && !always ? unlisted.before(pair.id) : before,
      after:
        pair.after === null && !always && !isLeftAlone("roles", pair.before?.name ?? "", head.policy) ? unlisted.after(pair.id) : after,
    });
  }
  return held;
}

/** What a role holds that this side does not list: nothing of its own where overwrites name it, else (null) it is not there. */
function bitsOfUnlisted({ rights }: DesiredGuild): (id: RoleId) => bigint | null {
  const named = new Set(rights.roles.map(({ id }) => id));
  return (id) => (named.has(id) ? 0n : null);
}

/** What a role holds on either side, where one of them says it; else `open` on both. */
function bitsOn({ before, after }: RolePair, open: bigint): { readonly before: bigint; readonly after: bigint } {
  const [old, now] = [writtenBits(before), writtenBits(after)];
  return { before: old ?? now ?? open, after: now ?? old ?? open };
}

function writtenBits(role: PolicyRole | null): bigint | null {
  const permissions = role?.permissions ?? null;
  return permissions === null ? null : mostOf(permissions);
}

function rolesOf(side: keyof Held, held: ReadonlyMap<RoleId, Held>): readonly RoleRights[] {
  return [...held].flatMap(([id, { [side]: permissions }]) => (permissions === null ? [] : [{ id, permissions }]));
}

/** With the type that the other side gives it, where its own side gives none. */
function typed(
  channel: ChannelRights,
  other: { readonly type: string | null; readonly category: boolean } | null | undefined,
): ChannelRights {
  if (channel.type !== "unknown" || !other) return channel;
  const type = other.type ?? (other.category ? "category" : null);
  return type === null ? channel : { ...channel, type };
}

function sameOr(channel: ChannelRights, known: ReadonlyMap<ChannelRights["id"], ChannelRights>): ChannelRights {
  const other = known.get(channel.id);
  return other !== undefined && isSame(channel, other) ? other : channel;
}

function isSame(left: ChannelRights, right: ChannelRights): boolean {
  if (left.type !== right.type || left.overwrites.length !== right.overwrites.length) return false;
  const theirs = new Map(right.overwrites.map((overwrite) => [targetKey(overwrite.target), overwrite]));
  return left.overwrites.every(({ target, allow, deny }) => {
    const other = theirs.get(targetKey(target));
    return other !== undefined && other.allow === allow && other.deny === deny;
  });
}
