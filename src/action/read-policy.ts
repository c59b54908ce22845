/** The policy from the checkout; its mistakes become annotations on their lines. */
import { resolve } from "node:path";
import { readPolicyFile } from "../files/policy-file.ts";
import { annotate, progress } from "../github/actions-console.ts";
import type { Policy } from "../policy/policy.ts";
import { renderProblem, type PolicySource } from "../policy/render-problem.ts";
import { problemAnnotations } from "../report/annotation.ts";
import { CannotCheck } from "../runs/cannot-check.ts";
import { validate } from "../runs/validate.ts";

/** A policy, and the text that it was read from. */
export interface ReadPolicy {
  readonly policy: Policy;
  readonly source: PolicySource;
}

/** `file` is relative to the checkout. Throws CannotCheck. */
export async function readPolicy(workspace: string, file: string): Promise<ReadPolicy> {
  const source = await readPolicyFile(resolve(workspace, file), file);
  const result = validate(source);
  if (result.ok) return { policy: result.policy, source };
  annotate(problemAnnotations(file, result.problems));
  for (const problem of result.problems) for (const line of renderProblem(source, problem).split("\n")) progress(line);
  const count = result.problems.length === 1 ? "a mistake" : `${result.problems.length} mistakes`;
  throw new CannotCheck(`The policy ${file} has ${count}. Mend what the annotations on its lines say, then run again.`);
}
