// Issues, comments and labels, and the changes that people and tokens make to them.
import type { AccountState } from "./accounts.ts";
import type { RepositoryState, World } from "./world.ts";

export type StateReason = "completed" | "not_planned" | "duplicate" | "reopened";

export interface LabelState {
  readonly id: number;
  name: string;
  color: string;
  description: string | null;
}

export interface CommentState {
  readonly id: number;
  readonly author: AccountState;
  body: string;
  readonly createdAt: number;
  updatedAt: number;
}

export interface IssueState {
  readonly id: number;
  readonly number: number;
  readonly author: AccountState;
  readonly pullRequest: boolean;
  title: string;
  body: string | null;
  state: "open" | "closed";
  stateReason: StateReason | null;
  closedBy: AccountState | null;
  closedAt: number | null;
  readonly createdAt: number;
  updatedAt: number;
  labels: LabelState[];
  assignees: AccountState[];
  readonly comments: CommentState[];
}

/** Where a change happens and who makes it. */
export interface Act {
  readonly world: World;
  readonly repository: RepositoryState;
  readonly actor: AccountState;
}

export interface NewIssue {
  readonly title: string;
  readonly body?: string | null;
  readonly labels?: readonly string[];
  readonly assignees?: readonly AccountState[];
  readonly pullRequest?: boolean;
}

/** Opens an issue (or a pull request: they share one row of numbers). */
export function openIssue(act: Act, given: NewIssue): IssueState {
  const { world, repository, actor } = act;
  const now = world.now();
  const made: IssueState = {
    id: world.nextId(),
    number: repository.issues.length + repository.deletedIssues.size + 1,
    author: actor,
    pullRequest: given.pullRequest ?? false,
    title: given.title,
    body: given.body ?? null,
    state: "open",
    stateReason: null,
    closedBy: null,
    closedAt: null,
    createdAt: now,
    updatedAt: now,
    labels: labelsOf(act, given.labels ?? []),
    assignees: [...(given.assignees ?? [])],
    comments: [],
  };
  repository.issues.push(made);
  return made;
}

/** Closes or reopens. A reason counts only where the state changes (OpenAPI: "Ignored unless `state` is changed"). */
export function moveIssue(
  act: Act,
  issue: IssueState,
  { state, reason }: { readonly state: "open" | "closed"; readonly reason: StateReason | null },
): void {
  if (issue.state === state) return;
  const now = act.world.now();
  const closed = state === "closed";
  issue.state = state;
  issue.stateReason = closed ? (reason ?? "completed") : "reopened";
  issue.closedBy = closed ? act.actor : null;
  issue.closedAt = closed ? now : null;
  issue.updatedAt = now;
}

export function editIssue(act: Act, issue: IssueState, change: { readonly title?: string; readonly body?: string | null }): void {
  issue.title = change.title ?? issue.title;
  if (change.body !== undefined) issue.body = change.body;
  issue.updatedAt = act.world.now();
}

export function addComment(act: Act, issue: IssueState, body: string): CommentState {
  const now = act.world.now();
  const made: CommentState = {
    id: act.world.nextId(),
    author: act.actor,
    body,
    createdAt: now,
    updatedAt: now,
  };
  issue.comments.push(made);
  issue.updatedAt = now;
  return made;
}

export function editComment(act: Act, comment: CommentState, body: string): void {
  comment.body = body;
  comment.updatedAt = act.world.now();
}

export function removeComment(issue: IssueState, id: number): void {
  issue.comments.splice(
    issue.comments.findIndex((comment) => comment.id === id),
    1,
  );
}

/** Replaces the labels of an issue; names that the repository lacks are made. */
export function setLabels(act: Act, issue: IssueState, names: readonly string[]): void {
  issue.labels = labelsOf(act, names);
  issue.updatedAt = act.world.now();
}

export function setAssignees(act: Act, issue: IssueState, people: readonly AccountState[]): void {
  issue.assignees = [...new Set(people)];
  issue.updatedAt = act.world.now();
}

/** A label by name in any case, as GitHub compares them. */
export function findLabel(labels: readonly LabelState[], name: string): LabelState | undefined {
  return labels.find((label) => label.name.toLowerCase() === name.toLowerCase());
}

export function addLabel(
  { world, repository }: Act,
  given: { readonly name: string; readonly color?: string; readonly description?: string | null },
): LabelState {
  const made: LabelState = {
    id: world.nextId(),
    name: given.name,
    color: given.color ?? "ededed",
    description: given.description ?? null,
  };
  repository.labels.push(made);
  return made;
}

function labelsOf(act: Act, names: readonly string[]): LabelState[] {
  const labels = names.map((name) => findLabel(act.repository.labels, name) ?? addLabel(act, { name }));
  return [...new Set(labels)];
}
