/** What it will mean once an agreed change is made in Discord: `Then Helper can write in staff-chat.` */
import type { Effect, Finding } from "../../drift/finding.ts";
import { abilities, givesRights, isSaidBy, pathSentences } from "../words/effect.ts";
import type { Voice } from "../words/voice.ts";
import { targetWords } from "../words/who.ts";
import { capital } from "../words/finding.ts";

/** Roles and members of whom it is told. */
const TOLD = 3;

/** Whole sentences, what becomes possible first. `lead`: what they begin with, once. */
export function effectsOfRollout(finding: Finding, voice: Voice, lead = "Then"): string[] {
  // Who can do what a rule forbids is said with the rule.
  if (finding.kind === "rule.broken") return [];
  if (finding.effect.length === 0) return givesRights(finding) ? ["For now nobody can do more or less by it."] : [];
  const told = finding.effect.slice(0, TOLD);
  const possibleFirst = [...told.filter(({ lost }) => lost !== 0n), ...told.filter(({ lost }) => lost === 0n)];
  const sentences = possibleFirst.flatMap((effect, index) => sentencesOf(effect, voice, index === 0 ? `${lead} ` : ""));
  return [...sentences, ...restSentence(told, finding.effect.slice(TOLD))];
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
function sentencesOf({ who, channels, gained, lost }: Effect, voice: Voice, lead: string): string[] {
  const can = lost === 0n ? [] : [`can ${abilities(lost, channels, voice)}`];
  const cannot = gained === 0n ? [] : [`can no longer ${abilities(gained, channels, voice)}`];
  const parts = [...can, ...cannot];
  const paths = pathSentences({ channels, gained: lost }, voice);
  return parts.length === 0 ? paths : [`${capital(`${lead}${targetWords(who, voice)}`)} ${parts.join(", and ")}.`, ...paths];
}
