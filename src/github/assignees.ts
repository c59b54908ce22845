/** Adds people to an issue. It never takes anybody off, and who cannot be assigned is a warning, not an error. */
import type { GitHubClient } from "./client.ts";
import { isUnclear } from "./errors.ts";
import { assigneesOf } from "./issue-data.ts";

/** The warnings. Throws only where GitHub fails. GitHub leaves out silently whoever it does not take, so its answer is looked at. */
export async function addAssignees(github: GitHubClient, number: number, assignees: readonly string[]): Promise<readonly string[]> {
  try {
    const route = "POST /repos/{owner}/{repo}/issues/{issue_number}/assignees";
    const assigned = assigneesOf(await github.write(route, { issue_number: number, assignees }));
    return assignees.filter((login) => !assigned.has(login.toLowerCase())).map((login) => notAssigned(number, login));
  } catch (error) {
    if (isUnclear(error)) throw error;
    return assignees.map((login) => notAssigned(number, login));
  }
}

function notAssigned(number: number, login: string): string {
  return `Issue #${number} could not be assigned to ${login}: only people with access to the repository can be`;
}
