import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, test } from "vitest";

const src = join(import.meta.dirname, "../src");

/** Who may import whom. A folder may always import from itself. */
const mayImport: Record<string, readonly string[]> = {
  permissions: [],
  effective: ["permissions"],
  guild: ["permissions", "effective"],
  audit: ["permissions"],
  policy: ["permissions", "effective"],
  export: ["permissions", "guild", "policy"],
  drift: ["permissions", "effective", "guild", "audit", "policy"],
  adopt: ["permissions", "guild", "policy", "export", "drift"],
  review: ["permissions", "effective", "guild", "policy", "drift"],
  report: ["permissions", "effective", "guild", "audit", "policy", "drift", "review"],
  runs: ["permissions", "effective", "guild", "audit", "policy", "export", "drift", "adopt", "review", "report"],
  http: [],
  discord: ["http", "runs", "permissions", "guild"],
  github: ["http", "runs", "drift", "report"],
  recording: ["runs", "permissions", "guild"],
};

const importPattern = /(?:from|import)\s+"(?<path>\.[^"]+)"/g;

function importsOf(file: string): string[] {
  const text = readFileSync(join(src, file), "utf8");
  return [...text.matchAll(importPattern)].map((match) => relative(src, join(src, dirname(file), match.groups?.["path"] ?? "")));
}

const folderOf = (file: string): string => file.split("/")[0] ?? "";

describe("architecture", () => {
  for (const [folder, allowed] of Object.entries(mayImport)) {
    test(`${folder} imports only ${[folder, ...allowed].join(", ")}`, () => {
      const strangers = readdirSync(join(src, folder), { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".ts"))
        .flatMap((name) => importsOf(join(folder, name)).map((target) => `${folder}/${name} -> ${target}`))
        .filter((edge) => ![folder, ...allowed].includes(folderOf(edge.split(" -> ")[1] ?? "")));
      expect(strangers).toEqual([]);
    });
  }

  test("the YAML library is known to the policy alone", () => {
    const users = readdirSync(src, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && readFileSync(join(src, name), "utf8").includes('from "yaml"'))
      .map((name) => name.replaceAll("\\", "/"));
    expect(users.toSorted()).toEqual(["policy/edit/document.ts", "policy/read-yaml.ts", "policy/write-scalar.ts"]);
  });
});
