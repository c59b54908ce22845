/** Which findings share an issue: one issue a subject, events beside it, and the few issues that stand for many. */
import { compareFindings, isEvent, type Finding, type Subject } from "../../drift/finding.ts";
import { fingerprint } from "../fingerprint.ts";
import { identityPart, type MarkedFinding } from "./marker.ts";

export type GroupKind =
  /** What differs now on one subject. */
  | "state"
  /** What happened to one subject. */
  | "events"
  /** Events that are older than the first check. */
  | "history"
  /** Differences of the subjects that got no issue of their own. */
  | "rollup"
  /** Events of such subjects. */
  | "more-events"
  /** What the policy asks for and nobody has done in Discord yet, whatever its subject. */
  | "rollout"
  /** The check itself cannot be believed. */
  | "brake";

/** The findings of one issue. */
export interface IssueGroup {
  readonly kind: GroupKind;
  /** What two runs share: the type and id of the subject, never a name. Issues of events and roll-ups add what they began with. */
  readonly base: string;
  /** Null where the issue speaks of many subjects, or of none. */
  readonly subject: Subject | null;
  /** Worst first. */
  readonly findings: readonly Finding[];
  /** What the issue lists and this check could not look at: neither done nor told anew. */
  readonly unseen?: readonly MarkedFinding[];
}

export const HISTORY = "history";
export const ROLLUP = "rollup";
export const MORE_EVENTS = "more.events";
export const ROLLOUT = "rollout";
export const BRAKE = "brake";

/** `role:102`: type and id. */
export function subjectBase(subject: Subject): string {
  return `${subject.type}:${identityPart(subject.id)}`;
}

/** Whether only the policy has moved, and Discord not yet. */
export function awaitsRollout({ cause }: Pick<Finding, "cause">): boolean {
  return cause === "awaiting-rollout";
}

/** The base of the issue that tells of what differs: its subject's, or the one of all that awaits rollout. */
function stateBase(finding: Pick<Finding, "cause" | "subject">): string {
  return awaitsRollout(finding) ? ROLLOUT : subjectBase(finding.subject);
}

/** The base of an identity: without what the issue began with. */
export function baseOf(identity: string): string {
  return identity.split("@", 1).join("");
}

/** The identity of a new issue for the group: two runs at once that mean the same issue give it the same one. */
export function newIdentity(group: IssueGroup): string {
  if (group.kind === "state" || group.kind === "rollout" || group.kind === "brake") return group.base;
  return `${group.base}@${fingerprint(group.findings.map((finding) => finding.key).toSorted())}`;
}

/** The groups of these findings by base, in the order of their worst finding. `history`: keys of the events before the first check. */
export function groupFindings(findings: readonly Finding[], history: ReadonlySet<string>): IssueGroup[] {
  const groups = new Map<string, IssueGroup>();
  for (const finding of findings.toSorted(compareFindings)) {
    const group = groupOf(finding, history);
    const known = groups.get(group.base);
    groups.set(group.base, known === undefined ? group : { ...known, findings: [...known.findings, finding] });
  }
  return [...groups.values()];
}

function groupOf(finding: Finding, history: ReadonlySet<string>): IssueGroup {
  const findings = [finding];
  if (history.has(finding.key)) return { kind: "history", base: HISTORY, subject: null, findings };
  if (isEvent(finding)) return { kind: "events", base: `events:${subjectBase(finding.subject)}`, subject: finding.subject, findings };
  const base = stateBase(finding);
  return awaitsRollout(finding)
    ? { kind: "rollout", base, subject: null, findings }
    : { kind: "state", base, subject: finding.subject, findings };
}

/** Many groups as one, for the roll-up. */
export function mergeGroups(kind: "rollup" | "more-events", groups: readonly IssueGroup[]): IssueGroup {
  const findings = groups.flatMap((group) => group.findings).toSorted(compareFindings);
  return { kind, base: kind === "rollup" ? ROLLUP : MORE_EVENTS, subject: null, findings };
}

/** Whether the issue tells of what happened: it is never closed or reopened by the tool. */
export function tellsOfEvents(kind: GroupKind): boolean {
  return kind === "events" || kind === "history" || kind === "more-events";
}
