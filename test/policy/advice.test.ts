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
  test("the example at the root needs none", () => {
    expect(adviceFor(readFileSync(join(import.meta.dirname, "../../permissions.yaml"), "utf8"))).toEqual([]);
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
});
