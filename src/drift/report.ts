/** What one check found, as a value: every output (issues, summary, JSON, terminal) is made from this. */
import type { AttributedChange, Finding, Subject, Target } from "./finding.ts";
import type { EntryId } from "../permissions/snowflake.ts";

/** An entry that moved bits only towards the policy. */
export interface Approved extends AttributedChange {
  readonly subject: Subject;
  readonly target?: Target;
  readonly granted: bigint;
  readonly revoked: bigint;
}

export interface Unchecked {
  readonly subject: Subject;
  /** One plain clause. */
  readonly why: string;
}

/** An exception of the policy: it tolerates something, its last day is over and what it covered is drift again, or it covers nothing. */
export interface ExceptionReport {
  readonly name: string;
  /** The last day, YYYY-MM-DD in UTC. */
  readonly until: string;
  readonly state: "used" | "ended" | "stale";
  readonly reason: string;
}

export type CheckResult = "in-line" | "drift" | "incomplete";

/** Why this check starts without a memory. */
export type Start =
  | { readonly kind: "continued" }
  | { readonly kind: "first" }
  /** Issues of this guild exist, but no cursor that can be trusted. */
  | { readonly kind: "lost"; readonly why: string };

/** The answer is not believed: too much is missing or differs without an entry that explains it. */
export interface Brake {
  /** One plain sentence with the numbers. */
  readonly why: string;
  readonly firstRun: boolean;
}

export interface CheckReport {
  readonly guild: { readonly id: string; readonly name: string };
  readonly result: CheckResult;
  /** ISO 8601: when the check was made, or the moment of the recording. */
  readonly at: string;
  readonly start: Start;
  readonly brake: Brake | null;
  /** Sorted by `compareFindings`. */
  readonly findings: readonly Finding[];
  /** Events older than a day that a first check found and that are less than high: told in the summary only. */
  readonly history: readonly Finding[];
  readonly approved: readonly Approved[];
  readonly unmanaged: readonly Subject[];
  readonly unchecked: readonly Unchecked[];
  /** In file order. */
  readonly exceptions: readonly ExceptionReport[];
  readonly counts: {
    readonly roles: number;
    readonly channels: number;
    readonly entries: number;
    /** Channels that were made and deleted between two checks. */
    readonly passingChannels: number;
  };
  /** Whether the audit log was read to its end: without it no issue closes. */
  readonly logRead: boolean;
  readonly cursor: { readonly after: EntryId; readonly through: string } | null;
}
