/** Files that want to harm the reader: the answer is a problem, soon, and never an exception. */
import { describe, expect, test } from "vitest";
import { HEAD, codesOf, policyOf } from "./policies.ts";

/** It takes about a second of the processor. Without the reader's own bounds these files take minutes, or the whole process. */
const SOON_MS = 15_000;

function soon(text: string): readonly string[] {
  const start = process.cpuUsage();
  const codes = codesOf(text);
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(SOON_MS);
  return codes;
}

const lines = (count: number, line: (index: number) => string): string => Array.from({ length: count }, (_, index) => line(index)).join("");

describe("a hostile file is refused soon", () => {
  test.each([
    ["ten megabytes", `${HEAD}# ${"x".repeat(10_000_000)}\n`, "too-large"],
    ["a million brackets", "[".repeat(1_000_000), "too-deep"],
    ["a million braces with keys", "{a: ".repeat(250_000), "too-deep"],
    ["lists in lists", "- ".repeat(500_000), "too-deep"],
    ["indented deeper and deeper", lines(1_000, (index) => `${" ".repeat(index)}a:\n`), "too-deep"],
    ["keys that are keys", "? ".repeat(500_000), "too-deep"],
    ["a value too many", `x: [${"a,".repeat(500_000)}]`, "too-large"],
    ["a million commas", `[${",".repeat(1_000_000)}`, "too-large"],
    ["nothing but quotes", '"'.repeat(100_000), "not-yaml"],
    ["nothing but closing braces", "}\n".repeat(40_000), "not-yaml"],
    ["a long row of exclamation marks", "!".repeat(1_000_000), "not-yaml"],
    ["many documents", "---\n".repeat(60_000), "several-documents"],
    ["a NUL", `${HEAD}x-a: "\0"\n`, "not-text"],
    ["an executable", String.fromCharCode(127, 69, 76, 70, 2, 1, 1, 0, 0), "not-text"],
  ])("%s", (_, text, code) => {
    expect(soon(text)).toContain(code);
  });

  test("aliases that grow tenfold on each line", () => {
    const bomb = `x-0: &x0 [a]\n${lines(12, (index) => `x-${index + 1}: &x${index + 1} [${`*x${index},`.repeat(10)}]\n`)}`;
    expect(soon(HEAD + bomb)).toEqual(["too-many-aliases"]);
  });

  test("merge keys that grow tenfold on each line", () => {
    const bomb = `x-0: &x0 { a: b }\n${lines(12, (index) => `x-${index + 1}: &x${index + 1} { <<: [${`*x${index},`.repeat(10)}], k${index}: *x${index} }\n`)}`;
    expect(soon(HEAD + bomb)).toContain("too-many-aliases");
  });

  test("channels nested by aliases", () => {
    const chain = `x-0: &x0 { c: {} }\n${lines(5_000, (index) => `x-${index + 1}: &x${index + 1} { c: { channels: *x${index} } }\n`)}`;
    expect(soon(`${HEAD}${chain}channels: *x5000\n`)).toContain("too-many-aliases");
  });

  test("sets in a chain of thousands", () => {
    expect(soon(`${HEAD}sets:\n${lines(5_000, (index) => `  s${index}: [$s${index + 1}]\n`)}`)).toContain("set-in-itself");
  });

  test("thousands of typos, each with thousands of words that it could mean", () => {
    const roles = lines(4_000, (index) => `  moderator-of-the-${String(index).padStart(6, "0")}: {}\n`);
    const overwrites = lines(4_000, (index) => `      moderator_uf_the_${String(index).padStart(6, "x")}: {}\n`);
    expect(soon(`${HEAD}roles:\n${roles}channels:\n  c:\n    overwrites:\n${overwrites}`)).toHaveLength(201);
  });

  test("patterns made to be slow, against many channels", () => {
    const channels = lines(3_000, (index) => `  ${"a".repeat(90)}${index}: {}\n`);
    const patterns = lines(200, (index) => `  - { channels: "${"*a".repeat(60)}*b${index}" }\n`);
    expect(soon(`${HEAD}channels:\n${channels}ignore:\n${patterns}`)).toEqual([]);
    expect(soon(`${HEAD}ignore:\n${patterns.repeat(2)}`)).toEqual(["too-many-patterns"]);
  });
});

