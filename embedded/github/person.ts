// What a person does to issues in the browser, and what the tests read back.
import { accountOf } from "./accounts.ts";
import {
  addComment,
  editIssue,
  moveIssue,
  openIssue,
  setAssignees,
  setLabels,
  type Act,
  type IssueState,
  type StateReason,
} from "./issue-state.ts";
import type { RepositoryState, World } from "./world.ts";

/** An issue or pull request as plain data; times in Unix milliseconds. */
export interface IssueView {
  readonly id: number;
  readonly number: number;
  readonly author: string;
  readonly isPullRequest: boolean;
  readonly title: string;
  readonly body: string;
  readonly state: "open" | "closed";
  readonly stateReason: StateReason | null;
  readonly closedBy: string | null;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  readonly comments: readonly { readonly id: number; readonly author: string; readonly body: string; readonly createdAt: number }[];
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface Person {
  open(issue: { readonly title: string; readonly body?: string; readonly labels?: readonly string[] }): IssueView;
  openPullRequest(pull: { readonly title: string; readonly body?: string; readonly labels?: readonly string[] }): IssueView;
  close(number: number, reason?: "completed" | "not_planned" | "duplicate"): void;
  reopen(number: number): void;
  edit(number: number, change: { readonly title?: string; readonly body?: string }): void;
  comment(number: number, body: string): void;
  addLabel(number: number, label: string): void;
  removeLabel(number: number, label: string): void;
  assign(number: number, ...logins: readonly string[]): void;
  /** Deletes an issue for good, as an administrator may. */
  delete(number: number): void;
}

export function personIn(world: World, repository: RepositoryState, login: string): Person {
  const act: Act = { world, repository, actor: accountOf(world, login) };
  const at = (number: number): IssueState => findIssue(repository, number);
  return {
    open: (issue) => viewOf(openIssue(act, issue)),
    openPullRequest: (pull) => viewOf(openIssue(act, { ...pull, pullRequest: true })),
    close: (number, reason = "completed") => {
      moveIssue(act, at(number), { state: "closed", reason });
    },
    reopen: (number) => {
      moveIssue(act, at(number), { state: "open", reason: "reopened" });
    },
    edit: (number, change) => {
      editIssue(act, at(number), change);
    },
    comment: (number, body) => {
      addComment(act, at(number), body);
    },
    addLabel: (number, label) => {
      setLabels(act, at(number), [...labelNames(at(number)), label]);
    },
    removeLabel: (number, label) => {
      setLabels(
        act,
        at(number),
        labelNames(at(number)).filter((name) => name !== label),
      );
    },
    assign: (number, ...logins) => {
      setAssignees(
        act,
        at(number),
        logins.map((name) => accountOf(world, name)),
      );
    },
    delete: (number) => {
      repository.issues.splice(repository.issues.indexOf(at(number)), 1);
      repository.deletedIssues.add(number);
    },
  };
}

export function findIssue(repository: RepositoryState, number: number): IssueState {
  const issue = repository.issues.find((one) => one.number === number);
  if (issue === undefined) throw new Error(`There is no issue ${number}.`);
  return issue;
}

export function viewOf(issue: IssueState): IssueView {
  return {
    id: issue.id,
    number: issue.number,
    author: issue.author.login,
    isPullRequest: issue.pullRequest,
    title: issue.title,
    body: issue.body ?? "",
    state: issue.state,
    stateReason: issue.stateReason,
    closedBy: issue.closedBy?.login ?? null,
    labels: labelNames(issue),
    assignees: issue.assignees.map(({ login }) => login),
    comments: issue.comments.map(({ id, author, body, createdAt }) => ({ id, author: author.login, body, createdAt })),
    createdAt: issue.createdAt,
    updatedAt: issue.updatedAt,
  };
}

function labelNames(issue: IssueState): string[] {
  return issue.labels.map(({ name }) => name);
}
