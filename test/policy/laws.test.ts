/** Laws of the policy reader, for any text and for good files with something changed. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPolicy } from "../../src/policy/read-policy.ts";
import { renderProblem } from "../../src/policy/render-problem.ts";
import type { Place } from "../../src/policy/policy.ts";

const file = "permissions.yaml";
const golden = join(import.meta.dirname, "../golden");
const sources = [
  join(golden, "../../permissions.yaml"),
  ...readdirSync(join(golden, "ok")).map((name) => join(golden, "ok", name)),
  ...readdirSync(join(golden, "policy")).map((name) => join(golden, "policy", name, file)),
].map((path) => readFileSync(path, "utf8"));

function expectInside(text: string, { line, column }: Place): void {
  const lines = text.replace(/^\uFEFF/, "").split("\n");
  expect(line).toBeGreaterThanOrEqual(1);
  expect(line).toBeLessThanOrEqual(lines.length);
  expect(column).toBeGreaterThanOrEqual(1);
  expect(column).toBeLessThanOrEqual((lines[line - 1] ?? "").length + 1);
}

function expectSound(text: string): void {
  const checked = readPolicy({ file, text });
  if (checked.ok) return;
  expect(checked.problems.length).toBeGreaterThan(0);
  for (const problem of checked.problems) {
    expect(problem.code).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
    expect(problem.message).not.toMatch(/[.\p{Cc}]$/u);
    expect(problem.endColumn).toBeGreaterThan(problem.at.column);
    expectInside(text, problem.at);
    if (problem.related !== undefined) expectInside(text, problem.related.at);
    expect(renderProblem({ file, text }, problem)).not.toMatch(/[^\n\P{Cc}]/u);
  }
}

/** Pieces of the language and of YAML that texts of chance would not hit upon. */
const piece = fc.constantFrom(
  ..."\n,\n  ,\n    ,: ,- ,{,},[,],\",',&a ,*a,<<: ,|,>,#,%,---,...,?,!,!!str ,$read,@everyone,member:1,role:1,synced,ADMINISTRATOR,BIT_3,true,null,0x1,\t,\r\n,é,🦊".split(
    ",",
  ),
  "version: 1\n",
  'guild: "1"\n',
  "roles:\n",
  "channels:\n",
  "overwrites:",
  "permissions:",
  "sets:\n",
  "ignore:\n",
  "hierarchy:\n",
  "rules:\n",
  "exceptions:\n",
  "members:",
  "only:",
  "never:",
  "until:",
  "2026-12-15",
  "id:",
  "name:",
  "type:",
  "allow:",
  "deny:",
  ",",
);

describe("the reader", () => {
  test("never throws, and every problem has a place inside the text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), expectSound), { numRuns: 500 });
  });

  test("never throws on texts made of the language's own pieces", () => {
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join("")),
        expectSound,
      ),
      { numRuns: 1_500 },
    );
  });

  test("never throws on a file in which something was cut out, put in or exchanged", () => {
    const mutation = fc.record({
      source: fc.constantFrom(...sources),
      at: fc.nat(),
      length: fc.nat({ max: 30 }),
      insert: fc.array(piece, { maxLength: 4 }),
    });
    fc.assert(
      fc.property(mutation, ({ source, at, length, insert }) => {
        const start = at % (source.length + 1);
        expectSound(source.slice(0, start) + insert.join("") + source.slice(start + length));
      }),
      { numRuns: 1_500 },
    );
  });

  test("gives the same answer for the same text", () => {
    fc.assert(
      fc.property(fc.constantFrom(...sources), (text) => {
        expect(JSON.stringify(readPolicy({ file, text }), bigints)).toBe(JSON.stringify(readPolicy({ file, text }), bigints));
      }),
    );
  });
});

function bigints(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
