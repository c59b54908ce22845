/** What accepting a finding would mean: what it changed is then what was agreed. */
import type { Finding } from "../../drift/finding.ts";
import { effectSentences } from "./effect.ts";
import { shiftWords } from "./permission.ts";
import type { Voice } from "./voice.ts";
import { targetWords } from "./who.ts";
import { capital } from "./finding.ts";

/** Roles and members of whom it is told. */
const TOLD = 5;

/** Whole sentences; none where nobody gains or loses anything by it. */
export function acceptSentences(finding: Finding, voice: Voice): string[] {
  const effects = effectSentences(finding, voice, TOLD);
  if (effects.length > 0) return effects.map(capital);
  const shift = shiftWords(finding);
  if (shift === null) return [];
  const who = finding.target === undefined ? voice.name(finding.subject.name) : targetWords(finding.target, voice);
  return [`${capital(who)} ${shift}.`];
}

/** What stands above such sentences. */
export const ACCEPTING = "Accepting it means that this is agreed";