const roles = (count: number): string => `roles:\n${lines(count, (index) => `  r${index}: { permissions: [SPEAK] }\n`)}`;
const channels = (count: number): string => `channels:\n${lines(count, (index) => `  c${index}: { overwrites: {} }\n`)}`;
const rules = (count: number): string => `rules:\n${lines(count, (index) => `  r${index}: { permissions: [SPEAK, STREAM], only: [] }\n`)}`;

describe("rules and exceptions of a hostile file", () => {
  test("two hundred rules on all roles and channels that Discord allows", () => {
    expect(soon(`${HEAD}${roles(250)}${channels(500)}${rules(200).replaceAll("SPEAK, ", "")}`)).toEqual([]);
  });

  test("each rule broken by each role", () => {
    expect(soon(`${HEAD}${roles(250)}${channels(500)}${rules(200)}`)).toHaveLength(201);
  });

  test("more roles and channels than Discord allows", () => {
    expect(soon(`${HEAD}${roles(4_000)}${channels(3_000)}${rules(1)}`)).toEqual(["too-large"]);
  });

  test("more rules, exceptions and patterns than anybody writes", () => {
    expect(soon(`${HEAD}${rules(201)}`)).toEqual(["too-many-rules"]);
    expect(soon(`${HEAD}exceptions:\n${lines(1_001, (index) => `  e${index}: {}\n`)}`)).toEqual(["too-many-exceptions"]);
    const patterns = `[${lines(201, (index) => `"${"*a".repeat(60)}${index}", `)}]`;
    expect(soon(`${HEAD}rules: { r: { permissions: [SPEAK], only: [], channels: ${patterns} } }\n`)).toEqual(["too-many-patterns"]);
  });

  test("slow patterns in every rule", () => {
    const list = `[${lines(200, (index) => `"${"*a".repeat(60)}*b${index}", `)}]`;
    const many = lines(100, (index) => `  r${index}: { permissions: [SPEAK], only: [], channels: *slow }\n`);
    const text = `${HEAD}x-slow: &slow ${list}\nchannels:\n${lines(500, (index) => `  ${"a".repeat(90)}${index}: {}\n`)}rules:\n${many}`;
    expect(soon(text)).toContain("too-many-patterns");
    expect(soon(text.replaceAll(/  r\d\d: .*\n/g, ""))).toHaveLength(200);
  });

  test("a thousand exceptions, each for a channel that could be one of thousands", () => {
    const exceptions = lines(
      1_000,
      (index) => `  e${index}: { role: "@everyone", channel: c-${index}-x, allow: [SPEAK], until: 2026-12-15, reason: x }\n`,
    );
    expect(soon(`${HEAD}${channels(5_000)}exceptions:\n${exceptions}`)).toHaveLength(201);
  });

  test("names that mean something to JavaScript", () => {
    const policy = policyOf(`${HEAD}roles: { __proto__: { id: "1", members: ["2"] } }
hierarchy: [__proto__]
rules: { __proto__: { permissions: [SPEAK], only: [__proto__] }, constructor: { permissions: [STREAM], never: [__proto__] } }
exceptions: { __proto__: { role: __proto__, allow: [SPEAK], until: 2026-12-15, reason: toString } }
`);
    expect(policy.hierarchy?.roles).toEqual(["__proto__"]);
    expect([...policy.rules, ...policy.exceptions].map(({ name }) => name)).toEqual(["__proto__", "constructor", "__proto__"]);
  });
});

test("names that mean something to JavaScript are names like any other", () => {
  const policy = policyOf(`${HEAD}sets: { __proto__: [VIEW_CHANNEL], constructor: [$__proto__] }
roles: { __proto__: { id: "1", permissions: [$constructor] }, hasOwnProperty: { id: "2" } }
channels: { __proto__: { id: "3", channels: { __proto__: { overwrites: { __proto__: {} } } } } }
`);
  expect(policy.roles.map(({ handle }) => handle)).toEqual(["__proto__", "hasOwnProperty"]);
  expect(policy.channels.map(({ path }) => path)).toEqual(["__proto__", "__proto__/__proto__"]);
  expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  expect("permissions" in {}).toBe(false);
});

test("a name with the sign for a character that was lost is a name", () => {
  expect(codesOf(`${HEAD}roles: { "caf\uFFFD": { id: "1" } }\n`)).toEqual([]);
});

test("a hole in the prototype is no key of the language", () => {
  expect(codesOf(`${HEAD}__proto__: { admin: true }\n`)).toEqual(["unknown-key"]);
});
