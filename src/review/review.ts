/** A review: what a change of the policy means, in permissions and not in lines. */
import type { Effect, Finding, FindingValue, Severity, Target } from "../drift/finding.ts";
import type { Unchecked } from "../drift/report.ts";
import type { BrokenOwnRule } from "../policy/own-breaches.ts";
import type { Place } from "../policy/policy.ts";

export type ChangeKind =
  | "role.added"
  | "role.removed"
  | "role.permissions"
  | "role.renamed"
  | "role.hierarchy"
  | "role.members"
  | "overwrite.added"
  | "overwrite.changed"
  | "overwrite.removed"
  /** A channel's overwrites came under the policy, or are no longer part of it. */
  | "overwrites.managed"
  | "overwrites.unmanaged"
  | "channel.added"
  | "channel.removed"
  | "channel.renamed"
  | "channel.moved"
  | "channel.type"
  | "rule.added"
  | "rule.changed"
  | "rule.removed"
  | "exception.added"
  | "exception.changed"
  | "exception.removed"
  | "ignore.added"
  | "ignore.removed"
  | "manage.changed"
  | "guild.changed"
  | "guild.owner"
  | "guild.mfa";

/** What a change is about: an object of Discord, or a part of the policy, by its key in the file. */
export interface ChangeSubject {
  readonly type: "guild" | "role" | "channel" | "rule" | "exception" | "ignore" | "manage";
  /** The Discord id where the policy has one, else the handle; the key for parts of the policy. */
  readonly id: string;
  readonly name: string;
}

/** One side of a change; what only the policy has is a table of plain words, by the key that stands in the file. */
export type ChangeValue = FindingValue | { readonly kind: "terms"; readonly terms: Readonly<Record<string, string | readonly string[]>> };

/** Where it stands: a removed thing only in the base. */
export interface ChangePlace extends Place {
  readonly file: string;
  readonly side: "head" | "base";
}

export interface PolicyChange {
  readonly kind: ChangeKind;
  readonly subject: ChangeSubject;
  readonly target?: Target;
  readonly before: ChangeValue | null;
  readonly after: ChangeValue | null;
  /** Bits that rise on deny < neutral < allow, head against base. */
  readonly granted: bigint;
  readonly revoked: bigint;
  /** By effective permission: the policy's guild with this one thing as it was, against the same guild with it as it becomes. */
  readonly effect: readonly Effect[];
  readonly severity: Severity;
  /** Why it makes something more dangerous, one plain clause; null where it does not. */
  readonly escalation: string | null;
  /** A name or an order: nobody can do more or less by it. */
  readonly smallPrint: boolean;
  readonly policy: ChangePlace | null;
}

export type { BrokenOwnRule, OwnBreach } from "../policy/own-breaches.ts";

export type ReviewResult = "no-effect" | "change" | "escalation" | "broken-rule";

/** The change between two policies, without a look at Discord. */
export interface PolicyReview {
  readonly result: ReviewResult;
  /** Escalations first, then by severity; small print last. */
  readonly changes: readonly PolicyChange[];
  /** Of all changes together. */
  readonly effect: readonly Effect[];
  /** Rules of the head that its own desired state breaks. */
  readonly brokenRules: readonly BrokenOwnRule[];
  /** What changed without a meaning (handles, reasons, the order of lines), and what could not be compared: plain sentences. */
  readonly notes: readonly string[];
}

/** The same change against the guild as it is now. */
export interface LiveReview {
  /** Moment of the look, ISO 8601. */
  readonly at: string;
  readonly guild: { readonly id: string; readonly name: string };
  /** What differs from the base policy today. Empty: base and Discord are in line, as far as one could look. */
  readonly drift: readonly Finding[];
  /** What somebody has to do in Discord after the merge: findings that await rollout. */
  readonly checklist: readonly Finding[];
  /** Drift of today, or the part of it, that the change accepts: with the entries that made it. */
  readonly adopted: readonly Finding[];
  /** What is still drift after the merge. */
  readonly remaining: readonly Finding[];
  /** Open issues whose findings would all be settled, ascending; null where nobody could look. */
  readonly settles: readonly number[] | null;
  readonly unchecked: readonly Unchecked[];
}

export interface Review extends PolicyReview {
  /** Null where Discord was not looked at. */
  readonly live: LiveReview | null;
}
