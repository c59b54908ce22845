/** Random pairs of policies over the same few roles and channels, as texts and as the rights that they mean. */
import fc from "fast-check";
import type { GuildRights } from "../../src/effective/guild-rights.ts";
import { bitsOf, type PermissionName } from "../../src/permissions/flags.ts";
import type { Overwrite } from "../../src/permissions/overwrite.ts";
import { parseSnowflake, type Snowflake } from "../../src/permissions/snowflake.ts";

const PERMISSIONS = [
  "ADMINISTRATOR",
  "VIEW_CHANNEL",
  "SEND_MESSAGES",
  "MANAGE_ROLES",
  "BAN_MEMBERS",
  "MANAGE_MESSAGES",
  "EMBED_LINKS",
  "CONNECT",
] as const satisfies readonly PermissionName[];

type Names = readonly (typeof PERMISSIONS)[number][];

export function id<Kind extends string>(text: string): Snowflake<Kind> {
  const parsed = parseSnowflake<Kind>(text);
  if (parsed === null) throw new Error(`${text} is no id`);
  return parsed;
}

/** Handles, and the id that the file has, or that stands for it in the rights. */
export const ROLES = { "@everyone": "100", A: "101", B: "102", C: "103" } as const;
/** C has no id in the file; D of the channels neither. */
const NAME_ONLY = new Set(["C", "d"]);
export const CHANNELS = { k: "201", a: "202", b: "203", c: "204", d: "205" } as const;
/** In the category `k`. */
const INSIDE = new Set(["a", "b"]);
export const MEMBER = "900";

const names: fc.Arbitrary<Names> = fc.subarray([...PERMISSIONS]);
const overwrite = fc
  .record({ allow: names, deny: names })
  .map(({ allow, deny }) => ({ allow, deny: deny.filter((name) => !allow.includes(name)) }));
const targets = [...Object.keys(ROLES), `member:${MEMBER}`];
const list = fc.dictionary(fc.constantFrom(...targets), overwrite, { maxKeys: 3 });

/** One policy: what the roles hold, null for one that is not listed, and what the channels say, null for synced. */
export const worlds = fc.record({
  everyone: names,
  roles: fc.record({ A: names, B: names, C: fc.option(names, { freq: 4 }) }),
  channels: fc.record({ k: list, a: fc.option(list), b: fc.option(list), c: list, d: list }),
  hierarchy: fc.constantFrom(["A", "B", "@everyone"], ["B", "A", "@everyone"], ["B", "A"], ["A", "B"]),
  type: fc.constantFrom("text", "voice"),
});

export type World = typeof worlds extends fc.Arbitrary<infer Value> ? Value : never;
type List = World["channels"]["k"];

const quoted = (all: readonly string[]): string => `[${all.map((name) => JSON.stringify(name)).join(", ")}]`;

/** What an unlisted role says is left out: its handle is not known. */
function known(listed: List, { roles }: World): List {
  return roles.C === null ? Object.fromEntries(Object.entries(listed).filter(([target]) => target !== "C")) : listed;
}

/** The policy as a file. `more` stands at the end of `roles` and of `channels`. */
export function textOf(world: World, more: { readonly roles?: string; readonly channels?: string; readonly rest?: string } = {}): string {
  const { channels, everyone, hierarchy, roles, type } = world;
  const role = (handle: "A" | "B" | "C", held: Names | null): string =>
    held === null ? "" : `  ${handle}: { ${NAME_ONLY.has(handle) ? "" : `id: "${ROLES[handle]}", `}permissions: ${quoted(held)} }\n`;
  const overwrites = (listed: List | null): string =>
    listed === null
      ? "synced"
      : `{ ${Object.entries(known(listed, world))
          .map(([target, { allow, deny }]) => `${JSON.stringify(target)}: { allow: ${quoted(allow)}, deny: ${quoted(deny)} }`)
          .join(", ")} }`;
  const channel = (handle: "a" | "b" | "c" | "d", listed: List | null): string =>
    `${handle}: { ${NAME_ONLY.has(handle) ? "" : `id: "${CHANNELS[handle]}", `}type: ${type}, overwrites: ${overwrites(listed)} }\n`;
  return `version: 1
guild: "100"
roles:
  "@everyone": { permissions: ${quoted(everyone)} }
${role("A", roles.A)}${role("B", roles.B)}${role("C", roles.C)}${more.roles ?? ""}hierarchy: ${quoted(hierarchy)}
channels:
  k:
    id: "${CHANNELS.k}"
    type: category
    overwrites: ${overwrites(channels.k)}
    channels:
      ${channel("a", channels.a)}      ${channel("b", channels.b)}  ${channel("c", channels.c)}  ${channel("d", channels.d)}${more.channels ?? ""}${more.rest ?? ""}`;
}

/** The same as rights, without the code under test. */
export function rightsOf(world: World): GuildRights {
  const { channels, everyone, roles, type } = world;
  const overwritesOf = (listed: List): Overwrite[] =>
    Object.entries(known(listed, world)).map(([target, { allow, deny }]) => ({
      target:
        target in ROLES
          ? { type: "role", id: id<"role">(ROLES[target as keyof typeof ROLES]) }
          : { type: "member", id: id<"user">(MEMBER) },
      allow: bitsOf(allow),
      deny: bitsOf(deny),
    }));
  return {
    id: id("100"),
    ownerId: id("999"),
    roles: [
      { id: id("100"), permissions: bitsOf(everyone) },
      { id: id("101"), permissions: bitsOf(roles.A) },
      { id: id("102"), permissions: bitsOf(roles.B) },
      ...(roles.C === null ? [] : [{ id: id<"role">("103"), permissions: bitsOf(roles.C) }]),
    ],
    channels: (["k", "a", "b", "c", "d"] as const).map((handle) => ({
      id: id(CHANNELS[handle]),
      type: handle === "k" ? "category" : type,
      parent: INSIDE.has(handle) ? id<"channel">(CHANNELS.k) : null,
      overwrites: overwritesOf(channels[handle] ?? channels.k),
    })),
  };
}

/** A pair of worlds of which the second is the first with a few things as in a third. */
export const pairs: fc.Arbitrary<{ readonly base: World; readonly head: World }> = fc
  .record({
    base: worlds,
    other: worlds,
    keep: fc.record({
      everyone: fc.boolean(),
      roles: fc.boolean(),
      channels: fc.subarray(["k", "a", "b", "c", "d"] as const),
      hierarchy: fc.boolean(),
      type: fc.boolean(),
    }),
  })
  .map(({ base, other, keep }) => {
    const taken = Object.fromEntries(keep.channels.map((handle) => [handle, base.channels[handle]]));
    return {
      base,
      head: {
        everyone: keep.everyone ? base.everyone : other.everyone,
        roles: keep.roles ? base.roles : other.roles,
        channels: { ...other.channels, ...taken },
        hierarchy: keep.hierarchy ? base.hierarchy : other.hierarchy,
        type: keep.type ? base.type : other.type,
      },
    };
  });
