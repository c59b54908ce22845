/** What to do with the issue of something that stands or stood: silent, changed, gone, back, accepted. */
import { issueBody } from "./body.ts";
import { markFindings, replaceMarker, type MarkedFinding, type Marker } from "./marker.ts";
import type { IssueGroup } from "./group.ts";
import { isAccepted, type KnownIssue } from "./known.ts";
import { editStep, groupHashes, housekeeping, nextMarker, type EditStep, type PlanContext } from "./plan-draft.ts";
import { acceptedGoneText, backText, changedText, overText, reopenedText } from "./plan-turns.ts";
import { isPartial, unseenMarks } from "./plan-unseen.ts";

/** The step for an issue that nothing is found for any more; null where nothing is to be done. */
export function planGone(known: KnownIssue, context: PlanContext): EditStep | null {
  const { issue, marker } = known;
  if (marker.flags.includes("gone") || isPartial(marker, [], context.report)) return housekeeping(known, context);
  const next: Marker = { ...marker, rev: marker.rev + 1, flags: ["gone"] };
  const body = replaceMarker(issue.body, next);
  if (issue.state === "open") {
    const comment = overText(marker, context);
    return editStep(
      known,
      { summary: `close issue #${issue.number}`, next, body, comment, state: { state: "closed", reason: "completed" } },
      context,
    );
  }
  const comment = isAccepted(known) ? acceptedGoneText(marker, context) : null;
  return editStep(known, { summary: `note on issue #${issue.number} that it is over`, next, body, comment }, context);
}

/** The step for an issue whose group stands; null where nothing is to be said. */
export function planStanding(known: KnownIssue, group: IssueGroup, context: PlanContext): EditStep | null {
  const unseen =
    group.kind === "rollout" && !known.marker.flags.includes("gone") ? unseenMarks(known.marker, group.findings, context.report) : [];
  const seen = unseen.length === 0 ? group : { ...group, unseen };
  return known.issue.state === "open" ? planOpen(known, seen, context) : planClosed(known, seen, context);
}

function planOpen(known: KnownIssue, group: IssueGroup, context: PlanContext): EditStep | null {
  const { issue, marker } = known;
  const summary = `update issue #${issue.number}`;
  if (marker.flags.includes("gone")) return tell(known, group, { context, summary, comment: backText(marker, group) });
  if (groupHashes(group, context).content === marker.content) return housekeeping(known, context);
  if (isPartial(marker, group.findings, context.report) && saysEnough(group, marker, context)) return housekeeping(known, context);
  const comment = sameDifferences(group, marker) ? null : changedText(marker, group, context);
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
  const { marker } = known;
  if (marker.flags.includes("gone")) return backText(marker, group);
  const changed = sameDifferences(group, marker) ? "" : `\n\n${changedText(marker, group, context)}`;
  return `${reopenedText(marker, isAccepted(known))}${changed}`;
}

/** What is accepted and still stands stays accepted; what is over is forgotten, so that it cannot come back unseen. */
function narrowed(known: KnownIssue, group: IssueGroup, context: PlanContext): EditStep | null {
  const { issue, marker } = known;
  if (isPartial(marker, group.findings, context.report) || groupHashes(group, context).difference === marker.difference)
    return housekeeping(known, context);
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

/** Whether a look at a part is no reason to write: one subject's issue says all of it, the list of many subjects may have lost something that was seen. */
function saysEnough(group: IssueGroup, marker: Marker, context: PlanContext): boolean {
  return group.kind === "rollout" ? sameDifferences(group, marker) : isCovered(group, marker, context);
}

const weighedText = (marked: readonly MarkedFinding[]): string => marked.map((one) => `${differenceText(one)} ${one.severity}`).join();

/** Whether only what is known about them is different, not the differences or their weight. */
function sameDifferences({ findings, unseen }: IssueGroup, marker: Marker): boolean {
  return weighedText(markFindings(findings, unseen)) === weighedText(marker.findings);
}
