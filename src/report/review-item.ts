/** One line of a review: what changes, why it is listed where it is, and on which line of the policy it stands. */
import type { ChangePlace } from "../review/review.ts";
import { changeSentences } from "./review-change-words.ts";
import type { ChangeGroup } from "./review-groups.ts";
import { code, terminalText } from "./neutralise.ts";
import { MARKDOWN, type Voice } from "./voice.ts";
import { capital, SEVERITY_WORDS } from "./words.ts";

/** With how bad it is in front, and why. */
export function escalationItem(group: ChangeGroup, voice: Voice): string {
  const { severity, escalation } = group.first;
  const why = escalation === null ? [] : [`Why look twice: ${withoutStop(voice.clause(escalation))}.`];
  return [strong(`${SEVERITY_WORDS[severity]}:`, voice), changeItem({ ...group, places: [] }, voice), ...why, placesWords(group, voice)]
    .filter((part) => part !== "")
    .join(" ");
}

/** What changes, and where it stands. */
export function changeItem(group: ChangeGroup, voice: Voice): string {
  return [...changeSentences(group, voice).map(capital), placesWords(group, voice)].filter((part) => part !== "").join(" ");
}

/** `(permissions.yaml:12)`, `(permissions.yaml:12 and 3 more lines)`, `(permissions.yaml:12 before the change)`. */
function placesWords({ places }: ChangeGroup, voice: Voice): string {
  const [first] = places;
  if (first === undefined) return "";
  const lines = new Set(places.map(({ side, line }) => `${side}:${line}`)).size - 1;
  const more = lines === 0 ? "" : ` and ${lines} more ${lines === 1 ? "line" : "lines"}`;
  return `(${placeWords(first, voice)}${more}${first.side === "base" ? " before the change" : ""})`;
}

/** `permissions.yaml:12`. */
export function placeWords({ file, line }: Pick<ChangePlace, "file" | "line">, voice: Voice): string {
  const place = `${file}:${line}`;
  return voice === MARKDOWN ? code(place) : terminalText(place);
}

/** Bold where there is such a thing. Only for words of ours. */
export function strong(text: string, voice: Voice): string {
  return voice === MARKDOWN ? `**${text}**` : text;
}

/** A clause that came with its full stop. */
export function withoutStop(text: string): string {
  return text.replace(/\.$/, "");
}
