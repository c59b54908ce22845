/** What a review says of the policy itself: broken rules, what is more dangerous, who gets and loses what, what is checked, and the small print. */
import type { PolicyChange } from "../../review/review.ts";
import type { BrokenOwnRule, OwnBreach } from "../../policy/own-breaches.ts";
import { abilities } from "../words/effect.ts";
import { jointEffects } from "./clip.ts";
import { groupChanges } from "./groups.ts";
import { changeItem, escalationItem, jointItem, placeWords } from "./item.ts";
import { isCompared, section, type ReviewInput, type ReviewSection } from "./page.ts";
import type { Voice } from "../words/voice.ts";
import { targetWords } from "../words/who.ts";
import { capital } from "../words/finding.ts";

/** Breaches of one rule that are told. */
const BREACHES = 5;
const CHECKING: ReadonlySet<string> = new Set(["rule", "exception", "ignore", "manage"]);

const REFUSED = "A check refuses a policy that breaks its own rule. Change the rule, or what breaks it.";

/** In the order of reading: the worst first. */
export function policySections({ review, context, voice }: ReviewInput): ReviewSection[] {
  const worse = review.changes.filter(({ escalation }) => escalation !== null);
  const plain = review.changes.filter(({ escalation, smallPrint }) => escalation === null && !smallPrint);
  const rights = plain.filter(({ subject }) => !CHECKING.has(subject.type));
  const small = review.changes.filter(({ escalation, smallPrint }) => escalation === null && smallPrint);
  const joint = jointEffects(review);
  const jointItems = joint.length === 0 ? [] : [jointItem(joint, voice)];
  const items = (changes: readonly PolicyChange[]): string[] => groupChanges(changes).map((group) => changeItem(group, voice));
  return [
    ...section(
      "Rules that it breaks",
      review.brokenRules.map((rule) => brokenItem(rule, context.file, voice)),
      { lead: review.brokenRules.length === 0 ? [] : [REFUSED], weight: 2 },
    ),
    ...section(
      "Look at this first",
      [...groupChanges(worse).map((group) => escalationItem(group, voice)), ...(worse.length > 0 ? jointItems : [])],
      { weight: 4 },
    ),
    ...section(
      "More than before",
      [...items(rights.filter((change) => wayOf(change) === "more")), ...(worse.length > 0 ? [] : jointItems)],
      { weight: 2 },
    ),
    ...section("Less than before", items(rights.filter((change) => wayOf(change) === "less"))),
    ...section("Also changes", items(rights.filter((change) => wayOf(change) === "neither"))),
    ...section("What is checked", items(plain.filter(({ subject }) => CHECKING.has(subject.type)))),
    ...section("Names and order", items(small), { form: small.length === review.changes.length ? "list" : "folded" }),
    ...section("Notes", isCompared(context) ? review.notes.map((note) => voice.clause(note)) : []),
  ];
}

/** Whoever can do more counts first. What was not there before gives nobody more than before. */
function wayOf({ kind, effect }: PolicyChange): "more" | "less" | "neither" {
  if (effect.length === 0 || kind === "channel.added" || kind === "role.added") return "neither";
  return effect.some(({ gained }) => gained !== 0n) ? "more" : "less";
}

/** Who breaks the rule, where, and which line grants it. */
export function brokenItem({ name, at, breaches }: BrokenOwnRule, file: string, voice: Voice): string {
  const told = breaches.slice(0, BREACHES).map((breach) => breachSentence(breach, file, voice));
  const more = breaches.length > BREACHES ? [`And ${breaches.length - BREACHES} more.`] : [];
  return [`The rule ${voice.name(name)} (${placeWords({ file, line: at.line }, voice)}) does not allow this:`, ...told, ...more].join(" ");
}

function breachSentence({ who, permissions, channels, at }: OwnBreach, file: string, voice: Voice): string {
  const places = channels.map((path) => ({ id: path, name: path }));
  const can = capital(`${targetWords(who, voice)} can ${abilities(permissions, places, voice)}`);
  return `${can} (${placeWords({ file, line: at.line }, voice)}).`;
}
