/** What to do with events: each is told once, in an open issue of its subject or a new one; the tool closes and reopens none of them. */
import { eventText, foldedText } from "./comment.ts";
import { keyPrint, fingerprint } from "../fingerprint.ts";
import { markFindings, replaceMarker, type MarkedFinding, type Marker } from "./marker.ts";
import type { IssueGroup } from "./group.ts";
import type { KnownBase, KnownIssue } from "./known.ts";
import { editStep, housekeeping, type EditStep, type PlanContext } from "./plan-draft.ts";

/** The keys of all events that any issue told already, open or closed. */
export function toldKeys(known: readonly KnownIssue[]): Map<string, KnownIssue> {
  return new Map(known.flatMap((one) => one.marker.findings.map(({ key }) => [key, one])));
}

/** The group without what was told before; null where nothing is left. */
export function untold(group: IssueGroup, told: ReadonlyMap<string, KnownIssue>): IssueGroup | null {
  const findings = group.findings.filter((finding) => !told.has(keyPrint(finding)));
  return findings.length === 0 ? null : { ...group, findings };
}

/** The step for the open issue of a subject: further events, and those of its duplicates, go into its marker and into one comment. */
export function planEvents(known: KnownIssue, of: KnownBase, input: { group: IssueGroup | null; context: PlanContext }): EditStep | null {
  const findings = input.group?.findings ?? [];
  const folded = of.duplicates.filter((one) => !includesAll(known, one));
  if (findings.length === 0 && folded.length === 0) return housekeeping(known, input.context);
  const next = extended(known.marker, [...folded.flatMap((one) => one.marker.findings), ...markFindings(findings)]);
  const texts = [eventText(findings), folded.length === 0 ? "" : foldedText(folded.map(({ issue }) => issue.number))];
  const draft = {
    summary: `add to issue #${known.issue.number}`,
    next,
    body: replaceMarker(known.issue.body, next),
    comment: texts.filter((text) => text !== "").join("\n\n"),
  };
  return editStep(known, draft, input.context);
}

function includesAll(main: KnownIssue, other: KnownIssue): boolean {
  const keys = new Set(main.marker.findings.map(({ key }) => key));
  return other.marker.findings.every(({ key }) => keys.has(key));
}

/** The marker with more events; its hashes follow from the ones before, so that a run that died here says the same again. */
function extended(marker: Marker, added: readonly MarkedFinding[]): Marker {
  const keys = added.map(({ key }) => key);
  return {
    ...marker,
    rev: marker.rev + 1,
    difference: fingerprint([marker.difference, ...keys]),
    content: fingerprint([marker.content, ...keys]),
    flags: [],
    findings: [...marker.findings, ...added],
  };
}
