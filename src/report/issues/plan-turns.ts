/** What is said on an issue that stands, or stood, at each turn of its life. */
import { isEvent } from "../../drift/finding.ts";
import type { Approved } from "../../drift/report.ts";
import { keyPrint } from "../fingerprint.ts";
import {
  ACCEPTED_CHANGED_TEXT,
  ACCEPTED_GONE_TEXT,
  BACK_TEXT,
  changeText,
  COMPLETED_TEXT,
  goneText,
  movedText,
  RELIABLE_TEXT,
  ROLLUP_GONE_TEXT,
  RULE_KEPT_TEXT,
} from "./comment.ts";
import type { Marker } from "./marker.ts";
import { awaitsRollout, baseOf, BRAKE, ROLLOUT, ROLLUP, subjectBase, type IssueGroup } from "./group.ts";
import type { PlanContext } from "./plan-draft.ts";
import {
  ROLLOUT_ACCEPTED_CHANGED_TEXT,
  ROLLOUT_ACCEPTED_GONE_TEXT,
  ROLLOUT_COMPLETED_TEXT,
  rolloutBackText,
  rolloutChangeText,
  rolloutOverText,
  type RolloutNews,
} from "../rollout/comment.ts";

type Told = Pick<IssueGroup, "findings" | "unseen">;

const isRollout = (marker: Marker): boolean => baseOf(marker.identity) === ROLLOUT;

/** Nothing of it is left. */
export function overText(marker: Marker, context: PlanContext): string {
  const base = baseOf(marker.identity);
  if (base === BRAKE) return RELIABLE_TEXT;
  if (base === ROLLOUT) return rolloutOverText(newsOf(marker, { findings: [] }, context));
  if (base === ROLLUP) return ROLLUP_GONE_TEXT;
  const approved = approvedOn(base, context);
  if (awaitsOn(base, context)) return movedText(approved, context.numberOf(ROLLOUT));
  return base.startsWith("rule:") ? RULE_KEPT_TEXT : goneText(approved, context.body.commit);
}

/** Nothing is left of what a person accepted. */
export function acceptedGoneText(marker: Marker, context: PlanContext): string {
  if (isRollout(marker)) return ROLLOUT_ACCEPTED_GONE_TEXT;
  return awaitsOn(baseOf(marker.identity), context) ? movedText([], context.numberOf(ROLLOUT)) : ACCEPTED_GONE_TEXT;
}

/** It was over, and stands again. */
export function backText(marker: Marker, { findings }: Told): string {
  return isRollout(marker) ? rolloutBackText(findings) : BACK_TEXT;
}

/** It stands, and is not what it was. */
export function changedText(marker: Marker, told: Told, context: PlanContext): string {
  if (isRollout(marker)) return rolloutChangeText(newsOf(marker, told, context));
  const rollouts = context.report.findings.filter(awaitsRollout);
  const moved = new Set(rollouts.map(({ key }) => keyPrint({ key: key.replace(/\/rollout$/, "") })));
  return changeText(told.findings, marker.findings, {
    approved: approvedOn(baseOf(marker.identity), context),
    moved,
    rollout: context.numberOf(ROLLOUT),
  });
}

/** A person closed it, and that does not hold. */
export function reopenedText(marker: Marker, accepted: boolean): string {
  if (isRollout(marker)) return accepted ? ROLLOUT_ACCEPTED_CHANGED_TEXT : ROLLOUT_COMPLETED_TEXT;
  return accepted ? ACCEPTED_CHANGED_TEXT : COMPLETED_TEXT;
}

/** The entries that put something right on the subject of this base, in their order. */
function approvedOn(base: string, { report }: PlanContext): Approved[] {
  return report.approved.filter(({ subject }) => subjectBase(subject) === base);
}

/** Whether something on the subject of this base awaits rollout. */
function awaitsOn(base: string, { report }: PlanContext): boolean {
  return report.findings.some((finding) => awaitsRollout(finding) && subjectBase(finding.subject) === base);
}

function newsOf(marker: Marker, { findings, unseen = [] }: Told, { report, body, numberOf }: PlanContext): RolloutNews {
  const drift = report.findings.filter((finding) => !awaitsRollout(finding) && !isEvent(finding));
  const handed = new Map(drift.map(({ key, subject }) => [keyPrint({ key: `${key}/rollout` }), numberOf(subjectBase(subject))]));
  return { findings, unseen, marked: marker.findings, approved: report.approved, handed, commit: body.commit };
}
