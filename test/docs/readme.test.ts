import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { readPolicy } from "../../src/policy/read-policy.ts";

const root = join(import.meta.dirname, "../..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");
const readme = read("README.md");

interface Manifest {
  readonly inputs: Record<string, { description: string; default?: string; required?: boolean }>;
  readonly outputs: Record<string, { description: string }>;
  readonly runs: { readonly main: string; readonly using: string };
}
const manifest = parse(read("action.yml")) as Manifest;

interface Workflow {
  readonly permissions: object;
  readonly jobs: Record<
    string,
    { readonly permissions: object; readonly steps: readonly { readonly uses?: string; readonly with?: object }[] }
  >;
}

/** What stands between `<!-- name -->` and `<!-- /name -->`. */
function section(name: string): string {
  return readme.split(`<!-- ${name} -->\n`)[1]?.split(`<!-- /${name} -->`)[0] ?? "";
}

describe("the README", () => {
  test("has every input of action.yml, with its default", () => {
    const rows = Object.entries(manifest.inputs).map(([name, input]) => {
      const usual = input.required === true ? "required" : input.default === "" ? "" : `\`${input.default}\``;
      return `| \`${name}\` | ${usual} | ${input.description} |\n`;
    });
    expect(section("inputs")).toBe(rows.join(""));
  });

  test("has every output of action.yml", () => {
    expect(section("outputs")).toBe(
      Object.entries(manifest.outputs)
        .map(([name, { description }]) => `| \`${name}\` | ${description} |\n`)
        .join(""),
    );
  });

  test("shows a policy without mistakes", () => {
    const policy = /```yaml\n(?<text>version: 1[^]*?)```/.exec(readme)?.groups?.["text"] ?? "";
    expect(readPolicy({ file: "README.md", text: policy })).toMatchObject({ ok: true });
  });

  test("links only to files that are there", () => {
    const links = [...readme.matchAll(/\]\((?!https:)(?<path>[^)#]+)\)/g)].map((match) => match.groups?.["path"] ?? "");
    expect(links.length).toBeGreaterThan(3);
    expect(links.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});

describe("the workflows", () => {
  const files = [".github/examples", ".github/workflows"].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((file) => file.endsWith(".yml"))
      .map((file) => `${folder}/${file}`),
  );

  test.for(files)("%s gives nothing by default and pins every action to a commit", (file) => {
    const workflow = parse(read(file)) as Workflow;
    expect(workflow.permissions).toEqual({});
    const jobs = Object.values(workflow.jobs);
    expect(jobs.map(({ permissions }) => typeof permissions)).toEqual(jobs.map(() => "object"));
    const used = jobs.flatMap(({ steps }) => steps).flatMap(({ uses }) => uses ?? []);
    expect(used.filter((uses) => !/@[\da-f]{40}$/.test(uses))).toEqual([]);
  });

  test("the example uses only inputs that there are, and the rights that the README names", () => {
    const { jobs } = parse(read(".github/examples/permission-drift.yml")) as Workflow;
    for (const job of ["check", "review"]) {
      const step = jobs[job]?.steps.find(({ uses }) => uses?.includes("discord-permission-drift") === true);
      expect(Object.keys(manifest.inputs)).toEqual(expect.arrayContaining(Object.keys(step?.with ?? { missing: true })));
    }
    expect(jobs["check"]?.permissions).toEqual({ contents: "read", issues: "write", actions: "read" });
    expect(jobs["review"]?.permissions).toEqual({ contents: "read", "pull-requests": "write", issues: "read", actions: "read" });
  });

  test("the Action runs on the runner's newest Node", () => {
    expect(manifest.runs).toEqual({ using: "node24", main: "dist/action.js" });
  });
});
