/** What an issue says of one finding: the breath, what was gained and lost, the entries, and the two ways to settle it. */
import type { AttributedChange, Finding } from "../../drift/finding.ts";
import { isFlagName } from "../../permissions/flags.ts";
import { breachList } from "./breach.ts";
import { commandRules } from "./command-rules.ts";
import { effectSentences } from "./effect.ts";
import { block, code, visible } from "./neutralise.ts";
import { patchHint } from "../adopt/patch.ts";
import { patchText } from "../adopt/patch-text.ts";
import { labelOf, meaningOf, pageOf, strongestFirst } from "./permission.ts";
import { breath, happened } from "./sentence.ts";
import { stepsBack } from "./steps-back.ts";
import { momentWords } from "./time.ts";
import { MARKDOWN } from "./voice.ts";
import { actorWords } from "./who.ts";
import { capital, SEVERITY_WORDS } from "./finding.ts";

/** A longer reason gets a block of its own. */
const INLINE_REASON = 100;
/** Entries and synced channels that are listed one by one. */
const LISTED = 20;

/** `**Critical:** Moderator gained Administrator on …` */
export function breathParagraph(finding: Finding): string {
  return `**${SEVERITY_WORDS[finding.severity]}:** ${breath(finding, MARKDOWN)}`;
}

/** What happened alone, for lists that must hold all that they speak for. */
export function shortLine(finding: Finding): string {
  return `**${SEVERITY_WORDS[finding.severity]}:** ${capital(happened(finding, MARKDOWN))}.`;
}

/** What changed and who did it: the part that says more than the breath. */
export function factParts(finding: Finding, guild: string): string[] {
  // Who breaks a rule, and how, says what each of them can do.
  const rights =
    finding.kind === "rule.broken"
      ? [breachList(finding)]
      : [effectList(finding), bitList("Gained", finding.granted, finding), bitList("Lost", finding.revoked, finding)];
  return [...rights, everyoneNote(finding, guild), alsoList(finding), commandRules(finding, guild), entryList(finding)].filter(
    (part) => part !== "",
  );
}

/** What an issue knows besides the finding. */
export interface WayContext {
  readonly guild: string;
  /** The unified diff of the policy file that accepts the finding; null where there is only a hint. */
  readonly patch: string | null;
}

/** How to take it back, and what the policy would have to say to agree with it. */
export function wayParts(finding: Finding, { guild, patch }: WayContext): string[] {
  const steps = stepsBack(finding).map((step, index) => `${index + 1}. ${step}`);
  const accept = patch === null ? hintPart(finding, guild) : patchText(finding, patch);
  const parts = [];
  if (steps.length > 0)
    parts.push(`**${finding.kind === "channel.hidden" ? "To let the bot see" : "To take it back"}** in Discord:\n\n${steps.join("\n")}`);
  if (accept !== null) parts.push(accept);
  return parts;
}

function hintPart(finding: Finding, guild: string): string | null {
  const hint = patchHint(finding, guild);
  return hint === null ? null : `**To accept it**, change the policy. ${hint}`;
}

/** One permission a line, with its documented name and, for strong ones, what it means. */
function bitList(title: string, bits: bigint, finding: Finding): string {
  if (bits === 0n) return "";
  const lines = strongestFirst(bits).map((name) => {
    const meaning = title === "Gained" ? meaningOf(name, pageOf(finding)) : null;
    return `- ${labelOf(name, pageOf(finding))}${isFlagName(name) ? ` (\`${name}\`)` : ""}${meaning === null ? "" : `: ${meaning}`}`;
  });
  return `**${title}**\n\n${lines.join("\n")}`;
}

/** What the bits come to. */
function effectList(finding: Finding): string {
  const all = effectSentences(finding, MARKDOWN, LISTED).map((sentence) => `- ${capital(sentence)}`);
  return all.length === 0 ? "" : `**What it means**\n\n${all.join("\n")}`;
}

function everyoneNote(finding: Finding, guild: string): string {
  const holder = finding.target ?? finding.subject;
  return holder.id === guild && holder.type === "role" ? `${code("@everyone")} means every member of the server.` : "";
}

function alsoList(finding: Finding): string {
  if (finding.also.length === 0) return "";
  const names = finding.also.slice(0, LISTED).map((channel) => `- ${code(channel.name)}`);
  const more = finding.also.length > LISTED ? [`- and ${finding.also.length - LISTED} more`] : [];
  const title = finding.kind === "channel.hidden" ? "The channels" : "The same in these channels, which are synced with it";
  return `**${title}**\n\n${[...names, ...more].join("\n")}`;
}

function entryList(finding: Finding): string {
  const { changes } = finding.attribution;
  if (changes.length === 0) return "";
  const shown = changes.slice(-LISTED).map(entryLine);
  const earlier = changes.length > LISTED ? [`- ${changes.length - LISTED} earlier entries`] : [];
  return `**In Discord's audit log**\n\n${[...earlier, ...shown].join("\n")}`;
}

function entryLine(change: AttributedChange): string {
  const id = change.actor === null || change.actor.name === null ? "" : `, id ${code(change.actor.id)}`;
  const line = `- ${momentWords(change.at)}: ${code(change.action)} by ${actorWords(change, MARKDOWN)}${id}, entry ${code(change.entryId)}`;
  if (change.reason === null) return line;
  if (visible(change.reason, INLINE_REASON).endsWith("…")) return `${line}. Reason:\n\n${indented(block(change.reason))}`;
  return `${line}. Reason: ${code(change.reason)}`;
}

/** Inside the list item. */
function indented(text: string): string {
  return text.replaceAll(/^/gm, "  ");
}
