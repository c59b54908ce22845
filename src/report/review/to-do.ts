/** One thing that somebody has to do in Discord once a policy change is merged. */
import type { Finding } from "../../drift/finding.ts";
import { labelsOf, pageOf } from "../words/permission.ts";
import { rolloutSteps } from "../rollout/steps.ts";
import { todoLine } from "../rollout/item.ts";
import { MARKDOWN, type Voice } from "../words/voice.ts";
import { happened } from "../words/sentence.ts";
import { targetWords } from "../words/who.ts";
import { capital } from "../words/finding.ts";

/** As the checklist will say it, in one line with Discord's menus; on a terminal only what is to be reached. */
export function toDoItem(finding: Finding, voice: Voice): string {
  return voice === MARKDOWN ? [todoLine(finding), ...rolloutSteps(finding)].join(" ") : `${capital(goal(finding, voice))}.`;
}

function goal(finding: Finding, voice: Voice): string {
  const { kind, granted, revoked, subject, target } = finding;
  const name = voice.name(subject.name);
  const who = target === undefined ? name : `${targetWords(target, voice)} in the channel ${name}`;
  const parts = [
    ...(revoked === 0n ? [] : [`give ${labelsOf(revoked, pageOf(finding))}`]),
    ...(granted === 0n ? [] : [`take away ${labelsOf(granted, pageOf(finding))}`]),
  ];
  const bits = kind === "role.permissions" || kind.startsWith("overwrite.");
  return bits && parts.length > 0 ? `${who}: ${parts.join(", and ")}` : happened(finding, voice);
}
