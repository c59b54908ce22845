/** Findings and policy problems as annotations on lines of the policy, few and short enough for the runner to keep them. */
import { compareFindings, type Finding, type Severity } from "../drift/finding.ts";
import type { PolicyProblem } from "../policy/problem.ts";
import { awaitsRollout } from "./issues/group.ts";
import { logText } from "./words/neutralise.ts";
import { breath } from "./words/sentence.ts";
import { PLAIN } from "./words/voice.ts";
import { kindTitle, SEVERITY_WORDS } from "./words/finding.ts";

/** What a runner shows beside a line. Lines and columns count from 1. */
export interface LineAnnotation {
  readonly level: "error" | "warning" | "notice";
  readonly title: string;
  readonly message: string;
  readonly file: string;
  readonly startLine: number;
  readonly startColumn: number;
  readonly endColumn?: number;
}

/** The runner keeps ten of each level in a step (its source: ExecutionContext.cs). */
export const MOST_ANNOTATIONS = 10;
/** It cuts messages at 4,096 letters; nobody reads so many. */
export const ANNOTATION_LENGTH = 1_000;

const LEVELS = { critical: "error", high: "error", medium: "warning", low: "notice" } as const satisfies Record<Severity, string>;

/** The worst findings that have a policy line and that nobody accepted; after them what was agreed and is still to be done. */
export function findingAnnotations(findings: readonly Finding[]): LineAnnotation[] {
  const open = findings.filter(({ accepted }) => accepted === undefined).toSorted(compareFindings);
  const drift = open.filter((finding) => !awaitsRollout(finding));
  return atMostTen([...drift, ...open.filter(awaitsRollout)].flatMap(findingAnnotation));
}

function findingAnnotation(finding: Finding): LineAnnotation[] {
  if (finding.policy === null) return [];
  const { file, line, column } = finding.policy;
  const agreed = awaitsRollout(finding);
  const title = agreed ? "Agreed, and still to be done in Discord" : `${SEVERITY_WORDS[finding.severity]}: ${kindTitle(finding.kind)}`;
  const message = logText(breath(finding, PLAIN), ANNOTATION_LENGTH);
  return [{ level: agreed ? "notice" : LEVELS[finding.severity], title, message, file, startLine: line, startColumn: column }];
}

/** The problems of a policy file, in file order. */
export function problemAnnotations(file: string, problems: readonly PolicyProblem[]): LineAnnotation[] {
  return atMostTen(problems.map((problem) => problemAnnotation(file, problem)));
}

function problemAnnotation(file: string, { code, at, endColumn, message, suggestion, related }: PolicyProblem): LineAnnotation {
  const meant = suggestion === undefined ? "" : `; did you mean ${suggestion}?`;
  const second = related === undefined ? "" : ` (${related.message} at line ${related.at.line})`;
  return {
    level: "error",
    title: `Policy: ${code}`,
    message: logText(`${message}${meant}${second}`, ANNOTATION_LENGTH),
    file,
    startLine: at.line,
    startColumn: at.column,
    endColumn,
  };
}

function atMostTen(annotations: readonly LineAnnotation[]): LineAnnotation[] {
  const levels = ["error", "warning", "notice"] as const;
  return levels.flatMap((level) => annotations.filter((one) => one.level === level).slice(0, MOST_ANNOTATIONS));
}
