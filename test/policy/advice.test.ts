import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { adviseOn } from "../../src/policy/advice.ts";
import { HEAD, policyOf } from "./policies.ts";

const FULL = `${HEAD}owner: "900"\nrequire-2fa: true\n`;

function adviceFor(text: string): readonly string[] {
  return adviseOn(policyOf(text)).map(({ at, message }) => `${at.line}:${at.column} ${message}`);
}

describe("advice", () => {
  test("the example at the root leaves open who holds its roles, and has no rules", () => {
    expect(adviceFor(readFileSync(join(import.meta.dirname, "../../permissions.yaml"), "utf8"))).toEqual([
      "22:3 roles with dangerous permissions of which nobody checks who holds them, since `members` is not written: `Admin`, `Moderator`, `Helper`",
      "22:3 no rule says who may have ADMINISTRATOR, so nothing here would object to one more role that has it; write a rule with `permissions: [ADMINISTRATOR]` and `only: [Admin]`",
    ]);
  });

  test("an owner and two-factor login that are not written", () => {
    expect(adviceFor(HEAD)).toEqual([
      "2:1 `owner` is not written, so another owner in Discord would not be drift",
      "2:1 `require-2fa` is not written, so nobody would notice when moderation no longer needs two-factor login",
    ]);
  });

  test("roles and channels of which only the listed ones are compared", () => {
    expect(adviceFor(`${FULL}manage: { roles: listed, channels: listed }\n`)).toEqual([
      "2:1 `manage` compares listed roles only, so new roles with any permissions would not be drift",
      "2:1 `manage` compares listed channels only, so new channels with any permissions would not be drift",
    ]);
  });

  test.each(["permissions: [MENTION_EVERYONE, SPEAK]", "at-most: [MENTION_EVERYONE]", "at-least: [MENTION_EVERYONE]"])(
    "dangerous permissions of @everyone: %s",
    (permissions) => {
      expect(adviceFor(`${FULL}roles:\n  "@everyone": { ${permissions} }\n`)).toEqual([
        "6:18 every member, also one who joined a minute ago, may hold MENTION_EVERYONE through @everyone",
      ]);
    },
  );

  test("harmless permissions of @everyone are nobody's business", () => {
    expect(adviceFor(`${FULL}roles:\n  "@everyone": { permissions: [SPEAK] }\n`)).toEqual([]);
  });

  test("objects without ids, named and then counted", () => {
    const roles = Array.from({ length: 7 }, (_, index) => `  r${index}: { permissions: [] }\n`).join("");
    expect(adviceFor(`${FULL}roles:\n${roles}channels:\n  general: { overwrites: {} }\n`)).toEqual([
      "6:3 roles without an id, so a rename would look like one that is missing and one too many; write their ids: `r0`, `r1`, `r2`, `r3`, `r4` and 2 more",
      "14:3 channels without an id, so a rename would look like one that is missing and one too many; write their ids: `general`",
    ]);
  });

  test("what nobody checks", () => {
    expect(adviceFor(`${FULL}roles:\n  A: { id: "1" }\nchannels:\n  c: { id: "2" }\n`)).toEqual([
      "6:3 roles whose permissions nobody checks, since neither `permissions` nor a bound is written: `A`",
      "8:3 channels whose overwrites nobody checks, since `overwrites` is not written: `c`",
    ]);
  });

  test("patterns that ignore everything", () => {
    expect(adviceFor(`${FULL}ignore: [{ roles: "*" }, { channels: "*/*" }, { channels: "a*" }]\n`)).toEqual([
      "5:19 `*` ignores all roles that are not listed; a narrower pattern would let new ones be noticed",
      "5:38 `*/*` ignores all channels that are not listed; a narrower pattern would let new ones be noticed",
    ]);
  });

  test("dangerous roles of which nobody checks who holds them", () => {
    const roles = `roles:
  A: { id: "1", permissions: [KICK_MEMBERS] }
  B: { id: "2", at-most: [MANAGE_ROLES] }
  C: { id: "3", permissions: [KICK_MEMBERS], members: [] }
  D: { id: "4", permissions: [SPEAK] }
`;
    expect(adviceFor(FULL + roles)).toEqual([
      "6:3 roles with dangerous permissions of which nobody checks who holds them, since `members` is not written: `A`, `B`",
    ]);
  });

  test("administrators that no rule names", () => {
    const roles = 'roles:\n  Admin: { id: "1", permissions: [ADMINISTRATOR], members: ["900"] }\n';
    const rule = (more: string): string =>
      `${FULL}${roles}channels: { c: { id: "2", overwrites: {} } }\nrules: { r: { permissions: [ADMINISTRATOR], ${more} } }\n`;
    const open = [
      "6:3 no rule says who may have ADMINISTRATOR, so nothing here would object to one more role that has it; write a rule with `permissions: [ADMINISTRATOR]` and `only: [Admin]`",
    ];
    expect(adviceFor(FULL + roles)).toEqual(open);
    expect(adviceFor(rule("only: [Admin]"))).toEqual([]);
    expect(adviceFor(rule('never: ["@everyone"]'))).toEqual(open);
    expect(adviceFor(rule("only: [Admin], channels: [c]"))).toContain(open[0]);
  });

  test("rules in channels on what never counts there", () => {
    expect(
      adviceFor(
        `${FULL}channels: { c: { id: "2", overwrites: {} } }\nrules: { r: { permissions: [VIEW_CHANNEL, KICK_MEMBERS], only: [], channels: [c] } }\n`,
      ),
    ).toEqual(["6:10 the rule `r` is judged in channels, where KICK_MEMBERS never counts; write another rule for it, without `channels`"]);
  });

  test("exceptions that cover nothing, but not those that allow what is denied", () => {
    const rest = "until: 2026-12-15, reason: a party";
    const policy = `${FULL}roles:
  A: { id: "1", permissions: [SPEAK] }
  B: { id: "2" }
channels:
  c: { id: "3", overwrites: { A: { allow: [SPEAK], deny: [CONNECT] }, "member:900": { allow: [SPEAK] } } }
  d: { id: "4" }
exceptions:
  a: { role: A, allow: [SPEAK, STREAM], ${rest} }
  b: { role: B, allow: [STREAM], ${rest} }
  c: { role: A, channel: c, allow: [CONNECT], ${rest} }
  d: { role: A, channel: c, allow: [SPEAK], ${rest} }
  e: { role: A, channel: d, allow: [SPEAK], ${rest} }
  f: { member: "900", channel: c, allow: [SPEAK], ${rest} }
  g: { role: "role:9", allow: [SPEAK], ${rest} }
`;
    expect(adviceFor(policy).filter((advice) => advice.includes("exception"))).toEqual([
      "12:3 the exception `a` allows SPEAK, which the policy grants anyway",
      "13:3 the exception `b` covers nothing, since the permissions of that role are not compared",
      "15:3 the exception `d` allows SPEAK, which the policy grants anyway",
      "16:3 the exception `e` covers nothing, since the overwrites of that channel are not compared",
      "17:3 the exception `f` allows SPEAK, which the policy grants anyway",
    ]);
  });
});
