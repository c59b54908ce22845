/** The schema for editors: what the script makes of the reader's definitions, and the same verdict on a file as far as a schema can see. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { FLAG_NAMES } from "../../src/permissions/flags.ts";
import { printSchema } from "../../src/policy/schema/policy.ts";
import { codesOf, HEAD } from "./policies.ts";

const root = join(import.meta.dirname, "../..");
const golden = join(root, "test/golden");
/** The extra keyword is one of editors. */
const validate = new Ajv({ allErrors: true, strict: true, strictTypes: false, strictRequired: false })
  .addKeyword("patternErrorMessage")
  .compile(JSON.parse(printSchema()));

function isValid(text: string): boolean {
  return validate(parse(text, { merge: true, intAsBigInt: false, maxAliasCount: -1 }));
}

const read = (...path: readonly string[]): string => readFileSync(join(...path), "utf8");

test("the file is what the script makes", () => {
  expect(read(root, "schema/permissions.schema.json")).toBe(printSchema());
});

describe("a file without problems is valid", () => {
  const files = [
    join(root, "permissions.yaml"),
    ...[join(golden, "ok"), join(golden, "export"), join(root, "docs/recipes")].flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith(".yaml"))
        .map((name) => join(folder, name)),
    ),
  ];
  test.each(files.map((file) => [file.slice(root.length + 1), file]))("%s", (_, file) => {
    isValid(read(file));
    expect(validate.errors ?? []).toEqual([]);
  });
});

/** Mistakes that are not in the shape of a file: what YAML itself refuses, and what only two places together make wrong. */
const BEYOND_A_SCHEMA: Readonly<Record<string, "not YAML" | "unseen">> = {
  "aliases-that-repeat-too-much": "unseen",
  "allow-and-deny": "unseen",
  "anchors-that-are-not-there": "not YAML",
  "at-least-beyond-at-most": "unseen",
  "duplicate-ids": "unseen",
  "duplicate-keys": "not YAML",
  "everyone-under-another-handle": "unseen",
  "listed-and-ignored": "unseen",
  "nested-too-deeply": "unseen",
  "not-yaml-indentation": "not YAML",
  "not-yaml-quotes": "not YAML",
  "not-yaml-two-colons": "not YAML",
  "policy-that-breaks-its-own-rules": "unseen",
  "same-name-without-ids": "unseen",
  "same-path": "unseen",
  "same-rule-twice": "not YAML",
  "same-target-twice": "unseen",
  "sets-in-a-circle": "unseen",
  "several-documents": "not YAML",
  "yaml-1.1": "unseen",
};

describe("a file with a mistake that a schema can see is not valid", () => {
  test.each(readdirSync(join(golden, "policy")))("%s", (name) => {
    expect(verdictOn(read(golden, "policy", name, "permissions.yaml"))).toBe(BEYOND_A_SCHEMA[name] ?? "seen");
  });
});

function verdictOn(text: string): "not YAML" | "seen" | "unseen" {
  try {
    return isValid(text) ? "unseen" : "seen";
  } catch {
    return "not YAML";
  }
}

describe("each part of the shape, one mistake at a time, as the reader sees it", () => {
  const rule = "rules: { r: { permissions: [SPEAK], ";
  const exception = "exceptions: { e: { allow: [SPEAK], until: 2026-12-15, reason: a party, ";
  test.each([
    "roles: { A: { permissions: [SPEAK], at-most: [SPEAK] } }",
    "roles: { A: { permissions: [BIT_3] } }",
    "roles: { A: { permissions: [BIT_128] } }",
    "roles: { A: { permissions: [Speak] } }",
    "roles: { A: { permissions: SPEAK } }",
    "roles: { A: { id: 101 } }",
    'roles: { A: { id: "0101" } }',
    "roles: { A: { members: [900] } }",
    'roles: { "@everyone": { members: [] } }',
    'roles: { "@everyone": { name: All } }',
    'roles: { "role:1": {} }',
    "roles: { A: }",
    "channels: { c: { overwrites: synced } }",
    "channels: { c: { type: text, channels: {} } }",
    "channels: { c: { channels: { d: { channels: {} } } } }",
    "channels: { c: { channels: { d: { type: category } } } }",
    'channels: { c: { overwrites: { "member:x": {} } } }',
    'channels: { c: { overwrites: { "101": {} } } }',
    'channels: { c: { overwrites: { "@everyone": { allows: [] } } } }',
    "rules: { r: { only: [] } }",
    `${rule}}}`,
    `${rule}only: [], never: ["@everyone"] }}`,
    `${rule}never: [] }}`,
    `${rule}only: ["$staff"] }}`,
    `${rule}only: [], channels: [] }}`,
    `${rule}only: [], severity: urgent }}`,
    "rules: { r: { permissions: [], only: [] } }",
    `${exception}}}`,
    `${exception}member: "900" }}`,
    `${exception}role: "@everyone", member: "900" }}`,
    `${exception}role: "member:900" }}`,
    'exceptions: { e: { role: "@everyone", allow: [SPEAK], until: 2026-12-32, reason: a party } }',
    'exceptions: { e: { role: "@everyone", allow: [SPEAK], until: 2026-12-15, reason: "" } }',
    'ignore: [{ channels: "a", roles: "b" }]',
    "ignore: [{ reason: none }]",
    "sets: { $a: [] }",
    "manage: { roles: some }",
    "require-2fa: yes",
    "extra: true",
  ])("%s", (line) => {
    expect(isValid(HEAD)).toBe(true);
    expect(isValid(`${HEAD}${line}\n`)).toBe(false);
    expect(codesOf(`${HEAD}${line}\n`)).not.toEqual([]);
  });
});

test("each permission says what the settings pages call it, what it allows, and whether it is dangerous", () => {
  const { definitions } = JSON.parse(printSchema()) as {
    definitions: { permission: { anyOf: { const?: string; description: string }[] } };
  };
  const described = new Map(definitions.permission.anyOf.map(({ const: name, description }) => [name, description]));
  expect(FLAG_NAMES.filter((name) => !/^[A-Z].+\. Lets somebody [a-z].+\.$/.test(described.get(name) ?? ""))).toEqual([]);
  expect(described.get("MANAGE_ROLES")).toBe(
    "Manage Roles (in a channel: Manage Permissions). Lets somebody edit and hand out all roles below the own one; as an overwrite, edit the permissions of that channel. Dangerous in wrong hands.",
  );
  expect(described.get("KICK_MEMBERS")).toContain("Counts for the whole server, never in a channel.");
});
