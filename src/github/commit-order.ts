/** Which of two commits came first, by GitHub's comparison: the checkout of a workflow has one commit only. */
import type { GitHubClient } from "./client.ts";
import { explainGitHub, statusOf } from "./errors.ts";
import { isRecord } from "./issue-data.ts";

/** `ahead`: head has everything that base has, and more. `unknown`: GitHub does not know one of the two, or they have nothing in common. */
export type CommitOrder = "identical" | "ahead" | "behind" | "diverged" | "unknown";

/** Compares two commits or branches. Throws CannotCheck where GitHub does not answer. */
export async function compareCommits(github: GitHubClient, base: string, head: string): Promise<CommitOrder> {
  if (base === head) return "identical";
  try {
    // Only the verdict is wanted; the list of commits is kept short.
    const answer = await github.read("GET /repos/{owner}/{repo}/compare/{basehead}", { basehead: `${base}...${head}`, per_page: 1 });
    const status = isRecord(answer) ? answer["status"] : null;
    return status === "identical" || status === "ahead" || status === "behind" || status === "diverged" ? status : "unknown";
  } catch (error) {
    const status = statusOf(error);
    if (status === 404 || status === 422) return "unknown";
    throw explainGitHub(error, "contents: read");
  }
}

/** Whether a commit is part of a branch. */
export async function isOnBranch(github: GitHubClient, sha: string, branch: string): Promise<boolean> {
  const order = await compareCommits(github, sha, branch);
  return order === "identical" || order === "ahead";
}
