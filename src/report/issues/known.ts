/** The tracked issues by what they are about: which one stays for each subject, and which are its duplicates. */
import { groupBy } from "../../drift/group-by.ts";
import { BRAKE, baseOf, HISTORY, MORE_EVENTS, ROLLOUT, ROLLUP, type GroupKind } from "./group.ts";
import { readMarker, type Marker } from "./marker.ts";
import type { TrackedIssue } from "./step.ts";

/** An issue with its marker. */
export interface KnownIssue {
  readonly issue: TrackedIssue;
  readonly marker: Marker;
}

/** The issues of one base. */
export interface KnownBase {
  readonly base: string;
  readonly kind: GroupKind;
  /** The one that tells of it; null where a new one has to be made. */
  readonly main: KnownIssue | null;
  /** Others that should not be there: each is closed as a duplicate of `main`. */
  readonly duplicates: readonly KnownIssue[];
  /** Roll-ups that a person accepted: they stay as they are. */
  readonly accepted: readonly KnownIssue[];
}

/** All issues of this guild with a well-formed marker, by number. */
export function knownIssues(tracked: readonly TrackedIssue[], guild: string): KnownIssue[] {
  return tracked
    .flatMap((issue) => {
      const marker = readMarker(issue.body);
      return marker === null || marker.guild !== guild ? [] : [{ issue, marker }];
    })
    .toSorted((left, right) => left.issue.number - right.issue.number);
}

/** The same by base. */
export function knownBases(known: readonly KnownIssue[]): Map<string, KnownBase> {
  const byBase = groupBy(known, ({ marker }) => baseOf(marker.identity));
  return new Map([...byBase].map(([base, issues]) => [base, settle(base, issues)]));
}

function settle(base: string, issues: readonly KnownIssue[]): KnownBase {
  const kind = kindOfBase(base);
  if (kind === "events" || kind === "history" || kind === "more-events") return settleEvents({ base, kind }, issues);
  const accepted = kind === "rollup" ? issues.filter(isAccepted) : [];
  const rest = issues.filter((one) => !accepted.includes(one));
  const main = rest.find(({ issue }) => !closedAs(issue, "duplicate")) ?? rest[0] ?? null;
  return { base, kind, main, duplicates: rest.filter((one) => one !== main), accepted };
}

/** A closed issue of events is done with: only open ones can be one too many. */
function settleEvents(of: Pick<KnownBase, "base" | "kind">, issues: readonly KnownIssue[]): KnownBase {
  const [main = null, ...duplicates] = issues.filter(({ issue }) => issue.state === "open");
  return { ...of, main, duplicates, accepted: [] };
}

const SPECIAL: Readonly<Record<string, GroupKind>> = {
  [HISTORY]: "history",
  [ROLLUP]: "rollup",
  [ROLLOUT]: "rollout",
  [MORE_EVENTS]: "more-events",
  [BRAKE]: "brake",
};

function kindOfBase(base: string): GroupKind {
  return SPECIAL[base] ?? (base.startsWith("events:") ? "events" : "state");
}

function closedAs(issue: TrackedIssue, reason: string): boolean {
  return issue.state === "closed" && issue.stateReason === reason;
}

/**
 * Whether a person closed it as not planned or as a duplicate while it stood. Programs that tidy up (logins that end in `[bot]`,
 * our own among them) accept nothing, and what the tool closed since it was over was not accepted either.
 */
export function isAccepted({ issue, marker }: KnownIssue): boolean {
  if (marker.flags.includes("gone") || issue.closedBy?.endsWith("[bot]") === true) return false;
  return closedAs(issue, "not_planned") || closedAs(issue, "duplicate");
}
