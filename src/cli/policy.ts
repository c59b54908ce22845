/** The policy that a command works with: read, checked, and for the server that was asked for. */
import { readPolicyFile } from "../files/policy-file.ts";
import type { Policy } from "../policy/policy.ts";
import type { PolicyProblem } from "../policy/problem.ts";
import { readPolicyForReview, type ReviewablePolicy } from "../policy/read-policy.ts";
import { renderProblem, type PolicySource } from "../policy/render-problem.ts";
import { CannotCheck } from "../runs/cannot-check.ts";
import { validate } from "../runs/validate.ts";
import { type ConnectionOptions, DEFAULT_POLICY } from "./connection.ts";

export interface ReadPolicy {
  readonly policy: Policy;
  /** The text that it was read from. */
  readonly source: PolicySource;
}

/** The same server's policy as it was before. Throws CannotCheck. */
export async function readPreviousPolicy(file: string, { guild }: Policy): Promise<Policy> {
  const { policy } = await readPolicy({ policy: file });
  if (policy.guild.id === guild.id) return policy;
  throw new CannotCheck(
    `The policy ${file} is for the server ${policy.guild.id}, not for ${guild.id}. Give the older policy of the same server.`,
  );
}

/** Mistakes go to stderr with their places. Throws CannotCheck. */
export async function readPolicy({
  policy: file = DEFAULT_POLICY,
  guild,
}: Pick<ConnectionOptions, "policy" | "guild">): Promise<ReadPolicy> {
  const source = await readPolicyFile(file, file);
  const result = validate(source);
  if (!result.ok) throw refusal(source, result.problems);
  if (guild !== undefined && guild !== result.policy.guild.id)
    throw new CannotCheck(
      `The policy ${file} is for the server ${result.policy.guild.id}, not for ${guild}. Leave --guild out, or give its policy.`,
    );
  return { policy: result.policy, source };
}

/** One that may break its own rules, for a review. Mistakes go to stderr with their places. Throws CannotCheck. */
export async function readReviewable(file: string): Promise<ReviewablePolicy & { readonly source: PolicySource }> {
  const source = await readPolicyFile(file, file);
  const result = readPolicyForReview(source);
  if (result.ok) return { ...result.value, source };
  throw refusal(source, result.problems);
}

function refusal(source: PolicySource, problems: readonly PolicyProblem[]): CannotCheck {
  process.stderr.write(`${problems.map((problem) => renderProblem(source, problem)).join("\n\n")}\n`);
  return new CannotCheck(`The policy ${source.file} has mistakes. Mend them, then run again.`);
}
