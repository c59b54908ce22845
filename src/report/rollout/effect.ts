/** What it will mean once an agreed change is made in Discord: `Then Helper can write in staff-chat.` */
import type { Effect, Finding, FindingKind } from "../../drift/finding.ts";
import { has, type PermissionName } from "../../permissions/flags.ts";
import { abilities, givesRights, hasVerb, isSaidBy, pathSentences } from "../words/effect.ts";
import { meaningOf, strongestFirst, type SettingsPage } from "../words/permission.ts";
import type { Voice } from "../words/voice.ts";
import { targetWords } from "../words/who.ts";
import { capital } from "../words/finding.ts";

/** Roles and members of whom it is told. */
const TOLD = 3;
/** Permissions whose meaning is told: the instruction names them all. */
const MEANINGS = 4;

/** Whole sentences, what becomes possible first. `lead`: what they begin with, once. */
export function effectsOfRollout(finding: Finding, voice: Voice, lead = "Then"): string[] {
  // Who can do what a rule forbids is said with the rule.
  if (finding.kind === "rule.broken") return [];
  if (finding.effect.length === 0) return givesRights(finding) ? ["For now nobody can do more or less by it."] : [];
  const told = finding.effect.slice(0, TOLD);
  const possibleFirst = [...told.filter(({ lost }) => lost !== 0n), ...told.filter(({ lost }) => lost === 0n)];
  const sentences = possibleFirst.flatMap((effect) => sentencesOf(effect, finding, voice));
  const led = sentences.map((sentence, index) => capital(index === 0 ? `${lead} ${sentence}` : sentence));
  return [...led, ...restSentence(told, finding.effect.slice(TOLD))];
}

/** Whom else it reaches, if anybody. One who is told already may be reached elsewhere too. */
function restSentence(told: readonly Effect[], rest: readonly Effect[]): string[] {
  if (rest.length === 0) return [];
  const named = new Set(told.map(({ who }) => who.id));
  const others = new Set(rest.map(({ who }) => who.id).filter((id) => !named.has(id))).size;
  if (others === 0) return ["It reaches more channels too."];
  return [`It reaches ${others} more ${others === 1 ? "role or member" : "roles or members"} too.`];
}

/** Those that say more than the clause of the finding does, of the first effect: for the breath, which ends in "is not changed yet". */
export function newsOfRollout(finding: Finding, voice: Voice): string[] {
  const [first] = finding.effect;
  return first === undefined || isSaidBy(first, finding) ? [] : effectsOfRollout({ ...finding, effect: [first] }, voice, "Once it is,");
}

/** `lost` is what Discord does not let them do yet, `gained` what it still lets them do. */
function sentencesOf(effect: Effect, finding: Finding, voice: Voice): string[] {
  const { who, channels, gained, lost } = effect;
  const named = isNamed(effect, finding);
  const byMeaning = (bits: bigint): boolean => named && (channels.length === 0 || !hasVerb(bits));
  const can = (bits: bigint): string[] => {
    if (bits === 0n) return [];
    return byMeaning(bits) ? meanings(bits, channels.length === 0 ? "role" : "channel") : [`can ${abilities(bits, channels, voice)}`];
  };
  const parts = [...can(lost), ...can(gained).map((part) => part.replace(/^can /, "can no longer "))];
  const paths = byMeaning(lost) ? [] : pathSentences({ channels, gained: lost }, voice);
  return parts.length === 0 ? paths : [`${targetWords(who, voice)} ${inARow(parts)}.`, ...paths];
}

/** Kinds whose instruction names each permission: to name them again would tell nobody anything. */
const NAMES_ALL: ReadonlySet<FindingKind> = new Set(["role.permissions", "overwrite.changed", "overwrite.missing"]);

/** Whether the instruction says who, where, and each permission already. */
function isNamed(effect: Effect, finding: Finding): boolean {
  const holder = finding.target ?? finding.subject;
  const others = (effect.gained | effect.lost) & ~(finding.granted | finding.revoked);
  return NAMES_ALL.has(finding.kind) && effect.who.id === holder.id && isSaidBy(effect, finding) && others === 0n;
}

/** What the strongest of them mean, each beginning with "can"; none where their names say it all. */
function meanings(bits: bigint, page: SettingsPage): string[] {
  const names: readonly PermissionName[] = page === "role" && has(bits, "ADMINISTRATOR") ? ["ADMINISTRATOR"] : strongestFirst(bits);
  return names.flatMap((name) => meaningOf(name, page) ?? []).slice(0, MEANINGS);
}

/** `can a`, `can a, and can b`, `can a, can b, and can c`. */
function inARow(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")}, and ${parts.at(-1)}`;
}
