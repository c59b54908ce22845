/** What a check needs from an issue tracker: GitHub provides it, and so does a dry run that only tells what it would do. */
import type { IssueStep, TrackedIssue } from "../report/issues/step.ts";

/** What came of the steps. */
export interface CarriedOut {
  /** The number of each created issue by the marker's identity. */
  readonly created: ReadonlyMap<string, number>;
  /** What could not be done and need not stop the run, one sentence each. */
  readonly warnings: readonly string[];
}

export interface IssueDesk {
  /**
   * All issues with this tool's label that were written by the login of the token, and those of `numbers` (from the memory) that the list
   * lacks. Throws CannotCheck where they cannot be read: the list decides what is opened and closed, so half of it is no list.
   */
  readonly readTracked: (numbers: readonly number[]) => Promise<readonly TrackedIssue[]>;
  /** Carries the steps out in order. Throws CannotCheck at the first that cannot be done; a later run goes on from there. */
  readonly carryOut: (steps: readonly IssueStep[]) => Promise<CarriedOut>;
}
