/** A rule of the policy that came, went or changed, in words: what it holds people to, and who is let off. */
import type { PolicyChange } from "../../review/review.ts";
import { holderTerms, permissionTerms, termList, termsOf, termShift, termText, writtenTerms, type Terms } from "./terms.ts";
import type { Voice } from "../words/voice.ts";
import { capital } from "../words/finding.ts";

/** A few sentences. */
export function ruleChange({ subject, before, after, escalation }: PolicyChange, voice: Voice): string[] {
  const name = voice.name(subject.name);
  const [old, now] = [termsOf(before), termsOf(after)];
  if (before === null) return [`New rule ${name}: ${statement(now, voice)}.`];
  if (after === null) return [`The rule ${name} is removed. It said: ${statement(old, voice)}.`];
  const mode = modeOf(old) === modeOf(now) ? holderSentences(old, now, voice) : [`It says now: ${statement(now, voice)}.`];
  const all = [...mode, ...permissionSentences(old, now, voice), ...placeSentences(old, now, voice), ...otherSentences(old, now, voice)];
  const how = escalation === null ? "changes" : "becomes weaker";
  if (all.length > 0) return [`The rule ${name} ${how}.`, ...all];
  return [`The rule ${name} ${how}${escalation === null ? "" : `: ${voice.clause(escalation)}`}. It says: ${statement(now, voice)}.`];
}

function modeOf(terms: Terms): "only" | "never" {
  return termList(terms, "never") === null ? "only" : "never";
}

/** `only Admin and Moderator may have Ban Members in Staff`, `Helper may never have …`. */
function statement(terms: Terms, voice: Voice): string {
  const permissions = permissionTerms(termList(terms, "permissions") ?? [], voice);
  const where = whereWords(terms, voice);
  const holders = termList(terms, modeOf(terms)) ?? [];
  const who = holderTerms(holders, voice);
  if (modeOf(terms) === "never") return `${who} may never have ${permissions}${where}`;
  return holders.length === 0 ? `nobody may have ${permissions}${where}` : `only ${who} may have ${permissions}${where}`;
}

function whereWords(terms: Terms, voice: Voice): string {
  const channels = termList(terms, "channels");
  return channels === null ? "" : ` in ${writtenTerms(channels, voice)}`;
}

function holderSentences(old: Terms, now: Terms, voice: Voice): string[] {
  const mode = modeOf(now);
  const shift = termShift(old, now, mode);
  if (shift === null) return [];
  const permissions = `${permissionTerms(termList(now, "permissions") ?? [], voice)}${whereWords(now, voice)}`;
  const [free, bound] = mode === "only" ? [shift.come, shift.gone] : [shift.gone, shift.come];
  return [
    ...(free.length === 0 ? [] : [`${capital(holderTerms(free, voice))} may have ${permissions} from now on.`]),
    ...(bound.length === 0 ? [] : [`${capital(holderTerms(bound, voice))} may not have ${permissions} any more.`]),
  ];
}

function permissionSentences(old: Terms, now: Terms, voice: Voice): string[] {
  const { come, gone } = termShift(old, now, "permissions") ?? { come: [], gone: [] };
  return [
    ...(gone.length === 0 ? [] : [`It no longer speaks of ${permissionTerms(gone, voice)}.`]),
    ...(come.length === 0 ? [] : [`It speaks of ${permissionTerms(come, voice)} too.`]),
  ];
}

function placeSentences(old: Terms, now: Terms, voice: Voice): string[] {
  const [before, after] = [termList(old, "channels"), termList(now, "channels")];
  if (before === null && after === null) return [];
  if (after === null) return ["It holds everywhere from now on."];
  if (before === null) return [`It holds only in ${writtenTerms(after, voice)}, no longer everywhere.`];
  const { come, gone } = termShift(old, now, "channels") ?? { come: [], gone: [] };
  return [
    ...(gone.length === 0 ? [] : [`It no longer holds in ${writtenTerms(gone, voice)}.`]),
    ...(come.length === 0 ? [] : [`It holds in ${writtenTerms(come, voice)} too.`]),
  ];
}

function otherSentences(old: Terms, now: Terms, voice: Voice): string[] {
  const [before, after] = [termText(old, "severity"), termText(now, "severity")];
  const severity = `A breach counts as ${after === null ? "what it comes to" : voice.clause(after)}${before === null ? "" : `, not ${voice.clause(before)}`}.`;
  return [
    ...(before === after ? [] : [severity]),
    ...(termText(old, "reason") === termText(now, "reason") ? [] : ["Its reason is worded differently."]),
  ];
}
