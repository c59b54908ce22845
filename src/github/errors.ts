/** What went wrong on the way to GitHub, in words that say what to do. */
import { CannotCheck } from "../runs/cannot-check.ts";

/** What a request needed: the names of GITHUB_TOKEN's permissions. */
export type Need = "issues: write" | "pull-requests: write" | "actions: read" | "contents: read";

/** The status of a failed request; null where it is no answer of GitHub at all. A network failure counts as 500, as Octokit has it. */
export function statusOf(error: unknown): number | null {
  return error instanceof Error && "status" in error && typeof error.status === "number" ? error.status : null;
}

/** An answer that is not what it should be, to a request that may have had its effect. */
export class BrokenAnswer extends Error {
  override readonly name = "BrokenAnswer";
}

/** Whether nobody knows if the request had its effect: GitHub failed, or the answer was lost on the way. */
export function isUnclear(error: unknown): boolean {
  const status = statusOf(error);
  return status === null ? isNetworkFailure(error) : status >= 500;
}

function isNetworkFailure(error: unknown): boolean {
  return error instanceof TypeError || error instanceof DOMException || error instanceof BrokenAnswer;
}

/** The sentence for a request that failed for good. */
export function explainGitHub(error: unknown, need: Need): CannotCheck {
  if (error instanceof CannotCheck) return error;
  const cause = { cause: error };
  const status = statusOf(error);
  if (status === 401)
    return new CannotCheck("GitHub does not accept the token. Leave the input github-token out, or give it a token that is valid.", cause);
  if (isRateLimited(error))
    return new CannotCheck("GitHub limits the requests of this token. The next run goes on where this one stopped.", cause);
  if (status === 403) return new CannotCheck(`The GitHub token lacks a right. Give the job "${need}" under permissions.`, cause);
  if (status === 410)
    return new CannotCheck("Issues are turned off for this repository. Turn on Issues in the repository's settings.", cause);
  if (status === 404)
    return new CannotCheck(`GitHub does not find the repository for this token. Give the job "${need}" under permissions.`, cause);
  if (status === 422) return new CannotCheck("GitHub did not accept a request of this tool. Report it with the step's log.", cause);
  return new CannotCheck("GitHub cannot be reached, or has trouble. The next run goes on where this one stopped.", cause);
}

/** GitHub's two limits come as 403 or 429; a missing right is 403 too. */
function isRateLimited(error: unknown): boolean {
  const status = statusOf(error);
  return status === 429 || (status === 403 && error instanceof Error && /rate limit/i.test(error.message));
}

/** Whether GitHub said that this token may not, or sees nothing there. */
export function isNotAllowed(error: unknown): boolean {
  const status = statusOf(error);
  return status === 404 || (status === 403 && !isRateLimited(error));
}
