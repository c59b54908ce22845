/** Guilds as raw answers with any bits and names, and the policies that say exactly what is there. */
import fc from "fast-check";
import type { CheckInput } from "../../src/drift/check-guild.ts";
import { decodeSnapshot } from "../../src/guild/decode.ts";
import type { Snapshot } from "../../src/guild/snapshot.ts";
import { everyoneRole } from "../../src/permissions/snowflake.ts";
import type { Policy, PolicyChannel } from "../../src/policy/policy.ts";
import { GUILD } from "../guild.ts";

export const NOW = "2026-11-20T10:00:00.000Z";
const at = { line: 1, column: 1 };
export const bits = fc.bigInt({ min: 0n, max: 2n ** 60n });

interface RawOverwrite {
  id: string;
  type: number;
  allow: string;
  deny: string;
}

export const overwrites = fc.uniqueArray(
  fc.record<RawOverwrite>({
    id: fc.constantFrom(GUILD, "101", "102", "666", "901"),
    type: fc.constantFrom(0, 1),
    allow: bits.map(String),
    deny: bits.map(String),
  }),
  { selector: (overwrite) => `${overwrite.type}:${overwrite.id}`, maxLength: 4 },
);

/** Raw answers of a guild: roles, categories and channels with any bits, and names that several may have. */
export const answers = fc.record({
  everyone: bits,
  roles: fc.array(fc.record({ name: fc.constantFrom("a", "b", "@x"), permissions: bits, managed: fc.boolean() }), { maxLength: 5 }),
  channels: fc.array(fc.record({ category: fc.boolean(), inside: fc.boolean(), overwrites }), { maxLength: 6 }),
  mfa: fc.constantFrom(0, 1),
});
type Answers = typeof answers extends fc.Arbitrary<infer Value> ? Value : never;

interface RawGuild {
  readonly guild: { readonly roles: object[] } & Record<string, unknown>;
  readonly channels: (Record<string, unknown> & { readonly permission_overwrites: object[] })[];
}

export function rawOf({ everyone, roles, channels, mfa }: Answers): RawGuild {
  const category = channels.findIndex((channel) => channel.category);
  return {
    guild: {
      id: GUILD,
      name: "Tea house",
      owner_id: "900",
      mfa_level: mfa,
      roles: [
        { id: GUILD, name: "@everyone", permissions: String(everyone), position: 0, managed: false },
        ...roles.map((role, index) => ({ ...role, id: String(101 + index), permissions: String(role.permissions), position: index })),
      ],
    },
    channels: channels.map((channel, index) => ({
      id: String(201 + index),
      name: "c",
      type: channel.category ? 4 : 0,
      parent_id: channel.inside && !channel.category && category !== -1 ? String(201 + category) : null,
      position: index,
      permission_overwrites: channel.overwrites,
    })),
  };
}

export function snapshotOf(raw: { guild: unknown; channels: unknown }): Snapshot {
  const decoded = decodeSnapshot({ ...raw, self: null });
  if (!decoded.ok) throw new Error(decoded.problems.join(" "));
  return decoded.value;
}

/** The policy that says exactly what is there. */
export function policyFrom(snapshot: Snapshot): Policy {
  const channels = [...snapshot.channels.values()].map((channel): PolicyChannel => ({
    handle: channel.id,
    path: channel.id,
    id: channel.id,
    name: channel.name,
    type: channel.type === "category" ? "category" : "text",
    category: channel.type === "category",
    parent: channel.parent,
    overwrites: {
      kind: "exact",
      at,
      list: [...(channel.overwrites?.values() ?? [])].map(({ target, allow, deny }) => ({
        target: target.type === "role" ? { kind: "role-id", id: target.id } : { kind: "member", id: target.id },
        allow,
        deny,
        at,
      })),
    },
    at,
  }));
  return {
    file: "permissions.yaml",
    guild: { id: snapshot.guild.id, at },
    owner: { id: snapshot.guild.ownerId, at },
    requireTwoFactor: { value: snapshot.guild.mfaLevel === 1, at },
    manage: { roles: "all", channels: "all", managedRoles: "all" },
    roles: [...snapshot.roles.values()].map((role, index) => ({
      handle: role.id === everyoneRole(snapshot.guild.id) ? "@everyone" : role.id,
      id: role.id === everyoneRole(snapshot.guild.id) ? null : role.id,
      name: role.name,
      permissions:
        index % 2 === 0
          ? { kind: "exact", bits: role.permissions, at }
          : { kind: "bounds", atLeast: role.permissions & 255n, atMost: role.permissions | 255n, at },
      members: null,
      at,
    })),
    channels,
    ignore: [],
    hierarchy: null,
    rules: [],
    exceptions: [],
  };
}

export function inputOf(over: Pick<CheckInput, "policy" | "snapshot"> & Partial<CheckInput>): CheckInput {
  return {
    log: { kind: "read", entries: [] },
    probes: new Map(),
    memory: null,
    start: { kind: "first" },
    now: NOW,
    commit: null,
    confirmMassChange: false,
    ...over,
  };
}
