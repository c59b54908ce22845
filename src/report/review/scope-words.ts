/** How far the policy reaches, in words: exceptions, what is ignored, what is managed, and what it says of the server itself. */
import type { ChangeValue, PolicyChange } from "../../review/review.ts";
import { REASON_LENGTH } from "../words/neutralise.ts";
import { holderTerms, permissionTerms, termList, termsOf, termShift, termText, writtenTerms, type Terms } from "./terms.ts";
import { valueWords } from "./value-words.ts";
import type { Voice } from "../words/voice.ts";

/** An exception that came, went or changed. */
export function exceptionChange({ subject, before, after }: PolicyChange, voice: Voice): string[] {
  const name = voice.name(subject.name);
  const [old, now] = [termsOf(before), termsOf(after)];
  if (after === null)
    return [`The exception ${name} is removed: what it tolerated is reported again. It was for ${tolerated(old, voice)}.`];
  if (before === null)
    return [`New exception ${name}: for ${tolerated(now, voice)}, ${untilWords(now, voice)}.`, ...reasonSentence(now, voice)];
  const { come, gone } = termShift(old, now, "allow") ?? { come: [], gone: [] };
  const all = [
    ...(termText(old, "until") === termText(now, "until") ? [] : [`It ends on ${day(now, voice)}, not on ${day(old, voice)}.`]),
    ...(come.length === 0 ? [] : [`It tolerates ${permissionTerms(come, voice)} too.`]),
    ...(gone.length === 0 ? [] : [`It no longer tolerates ${permissionTerms(gone, voice)}.`]),
    ...(holder(old, voice) === holder(now, voice) ? [] : [`It is for ${holder(now, voice)}, not for ${holder(old, voice)}.`]),
    ...(place(old, voice) === place(now, voice) ? [] : [`It is for ${place(now, voice)}, not for ${place(old, voice)}.`]),
    ...(termText(old, "reason") === termText(now, "reason") ? [] : reasonSentence(now, voice)),
  ];
  return [`The exception ${name} changes.`, ...all];
}

/** `Moderator, who may have Mention Everyone in announcements`. */
function tolerated(terms: Terms, voice: Voice): string {
  return `${holder(terms, voice)}, who may have ${permissionTerms(termList(terms, "allow") ?? [], voice)} in ${place(terms, voice)}`;
}

function holder(terms: Terms, voice: Voice): string {
  const member = termText(terms, "member");
  if (member !== null) return holderTerms([/^\d+$/.test(member) ? `member:${member}` : member], voice);
  return holderTerms(termList(terms, "role") ?? termList(terms, "holder") ?? [], voice);
}

function place(terms: Terms, voice: Voice): string {
  const channel = termText(terms, "channel");
  return channel === null ? "the whole server" : voice.name(channel);
}

function day(terms: Terms, voice: Voice): string {
  return voice.clause(termText(terms, "until") ?? "an unknown day");
}

function untilWords(terms: Terms, voice: Voice): string {
  return `until the end of ${day(terms, voice)}`;
}

function reasonSentence(terms: Terms, voice: Voice): string[] {
  const reason = termText(terms, "reason");
  return reason === null ? [] : [`Reason: ${voice.name(reason, REASON_LENGTH)}.`];
}

/** A pattern of names that is passed over, or no longer. */
export function ignoreChange({ subject, before, after }: PolicyChange, voice: Voice): string[] {
  const terms = termsOf(after ?? before);
  const roles = termList(terms, "roles");
  const noun = roles === null ? "Channels" : "Roles";
  const glob = writtenTerms(roles ?? termList(terms, "channels") ?? [subject.name], voice);
  if (after === null) return [`${noun} called ${glob} are compared with the policy again.`];
  return [
    `${noun} called ${glob} are not compared with the policy any more: changes there are not reported.`,
    ...reasonSentence(terms, voice),
  ];
}

const MANAGED: Readonly<Record<string, string>> = {
  "roles listed": "Roles that the policy does not list are not looked at any more: a new role made by hand is not reported.",
  "roles all": "Roles that the policy does not list are reported from now on.",
  "channels listed": "Channels that the policy does not list are not looked at any more: a new channel made by hand is not reported.",
  "channels all": "Channels that the policy does not list are reported from now on.",
  "managed-roles rules": "Roles that belong to bots and integrations are no longer compared: only rules apply to them.",
  "managed-roles all": "Roles that belong to bots and integrations are compared like all others from now on.",
};

/** What the policy looks at. */
export function manageChange({ subject, before, after }: PolicyChange, voice: Voice): string[] {
  if (after?.kind === "text") return [managed(subject.id, after.text, voice)];
  const [old, now] = [termsOf(before), termsOf(after)];
  const keys = Object.keys(now).filter((key) => termText(old, key) !== termText(now, key));
  return keys.map((key) => managed(key, termText(now, key) ?? "", voice));
}

function managed(key: string, value: string, voice: Voice): string {
  const phrase = `${key} ${value}`;
  return Object.hasOwn(MANAGED, phrase) ? (MANAGED[phrase] ?? "") : `What the policy looks at changes: ${voice.clause(phrase)}.`;
}

/** Owner, two-factor login, or the server itself. */
export function guildChange({ kind, before, after }: PolicyChange, voice: Voice): string[] {
  if (kind === "guild.mfa") return [MFA[mfaOf(after)]];
  if (kind === "guild.owner") {
    if (after === null) return ["The policy no longer says who owns the server."];
    const was = before === null ? "" : `, not the one with the id ${valueWords(before, voice)}`;
    return [`The owner of the server is to be the member with the id ${valueWords(after, voice)}${was}.`];
  }
  return [`The policy is for another server: the one with the id ${valueWords(after, voice)}, not ${valueWords(before, voice)}.`];
}

const MFA = {
  on: "Moderators must log in with two factors.",
  off: "Moderators need no longer log in with two factors.",
  unsaid: "The policy no longer says whether moderators must log in with two factors.",
} as const;

function mfaOf(value: ChangeValue | null): keyof typeof MFA {
  if (value?.kind !== "number") return "unsaid";
  return value.number === 0 ? "off" : "on";
}
