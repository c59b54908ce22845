/** Issues that are not the one that stays: duplicates are closed, and lists that a person accepted forget what is over. */
import { isEvent, type Finding } from "../../drift/finding.ts";
import { differencePrint, keyPrint } from "../fingerprint.ts";
import { commentOf, duplicateText } from "./comment.ts";
import { disarmMarker, replaceMarker } from "./marker.ts";
import { ROLLUP, subjectBase } from "./group.ts";
import type { KnownBase, KnownIssue } from "./known.ts";
import { housekeeping, type EditStep, type PlanContext } from "./plan-draft.ts";
import { isPartial } from "./plan-unseen.ts";

/** Each duplicate points to the one that stays and is ours no longer. */
export function duplicateSteps({ main, duplicates }: KnownBase): EditStep[] {
  if (main === null) return [];
  return duplicates.map(({ issue, marker }) => ({
    kind: "edit",
    number: issue.number,
    summary: `close issue #${issue.number} as a duplicate of #${main.issue.number}`,
    comment: commentOf({ ...marker, rev: marker.rev + 1 }, duplicateText(main.issue.number)),
    body: disarmMarker(issue.body),
    ...(issue.state === "open" ? { state: { state: "closed", reason: "duplicate" } } : {}),
  }));
}

/** The findings that a person accepted by closing a roll-up that lists them, by key. One that has an issue of its own is judged there. */
export function rollupAcceptance(findings: readonly Finding[], bases: ReadonlyMap<string, KnownBase>): Map<string, KnownIssue> {
  const lists = bases.get(ROLLUP)?.accepted ?? [];
  const byDifference = new Map(
    lists.flatMap((known) => known.marker.findings.map((one) => [`${one.key} ${one.difference}`, known] as const)),
  );
  const accepted = new Map<string, KnownIssue>();
  for (const finding of findings.filter((one) => !isEvent(one))) {
    const own = bases.get(subjectBase(finding.subject))?.main?.marker.findings ?? [];
    const list = byDifference.get(`${keyPrint(finding)} ${differencePrint(finding)}`);
    if (list !== undefined && own.every(({ key }) => key !== keyPrint(finding))) accepted.set(finding.key, list);
  }
  return accepted;
}

/** An accepted list without what is over, so that it cannot come back unseen. */
export function forgetAccepted({ accepted }: KnownBase, context: PlanContext): EditStep[] {
  const now = new Set(context.report.findings.map((finding) => `${keyPrint(finding)} ${differencePrint(finding)}`));
  return accepted
    .map((known) => {
      const { issue, marker } = known;
      const findings = marker.findings.filter((one) => now.has(`${one.key} ${one.difference}`));
      if (isPartial(marker, [], context.report) || findings.length === marker.findings.length) return housekeeping(known, context);
      const body = replaceMarker(issue.body, { ...marker, rev: marker.rev + 1, findings });
      const summary = `note on issue #${issue.number} what is left of it`;
      return { kind: "edit", number: issue.number, summary, comment: null, body } satisfies EditStep;
    })
    .filter((step) => step !== null);
}
