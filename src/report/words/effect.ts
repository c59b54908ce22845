/** What a finding means in practice: `@everyone can now read staff-chat and 3 more channels`. */
import type { Effect, Finding, FindingKind, Named } from "../../drift/finding.ts";
import { bitsOf, has, type FlagName } from "../../permissions/flags.ts";
import { counted } from "./time.ts";
import { labelOf, labelsOf, listed, meaningOf } from "./permission.ts";
import type { Voice } from "./voice.ts";
import { targetWords } from "./who.ts";

/** Names that are told; the rest is a number. */
const NAMED = 3;
const ROLES_NAMED = 6;

/** What people call having this permission somewhere. READ_MESSAGE_HISTORY is part of reading where VIEW_CHANNEL comes with it. */
const VERBS: readonly (readonly [FlagName, string])[] = [
  ["VIEW_CHANNEL", "see"],
  ["SEND_MESSAGES", "write in"],
  ["CONNECT", "join"],
];

/** Kinds of which somebody might think that they give rights, although this one gives none. */
const MAY_GIVE: ReadonlySet<FindingKind> = new Set([
  "role.permissions",
  "role.unexpected",
  "overwrite.changed",
  "overwrite.unexpected",
  "overwrite.missing",
]);

/** Whether one would think that somebody can do more or less by it. */
export function givesRights({ kind, granted, revoked }: Finding): boolean {
  return (granted | revoked) !== 0n && MAY_GIVE.has(kind);
}

/** Sentences that say more than the finding's own clause does, of the first effect: for the breath. One that says so where bits were granted for nothing. */
export function newsOfEffect(finding: Finding, voice: Voice): string[] {
  // Who breaks a rule is said with the rule.
  if (finding.kind === "rule.broken") return [];
  const [first] = finding.effect;
  if (first === undefined) {
    return finding.granted !== 0n && givesRights(finding) ? ["For now nobody can do more than before by it."] : [];
  }
  return isSaidBy(first, finding) ? pathSentences(first, voice) : sentences(first, finding, voice);
}

/** All effects, one sentence each and at most `most` effects: for the body. None where the list of permissions says it all. */
export function effectSentences(finding: Finding, voice: Voice, most: number): string[] {
  if (finding.effect.every(({ channels, roles }) => channels.length === 0 && roles === undefined)) return [];
  const told = finding.effect.slice(0, most).flatMap((effect) => sentences(effect, finding, voice));
  const more = finding.effect.length - most;
  return more > 0 ? [...told, `It reaches ${more} more ${more === 1 ? "role or member" : "roles or members"} too.`] : told;
}

/** Whether the finding's clause names who, where and what already. */
export function isSaidBy({ channels }: Effect, { subject }: Finding): boolean {
  return channels.every(({ id }) => id === subject.id);
}

function sentences(effect: Effect, finding: Finding, voice: Voice): string[] {
  const who = targetWords(effect.who, voice);
  const past = finding.kind === "change.reverted";
  const gained = effect.gained === 0n ? [] : [`${who} ${past ? "could" : "can now"} ${abilities(effect.gained, effect.channels, voice)}.`];
  const lost =
    effect.lost === 0n ? [] : [`${who} ${past ? "could not" : "can no longer"} ${abilities(effect.lost, effect.channels, voice)}.`];
  return [...gained, ...lost, ...pathSentences(effect, voice)];
}

/** Whether there is more to call it by than the label: seeing, writing, joining. */
export function hasVerb(bits: bigint): boolean {
  return VERBS.some(([name]) => has(bits, name));
}

/** `see and write in staff-chat`: what having these permissions there is called; without channels it is about the whole server. */
export function abilities(bits: bigint, channels: readonly Named[], voice: Voice): string {
  if (channels.length === 0)
    return has(bits, "ADMINISTRATOR") ? "do everything, in every channel" : `use ${labelsOf(bits, "role", 5)} on the whole server`;
  const places = placeWords(channels, voice);
  const verbs = VERBS.filter(([name]) => has(bits, name)).map(([name, verb]) =>
    name === "VIEW_CHANNEL" && has(bits, "READ_MESSAGE_HISTORY") ? "read" : verb,
  );
  const told = bitsOf([...VERBS.map(([name]) => name), ...(verbs.includes("read") ? (["READ_MESSAGE_HISTORY"] as const) : [])]);
  const rest = bits & ~told;
  if (verbs.length === 0) return `use ${labelsOf(rest, "channel", 5)} in ${places}`;
  const first = `${listed(verbs)} ${places}`;
  return rest === 0n ? first : `${first}, with ${labelsOf(rest, "channel", 4)}`;
}

/** `staff-chat`, `staff-chat and incidents`, `staff-chat, incidents, log and 3 more channels`. */
function placeWords(channels: readonly Named[], voice: Voice): string {
  const names = channels.slice(0, NAMED).map(({ name }) => voice.name(name));
  const more = channels.length - NAMED;
  return listed(more > 0 ? [...names, counted(more, "more channel")] : names);
}

/** How a holder could get further: the ways that admins overlook. */
export function pathSentences({ gained, channels, roles }: Pick<Effect, "gained" | "channels" | "roles">, voice: Voice): string[] {
  if (has(gained, "ADMINISTRATOR")) return [];
  const sentencesOf: string[] = [];
  if (roles !== undefined && roles.length > 0) {
    const names = roles.slice(0, ROLES_NAMED).map(({ name }) => voice.name(name));
    const more = roles.length - ROLES_NAMED;
    sentencesOf.push(
      `With Manage Roles they can hand out every role below their own: ${listed(more > 0 ? [...names, `${more} more`] : names)}.`,
    );
  }
  const [page, where] =
    channels.length === 0 ? (["role", "on the whole server"] as const) : (["channel", `in ${placeWords(channels, voice)}`] as const);
  for (const name of ["MANAGE_WEBHOOKS", "MANAGE_CHANNELS"] as const) {
    const meaning = has(gained, name) ? meaningOf(name, page) : null;
    if (meaning !== null) sentencesOf.push(`Whoever has ${labelOf(name, page)} ${where} ${meaning}.`);
  }
  return sentencesOf;
}
