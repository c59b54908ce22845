/** What it will mean once an agreed change is made in Discord: `Then Helper can write in staff-chat.` */
import type { Effect, Finding } from "../drift/finding.ts";
import { abilities, givesRights, isSaidBy, pathSentences } from "./effect-words.ts";
import type { Voice } from "./voice.ts";
import { targetWords } from "./who.ts";

/** Roles and members of whom it is told. */
const TOLD = 4;

/** Whole sentences, what becomes possible first. */
export function effectsOfRollout(finding: Finding, voice: Voice): string[] {
  // Who can do what a rule forbids is said with the rule.
  if (finding.kind === "rule.broken") return [];
  if (finding.effect.length === 0) return givesRights(finding) ? ["For now nobody can do more or less by it."] : [];
  const told = finding.effect.slice(0, TOLD);
  const more = finding.effect.length - TOLD;
  const sentences = [...told.flatMap((effect) => possible(effect, voice)), ...told.flatMap((effect) => impossible(effect, voice))];
  return more > 0 ? [...sentences, `It reaches ${more} more ${more === 1 ? "role or member" : "roles or members"} too.`] : sentences;
}

/** Those that say more than the clause of the finding does, of the first effect. */
export function newsOfRollout(finding: Finding, voice: Voice): string[] {
  const [first] = finding.effect;
  return first === undefined || isSaidBy(first, finding) ? [] : effectsOfRollout({ ...finding, effect: [first] }, voice);
}

/** What Discord does not let them do yet. */
function possible({ who, channels, lost }: Effect, voice: Voice): string[] {
  if (lost === 0n) return [];
  return [`Then ${targetWords(who, voice)} can ${abilities(lost, channels, voice)}.`, ...pathSentences({ channels, gained: lost }, voice)];
}

/** What Discord still lets them do. */
function impossible({ who, channels, gained }: Effect, voice: Voice): string[] {
  return gained === 0n ? [] : [`Then ${targetWords(who, voice)} can no longer ${abilities(gained, channels, voice)}.`];
}
