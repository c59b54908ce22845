/** The second door of the reader: a policy that breaks its own rules is read, and what it breaks are values. */
import { describe, expect, test } from "vitest";
import { readPolicyForReview } from "../../src/policy/read-policy.ts";
import { bitsOf } from "../../src/permissions/flags.ts";
import { codesOf, HEAD, policyOf } from "./policies.ts";

const ROLES = `roles:
  "@everyone": { permissions: [VIEW_CHANNEL] }
  A: { id: "101", permissions: [BAN_MEMBERS] }
  B: { name: Bees, permissions: [] }
channels:
  k:
    type: category
    overwrites: { "@everyone": { deny: [VIEW_CHANNEL] }, B: { allow: [VIEW_CHANNEL] }, "member:900": { allow: [VIEW_CHANNEL] } }
    channels: { c: { overwrites: synced } }
`;
const RULES = `rules:
  no-bans: { permissions: [BAN_MEMBERS], never: [A] }
  kept: { permissions: [KICK_MEMBERS], only: [] }
  closed: { permissions: [VIEW_CHANNEL], channels: ["k/*"], only: [] }
`;
const BROKEN = HEAD + ROLES + RULES;

const read = (text: string): ReturnType<typeof readPolicyForReview> => readPolicyForReview({ file: "permissions.yaml", text });

describe("a policy that breaks its own rules", () => {
  test("is refused by the first door, and read by the second with what it breaks", () => {
    expect(new Set(codesOf(BROKEN))).toEqual(new Set(["own-rule-broken"]));
    const checked = read(BROKEN);
    expect(checked).toMatchObject({ ok: true });
    if (!checked.ok) return;
    expect(checked.value.policy.rules.map(({ name }) => name)).toEqual(["no-bans", "kept", "closed"]);
    expect(checked.value.brokenRules).toEqual([
      {
        name: "no-bans",
        at: { line: 13, column: 3 },
        breaches: [
          {
            who: { type: "role", id: "101", name: "A" },
            permissions: bitsOf(["BAN_MEMBERS"]),
            channels: [],
            at: { line: 5, column: 19 },
          },
        ],
      },
      {
        name: "closed",
        at: { line: 15, column: 3 },
        breaches: [
          // Known by name alone: the id is the handle.
          {
            who: { type: "role", id: "B", name: "Bees" },
            permissions: bitsOf(["VIEW_CHANNEL"]),
            channels: ["k/c"],
            at: { line: 10, column: 58 },
          },
          {
            who: { type: "member", id: "900", name: null },
            permissions: bitsOf(["VIEW_CHANNEL"]),
            channels: ["k/c"],
            at: { line: 10, column: 88 },
          },
        ],
      },
    ]);
  });

  test("has the same problems in both doors otherwise", () => {
    const text = BROKEN.replace("[KICK_MEMBERS]", "[KICK_MEMBRS]");
    const checked = read(text);
    expect(checked.ok ? [] : checked.problems.map(({ code }) => code)).toEqual(["unknown-permission"]);
    expect(codesOf(text)).toContain("unknown-permission");
  });
});

test("a policy that keeps its rules is the same through both doors", () => {
  const text = HEAD + ROLES;
  const checked = read(text);
  expect(JSON.stringify(checked.ok ? checked.value : null, bigints)).toBe(
    JSON.stringify({ policy: policyOf(text), brokenRules: [] }, bigints),
  );
});

function bigints(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
