/** A law of rules: a policy is refused exactly when a guild that has been set up by it would break the rule. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { GuildRights } from "../../src/effective/guild-rights.ts";
import { judgeOf } from "../../src/effective/judge.ts";
import { bitsOf, namesOf, type PermissionName } from "../../src/permissions/flags.ts";
import type { OverwriteBits } from "../../src/permissions/overwrite.ts";
import { parseSnowflake, type Snowflake } from "../../src/permissions/snowflake.ts";
import { codesOf, HEAD } from "./policies.ts";

const PERMISSIONS = [
  "ADMINISTRATOR",
  "VIEW_CHANNEL",
  "SEND_MESSAGES",
  "CONNECT",
  "BAN_MEMBERS",
] as const satisfies readonly PermissionName[];

function id<Kind extends string>(text: string): Snowflake<Kind> {
  const parsed = parseSnowflake<Kind>(text);
  if (parsed === null) throw new Error(`${text} is no id`);
  return parsed;
}

const set = fc.subarray([...PERMISSIONS]);
const overwrite = fc
  .record({ allow: set, deny: set })
  .map(({ allow, deny }) => ({ allow, deny: deny.filter((name) => !allow.includes(name)) }));

/** Two roles and @everyone, up to two channels, a member, and one rule. */
const worlds = fc.record({
  roles: fc.tuple(set, set, set),
  channels: fc.array(fc.record({ type: fc.constantFrom("text", "voice"), everyone: overwrite, role: overwrite, member: overwrite }), {
    maxLength: 2,
  }),
  mode: fc.constantFrom("only" as const, "never" as const),
  holders: fc.subarray(["@everyone", "A", "B", "member:900"], { minLength: 1 }),
  permissions: fc.subarray([...PERMISSIONS], { minLength: 1 }),
  first: fc.boolean(),
});

type World = typeof worlds extends fc.Arbitrary<infer Value> ? Value : never;

const list = (names: readonly string[]): string => `[${names.map((name) => JSON.stringify(name)).join(", ")}]`;
const roleIds = { "@everyone": "100", A: "101", B: "102" } as const;

function policyText({ roles, channels, mode, holders, permissions, first }: World): string {
  const bits = ({ allow, deny }: { allow: readonly string[]; deny: readonly string[] }): string =>
    `{ allow: ${list(allow)}, deny: ${list(deny)} }`;
  const written = channels.map(
    ({ type, everyone, role, member }, index) =>
      `  c${index}: { id: "${201 + index}", type: ${type}, overwrites: { "@everyone": ${bits(everyone)}, A: ${bits(role)}, "member:900": ${bits(member)} } }\n`,
  );
  const where = first && channels.length > 0 ? ", channels: [c0]" : "";
  return `${HEAD}owner: "999"
roles: { "@everyone": { permissions: ${list(roles[0])} }, A: { id: "101", permissions: ${list(roles[1])} }, B: { id: "102", permissions: ${list(roles[2])} } }
channels:${written.length === 0 ? " {}" : ""}
${written.join("")}rules: { r: { permissions: ${list(permissions)}, ${mode}: ${list(holders)}${where} } }
`;
}

function bitsOfBoth({ allow, deny }: { allow: PermissionName[]; deny: PermissionName[] }): OverwriteBits {
  return { allow: bitsOf(allow), deny: bitsOf(deny) };
}

function guildOf({ roles, channels }: World): GuildRights {
  const [everyone, first, second] = roles;
  return {
    id: id("100"),
    ownerId: id("999"),
    roles: [
      { id: id("100"), permissions: bitsOf(everyone) },
      { id: id("101"), permissions: bitsOf(first) },
      { id: id("102"), permissions: bitsOf(second) },
    ],
    channels: channels.map((channel, index) => ({
      id: id(String(201 + index)),
      type: channel.type,
      parent: null,
      overwrites: [
        { target: { type: "role", id: id("100") }, ...bitsOfBoth(channel.everyone) },
        { target: { type: "role", id: id("101") }, ...bitsOfBoth(channel.role) },
        { target: { type: "member", id: id("900") }, ...bitsOfBoth(channel.member) },
      ],
    })),
  };
}

test("the verdict on the policy is that on its guild", () => {
  let broken = 0;
  fc.assert(
    fc.property(worlds, (world) => {
      const breaches = judgeOf(guildOf(world))({
        permissions: bitsOf(world.permissions),
        mode: world.mode,
        holders: world.holders.map((holder) =>
          holder === "member:900"
            ? { type: "member", id: id<"user">("900") }
            : { type: "role", id: id<"role">(roleIds[holder as keyof typeof roleIds]) },
        ),
        channels: world.first && world.channels.length > 0 ? new Set([id<"channel">("201")]) : null,
      });
      broken += breaches.length > 0 ? 1 : 0;
      const codes = new Set(codesOf(policyText(world)));
      expect([...codes]).toEqual(breaches.length > 0 ? ["own-rule-broken"] : []);
      expect(
        breaches.every(({ permissions }) => namesOf(permissions).every((name) => world.permissions.some((asked) => asked === name))),
      ).toBe(true);
    }),
    { numRuns: 300 },
  );
  expect(broken).toBeGreaterThan(0);
});
