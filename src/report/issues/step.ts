/** What the issue planner reads and what it asks for: the values between findings and GitHub. */

/** An issue of this tool for this guild, as GitHub has it now. */
export interface TrackedIssue {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly state: "open" | "closed";
  /** completed, not_planned, duplicate, reopened or null, as GitHub sends it. */
  readonly stateReason: string | null;
  readonly labels: readonly string[];
  /** The login of who closed it; null where it is open or GitHub does not say. */
  readonly closedBy: string | null;
}

/** A comment that is posted once: its mark is looked for in the issue's comments first. */
export interface IssueComment {
  /** A hidden HTML comment, alone on the first line of `body`. */
  readonly mark: string;
  readonly body: string;
}

/** One step on GitHub. Steps are carried out in order; in each the comment comes first, then the rest in one request. */
export type IssueStep =
  | {
      readonly kind: "create";
      /** The marker's identity: after an unclear answer, and after the create, the list is read again for it. */
      readonly identity: string;
      readonly title: string;
      readonly body: string;
      readonly labels: readonly string[];
      readonly assignees: readonly string[];
      /** The body once the assignees are set: without the flag that says they are still to be set. Same as `body` where there are none. */
      readonly settledBody: string;
    }
  | {
      readonly kind: "edit";
      readonly number: number;
      /** For progress and dry runs: "update issue #4". */
      readonly summary: string;
      readonly comment: IssueComment | null;
      readonly body?: string;
      readonly state?: { readonly state: "open" } | { readonly state: "closed"; readonly reason: "completed" | "duplicate" };
      /** Labels to add (never to replace). */
      readonly addLabels?: readonly string[];
      readonly assignees?: readonly string[];
    };
