/** GitHub's issues as the runs use them: read what is ours, and carry out a plan step by step. */
import { oneByOne } from "../http/one-by-one.ts";
import type { IssueStep, TrackedIssue } from "../report/issues/step.ts";
import type { CarriedOut, IssueDesk } from "../runs/issue-port.ts";
import type { Progress } from "../runs/ports.ts";
import { addAssignees } from "./assignees.ts";
import { postOnce } from "./comments.ts";
import { createIssue, type Desk } from "./create-issue.ts";
import { explainGitHub, statusOf } from "./errors.ts";
import { listIssues, readIssue, readIssues } from "./issue-list.ts";

type EditStep = Extract<IssueStep, { readonly kind: "edit" }>;

/** `progress` is told of each step before it is carried out. */
export function openIssueDesk(desk: Desk, progress: Progress): IssueDesk {
  return {
    readTracked: async (numbers) => await readTracked(desk, numbers),
    carryOut: async (steps) => await carryOut(desk, steps, progress),
  };
}

/** What `IssueDesk.readTracked` promises. */
export async function readTracked(
  { github, login }: Pick<Desk, "github" | "login">,
  numbers: readonly number[],
): Promise<readonly TrackedIssue[]> {
  const listed = await listIssues(github, login);
  const known = new Set(listed.map(({ number }) => number));
  const others = await readIssues(
    github,
    [...new Set(numbers)].filter((number) => !known.has(number)),
    login,
  );
  const all = [...listed, ...others].toSorted((left, right) => left.number - right.number);
  const tracked: TrackedIssue[] = [];
  // The list may leave out who closed an issue; whoever accepted a finding is named in every summary, so it is asked for.
  const complete = oneByOne(all, async (issue) => {
    const unsaid = issue.state === "closed" && !issue.saysWhoClosed && issue.stateReason !== "completed";
    return (unsaid ? await readIssue(github, issue.number) : null) ?? issue;
  });
  for await (const { author: _, pullRequest: __, saysWhoClosed: ___, ...issue } of complete) tracked.push(issue);
  return tracked;
}

async function carryOut(desk: Desk, steps: readonly IssueStep[], progress: Progress): Promise<CarriedOut> {
  const created = new Map<string, number>();
  const warnings: string[] = [];
  const outcomes = oneByOne(steps, async (step) => {
    progress(describeStep(step));
    return await carryOutOne(desk, step, created);
  });
  for await (const told of outcomes) warnings.push(...told);
  return { created, warnings };
}

async function carryOutOne(desk: Desk, step: IssueStep, created: Map<string, number>): Promise<readonly string[]> {
  try {
    if (step.kind === "edit") return await edit(desk, step);
    const { number, warnings } = await createIssue(desk, step);
    created.set(step.identity, number);
    return warnings;
  } catch (error) {
    throw explainGitHub(error, "issues: write");
  }
}

/** The comment first, body and state last: a run that dies between them is finished by the next one, without a second comment. */
async function edit({ github, login }: Desk, step: EditStep): Promise<readonly string[]> {
  const at = { issue_number: step.number };
  try {
    if (step.comment !== null) await postOnce(github, { number: step.number, login }, step.comment);
    if (step.addLabels !== undefined && step.addLabels.length > 0)
      await github.write("POST /repos/{owner}/{repo}/issues/{issue_number}/labels", { ...at, labels: step.addLabels });
    const warnings = step.assignees === undefined ? [] : await addAssignees(github, step.number, step.assignees);
    const rest = restOf(step);
    if (rest !== null) await github.write("PATCH /repos/{owner}/{repo}/issues/{issue_number}", { ...at, ...rest });
    return warnings;
  } catch (error) {
    // Deleted or moved away since it was read: nothing is left to edit, and the next run plans without it.
    if (statusOf(error) !== 404 && statusOf(error) !== 410) throw error;
    if ((await readIssue(github, step.number)) !== null) throw error;
    return [`Issue #${step.number} is gone, so it was not changed`];
  }
}

function restOf({ body, state }: EditStep): Readonly<Record<string, unknown>> | null {
  if (body === undefined && state === undefined) return null;
  const reason = state?.state === "closed" ? { state_reason: state.reason } : { state_reason: "reopened" };
  return { ...(body === undefined ? {} : { body }), ...(state === undefined ? {} : { state: state.state, ...reason }) };
}

/** One line for progress and dry runs. */
export function describeStep(step: IssueStep): string {
  return step.kind === "create" ? `Open an issue: ${step.title}` : `${step.summary.charAt(0).toUpperCase()}${step.summary.slice(1)}`;
}
