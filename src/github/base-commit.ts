/** The commit that a pull request is compared with: what its base branch was when GitHub merged the two for this run. */
import type { GitHubClient } from "./client.ts";
import { explainGitHub, statusOf } from "./errors.ts";
import { isRecord } from "./issue-data.ts";
import type { PullRequest } from "./pull-request.ts";

export interface BaseCommit {
  readonly sha: string;
  readonly from: "merge-commit" | "payload";
}

/**
 * GITHUB_SHA of a pull_request run is the merge of base and head, and its first parent is the base (docs: "Events that trigger workflows",
 * pull_request). Where it is no such merge (a pull request that was closed, a commit that is gone) the payload's base is taken, which may be
 * older than the branch. Throws CannotCheck where GitHub does not answer.
 */
export async function findBaseCommit(github: GitHubClient, sha: string, pull: PullRequest): Promise<BaseCommit> {
  // A head that is a merge itself has parents of its author's choice.
  const parent = sha === pull.headSha ? null : await readFirstParent(github, sha);
  return parent === null ? { sha: pull.baseSha, from: "payload" } : { sha: parent, from: "merge-commit" };
}

/** Null where the commit is not there, or no merge of two. The commit alone is asked for: what it changes may be large. */
async function readFirstParent(github: GitHubClient, sha: string): Promise<string | null> {
  try {
    const commit = await github.read("GET /repos/{owner}/{repo}/git/commits/{commit_sha}", { commit_sha: sha });
    const parents: unknown = isRecord(commit) ? commit["parents"] : null;
    return Array.isArray(parents) && parents.length === 2 ? shaOf(parents[0]) : null;
  } catch (error) {
    const status = statusOf(error);
    if (status === 404 || status === 409 || status === 422) return null;
    throw explainGitHub(error, "contents: read");
  }
}

function shaOf(parent: unknown): string | null {
  const sha = isRecord(parent) ? parent["sha"] : null;
  return typeof sha === "string" && /^[\da-f]{40,64}$/.test(sha) ? sha : null;
}
