/** Pairs of policies for reviews: one text, and the same text with something changed. */
import { namesOf } from "../../src/permissions/flags.ts";
import { readPolicyForReview, type ReviewablePolicy } from "../../src/policy/read-policy.ts";
import { reviewPolicies } from "../../src/review/review-policies.ts";
import type { PolicyChange, PolicyReview } from "../../src/review/review.ts";

/** A small server: Mod and Helper have no ids, nor has the channel `Staff/log`. */
export const BASE = `version: 1
guild: "100"
owner: "900"
require-2fa: true
roles:
  "@everyone": { permissions: [VIEW_CHANNEL, SEND_MESSAGES, ADD_REACTIONS] }
  Admin: { id: "101", permissions: [ADMINISTRATOR], members: ["900", "901"] }
  Mod: { permissions: [KICK_MEMBERS, MANAGE_MESSAGES] }
  Helper: { permissions: [CHANGE_NICKNAME], members: ["905"] }
  Bot: { id: "104", at-most: [EMBED_LINKS] }
  Odd: { id: "105" }
hierarchy: [Admin, Mod, Helper, Bot]
channels:
  Staff:
    id: "201"
    type: category
    overwrites:
      "@everyone": { deny: [VIEW_CHANNEL] }
      Mod: { allow: [VIEW_CHANNEL] }
    channels:
      chat: { id: "202", overwrites: synced }
      log: { overwrites: synced }
      desk: { id: "206", overwrites: { "@everyone": { deny: [VIEW_CHANNEL] }, Mod: { allow: [VIEW_CHANNEL] } } }
  general: { id: "204", type: text, overwrites: {} }
  news: { id: "205", type: announcement, overwrites: { "@everyone": { deny: [SEND_MESSAGES] } } }
  wild: { id: "207", type: text }
rules:
  staff-only: { permissions: [VIEW_CHANNEL], channels: ["Staff/*"], only: [Admin, Mod] }
  no-pings: { permissions: [MENTION_EVERYONE, BAN_MEMBERS], never: ["@everyone", Helper], severity: high }
exceptions:
  party: { role: Mod, channel: news, allow: [MENTION_EVERYONE], until: 2026-12-15, reason: a party }
ignore:
  - { channels: "Tickets/*", reason: bot }
  - { roles: "color-*" }
`;

/** Each pair is cut out and put in: [what stands there, what stands there after]. */
export type Edits = readonly (readonly [from: string, to: string])[];

/** The text with every edit made; each must find its place. */
export function edited(text: string, edits: Edits): string {
  return edits.reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`the text has no ${from}`);
    return before.replace(from, () => to);
  }, text);
}

export function reviewable(text: string): ReviewablePolicy {
  const checked = readPolicyForReview({ file: "permissions.yaml", text });
  if (!checked.ok) throw new Error(checked.problems.map(({ at, message }) => `${at.line}:${at.column} ${message}`).join("\n"));
  return checked.value;
}

export function reviewTexts(base: string, head: string): PolicyReview {
  return reviewPolicies({ base: reviewable(base).policy, head: reviewable(head), textChanged: base !== head });
}

export function reviewOf(edits: Edits): PolicyReview {
  return reviewTexts(BASE, edited(BASE, edits));
}

/** `! overwrite.added Staff>Helper high`: with `!` for an escalation and `~` for small print. */
export function short({ escalation, smallPrint, kind, subject, target, severity }: PolicyChange): string {
  const mark = escalation === null ? (smallPrint ? "~ " : "") : "! ";
  return `${mark}${kind} ${subject.name}${target === undefined ? "" : `>${target.name ?? target.id}`} ${severity}`;
}

/** `Helper in chat, log +VIEW_CHANNEL -CONNECT`. */
export function effectLines(effect: PolicyReview["effect"]): string[] {
  return effect.map(({ who, channels, gained, lost }) => {
    const where = channels.length === 0 ? "" : ` in ${channels.map(({ name }) => name).join(", ")}`;
    const bits = [...namesOf(gained).map((name) => `+${name}`), ...namesOf(lost).map((name) => `-${name}`)];
    return `${who.name ?? who.id}${where} ${bits.join(" ")}`;
  });
}
