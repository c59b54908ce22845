/** What a check's result means for those who only see a number: "could not look" never looks like "in line". */
import { SEVERITIES, type Finding, type Severity } from "../drift/finding.ts";
import type { CheckResult } from "../drift/report.ts";

/** The command: 0 in line, 1 not everything could be checked (or nothing), 2 drift. The Action goes by `fail-on` instead. */
const EXIT_CODES = { "in-line": 0, incomplete: 1, drift: 2 } as const satisfies Record<CheckResult, number>;

export function exitCodeOf(result: CheckResult): 0 | 1 | 2 {
  return EXIT_CODES[result];
}

/** The worst severity of all findings, accepted ones too; null without findings. */
export function worstSeverity(findings: readonly Pick<Finding, "severity">[]): Severity | null {
  return SEVERITIES.find((severity) => findings.some((finding) => finding.severity === severity)) ?? null;
}

/** The worst severity that counts for `fail-on`: what a person accepted does not. */
export function worstOpenSeverity(findings: readonly Pick<Finding, "severity" | "accepted">[]): Severity | null {
  return worstSeverity(findings.filter(({ accepted }) => accepted === undefined));
}
