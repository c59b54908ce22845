/** Mistakes in policies and what the reader says about them: a folder is a case. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readPolicy } from "../../src/policy/read-policy.ts";
import { renderProblem } from "../../src/policy/render-problem.ts";

const golden = join(import.meta.dirname, "../golden");
const file = "permissions.yaml";

function problemsOf(text: string): string {
  const checked = readPolicy({ file, text });
  return checked.ok ? "" : `${checked.problems.map((problem) => renderProblem({ file, text }, problem)).join("\n\n")}\n`;
}

describe("a policy with mistakes is answered with all of them", () => {
  test.each(readdirSync(join(golden, "policy")))("%s", async (name) => {
    const folder = join(golden, "policy", name);
    const problems = problemsOf(readFileSync(join(folder, file), "utf8"));
    expect(problems).not.toBe("");
    await expect(problems).toMatchFileSnapshot(join(folder, "problems.out"));
  });
});

describe("a good policy is silent", () => {
  test.each(readdirSync(join(golden, "ok")))("%s", (name) => {
    expect(problemsOf(readFileSync(join(golden, "ok", name), "utf8"))).toBe("");
  });

  test("the example at the root is a good policy", () => {
    expect(problemsOf(readFileSync(join(golden, "../../permissions.yaml"), "utf8"))).toBe("");
  });
});
