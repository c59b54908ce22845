/** One thing that somebody has to do in Discord once a policy change is merged. */
import type { Finding } from "../drift/finding.ts";
import { labelsOf, pageOf } from "./permission-words.ts";
import { stepsBack } from "./steps-back.ts";
import { MARKDOWN, type Voice } from "./voice.ts";
import { targetWords } from "./who.ts";
import { capital, claim } from "./words.ts";

/** In Discord's menus where there is room for them; on a terminal only what is to be reached. */
export function toDoItem(finding: Finding, voice: Voice): string {
  const steps = voice === MARKDOWN ? stepsBack(finding) : [];
  return steps.length > 0 ? steps.join(" ") : `${capital(goal(finding, voice))}.`;
}

function goal(finding: Finding, voice: Voice): string {
  const { granted, revoked, subject, target } = finding;
  const subjectName = voice.name(subject.name);
  const who = target === undefined ? subjectName : `${targetWords(target, voice)} in the channel ${subjectName}`;
  const parts = [
    ...(revoked === 0n ? [] : [`give ${labelsOf(revoked, pageOf(finding))}`]),
    ...(granted === 0n ? [] : [`take away ${labelsOf(granted, pageOf(finding))}`]),
  ];
  const bits = finding.kind === "role.permissions" || finding.kind === "overwrite.changed";
  return bits && parts.length > 0 ? `${who}: ${parts.join(", and ")}` : `put right that ${claim(finding, voice)}`;
}
