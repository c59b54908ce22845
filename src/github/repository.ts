/** What GitHub says about the repository itself. */
import { CannotCheck } from "../runs/cannot-check.ts";
import type { GitHubClient } from "./client.ts";
import { explainGitHub } from "./errors.ts";
import { isRecord } from "./issue-data.ts";

export interface RepositoryFacts {
  readonly defaultBranch: string;
  /** Whether strangers can read it. */
  readonly public: boolean;
}

/** From a repository as the API and event files hold it; null where it is none. Internal repositories of an enterprise are not public. */
export function parseRepository(value: unknown): RepositoryFacts | null {
  if (!isRecord(value)) return null;
  const branch = value["default_branch"];
  if (typeof branch !== "string" || !/^[^\s~^:?*[\\]{1,255}$/.test(branch)) return null;
  return { defaultBranch: branch, public: value["private"] === false };
}

/** For events whose file does not describe the repository. Throws CannotCheck. */
export async function readRepository(github: GitHubClient): Promise<RepositoryFacts> {
  try {
    const facts = parseRepository(await github.read("GET /repos/{owner}/{repo}"));
    if (facts !== null) return facts;
  } catch (error) {
    throw explainGitHub(error, "contents: read");
  }
  throw new CannotCheck("GitHub's answer for the repository cannot be read. Run again.");
}
