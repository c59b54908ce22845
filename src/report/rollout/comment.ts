/** The comments on the issue of all that awaits rollout: what is done, by whom, what is new, and why it closed or opened. */
import type { Finding } from "../../drift/finding.ts";
import type { Approved } from "../../drift/report.ts";
import { differencePrint, keyPrint, subjectPrint } from "../fingerprint.ts";
import type { MarkedFinding } from "../issues/marker.ts";
import { todoLine } from "./item.ts";
import { commitWords } from "../words/commit.ts";
import { approvedSentence } from "../words/sentence.ts";
import { counted } from "../words/time.ts";
import { MARKDOWN } from "../words/voice.ts";

/** Lines that a comment tells one by one: the body has all. */
const TOLD = 10;

export interface RolloutNews {
  /** What is on the list now. */
  readonly findings: readonly Finding[];
  /** What was on it. */
  readonly marked: readonly MarkedFinding[];
  /** What is still on it, unseen. */
  readonly unseen: readonly MarkedFinding[];
  /** All entries that moved something towards the policy. */
  readonly approved: readonly Approved[];
  /** Drift on the same fields: by the print of the key that such a thing has on the list, the issue that tells of it, where it has a number. */
  readonly handed: ReadonlyMap<string, number | null>;
  readonly commit: string | null;
}

/** What is off the list, what is new on it and what is different. */
export function rolloutChangeText(news: RolloutNews): string {
  const before = new Map(news.marked.map((one) => [one.key, one.difference]));
  const added = news.findings.filter((finding) => !before.has(keyPrint(finding)));
  const altered = news.findings.filter((finding) => {
    const known = before.get(keyPrint(finding));
    return known !== undefined && known !== differencePrint(finding);
  });
  const parts = [
    ...offParts(news, new Set(altered.map(keyPrint))),
    todoList("New on the list", added),
    todoList("Not the same as before", altered),
  ];
  const told = parts.filter((part) => part !== "");
  return told.length === 0 ? "The order of the list is another one now: see above." : [...told, leftText(news)].join("\n\n");
}

function leftText({ findings, unseen }: RolloutNews): string {
  const left = findings.length + unseen.length;
  return `${counted(left, "thing")} ${left === 1 ? "is" : "are"} on the list now.`;
}

/** Why there is nothing left on it. */
export function rolloutOverText(news: RolloutNews): string {
  return ["Nothing is left to do here.", ...offParts(news, new Set())].join("\n\n");
}

/** There was nothing left, and now there is. */
export function rolloutBackText(findings: readonly Finding[]): string {
  return [
    `The policy was changed again, and Discord not yet: ${counted(findings.length, "thing")} to do.`,
    todoList("On the list", findings),
  ].join("\n\n");
}

export const ROLLOUT_COMPLETED_TEXT =
  "This was closed, but not all of it is carried out yet, so it is open again. If you do not want one of these changes, revert its commit. To leave the difference as it is, close this as “not planned”.";
export const ROLLOUT_ACCEPTED_CHANGED_TEXT = "This was accepted as it was, but the list is another one now, so it is open again.";
export const ROLLOUT_ACCEPTED_GONE_TEXT =
  "What was accepted here is settled: nothing of it is left to do. Should there be something to carry out again, this issue opens again.";

/** What is done and by whom, what is off the list without an entry that says so, and what is drift. `altered`: keys of what is partly done, perhaps. */
function offParts({ findings, marked, unseen, approved, handed, commit }: RolloutNews, altered: ReadonlySet<string>): string[] {
  const listed = new Set([...findings.map(keyPrint), ...unseen.map(({ key }) => key)]);
  const off = marked.filter(({ key }) => !listed.has(key));
  const done = off.filter(({ key }) => !handed.has(key));
  const touched = new Set([...off, ...marked.filter(({ key }) => altered.has(key))].flatMap(({ subject }) => subject ?? []));
  const entries = approved.filter((one) => printsOf(one).some((print) => touched.has(print)));
  const told = new Set(entries.flatMap(printsOf));
  const untold = done.filter(({ subject }) => subject === undefined || !told.has(subject)).length;
  return [
    entryList(entries),
    untoldText(untold, commit),
    handedText(off.flatMap(({ key }) => handed.get(key) ?? (handed.has(key) ? null : []))),
  ].filter((part) => part !== "");
}

/** What had no id when it was listed was listed by its name. */
function printsOf({ subject }: Approved): string[] {
  return [subjectPrint(subject), subjectPrint({ ...subject, id: subject.name })];
}

function entryList(entries: readonly Approved[]): string {
  if (entries.length === 0) return "";
  const lines = entries.slice(-TOLD).map((one) => `- ${approvedSentence(one, MARKDOWN)}`);
  const earlier = entries.length > TOLD ? [`- ${entries.length - TOLD} earlier entries`] : [];
  return `Done in Discord:\n\n${[...earlier, ...lines].join("\n")}`;
}

function untoldText(count: number, commit: string | null): string {
  if (count === 0) return "";
  const at = commit === null ? "" : ` (it is at commit ${commitWords(commit, MARKDOWN)} now)`;
  return `${counted(count, "thing")} ${count === 1 ? "is" : "are"} off the list, and no entry in the audit log says who did ${count === 1 ? "it" : "them"}: either the policy was changed back${at}, or Discord does not log such a change.`;
}

/** Of each thing the issue that tells of it now, or null. */
function handedText(issues: readonly (number | null)[]): string {
  if (issues.length === 0) return "";
  const numbers = [...new Set(issues.flatMap((number) => number ?? []))].toSorted((left, right) => left - right);
  const see = numbers.length === 0 ? "" : `: see ${numbers.map((number) => `#${number}`).join(", ")}`;
  const are = issues.length === 1 ? "is off the list, but still differs" : "are off the list, but still differ";
  return `${counted(issues.length, "thing")} ${are} from the policy, since Discord itself was changed there${see}.`;
}

function todoList(title: string, findings: readonly Finding[]): string {
  if (findings.length === 0) return "";
  const lines = findings.slice(0, TOLD).map((finding) => `- ${todoLine(finding)}`);
  const more = findings.length > TOLD ? [`- and ${findings.length - TOLD} more, see above`] : [];
  return `${title}:\n\n${[...lines, ...more].join("\n")}`;
}
