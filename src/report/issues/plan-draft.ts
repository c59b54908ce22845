/** Making one step of the plan: the next body with its marker, the comment that goes with it, and what else is due on that issue. */
import type { CheckReport } from "../../drift/report.ts";
import { issueBody, type BodyContext } from "./body.ts";
import { commentOf } from "./comment.ts";
import { hashesOf, markFindings, replaceMarker, type Marker, type MarkerFlag } from "./marker.ts";
import { issueTitle } from "./title.ts";
import { newIdentity, type IssueGroup } from "./group.ts";
import { fingerprint } from "../fingerprint.ts";
import type { IssueStep } from "./step.ts";
import type { KnownIssue } from "./known.ts";

/** The label by which our issues are listed: always there, whatever other labels are asked for. */
export const LABEL = "permission-drift";

export interface IssueOptions {
  /** Besides `permission-drift`. */
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  /** How many issues may be open for subjects. */
  readonly maxIssues: number;
}

/** What every part of the plan needs. */
export interface PlanContext {
  readonly report: CheckReport;
  readonly options: IssueOptions;
  readonly body: BodyContext;
  /** The number of the issue that tells of this base, where there is one already. */
  readonly numberOf: (base: string) => number | null;
}

export type EditStep = Extract<IssueStep, { kind: "edit" }>;

/** The hashes of a group; the brake has no findings, and its numbers are no content. */
export function groupHashes(group: IssueGroup, context: PlanContext): Pick<Marker, "difference" | "content"> {
  if (group.kind !== "brake") return hashesOf(group.findings, group.unseen);
  const print = fingerprint(["brake", String(context.report.brake?.firstRun === true)]);
  return { difference: print, content: print };
}

/** A new issue. Where assignees are asked for, its marker says that they are still to be set. */
export function createStep(group: IssueGroup, context: PlanContext): IssueStep {
  const { assignees, labels } = context.options;
  const flags: readonly MarkerFlag[] = assignees.length === 0 ? [] : ["assign"];
  const identity = newIdentity(group);
  const marker = {
    guild: context.report.guild.id,
    identity,
    rev: 1,
    ...groupHashes(group, context),
    flags,
    findings: markFindings(group.findings),
  };
  const body = issueBody(group, marker, context.body);
  return {
    kind: "create",
    identity,
    title: issueTitle(group, context.report.brake),
    body,
    labels: [...new Set([LABEL, ...labels])],
    assignees,
    settledBody: replaceMarker(body, { ...marker, flags: [] }),
  };
}

/** The marker after an edit that tells of this group. */
export function nextMarker({ marker }: KnownIssue, group: IssueGroup, context: PlanContext): Marker {
  return {
    ...marker,
    rev: marker.rev + 1,
    ...groupHashes(group, context),
    flags: [],
    findings: markFindings(group.findings, group.unseen),
  };
}

/** What is to be said and done on a known issue. */
export interface Draft {
  readonly summary: string;
  readonly next: Marker;
  /** The whole body, its marker too. */
  readonly body: string;
  readonly comment: string | null;
  readonly state?: NonNullable<EditStep["state"]>;
}

/** The step of a draft, with the label and the assignees where they are due. */
export function editStep(known: KnownIssue, draft: Draft, context: PlanContext): EditStep {
  const closing = draft.state?.state === "closed" || (known.issue.state === "closed" && draft.state === undefined);
  return {
    kind: "edit",
    number: known.issue.number,
    summary: draft.summary,
    comment: draft.comment === null ? null : commentOf(draft.next, draft.comment),
    body: draft.body,
    ...(draft.state === undefined ? {} : { state: draft.state }),
    ...labelsDue(known),
    ...(closing ? {} : assigneesDue(known, context)),
  };
}

/** What is due on an issue of which nothing is to be said; null where nothing is. */
export function housekeeping(known: KnownIssue, context: PlanContext): EditStep | null {
  const { issue, marker } = known;
  const labels = labelsDue(known);
  const assign = issue.state === "open" && marker.flags.includes("assign");
  if (!assign && labels.addLabels === undefined) return null;
  const flags = marker.flags.filter((flag) => flag !== "assign");
  const settled = assign ? { body: replaceMarker(issue.body, { ...marker, flags }), ...assigneesDue(known, context) } : {};
  return { kind: "edit", number: issue.number, summary: `tidy up issue #${issue.number}`, comment: null, ...labels, ...settled };
}

/** Labels are the same whatever their case. */
function labelsDue({ issue }: KnownIssue): Pick<EditStep, "addLabels"> {
  return issue.labels.some((label) => label.toLowerCase() === LABEL) ? {} : { addLabels: [LABEL] };
}

function assigneesDue({ marker }: KnownIssue, { options }: PlanContext): Pick<EditStep, "assignees"> {
  return marker.flags.includes("assign") && options.assignees.length > 0 ? { assignees: options.assignees } : {};
}
