/** One line of a review: what changes, why it is listed where it is, and on which line of the policy it stands. */
import type { Effect } from "../../drift/finding.ts";
import { DANGEROUS, has } from "../../permissions/flags.ts";
import type { ChangeKind, ChangePlace, PolicyChange } from "../../review/review.ts";
import { ALONE } from "./clip.ts";
import { changeSentences } from "./change-words.ts";
import { reviewEffects } from "./effect-words.ts";
import type { ChangeGroup } from "./groups.ts";
import { code, terminalText } from "../words/neutralise.ts";
import { withoutStop } from "./stop.ts";
import { MARKDOWN, type Voice } from "../words/voice.ts";
import { capital, SEVERITY_WORDS } from "../words/finding.ts";

/** Kinds whose sentences say why already. */
const SAYS_WHY: ReadonlySet<string> = new Set([
  "overwrites.unmanaged",
  "role.members",
  "role.hierarchy",
  "rule.changed",
  "exception.added",
  "exception.changed",
  "ignore.added",
  "manage.changed",
  "guild.changed",
  "guild.owner",
  "guild.mfa",
] satisfies ChangeKind[]);

/** Kinds whose sentences say what is gained, and what that means. */
const SAYS_GAINS: ReadonlySet<string> = new Set([
  "role.permissions",
  "role.added",
  "overwrite.added",
  "overwrite.changed",
  "overwrite.removed",
] satisfies ChangeKind[]);

/** With how bad it is in front, and why. */
export function escalationItem(group: ChangeGroup, voice: Voice): string {
  const parts = [
    strong(`${SEVERITY_WORDS[group.first.severity]}:`, voice),
    ...changeSentences(group, voice),
    ...whySentences(group, voice),
    placesWords(group, voice),
  ];
  return parts.filter((part) => part !== "").join(" ");
}

/** Why it makes something more dangerous, where the other sentences do not say so. */
function whySentences({ first, effect }: ChangeGroup, voice: Voice): string[] {
  const { kind, escalation } = first;
  if (escalation === null || SAYS_WHY.has(kind)) return [];
  if (!SAYS_GAINS.has(kind)) return [sentenceOf(escalation, voice)];
  const seen = effect.filter(({ gained }) => has(gained, "VIEW_CHANNEL")).flatMap(({ channels }) => channels);
  if (seen.length > 0) return [`Not everyone can see ${seen.length === 1 ? "this channel" : "these channels"} today.`];
  if (effect.some(({ gained }) => (gained & DANGEROUS) !== 0n)) return [];
  return [isHidden(first) ? HIDDEN : sentenceOf(escalation, voice)];
}

const HIDDEN = "Nobody can use that there for now. Look at it all the same, since people can hold several roles.";

/** A dangerous permission is written down that nobody can use for want of another one. */
function isHidden({ kind, effect, granted, escalation }: PolicyChange): boolean {
  return kind.startsWith("overwrite.") && effect.length === 0 && (granted & DANGEROUS) !== 0n && escalation !== ALONE;
}

/** What only all changes together come to, where there is such a thing. */
export function jointItem(effects: readonly Effect[], voice: Voice): string {
  return `All changes together: ${reviewEffects(effects, voice).join(" ")}`;
}

function sentenceOf(clause: string, voice: Voice): string {
  return `${capital(withoutStop(voice.clause(clause)))}.`;
}

/** What changes, and where it stands. */
export function changeItem(group: ChangeGroup, voice: Voice): string {
  return [...changeSentences(group, voice), placesWords(group, voice)].filter((part) => part !== "").join(" ");
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
function strong(text: string, voice: Voice): string {
  return voice === MARKDOWN ? `**${text}**` : text;
}
