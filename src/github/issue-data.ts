/** An issue as GitHub sends it, checked: what of it this tool reads. */
import type { TrackedIssue } from "../report/issues/step.ts";

/** An issue with what decides whether it is ours. */
export interface ListedIssue extends TrackedIssue {
  /** The author's login. */
  readonly author: string;
  /** Pull requests stand in the list of issues too. */
  readonly pullRequest: boolean;
  /** Whether the answer says who closed it at all: lists may leave it out. */
  readonly saysWhoClosed: boolean;
}

/** Null where the value is not an issue. */
export function parseIssue(value: unknown): ListedIssue | null {
  if (!isRecord(value)) return null;
  const { number, title, state } = value;
  const author = loginOf(value["user"]);
  if (!isIssueNumber(number) || typeof title !== "string" || (state !== "open" && state !== "closed") || author === null) return null;
  return {
    number,
    title,
    body: textOf(value["body"]) ?? "",
    state,
    stateReason: textOf(value["state_reason"]),
    labels: labelsOf(value["labels"]),
    closedBy: loginOf(value["closed_by"]),
    author,
    pullRequest: isRecord(value["pull_request"]),
    saysWhoClosed: value["closed_by"] !== undefined,
  };
}

/** The logins that an issue is assigned to, in lower case. */
export function assigneesOf(value: unknown): ReadonlySet<string> {
  const assignees: unknown = isRecord(value) ? value["assignees"] : null;
  if (!Array.isArray(assignees)) return new Set();
  return new Set(assignees.map((one: unknown) => (loginOf(one) ?? "").toLowerCase()));
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Logins are compared without case, as GitHub does. */
export function sameLogin(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

/** The author or assignee of something; null for a deleted account. */
export function loginOf(user: unknown): string | null {
  return isRecord(user) ? textOf(user["login"]) : null;
}

function isIssueNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/** A label is an object with a name, or (in old answers) the name itself. */
function labelsOf(labels: unknown): readonly string[] {
  if (!Array.isArray(labels)) return [];
  return labels.map((label: unknown) => (isRecord(label) ? label["name"] : label)).filter((name) => typeof name === "string");
}
