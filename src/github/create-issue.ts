/** Makes an issue once: never repeated blindly, and where two runs made the same one, the lowest number stays. */
import { disarmMarker, readMarker } from "../report/issues/marker.ts";
import type { IssueStep } from "../report/issues/step.ts";
import { oneByOne } from "../http/one-by-one.ts";
import { addAssignees } from "./assignees.ts";
import type { GitHubClient } from "./client.ts";
import { postOnce } from "./comments.ts";
import { BrokenAnswer, isUnclear } from "./errors.ts";
import { type ListedIssue, parseIssue } from "./issue-data.ts";
import { listIssues } from "./issue-list.ts";

export type CreateStep = Extract<IssueStep, { readonly kind: "create" }>;

/** What every step needs to know. */
export interface Desk {
  readonly github: GitHubClient;
  /** The login that the token writes as. */
  readonly login: string;
  /** The guild that the markers must name. */
  readonly guild: string;
}

export interface Created {
  readonly number: number;
  readonly warnings: readonly string[];
}

/** Throws the error of the request that failed. */
export async function createIssue(desk: Desk, step: CreateStep): Promise<Created> {
  const made = await postIssue(desk, step);
  const number = await keepLowest(desk, step.identity, made);
  if (step.assignees.length === 0) return { number, warnings: [] };
  const warnings = await addAssignees(desk.github, number, step.assignees);
  // Last, so that a run that dies before it leaves the flag in the body, and the next one sets the assignees.
  await desk.github.write("PATCH /repos/{owner}/{repo}/issues/{issue_number}", { issue_number: number, body: step.settledBody });
  return { number, warnings };
}

async function postIssue(desk: Desk, step: CreateStep): Promise<number> {
  try {
    return await post(desk, step);
  } catch (error) {
    if (!isUnclear(error)) throw error;
    return lowest(await openIssuesOf(desk, step.identity)) ?? (await post(desk, step));
  }
}

async function post({ github }: Desk, { title, body, labels }: CreateStep): Promise<number> {
  const issue = parseIssue(await github.createOnce("POST /repos/{owner}/{repo}/issues", { title, body, labels }));
  if (issue === null) throw new BrokenAnswer("the answer to a new issue is not an issue");
  return issue.number;
}

/** GitHub's list may lag behind, so what was made counts even where the list lacks it; the next run sees what this one could not. */
async function keepLowest(desk: Desk, identity: string, made: number): Promise<number> {
  const open = await openIssuesOf(desk, identity);
  const kept = Math.min(made, lowest(open) ?? made);
  const others = open.filter(({ number }) => number !== kept);
  for await (const _ of oneByOne(others, async (issue) => await closeDuplicate(desk, issue, kept))) continue;
  return kept;
}

async function closeDuplicate({ github, login }: Desk, issue: ListedIssue, kept: number): Promise<void> {
  const mark = `<!-- permission-drift:comment duplicate of=${kept} -->`;
  const body = `${mark}\nTwo runs opened an issue for the same thing. #${kept} goes on; this one is closed.`;
  await postOnce(github, { number: issue.number, login }, { mark, body });
  await github.write("PATCH /repos/{owner}/{repo}/issues/{issue_number}", {
    issue_number: issue.number,
    state: "closed",
    state_reason: "duplicate",
    body: disarmMarker(issue.body),
  });
}

async function openIssuesOf({ github, login, guild }: Desk, identity: string): Promise<readonly ListedIssue[]> {
  const issues = await listIssues(github, login);
  return issues.filter(({ body, state }) => {
    const marker = readMarker(body);
    return state === "open" && marker?.guild === guild && marker.identity === identity;
  });
}

function lowest(issues: readonly ListedIssue[]): number | null {
  return issues.length === 0 ? null : Math.min(...issues.map(({ number }) => number));
}
