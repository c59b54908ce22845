/** One line of the checklist: what to do in Discord, what it will mean, and where to do it. */
import type { Finding } from "../../drift/finding.ts";
import { code, prose } from "../words/neutralise.ts";
import { effectsOfRollout } from "./effect.ts";
import { rolloutSteps } from "./steps.ts";
import { todoWords } from "./todo.ts";
import { MARKDOWN } from "../words/voice.ts";
import { capital, SEVERITY_WORDS } from "../words/finding.ts";

/** Synced channels that are named. */
const NAMED = 5;

/** `**Critical:** Turn off **Administrator** for the role Moderator.` What can wait is not labelled. */
export function todoLine(finding: Finding): string {
  const urgent = finding.severity === "critical" || finding.severity === "high";
  return `${urgent ? `**${SEVERITY_WORDS[finding.severity]}:** ` : ""}${todoWords(finding)}${placeWords(finding)}.`;
}

/** The line alone, with its box. */
export function shortItem(finding: Finding): string {
  return `- [ ] ${todoLine(finding)}`;
}

/** All of it, as an item of a GitHub task list: the lines below it belong to it. */
export function rolloutItem(finding: Finding): string {
  const steps = rolloutSteps(finding);
  const how = steps.length > 1 ? steps.map((step, index) => `${index + 1}. ${step}`) : steps;
  const meaning = [...effectsOfRollout(finding, MARKDOWN), alsoSentence(finding), noteSentence(finding)];
  const lines = [meaning.filter((sentence) => sentence !== "").join(" "), ...how].filter((line) => line !== "");
  return [shortItem(finding), ...lines.map((line) => `  ${line}`)].join("\n");
}

function alsoSentence({ also }: Finding): string {
  if (also.length === 0) return "";
  const names = also.slice(0, NAMED).map(({ name }) => code(name));
  const more = also.length > NAMED ? ` and ${also.length - NAMED} more` : "";
  return `Channels that are synced with it change with it: ${names.join(", ")}${more}.`;
}

function noteSentence({ note }: Finding): string {
  return note === null ? "" : `${capital(prose(note)).replace(/\.$/, "")}.`;
}

/** Where it was agreed. */
function placeWords({ policy }: Finding): string {
  return policy === null ? "" : ` (${code(`${policy.file}:${policy.line}`)})`;
}
