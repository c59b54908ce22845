/** A review on the lines of the policy: the ten most important things, short enough for the runner to keep them. */
import type { BrokenOwnRule } from "../../policy/own-breaches.ts";
import type { PolicyReview } from "../../review/review.ts";
import { ANNOTATION_LENGTH, MOST_ANNOTATIONS, type LineAnnotation } from "../annotation.ts";
import { logText } from "../words/neutralise.ts";
import { clippedChanges } from "./clip.ts";
import { groupChanges, type ChangeGroup } from "./groups.ts";
import { changeItem, escalationItem } from "./item.ts";
import { brokenItem } from "./sections.ts";
import { PLAIN } from "../words/voice.ts";
import { capital } from "../words/finding.ts";

/**
 * At most ten in all: broken rules as errors, what makes something more dangerous as warnings (as errors where it is critical), and other changes as notices.
 * Names and order are left out. What only the base says is put on the first line of the file.
 */
export function reviewAnnotations(review: PolicyReview, file: string): LineAnnotation[] {
  const rules = review.brokenRules.map((rule) => brokenAnnotation(rule, file));
  const telling = clippedChanges(review).filter(({ smallPrint, escalation }) => !smallPrint || escalation !== null);
  return [...rules, ...groupChanges(telling).map((group) => groupAnnotation(group, file))].slice(0, MOST_ANNOTATIONS);
}

function brokenAnnotation(rule: BrokenOwnRule, file: string): LineAnnotation {
  const { line, column } = rule.at;
  const message = shortText(brokenItem(rule, file, PLAIN));
  return { level: "error", title: "The policy breaks its own rule", message, file, startLine: line, startColumn: column };
}

function groupAnnotation(group: ChangeGroup, file: string): LineAnnotation {
  const { escalation, severity, policy } = group.first;
  const dangerous = escalation !== null;
  const here = policy === null || policy.side === "base" ? { line: 1, column: 1 } : policy;
  return {
    level: dangerous ? (severity === "critical" ? "error" : "warning") : "notice",
    title: dangerous ? `Look twice: ${whatWords(group)}` : capital(whatWords(group)),
    message: shortText(dangerous ? escalationItem(group, PLAIN) : changeItem(group, PLAIN)),
    file: policy?.file ?? file,
    startLine: here.line,
    startColumn: here.column,
  };
}

/** `role Helper`, `channel staff-chat and 2 more`. */
function whatWords({ first, subjects }: ChangeGroup): string {
  const more = subjects.length - 1;
  if (first.subject.type === "guild") return "the server";
  const kind = KINDS[first.subject.type];
  return logText(`${kind} ${first.subject.name}${more === 0 ? "" : ` and ${more} more`}`, TITLE_LENGTH);
}

const TITLE_LENGTH = 120;

const KINDS = {
  role: "role",
  channel: "channel",
  rule: "rule",
  exception: "exception",
  ignore: "what is ignored:",
  manage: "what is managed:",
} as const;

/** Our labels break their mentions with a zero-width space; nobody is mentioned by an annotation. */
function shortText(text: string): string {
  return logText(text.replaceAll("@\u200B", "@"), ANNOTATION_LENGTH);
}
