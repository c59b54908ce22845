/** The verdict of a review in one line, for those who read no further. */
import type { ChangeKind, PolicyChange, PolicyReview } from "../../review/review.ts";
import { has } from "../../permissions/flags.ts";
import type { Target } from "../../drift/finding.ts";
import { listed } from "../words/permission.ts";
import type { ReviewInput } from "./page.ts";
import { counted } from "../words/time.ts";
import { targetWords } from "../words/who.ts";
import type { Voice } from "../words/voice.ts";
import { capital } from "../words/finding.ts";

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
  // Nobody could see a new channel before, so whoever can is told with it.
  const worse = all
    .filter(({ escalation }) => escalation !== null)
    .map((change) => (change.kind === "channel.added" ? { ...change, effect: [] } : change));
  const quiet = worse.filter((change) => holders([change], "gained").length === 0);
  const parts = [...gainWords(worse, voice), ...new Set(quiet.flatMap(guardWords))];
  const [first, second, ...others] = parts;
  if (first === undefined) return `${counted(worse.length, "change")} may be dangerous`;
  if (second === undefined) return first;
  return others.length === 0 ? `${first}, and ${second}` : `${first}, ${second}, and more`;
}

/** Who gains what, as plainly as one line can say it; nothing where nobody does. */
function gainWords(worse: readonly PolicyChange[], voice: Voice): string[] {
  const gains = worse.flatMap(({ effect }) => effect).filter(({ gained }) => gained !== 0n);
  const all = holders([{ effect: gains }], "gained");
  if (all.length === 0) return [];
  const administrators = gains.filter(({ gained, channels }) => channels.length === 0 && has(gained, "ADMINISTRATOR"));
  if (administrators.length > 0) {
    const who = holders([{ effect: administrators }], "gained");
    return [`${whoWords(who, voice)} ${who.length === 1 ? "becomes an administrator" : "become administrators"}`];
  }
  const seen = gains.flatMap(({ gained, channels }) => (has(gained, "VIEW_CHANNEL") ? channels : []));
  if (seen.length > 0 && gains.every(({ gained }) => has(gained, "VIEW_CHANNEL")))
    return [`${whoWords(all, voice)} can see ${counted(new Set(seen.map(({ id }) => id)).size, "private channel")}`];
  return [`${whoWords(all, voice)} can do more than before`];
}

function guardWords({ kind, after }: PolicyChange): string[] {
  if (kind === "guild.owner" && after === null) return [LESS_CHECKED];
  const words = GUARDS[kind];
  return words === undefined ? [] : [words];
}

const LESS_CHECKED = "less is checked than before";

/** What it means that a change of such a kind makes something more dangerous, though nobody can do more by it. */
const GUARDS: Partial<Record<ChangeKind, string>> = {
  "rule.changed": "a rule becomes weaker",
  "rule.removed": "a rule is removed",
  "exception.added": "more is tolerated than before",
  "exception.changed": "more is tolerated than before",
  "ignore.added": LESS_CHECKED,
  "manage.changed": LESS_CHECKED,
  "overwrites.unmanaged": LESS_CHECKED,
  "role.removed": LESS_CHECKED,
  "channel.added": "a new channel gives dangerous permissions",
  "channel.removed": LESS_CHECKED,
  "role.members": LESS_CHECKED,
  "role.hierarchy": "a strong role rises",
  "guild.changed": "the policy is for another server",
  "guild.owner": "the owner changes",
  "guild.mfa": "two-factor login is no longer asked for",
};

function changes({ effect, changes: all }: PolicyReview, voice: Voice): string {
  if (all.every(({ smallPrint }) => smallPrint)) return "only names and order change";
  const [more, less] = [holders([{ effect }], "gained"), holders([{ effect }], "lost")];
  if (more.length > 0 && less.length > 0) return `${whoWords(more, voice)} can do more than before, and ${whoWords(less, voice)} less`;
  if (more.length > 0) return `${whoWords(more, voice)} can do more than before`;
  if (less.length > 0) return `${whoWords(less, voice)} can do less than before, and nobody more`;
  const news = newsWords(all);
  if (news.length > 0) return `${listed(news)}; apart from that nobody can do more or less than before`;
  const checked = all.some(({ subject: { type } }) => CHECKING.has(type));
  return checked ? "what is checked changes, but nobody can do more or less than before" : "nobody can do more or less than before";
}

/** `2 channels are added`. */
function newsWords(all: readonly PolicyChange[]): string[] {
  return NEWS.flatMap(({ kind, noun, done }) => {
    const count = all.filter((change) => change.kind === kind).length;
    return count === 0 ? [] : [`${counted(count, noun)} ${count === 1 ? "is" : "are"} ${done}`];
  });
}

const NEWS: readonly { readonly kind: ChangeKind; readonly noun: string; readonly done: string }[] = [
  { kind: "role.added", noun: "role", done: "added" },
  { kind: "role.removed", noun: "role", done: "removed" },
  { kind: "channel.added", noun: "channel", done: "added" },
  { kind: "channel.removed", noun: "channel", done: "removed" },
];

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
  if (targets.length <= NAMED && targets.every(({ name }) => name !== null))
    return listed(targets.map((target) => targetWords(target, voice)));
  const roles = targets.filter(({ type }) => type === "role").length;
  const people = targets.length - roles;
  return listed([...(roles === 0 ? [] : [counted(roles, "role")]), ...(people === 0 ? [] : [counted(people, "member")])]);
}
