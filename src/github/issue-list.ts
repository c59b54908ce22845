/** Finds this tool's issues: by label and author in GitHub's list, never by title and never by search, whose index lags. */
import { oneByOne } from "../http/one-by-one.ts";
import { LABEL } from "../report/issues/plan-draft.ts";
import type { GitHubClient } from "./client.ts";
import { explainGitHub, statusOf } from "./errors.ts";
import { type ListedIssue, parseIssue, sameLogin } from "./issue-data.ts";

/** All issues with the label that this login wrote, open and closed. Throws CannotCheck where the list cannot be read to its end. */
export async function listIssues(github: GitHubClient, login: string): Promise<readonly ListedIssue[]> {
  const issues: ListedIssue[] = [];
  try {
    const pages = github.readPages("GET /repos/{owner}/{repo}/issues", { labels: LABEL, creator: login, state: "all", sort: "created" });
    for await (const page of pages) issues.push(...page.map(parseIssue).filter((issue) => isOurs(issue, login)));
  } catch (error) {
    throw explainGitHub(error, "issues: write");
  }
  // An issue that moved between two pages while they were read stands in both.
  return [...new Map(issues.map((issue) => [issue.number, issue])).values()];
}

/** Those of `numbers` that are still there and that this login wrote: somebody may have taken the label off. */
export async function readIssues(github: GitHubClient, numbers: readonly number[], login: string): Promise<readonly ListedIssue[]> {
  const found: ListedIssue[] = [];
  const answers = oneByOne(numbers, async (number) => await readIssue(github, number));
  for await (const issue of answers) {
    if (isOurs(issue, login)) found.push(issue);
  }
  return found;
}

/** One issue, or null where it is gone: deleted (410), or transferred or never there (404). */
export async function readIssue(github: GitHubClient, number: number): Promise<ListedIssue | null> {
  try {
    return parseIssue(await github.read("GET /repos/{owner}/{repo}/issues/{issue_number}", { issue_number: number }));
  } catch (error) {
    const status = statusOf(error);
    if (status === 404 || status === 410) return null;
    throw explainGitHub(error, "issues: write");
  }
}

function isOurs(issue: ListedIssue | null, login: string): issue is ListedIssue {
  return issue !== null && !issue.pullRequest && sameLogin(issue.author, login);
}
