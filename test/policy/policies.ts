/** Policies for tests: text in, the policy or its problems out. */
import { readPolicy } from "../../src/policy/read-policy.ts";
import type { Policy } from "../../src/policy/policy.ts";
import type { PolicyProblem } from "../../src/policy/problem.ts";

/** What every policy begins with. */
export const HEAD = 'version: 1\nguild: "100"\n';

/** The policy in a text that has no problem. */
export function policyOf(text: string): Policy {
  const checked = readPolicy({ file: "permissions.yaml", text });
  if (!checked.ok) throw new Error(checked.problems.map(({ at, message }) => `${at.line}:${at.column} ${message}`).join("\n"));
  return checked.value;
}

/** The problems of a text, none where it is a policy. */
export function problemsOf(text: string): readonly PolicyProblem[] {
  const checked = readPolicy({ file: "permissions.yaml", text });
  return checked.ok ? [] : checked.problems;
}

/** The codes of the problems of a text. */
export function codesOf(text: string): readonly string[] {
  return problemsOf(text).map(({ code }) => code);
}
