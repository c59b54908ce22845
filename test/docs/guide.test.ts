import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { recipeNames } from "./recipes.ts";
import { readPolicy } from "../../src/policy/read-policy.ts";
import { runCli } from "../cli/run-cli.ts";
import { codesOf } from "../policy/policies.ts";

const docs = join(import.meta.dirname, "../../docs");
const read = (file: string): string => readFileSync(join(docs, file), "utf8");
const guide = read("policy.md");
const recipes = read("recipes.md");

interface Block {
  readonly language: string;
  readonly text: string;
  /** The heading that it stands under. */
  readonly heading: string;
}

function blocksOf(markdown: string): readonly Block[] {
  return [...markdown.matchAll(/^```(?<language>\w+)\n(?<text>[^]*?)^```$/gm)].map(({ groups, index }) => ({
    language: groups?.["language"] ?? "",
    text: groups?.["text"] ?? "",
    heading: [...markdown.slice(0, index).matchAll(/^#+ (?<title>.*)$/gm)].at(-1)?.groups?.["title"] ?? "",
  }));
}

/** Every policy of the guide, with what the tool says of it where the guide shows that. */
const policies = blocksOf(guide).flatMap(({ heading, language, text }, index, all) => {
  const said = all.slice(index + 1).find((next) => next.language !== "sh");
  return language === "yaml" ? [{ heading, text, said: said?.language === "text" ? said.text : null }] : [];
});

describe("the guide to the policy", () => {
  const shown = policies.filter(({ said }) => said !== null);

  test("shows policies, and what the tool says of some", () => {
    expect(shown.length).toBe(blocksOf(guide).filter(({ language }) => language === "text").length);
    expect(shown.length).toBeGreaterThan(10);
    expect(policies.length - shown.length).toBeGreaterThan(8);
  });

  test.for(policies.filter(({ said }) => said === null))("its policy under “$heading” has no mistake", ({ text }) => {
    expect(readPolicy({ file: "permissions.yaml", text })).toMatchObject({ ok: true });
  });

  test.for(shown)("what it quotes under “$heading” is what the tool prints", async ({ text, said }) => {
    const folder = mkdtempSync(join(tmpdir(), "permission-drift-guide-"));
    writeFileSync(join(folder, "permissions.yaml"), text);
    const { stdout } = await runCli(["validate", "permissions.yaml"], { cwd: folder });
    rmSync(folder, { recursive: true });
    expect(stdout).toBe(said);
  });

  test("names permissions that there are behind the words of the settings page", () => {
    const pairs = [...guide.matchAll(/\*(?<label>[A-Z][\w ]+)\* is\s+`(?<name>[A-Z_]+)`/g)];
    expect(pairs.length).toBe(5);
    const list = pairs.map(({ groups }) => groups?.["label"]).join(", ");
    const checked = readPolicy({ file: "", text: `version: 1\nguild: "1"\nroles:\n  A: { permissions: [${list}] }\n` });
    const meant = checked.ok ? [] : checked.problems.map(({ suggestion }) => suggestion);
    expect(meant).toEqual(pairs.map(({ groups }) => groups?.["name"]));
  });
});

describe("the recipes", () => {
  const sections = recipes.split(/^## /m).slice(1);

  test("are all there, each linked from a section of its own", () => {
    const linked = sections.flatMap((section) => /\(recipes\/(?<name>[a-z-]+)\.yaml\)/.exec(section)?.groups?.["name"] ?? []);
    expect(linked.toSorted()).toEqual([...recipeNames].toSorted());
    expect(linked).toHaveLength(sections.length);
  });

  test.for(recipeNames)("%s: what is quoted of it stands in the file", (name) => {
    const section = sections.find((each) => each.includes(`(recipes/${name}.yaml)`)) ?? "";
    const quoted = blocksOf(section).map(({ text }) => text);
    expect(quoted.length).toBeGreaterThan(0);
    expect(quoted.filter((text) => !read(`recipes/${name}.yaml`).includes(text))).toEqual([]);
  });

  test.for(recipeNames)("%s says what holds, what is found, and what people get wrong", (name) => {
    const section = sections.find((each) => each.includes(`(recipes/${name}.yaml)`)) ?? "";
    expect([...section.matchAll(/^- \*\*(?<part>\w+):\*\*/gm)].map(({ groups }) => groups?.["part"])).toEqual([
      "Holds",
      "Found",
      "Mistake",
    ]);
  });
});

describe("the mistakes of which the recipes warn", () => {
  test.for([
    [
      "rules-channel",
      '"@everyone": { deny: [$post] }',
      '"@everyone": { deny: [$post] }\n      Moderator: { allow: [$post] }',
      "own-rule-broken",
    ],
    ["ticket-bot", "Tickets/ticket-*", "Tickets/*", "listed-and-ignored"],
    ["muted-role", 'channels: ["*", "*/*"]', "# everywhere", "own-rule-broken"],
  ] as const)("%s: %s becomes %s", ([name, right, wrong, code]) => {
    const text = read(`recipes/${name}.yaml`);
    expect(text).toContain(right);
    expect(codesOf(text.replace(right, wrong))).toContain(code);
  });
});

/** As GitHub makes them from headings. */
function anchorsOf(markdown: string): readonly string[] {
  const headings = [...markdown.matchAll(/^#+ (?<title>.*)$/gm)].map(({ groups }) => groups?.["title"] ?? "");
  return headings.map((title) =>
    title
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );
}

test.for(["policy.md", "recipes.md"])("all links of %s lead somewhere", (file) => {
  const targets = [...read(file).matchAll(/\]\((?!https:)(?<path>[^)#]*)(?:#(?<anchor>[^)]+))?\)/g)];
  expect(targets.length).toBeGreaterThan(10);
  const broken = targets.filter(({ groups }) => {
    const path = groups?.["path"] ?? "";
    const target = path === "" ? join(docs, file) : join(dirname(join(docs, file)), path);
    const anchor = groups?.["anchor"];
    return !existsSync(target) || (anchor !== undefined && !anchorsOf(readFileSync(target, "utf8")).includes(anchor));
  });
  expect(broken.map(([link]) => link)).toEqual([]);
});
