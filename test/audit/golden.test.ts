import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { decodeAuditPage } from "../../src/audit/decode.ts";
import { namesOf } from "../../src/permissions/flags.ts";

const root = join(import.meta.dirname, "../golden/audit");
const readJson = (path: string): object => JSON.parse(readFileSync(join(root, path), "utf8")) as object;
const names = readJson("page.json");

const cases = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** Bit sets in the form that the JSON report gives them. */
function shown(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? { bits: value.toString(), names: namesOf(value) } : value;
}

describe("golden audit log entries", () => {
  test("there are cases", () => {
    expect(cases.length).toBeGreaterThan(40);
  });

  test.each(cases)("%s", async (name) => {
    const { entries, problems } = decodeAuditPage({ ...names, audit_log_entries: [readJson(`${name}/entry.json`)] });
    expect(problems).toEqual([]);
    await expect(`${JSON.stringify(entries[0], shown, 2)}\n`).toMatchFileSnapshot(join(root, name, "change.json"));
  });
});
