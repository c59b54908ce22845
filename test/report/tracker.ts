/** A small issue tracker in memory that carries steps out in single requests, as the adapter does, and can die between any two. */
import { readMarker } from "../../src/report/issues/marker.ts";
import type { IssueStep, TrackedIssue } from "../../src/report/issues/step.ts";
import type { EditStep } from "../../src/report/issues/plan-draft.ts";

export class Died extends Error {
  constructor() {
    super("the run died");
  }
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
export type StoredIssue = Mutable<TrackedIssue> & { comments: string[]; assignees: string[] };

export class Tracker {
  readonly issues: StoredIssue[] = [];
  requests = 0;
  /** How many more requests go through before the run dies. */
  budget = Number.POSITIVE_INFINITY;

  tracked(): TrackedIssue[] {
    return this.issues.map(({ number, title, body, state, stateReason, labels, closedBy }) => ({
      number,
      title,
      body,
      state,
      stateReason,
      closedBy,
      labels: [...labels],
    }));
  }

  open(): StoredIssue[] {
    return this.issues.filter((issue) => issue.state === "open");
  }

  get(number: number): StoredIssue {
    const issue = this.issues.find((one) => one.number === number);
    if (issue === undefined) throw new Error(`no issue #${number}`);
    return issue;
  }

  run(steps: readonly IssueStep[]): void {
    for (const step of steps) this.carryOut(step);
  }

  private request(): void {
    if (this.budget <= 0) throw new Died();
    this.budget -= 1;
    this.requests += 1;
  }

  private carryOut(step: IssueStep): void {
    if (step.kind === "edit") this.edit(step);
    else this.create(step);
  }

  private create(step: Extract<IssueStep, { kind: "create" }>): void {
    this.request();
    const issue: StoredIssue = {
      number: this.issues.length + 1,
      title: step.title,
      body: step.body,
      state: "open",
      stateReason: null,
      labels: [...step.labels],
      closedBy: null,
      comments: [],
      assignees: [],
    };
    if (readMarker(step.body)?.identity !== step.identity) throw new Error("the body does not have the step's identity");
    this.issues.push(issue);
    if (step.assignees.length === 0) return;
    this.request();
    issue.assignees = [...step.assignees];
    issue.body = step.settledBody;
  }

  private edit(step: EditStep): void {
    const issue = this.get(step.number);
    const { comment } = step;
    if (comment !== null && !issue.comments.some((body) => body.startsWith(comment.mark))) {
      this.request();
      issue.comments.push(comment.body);
    }
    this.request();
    if (step.body !== undefined) issue.body = step.body;
    if (step.state !== undefined) this.setState(issue, step.state);
    issue.labels = [...new Set([...issue.labels, ...(step.addLabels ?? [])])];
    if (step.assignees !== undefined) issue.assignees = [...step.assignees];
  }

  private setState(issue: StoredIssue, state: NonNullable<EditStep["state"]>): void {
    issue.state = state.state;
    issue.stateReason = state.state === "closed" ? state.reason : "reopened";
    issue.closedBy = state.state === "closed" ? "github-actions[bot]" : null;
  }

  /** What a person does in the browser. */
  close(number: number, reason: "completed" | "not_planned" | "duplicate", by = "olga"): void {
    Object.assign(this.get(number), { state: "closed", stateReason: reason, closedBy: by });
  }
}
