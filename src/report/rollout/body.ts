/** The issue of all that awaits rollout: a checklist, the most important first, as long as it fits. */
import type { Finding } from "../../drift/finding.ts";
import { rolloutItem, shortItem } from "./item.ts";
import { commitWords } from "../words/commit.ts";
import { counted } from "../words/time.ts";
import { MARKDOWN } from "../words/voice.ts";

/** With more of them nobody reads the steps of each: they are one line each. */
const WITH_STEPS = 20;
/** Lines that surely fit beside the rest. */
const LISTED = 400;

export interface RolloutContext {
  /** The policy's. */
  readonly commit: string | null;
  /** How many things of the list could not be looked at. */
  readonly unseen: number;
  /** Which server, and since when. */
  readonly place: string;
  /** Characters that the body may have. */
  readonly room: number;
}

/** The body without its marker. */
export function rolloutBody(findings: readonly Finding[], context: RolloutContext): string {
  const texts = [WITH_STEPS, 5, 0].values().map((detailed) => bodyWith(checklist(findings, detailed, LISTED), context, findings.length));
  return texts.find((text) => text.length <= context.room) ?? fitting(findings, context);
}

/** Fewer and fewer lines. */
function fitting(findings: readonly Finding[], context: RolloutContext): string {
  const texts = [200, 100, 50, 20].values().map((most) => bodyWith(checklist(findings, 0, most), context, findings.length));
  return texts.find((text) => text.length <= context.room) ?? bodyWith(checklist(findings, 0, 0), context, findings.length);
}

/** The first `detailed` with their steps, at most `most` in all. */
function checklist(findings: readonly Finding[], detailed: number, most: number): string {
  const items = findings.slice(0, most).map((finding, index) => (index < detailed ? rolloutItem(finding) : shortItem(finding)));
  const more = findings.length - most;
  return [...items, ...(more > 0 ? [`- and ${counted(more, "more thing")}: the summary of the run lists all`] : [])].join("\n");
}

function bodyWith(list: string, { commit, unseen, place }: RolloutContext, count: number): string {
  return [introduction(count, commit), list, unseenNote(unseen), "---", ENDING, place].filter((part) => part !== "").join("\n\n");
}

function introduction(count: number, commit: string | null): string {
  const at = commit === null ? "" : ` The list follows the policy at commit ${commitWords(commit, MARKDOWN)}.`;
  const things = count === 1 ? "one thing is" : `${count} things are`;
  const order = count === 1 ? "" : ", the most important first";
  return `The policy was changed on the default branch, and Discord not yet: **${things} still to be done** there${order}. Nobody did anything wrong: this was agreed, and somebody who manages the server has to carry it out.${at}`;
}

function unseenNote(unseen: number): string {
  if (unseen === 0) return "";
  const [stays, them] = unseen === 1 ? ["stays", "it"] : ["stay", "them"];
  return `_${counted(unseen, "more thing")} of this list could not be looked at this time, and ${stays} on it until a check sees ${them}._`;
}

const ENDING =
  "The boxes are only a help for you, and are empty again when the list changes: the check looks at Discord itself, and this issue closes by itself once all of it is done. If you do not want one of these changes, revert its commit. To leave Discord as it is without that, close this issue as “not planned”: it stays closed until the list changes.";
