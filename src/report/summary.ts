/** The summary of a run as Markdown: what was checked, found, approved, accepted, and what could not be checked. */
import type { Finding } from "../drift/finding.ts";
import type { Approved, CheckReport } from "../drift/report.ts";
import { breathParagraph, shortLine } from "./words/finding-section.ts";
import { exceptionSentence } from "./words/exception.ts";
import { agreedWords, headlineOf } from "./words/headline.ts";
import { awaitsRollout } from "./issues/group.ts";
import { approvedSentence } from "./words/sentence.ts";
import { code, prose } from "./words/neutralise.ts";
import { brakeSentence } from "./words/brake.ts";
import { counted, momentWords } from "./words/time.ts";
import { MARKDOWN } from "./words/voice.ts";

export interface SummaryInput {
  /** With `accepted` set on the findings. */
  readonly report: CheckReport;
  /** By finding key: the issue by which it was accepted, and who closed that. */
  readonly accepted: ReadonlyMap<string, { readonly issue: number; readonly by: string | null }>;
  /** Why nothing was written, as a clause ("this is not the default branch"); null where issues and cursor were written. */
  readonly dryRun: string | null;
  /** What a person should know of this run, one sentence each. */
  readonly remarks: readonly string[];
  /** Whether strangers can read what this run writes. */
  readonly publicRepository: boolean;
  readonly minimal: boolean;
}

/** UTF-8 bytes. The runner throws a summary of more than 1 MiB away. */
const ROOM = 900_000;
/** Lines a list, from all to few: the first that fits is taken. */
const CAPS = [5_000, 500, 100, 20];

/** What nobody asked to be looked at is not worth many lines. */
const UNMANAGED = 50;

export function summaryMarkdown(input: SummaryInput): string {
  const texts = CAPS.values().map((cap) => render(input, cap));
  const fitting = texts.find((text) => new TextEncoder().encode(text).length <= ROOM);
  return fitting ?? `# ${headline(input.report)}\n\nThe rest is too long for a summary: see the report file.\n`;
}

function render(input: SummaryInput, cap: number): string {
  const { report } = input;
  const parts = [
    `# ${headline(report)}`,
    checkedText(report),
    ...noticeParts(input),
    list("Found", openFindings(input, false).map(breathParagraph), cap),
    list("Awaiting rollout: agreed, and still to be done in Discord", openFindings(input, true).map(breathParagraph), cap),
    list("Accepted: these differences stand and are tolerated", acceptedLines(input), cap),
    list("Put right or rolled out, as the policy says", report.approved.map(approvedLine), cap),
    list(
      "Exceptions",
      report.exceptions.map((one) => exceptionSentence(one, MARKDOWN)),
      cap,
    ),
    list(
      "Could not be checked",
      report.unchecked.map(({ subject, why }) => `${code(subject.name)}: ${prose(why)}`),
      cap,
    ),
    list("Before the first check", report.history.map(shortLine), cap),
    list(
      "Not managed by the policy",
      report.unmanaged.map(({ type, name }) => `${type} ${code(name)}`),
      Math.min(cap, UNMANAGED),
    ),
    list(
      "Remarks of this run",
      input.remarks.map((remark) => prose(remark)),
      cap,
    ),
    publicNotice(input),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function headline(report: CheckReport): string {
  const line = headlineOf(report);
  switch (line.kind) {
    case "in-line":
      return "Discord is in line with the policy";
    case "incomplete":
      return "Not everything could be checked";
    case "waiting":
      return `The policy was changed, and Discord not yet: ${counted(line.todo, "thing")} to do`;
    case "drift":
      return `Discord and the policy differ: ${counted(line.findings, "finding")}${agreedWords(line.todo)}`;
  }
}

function checkedText({ guild, at, counts, logRead }: CheckReport): string {
  const log = logRead ? `${counts.entries} new ${counts.entries === 1 ? "entry" : "entries"} of the audit log` : "no audit log";
  const what = `${counted(counts.roles, "role")}, ${counted(counts.channels, "channel")} and ${log}`;
  const passing = counts.passingChannels === 0 ? "" : ` ${counted(counts.passingChannels, "channel")} came and went between two checks.`;
  return `Server ${code(guild.name)}, ${momentWords(at)}: ${what}.${passing}`;
}

function noticeParts({ report, dryRun }: SummaryInput): string[] {
  const { start, brake } = report;
  return [
    dryRun === null ? "" : `**Dry run:** no issue and no cursor was written, since ${prose(dryRun)}.`,
    start.kind === "first" ? "This was the first check of this server." : "",
    start.kind === "lost" ? `The cursor of the last check was lost: ${prose(start.why)}. The check started anew.` : "",
    brake === null ? "" : `**${brakeSentence(brake, prose(brake.why))}.** Nothing was closed.`,
    report.logRead ? "" : "Without the audit log nobody can be named, nothing is closed, and the cursor stays where it is.",
  ];
}

function openFindings({ report }: SummaryInput, awaiting: boolean): Finding[] {
  return report.findings.filter((finding) => finding.accepted === undefined && awaitsRollout(finding) === awaiting);
}

function acceptedLines({ report, accepted }: SummaryInput): string[] {
  return report.findings
    .filter((finding) => finding.accepted !== undefined)
    .map((finding) => {
      const by = accepted.get(finding.key)?.by ?? null;
      return `${shortLine(finding)} Accepted in issue #${finding.accepted}${by === null ? "" : ` by ${code(by)}`}.`;
    });
}

function approvedLine(approved: Approved): string {
  return approvedSentence(approved, MARKDOWN);
}

function list(title: string, lines: readonly string[], cap: number): string {
  if (lines.length === 0) return "";
  const more = lines.length > cap ? [`- and ${lines.length - cap} more, left out here: see the report file`] : [];
  return `## ${title}\n\n${[...lines.slice(0, cap).map((line) => `- ${line}`), ...more].join("\n")}`;
}

function publicNotice({ publicRepository, minimal }: SummaryInput): string {
  if (!publicRepository) return "";
  const people = minimal ? "ids of people, but not their names, and no reasons" : "names and ids of people, and the reasons that they gave";
  const hint = minimal ? "" : " Set `report-details: minimal` to leave out the names of people and the reasons.";
  return `_This repository is public: strangers can read this summary, the issues, the report and the cursor, with names of roles and channels, ${people}.${hint}_`;
}
