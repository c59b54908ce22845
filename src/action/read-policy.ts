/** The policy from the checkout; its mistakes become annotations on their lines. */
import { resolve } from "node:path";
import { readPolicyFile } from "../files/policy-file.ts";
import { annotate, progress } from "../github/actions-console.ts";
import type { Policy } from "../policy/policy.ts";
import type { PolicyProblem } from "../policy/problem.ts";
import { readPolicyForReview, type ReviewablePolicy } from "../policy/read-policy.ts";
import { renderProblem, type PolicySource } from "../policy/render-problem.ts";
import { problemAnnotations } from "../report/annotation.ts";
import { CannotCheck } from "../runs/cannot-check.ts";
import { validate } from "../runs/validate.ts";

/** A policy, and the text that it was read from. */
export interface ReadPolicy {
  readonly policy: Policy;
  readonly source: PolicySource;
}

/** A proposed policy may break its own rules: that is what its review says. */
export interface ProposedPolicy extends ReviewablePolicy {
  readonly source: PolicySource;
}

/** `file` is relative to the checkout. Throws CannotCheck. */
export async function readPolicy(workspace: string, file: string): Promise<ReadPolicy> {
  const source = await readPolicyFile(resolve(workspace, file), file);
  const result = validate(source);
  if (result.ok) return { policy: result.policy, source };
  throw refusal(source, result.problems);
}

/** The same for a policy that is only proposed. Throws CannotCheck. */
export async function readProposedPolicy(workspace: string, file: string): Promise<ProposedPolicy> {
  const source = await readPolicyFile(resolve(workspace, file), file);
  const result = readPolicyForReview(source);
  if (result.ok) return { ...result.value, source };
  throw refusal(source, result.problems);
}

function refusal(source: PolicySource, problems: readonly PolicyProblem[]): CannotCheck {
  annotate(problemAnnotations(source.file, problems));
  for (const problem of problems) for (const line of renderProblem(source, problem).split("\n")) progress(line);
  const count = problems.length === 1 ? "a mistake" : `${problems.length} mistakes`;
  return new CannotCheck(`The policy ${source.file} has ${count}. Mend what the annotations on its lines say, then run again.`);
}
