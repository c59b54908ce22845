/** What GitHub says about the repository itself. */
import type { GitHubClient } from "./client.ts";
import { explainGitHub } from "./errors.ts";
import { isRecord } from "./issue-data.ts";
import { CannotCheck } from "../runs/cannot-check.ts";

/** The default branch, for events whose file does not name it. Throws CannotCheck. */
export async function readDefaultBranch(github: GitHubClient): Promise<string> {
  try {
    const repository = await github.read("GET /repos/{owner}/{repo}");
    const branch = isRecord(repository) ? repository["default_branch"] : null;
    if (typeof branch === "string" && branch !== "") return branch;
  } catch (error) {
    throw explainGitHub(error, "contents: read");
  }
  throw new CannotCheck("GitHub's answer for the repository names no default branch. Run again.");
}
