/** What a check could not look at, against what the issues tell: of that nothing is closed, and that less is found there is not believed. */
import type { Finding } from "../../drift/finding.ts";
import type { CheckReport } from "../../drift/report.ts";
import { keyPrint, subjectPrint } from "../fingerprint.ts";
import type { MarkedFinding, Marker } from "./marker.ts";
import { baseOf, ROLLOUT, ROLLUP, subjectBase } from "./group.ts";

/** Whether this check could not see all that the issue tells of. `findings`: what it found of it. */
export function isPartial(marker: Marker, findings: readonly Finding[], report: CheckReport): boolean {
  const base = baseOf(marker.identity);
  if (base === ROLLOUT) return unseenMarks(marker, findings, report).length > 0;
  if (seesLittle(report)) return true;
  return base === ROLLUP ? report.unchecked.length > 0 : report.unchecked.some(({ subject }) => subjectBase(subject) === base);
}

/** What the issue of all that awaits rollout lists, that was not found now, and of which nobody can say that it is done. */
export function unseenMarks(marker: Marker, findings: readonly Finding[], report: CheckReport): MarkedFinding[] {
  const found = new Set(findings.map(keyPrint));
  const unchecked = new Set(report.unchecked.map(({ subject }) => subjectPrint(subject)));
  const isUnseen = ({ subject }: MarkedFinding): boolean =>
    seesLittle(report) || (subject === undefined ? unchecked.size > 0 : unchecked.has(subject));
  return marker.findings.filter((one) => !found.has(one.key) && isUnseen(one));
}

/** An answer that is not believed, or no log: then nothing at all is closed. */
function seesLittle({ brake, logRead }: CheckReport): boolean {
  return brake !== null || !logRead;
}
