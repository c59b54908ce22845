/** The verdict of a review in one line, for those who read no further. */
import type { ChangeKind, PolicyChange, PolicyReview } from "../review/review.ts";
import type { Target } from "../drift/finding.ts";
import { listed } from "./permission-words.ts";
import type { ReviewInput } from "./review-page.ts";
import { counted } from "./time-words.ts";
import { targetWords } from "./who.ts";
import type { Voice } from "./voice.ts";
import { capital } from "./words.ts";

/** Roles and members that a headline names; more are a number. */
const NAMED = 2;

/** One line without a full stop. */
export function reviewHeadline({ review, context, voice }: ReviewInput): string {
  if (review.result === "broken-rule") return brokenHeadline(review, voice);
  if (context.policyIsNew === true) return "A new policy: there was none before";
  if (context.baseUnreadable !== undefined) return "The policy before this change cannot be read, so nothing could be compared";
  switch (review.result) {
    case "escalation":
      return `Look twice: ${escalations(review, voice)}`;
    case "change":
      return capital(changes(review, voice));
    case "no-effect":
      return "Nothing changes for anybody";
  }
}

function brokenHeadline({ brokenRules }: PolicyReview, voice: Voice): string {
  const [first] = brokenRules;
  if (first !== undefined && brokenRules.length === 1) return `This policy breaks its own rule ${voice.name(first.name)}`;
  return `This policy breaks ${brokenRules.length} of its own rules`;
}

function escalations({ changes: all }: PolicyReview, voice: Voice): string {
  const worse = all.filter(({ escalation }) => escalation !== null);
  const gainers = holders(worse, "gained");
  const quiet = worse.filter((change) => holders([change], "gained").length === 0);
  const parts = [
    ...(gainers.length === 0 ? [] : [`${whoWords(gainers, voice)} can do more than before`]),
    ...new Set(quiet.flatMap(({ kind }) => GUARDS[kind] ?? [])),
  ];
  if (parts.length === 0) return `${counted(worse.length, "change")} may be dangerous`;
  return [parts.slice(0, -1).join(", "), parts.at(-1)].filter((part) => part !== "").join(", and ");
}

/** What it means that a change of such a kind makes something more dangerous, though nobody can do more by it. */
const GUARDS: Partial<Record<ChangeKind, string>> = {
  "rule.changed": "a rule becomes weaker",
  "rule.removed": "a rule is removed",
  "exception.added": "more is tolerated than before",
  "exception.changed": "more is tolerated than before",
  "ignore.added": "less is checked than before",
  "manage.changed": "less is checked than before",
  "overwrites.unmanaged": "less is checked than before",
  "role.removed": "less is checked than before",
  "channel.removed": "less is checked than before",
  "role.members": "other people get a strong role",
  "role.hierarchy": "a strong role rises",
  "guild.owner": "the owner changes",
  "guild.mfa": "two-factor login is no longer asked for",
};

function changes({ effect, changes: all }: PolicyReview, voice: Voice): string {
  if (all.every(({ smallPrint }) => smallPrint)) return "only names and order change";
  const [more, less] = [holders([{ effect }], "gained"), holders([{ effect }], "lost")];
  if (more.length > 0 && less.length > 0) return `${whoWords(more, voice)} can do more than before, and ${whoWords(less, voice)} less`;
  if (more.length > 0) return `${whoWords(more, voice)} can do more than before`;
  if (less.length > 0) return `${whoWords(less, voice)} can do less than before, and nobody more`;
  const checked = all.some(({ subject: { type } }) => CHECKING.has(type));
  return checked ? "what is checked changes, but nobody can do more or less than before" : "nobody can do more or less than before";
}

const CHECKING: ReadonlySet<string> = new Set(["rule", "exception", "ignore", "manage"]);

/** Each once. */
function holders(of: readonly Pick<PolicyChange, "effect">[], side: "gained" | "lost"): Target[] {
  const effects = of.flatMap(({ effect }) => effect).filter((effect) => effect[side] !== 0n);
  return [...new Map(effects.map(({ who }) => [`${who.type}:${who.id}`, who])).values()];
}

function whoWords(targets: readonly Target[], voice: Voice): string {
  // Whoever has a role is a member too.
  const everyone = targets.find(({ type, name }) => type === "role" && name === "@everyone");
  if (everyone !== undefined) return targetWords(everyone, voice);
  if (targets.length <= NAMED) return listed(targets.map((target) => targetWords(target, voice)));
  const roles = targets.filter(({ type }) => type === "role").length;
  const people = targets.length - roles;
  return listed([...(roles === 0 ? [] : [counted(roles, "role")]), ...(people === 0 ? [] : [counted(people, "member")])]);
}
