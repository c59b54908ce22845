/** A finding: one difference or event that somebody should know of, with its cause, its entries and its policy line. */
import type { Actor } from "../audit/entry.ts";
import type { Via } from "../effective/holdings.ts";
import type { OverwriteBits } from "../permissions/overwrite.ts";
import type { EntryId, UserId } from "../permissions/snowflake.ts";
import type { Place } from "../policy/policy.ts";

export type StateKind =
  | "role.permissions"
  | "role.unexpected"
  | "role.missing"
  | "role.renamed"
  | "role.hierarchy"
  | "role.members"
  | "overwrite.changed"
  | "overwrite.unexpected"
  | "overwrite.missing"
  | "channel.unexpected"
  | "channel.missing"
  | "channel.hidden"
  | "channel.renamed"
  | "channel.moved"
  | "channel.type"
  | "rule.broken"
  | "guild.owner"
  | "guild.mfa";

export type EventKind =
  | "member.granted"
  | "bot.added"
  | "guild.owner.changed"
  | "guild.mfa.changed"
  | "command.permissions"
  | "change.reverted"
  | "audit.gap";

export type FindingKind = StateKind | EventKind;

/**
 * `unapproved`: the log says how. `unexplained`: no entry says so. `awaiting-rollout`: only the policy has moved, and Discord not yet. `reverted` and
 * `event`: the entries themselves are the finding.
 */
export type Cause = "unapproved" | "unexplained" | "awaiting-rollout" | "reverted" | "event";

/** From worst to least. */
export const SEVERITIES = ["critical", "high", "medium", "low"] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface Subject {
  readonly type: "guild" | "role" | "channel" | "rule";
  /** The Discord id; the name of a rule, and the handle of a name-only object that was not found. */
  readonly id: string;
  readonly name: string;
}

export interface Target {
  readonly type: "role" | "member";
  readonly id: string;
  /** Null where nobody told us. */
  readonly name: string | null;
}

/** `desired` and `live` of a finding; the JSON report writes each in the form that its kind has there. */
export type FindingValue =
  | { readonly kind: "permissions"; readonly bits: bigint }
  | { readonly kind: "bounds"; readonly atLeast: bigint | null; readonly atMost: bigint | null }
  | ({ readonly kind: "overwrite" } & OverwriteBits)
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "number"; readonly number: number }
  | { readonly kind: "role"; readonly name: string; readonly permissions: bigint }
  | { readonly kind: "channel"; readonly name: string; readonly type: string; readonly parent: Named | null }
  | { readonly kind: "named"; readonly id: string; readonly name: string }
  /** Roles in their order, the highest first. */
  | { readonly kind: "order"; readonly roles: readonly Named[] }
  /** Who holds a role, by id. */
  | { readonly kind: "members"; readonly people: readonly Person[] }
  /** Who breaks a rule: roles in the guild's order, then members. */
  | { readonly kind: "breaches"; readonly breaches: readonly Breach[] }
  /** An event's two sides, in the words of the log (JSON values). */
  | { readonly kind: "event"; readonly before: unknown; readonly after: unknown };

export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface Person {
  readonly id: UserId;
  /** Null where nobody told us. */
  readonly name: string | null;
}

/** What one role or member has against a rule, through one thing. */
export interface Breach {
  readonly who: Target;
  /** Whether on the whole server, where no channel counts. */
  readonly guildLevel: boolean;
  readonly channels: readonly Named[];
  /** Those of the rule's permissions that it has there. */
  readonly permissions: bigint;
  readonly via: BreachVia;
}

/** `managed-role`: the permissions of a role that a bot, an integration, the boosts or a subscription own. */
export type BreachVia = Via | "managed-role";

/** What a finding means for one role (with @everyone) or one person. */
export interface Effect {
  readonly who: Target;
  /** Where; none: on the whole server. */
  readonly channels: readonly Named[];
  readonly gained: bigint;
  readonly lost: bigint;
  /** Where MANAGE_ROLES was gained on the whole server: the roles that can be handed out by it now, highest first. */
  readonly roles?: readonly Named[];
}

/** An entry that explains a finding, as the report shows it. */
export interface AttributedChange {
  readonly entryId: EntryId;
  /** ISO 8601. */
  readonly at: string;
  readonly action: string;
  readonly actor: Actor | null;
  readonly reason: string | null;
}

export interface Attribution {
  readonly status: "exact" | "partial" | "none";
  /** One plain clause that says what is not explained, and why; absent where the status is exact. */
  readonly why?: string;
  /** In the order in which they were made. */
  readonly changes: readonly AttributedChange[];
}

export interface Finding {
  /** `kind/subject.type:subject.id[/target.type:target.id][/rollout][@entryId for events]`: stable, unique in a report. */
  readonly key: string;
  readonly kind: FindingKind;
  readonly severity: Severity;
  readonly cause: Cause;
  readonly subject: Subject;
  readonly target?: Target;
  readonly desired: FindingValue | null;
  readonly live: FindingValue | null;
  /**
   * `live` as it would be if all that is not this finding's were as agreed; only where the field is two findings, drift and what awaits rollout. What a
   * person accepted is the same difference for as long as this is the same, so it stands for `live` in the hash of the difference. Without names.
   */
  readonly alone?: FindingValue;
  /** Bits that rose on deny < neutral < allow, live against desired. */
  readonly granted: bigint;
  /** Bits that fell. */
  readonly revoked: bigint;
  /** By effective permission: what the bits above come to. Empty where nobody can do more or less. */
  readonly effect: readonly Effect[];
  readonly attribution: Attribution;
  /** The policy line that disagrees; null where no line speaks of it. */
  readonly policy: (Place & { readonly file: string }) | null;
  /** Synced channels that have the same difference: this finding speaks for them. */
  readonly also: readonly Named[];
  /** More that a reader should know, one plain sentence ("two roles are called X"). */
  readonly note: string | null;
  /** An event from more than a day before a first check: told in the issue "Before the first check", not in one of its own. */
  readonly past?: true;
  /** The issue by which a person accepted it. */
  readonly accepted?: number;
}

const EVENT_KINDS = {
  "member.granted": true,
  "bot.added": true,
  "guild.owner.changed": true,
  "guild.mfa.changed": true,
  "command.permissions": true,
  "change.reverted": true,
  "audit.gap": true,
} as const satisfies Record<EventKind, true>;

/** Whether the finding belongs to an entry of the log and not to a state that may be put right. */
export function isEvent(finding: Pick<Finding, "kind">): boolean {
  return finding.kind in EVENT_KINDS;
}

/** A total order: worst first, then by key. */
export function compareFindings(left: Finding, right: Finding): number {
  const bySeverity = SEVERITIES.indexOf(left.severity) - SEVERITIES.indexOf(right.severity);
  if (bySeverity !== 0) return bySeverity;
  return left.key < right.key ? -1 : Number(left.key > right.key);
}
