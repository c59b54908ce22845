/** The answers of the command as plain lines for a terminal: check and audit. Nothing of Discord's text can act there. */
import type { AuditChange, AuditEntry } from "../audit/entry.ts";
import type { Finding } from "../drift/finding.ts";
import type { CheckReport } from "../drift/report.ts";
import type { PolicyAdvice } from "../policy/gathered-advice.ts";
import { exceptionSentence } from "./words/exception.ts";
import { jsonText } from "./fingerprint.ts";
import { agreedWords, headlineOf } from "./words/headline.ts";
import { awaitsRollout } from "./issues/group.ts";
import { terminalText } from "./words/neutralise.ts";
import { brakeSentence } from "./words/brake.ts";
import { labelOf, strongestFirst, type SettingsPage } from "./words/permission.ts";
import { approvedSentence, breath } from "./words/sentence.ts";
import { counted, momentWords } from "./words/time.ts";
import { PLAIN } from "./words/voice.ts";
import { actorWords } from "./words/who.ts";
import { SEVERITY_WORDS } from "./words/finding.ts";

/** A changed value in an audit line, in code points. */
const VALUE_LENGTH = 120;

function resultLine(report: CheckReport): string {
  const line = headlineOf(report);
  switch (line.kind) {
    case "in-line":
      return "In line: Discord and the policy agree.";
    case "incomplete":
      return "Incomplete: not everything could be checked.";
    case "waiting":
      return `To do: the policy was changed, and Discord not yet: ${counted(line.todo, "thing")} to do.`;
    case "drift":
      return `Drift: Discord and the policy differ${agreedWords(line.todo)}.`;
  }
}

/** The report: the findings, worst first, then what was approved and what could not be checked, and the result last, where the eye rests. */
export function checkText(report: CheckReport): string {
  const drift = report.findings
    .filter((finding) => !awaitsRollout(finding))
    .map((finding) => findingLines(finding, SEVERITY_WORDS[finding.severity]));
  const agreed = report.findings.filter(awaitsRollout).map((finding) => findingLines(finding, "To do"));
  const approved = report.approved.map((one) => `Approved  ${approvedSentence(one, PLAIN)}`);
  const exceptions = report.exceptions.map((one) => `Exception ${exceptionSentence(one, PLAIN)}`);
  const unchecked = report.unchecked.map(({ subject, why }) => `Unchecked ${PLAIN.name(subject.name)}: ${terminalText(why)}.`);
  const brake = report.brake === null ? [] : [`${brakeSentence(report.brake, terminalText(report.brake.why))}.`];
  const counts = `${terminalText(report.guild.name)}, ${momentWords(report.at)}: ${counted(report.counts.roles, "role")}, ${counted(report.counts.channels, "channel")}, ${counted(report.findings.length, "finding")}`;
  return plainLines([...drift, ...agreed, ...approved, ...exceptions, ...unchecked, ...brake, counts, resultLine(report)]);
}

function findingLines(finding: Finding, label: string): string {
  return `${label.toUpperCase().padEnd(8)}  ${breath(finding, PLAIN)}\n          key: ${terminalText(finding.key)}`;
}

/** One entry: when, what and who on the first line, then its reason, options and changes, one a line. */
export function auditText(entry: AuditEntry): string {
  const target =
    entry.target === null
      ? ""
      : ` -> ${entry.target.type} ${PLAIN.name(entry.target.name ?? entry.target.id)} (${terminalText(entry.target.id)})`;
  const head = `${momentWords(entry.at)}  ${terminalText(entry.action)}  by ${actorWords(entry, PLAIN)}${target}  [${entry.id}]`;
  const reason = entry.reason === null ? [] : [`reason: ${terminalText(entry.reason)}`];
  const options = Object.entries(entry.options).map(
    ([key, value]) => `${terminalText(key)}: ${terminalText(jsonText(value), VALUE_LENGTH)}`,
  );
  return plainLines([head, ...[...reason, ...options, ...entry.changes.map(changeLine)].map((line) => `    ${line}`)]);
}

/** Our labels break their mentions with a zero-width space; nobody is mentioned on a terminal. */
function plainLines(lines: readonly string[]): string {
  return `${lines.join("\n")}\n`.replaceAll("@\u200B", "@");
}

/** Permission bits in Discord's words with the documented names; other values as they were sent. */
function changeLine(change: AuditChange): string {
  const page = change.key.startsWith("permissions") ? "role" : "channel";
  const [rose, fell] = VERBS[change.key.startsWith("deny") ? "deny" : change.key.startsWith("allow") ? "allow" : "role"];
  const moved = [movedWords(rose, change.granted ?? 0n, page), movedWords(fell, change.revoked ?? 0n, page)].filter((part) => part !== "");
  const key = terminalText(change.key);
  if (moved.length > 0) return `${key}: ${moved.join("; ")}`;
  return `${key}: ${sideText(change, "old")} -> ${sideText(change, "new")}`;
}

/** What it is called when a permission rises, and when it falls. */
const VERBS = {
  role: ["gained", "lost"],
  allow: ["now allows", "no longer allows"],
  deny: ["no longer denies", "now denies"],
} as const;

function movedWords(verb: string, bits: bigint, page: SettingsPage): string {
  if (bits === 0n) return "";
  return `${verb} ${strongestFirst(bits)
    .map((name) => `${labelOf(name, page)} (${name})`)
    .join(", ")}`;
}

function sideText(change: AuditChange, side: "old" | "new"): string {
  return side in change ? terminalText(jsonText(change[side]), VALUE_LENGTH) : "(nothing)";
}

/** The last line of `validate`: what the policy holds, or how much is wrong with it. */
export function validateText(
  file: string,
  result: { readonly problems: number } | { readonly roles: number; readonly channels: number },
): string {
  if ("problems" in result) return `${terminalText(file)}: ${counted(result.problems, "problem")}\n`;
  return `${terminalText(file)} is valid: ${counted(result.roles, "role")}, ${counted(result.channels, "channel")}\n`;
}

/** One suggestion a line, after what is valid. */
export function adviceText(file: string, { at, message }: PolicyAdvice): string {
  return `${terminalText(file)}:${at.line}:${at.column} ${terminalText(message)}\n`;
}
