/** What to do with the issue of something that stands or stood: silent, changed, gone, back, accepted. */
import type { Finding } from "../drift/finding.ts";
import type { Approved } from "../drift/report.ts";
import { issueBody } from "./issue-body.ts";
import {
  ACCEPTED_CHANGED_TEXT,
  ACCEPTED_GONE_TEXT,
  BACK_TEXT,
  changeText,
  COMPLETED_TEXT,
  goneText,
  RELIABLE_TEXT,
  ROLLUP_GONE_TEXT,
  RULE_KEPT_TEXT,
} from "./issue-comment.ts";
import { markFindings, replaceMarker, type MarkedFinding, type Marker } from "./issue-marker.ts";
import { subjectBase, type IssueGroup } from "./issue.ts";
import { isAccepted, type KnownBase, type KnownIssue } from "./known-issues.ts";
import { editStep, groupHashes, housekeeping, nextMarker, type EditStep, type PlanContext } from "./plan-draft.ts";

/** What a check could not see: of these bases nothing is closed, and that less is found there is not believed. */
export function isPartial(base: string, { report }: PlanContext): boolean {
  if (report.brake !== null || !report.logRead) return true;
  return base === "rollup" ? report.unchecked.length > 0 : report.unchecked.some(({ subject }) => subjectBase(subject) === base);
}

/** The step for an issue that nothing is found for any more; null where nothing is to be done. */
export function planGone(known: KnownIssue, of: KnownBase, context: PlanContext): EditStep | null {
  const { issue, marker } = known;
  if (marker.flags.includes("gone") || isPartial(of.base, context)) return housekeeping(known, context);
  const next: Marker = { ...marker, rev: marker.rev + 1, flags: ["gone"] };
  const body = replaceMarker(issue.body, next);
  if (issue.state === "open") {
    const comment = overText(of, context);
    return editStep(
      known,
      { summary: `close issue #${issue.number}`, next, body, comment, state: { state: "closed", reason: "completed" } },
      context,
    );
  }
  const comment = isAccepted(known) ? ACCEPTED_GONE_TEXT : null;
  return editStep(known, { summary: `note on issue #${issue.number} that it is over`, next, body, comment }, context);
}

function overText({ base, kind }: KnownBase, context: PlanContext): string {
  if (kind === "brake") return RELIABLE_TEXT;
  if (base.startsWith("rule:")) return RULE_KEPT_TEXT;
  return kind === "rollup" ? ROLLUP_GONE_TEXT : goneText(approvedOn(base, context), context.commit);
}

/** The entries that put something right on the subject of this base, in their order. */
function approvedOn(base: string, { report }: PlanContext): Approved[] {
  return report.approved.filter(({ subject }) => subjectBase(subject) === base);
}

/** The step for an issue whose group stands; null where nothing is to be said. */
export function planStanding(known: KnownIssue, group: IssueGroup, context: PlanContext): EditStep | null {
  return known.issue.state === "open" ? planOpen(known, group, context) : planClosed(known, group, context);
}

function planOpen(known: KnownIssue, group: IssueGroup, context: PlanContext): EditStep | null {
  const { issue, marker } = known;
  const summary = `update issue #${issue.number}`;
  if (marker.flags.includes("gone")) return tell(known, group, { context, summary, comment: BACK_TEXT });
  if (groupHashes(group, context).content === marker.content) return housekeeping(known, context);
  if (isPartial(group.base, context) && isCovered(group, marker, context)) return housekeeping(known, context);
  const comment = sameDifferences(group.findings, marker)
    ? null
    : changeText(group.findings, marker.findings, approvedOn(group.base, context));
  return tell(known, group, { context, summary, comment });
}

function planClosed(known: KnownIssue, group: IssueGroup, context: PlanContext): EditStep | null {
  const { marker } = known;
  if (isAccepted(known) && isCovered(group, marker, context)) return narrowed(known, group, context);
  const summary = `reopen issue #${known.issue.number}`;
  const comment = reopenText(known, group, context);
  return tell(known, group, { context, summary, comment, state: { state: "open" } });
}

function reopenText(known: KnownIssue, group: IssueGroup, context: PlanContext): string {
  if (known.marker.flags.includes("gone")) return BACK_TEXT;
  const changed = sameDifferences(group.findings, known.marker)
    ? ""
    : `\n\n${changeText(group.findings, known.marker.findings, approvedOn(group.base, context))}`;
  return `${isAccepted(known) ? ACCEPTED_CHANGED_TEXT : COMPLETED_TEXT}${changed}`;
}

/** What is accepted and still stands stays accepted; what is over is forgotten, so that it cannot come back unseen. */
function narrowed(known: KnownIssue, group: IssueGroup, context: PlanContext): EditStep | null {
  const { issue, marker } = known;
  if (isPartial(group.base, context) || groupHashes(group, context).difference === marker.difference) return housekeeping(known, context);
  const next = nextMarker(known, group, context);
  const body = replaceMarker(issue.body, next);
  return editStep(known, { summary: `note on issue #${issue.number} what is left of it`, next, body, comment: null }, context);
}

interface Telling {
  readonly context: PlanContext;
  readonly summary: string;
  readonly comment: string | null;
  readonly state?: { readonly state: "open" };
}

/** The body as it is now, and one comment. */
function tell(known: KnownIssue, group: IssueGroup, { context, ...rest }: Telling): EditStep {
  const next = nextMarker(known, group, context);
  return editStep(known, { ...rest, next, body: issueBody(group, next, context.body) }, context);
}

const differenceText = (one: MarkedFinding): string => `${one.key} ${one.difference}`;

/** Whether the marker already speaks of each of these differences. */
export function isCovered(group: IssueGroup, marker: Marker, context: PlanContext): boolean {
  if (groupHashes(group, context).difference === marker.difference) return true;
  const said = new Set(marker.findings.map(differenceText));
  return group.findings.length > 0 && markFindings(group.findings).every((one) => said.has(differenceText(one)));
}

const weighedText = (marked: readonly MarkedFinding[]): string => marked.map((one) => `${differenceText(one)} ${one.severity}`).join();

/** Whether only what is known about them is different, not the differences or their weight. */
function sameDifferences(findings: readonly Finding[], marker: Marker): boolean {
  return weighedText(markFindings(findings)) === weighedText(marker.findings);
}
