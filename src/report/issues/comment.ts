/** The comments: each says in a few sentences what is different now, or why the issue closed or opened. */
import type { Finding } from "../../drift/finding.ts";
import type { Approved } from "../../drift/report.ts";
import { breathParagraph } from "../words/finding-section.ts";
import { commentMark, type MarkedFinding, type Marker } from "./marker.ts";
import type { IssueComment } from "./step.ts";
import { differencePrint, keyPrint } from "../fingerprint.ts";
import { commitWords } from "../words/commit.ts";
import { counted } from "../words/time.ts";
import { MARKDOWN } from "../words/voice.ts";
import { entryWords } from "../words/who.ts";

/** Findings that a comment tells one by one: the body has all. */
const TOLD = 10;

/** A comment that goes with the edit to `next`. */
export function commentOf(next: Marker, text: string): IssueComment {
  const mark = commentMark(next);
  return { mark, body: `${mark}\n\n${text}` };
}

/** What is known of differences that an issue told of and that are none any more. */
export interface Aftermath {
  /** The entries that put something right there. */
  readonly approved: readonly Approved[];
  /** Prints of the keys that differences had which await rollout now. */
  readonly moved: ReadonlySet<string>;
  /** The issue of all that awaits rollout, where it has a number. */
  readonly rollout: number | null;
}

/** What is new, what is different and what is over, against what the marker remembers. */
export function changeText(
  findings: readonly Finding[],
  marked: readonly MarkedFinding[],
  { approved, moved, rollout }: Aftermath,
): string {
  const before = new Map(marked.map((one) => [one.key, one.difference]));
  const now = new Set(findings.map(keyPrint));
  const off = marked.filter((one) => !now.has(one.key));
  const waiting = off.filter((one) => moved.has(one.key)).length;
  const over = off.length - waiting;
  const added = findings.filter((finding) => !before.has(keyPrint(finding)));
  const altered = findings.filter((finding) => {
    const known = before.get(keyPrint(finding));
    return known !== undefined && known !== differencePrint(finding);
  });
  const parts = [list("New", added), list("Different now", altered)];
  if (over > 0) parts.push(`${counted(over, "difference")} of this issue ${over === 1 ? "is" : "are"} gone.${approvedText(approved)}`);
  if (waiting > 0)
    parts.push(
      `${counted(waiting, "difference")} of this issue ${waiting === 1 ? "is" : "are"} no drift any more: what still differs there was changed in the policy, and awaits rollout${seeRollout(rollout)}.`,
    );
  return parts.filter((part) => part !== "").join("\n\n") || "The severity is another one now: see above.";
}

function list(title: string, findings: readonly Finding[]): string {
  if (findings.length === 0) return "";
  const lines = findings.slice(0, TOLD).map((finding) => `- ${breathParagraph(finding)}`);
  const more = findings.length > TOLD ? [`- and ${findings.length - TOLD} more, see above`] : [];
  return `${title}:\n\n${[...lines, ...more].join("\n")}`;
}

/** Further events in an issue of events. */
export function eventText(findings: readonly Finding[]): string {
  return list(findings.length === 1 ? "One more event" : `${findings.length} more events`, findings);
}

/** Why there is nothing left to tell. `commit`: the policy's. */
export function goneText(approved: readonly Approved[], commit: string | null): string {
  const who = approvedText(approved);
  if (who !== "") return `Discord and the policy agree again.${who}`;
  const at = commit === null ? "" : ` (it is at commit ${commitWords(commit, MARKDOWN)} now)`;
  return `Discord and the policy agree again. No entry in the audit log put it right, so it is most likely the policy that changed${at}.`;
}

/** ` It was put right on …, by ….` for the last entry that did. */
function approvedText(approved: readonly Approved[]): string {
  const last = approved.at(-1);
  return last === undefined ? "" : ` It was put right${entryWords(last, MARKDOWN)}.`;
}

/** Why there is nothing left to tell here, although Discord and the policy do not agree. */
export function movedText(approved: readonly Approved[], rollout: number | null): string {
  const last = approved.at(-1);
  const who = last === undefined ? "" : ` The last change towards the policy was made${entryWords(last, MARKDOWN)}.`;
  return `Nothing that was changed in Discord is left here. What still differs was changed in the policy, and awaits rollout${seeRollout(rollout)}.${who}`;
}

function seeRollout(number: number | null): string {
  return number === null ? "" : `: see #${number}`;
}

export const BACK_TEXT = "It is back: Discord and the policy differ here again.";
export const COMPLETED_TEXT =
  "This was closed, but the difference still stands, so it is open again. To tolerate it, close it as “not planned”; to settle it, change Discord or the policy.";
export const ACCEPTED_CHANGED_TEXT = "This was accepted, but the difference is another one now, so it is open again.";
export const ACCEPTED_GONE_TEXT = "The difference that was accepted here is gone. Should it come back, this issue opens again.";
export const ROLLUP_GONE_TEXT = "Nothing of this list is left: what still stands has an issue of its own.";
export const RULE_KEPT_TEXT = "Nobody breaks this rule any more.";
export const RELIABLE_TEXT = "The check is reliable again.";

/** Said on the issue that is closed. */
export function duplicateText(of: number): string {
  return `The same is told in #${of}, so this one is closed.`;
}

/** Said on the issue of events that stays. */
export function foldedText(numbers: readonly number[]): string {
  return `More events of this kind are told in ${numbers.map((number) => `#${number}`).join(", ")}. What comes next is told here.`;
}
