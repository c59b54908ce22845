/** The catalogue of a policy change: what each kind of change means, in sentences for people who do not read YAML. */
import type { Effect } from "../../drift/finding.ts";
import { bitsOf, has } from "../../permissions/flags.ts";
import type { ChangeKind, PolicyChange } from "../../review/review.ts";
import { abilities } from "../words/effect.ts";
import { labelsOf, listed } from "../words/permission.ts";
import { gainedLabels, handsOut, namesOf, reviewEffects } from "./effect-words.ts";
import type { ChangeGroup } from "./groups.ts";
import { peopleChange, orderChange, valueWords } from "./value-words.ts";
import { exceptionChange, guildChange, ignoreChange, manageChange } from "./scope-words.ts";
import { ruleChange } from "./rule-words.ts";
import type { Voice } from "../words/voice.ts";
import { targetWords } from "../words/who.ts";
import { capital } from "../words/finding.ts";

/** Roles and members of an overwrite that are named. */
const TARGETS = 4;

const IDLE = "Nobody can do more or less by it for now.";

type Words = (group: ChangeGroup, voice: Voice) => readonly string[];

const subject = ({ first }: ChangeGroup, voice: Voice): string => voice.name(first.subject.name);

/** What comes and goes with access to a channel: the rest of a role's own permissions is said by their names. */
const ACCESS = bitsOf(["VIEW_CHANNEL", "SEND_MESSAGES", "CONNECT"]);

/** What a role gets and loses, and to which channels that opens or closes the way. */
const rolePermissions: Words = (group, voice) => {
  const { before, after } = group.first;
  const who = namesOf(group.subjects, voice, "role");
  const whose = group.subjects.length > 1 ? "the roles" : "the role";
  if (after === null) return [`The permissions of ${whose} ${who} are no longer part of the policy.`];
  if (before === null) return [`The permissions of ${whose} ${who} are part of the policy from now on.`];
  const parts = roleShift(group);
  if (parts.length === 0) return [`The policy says otherwise what ${whose} ${who} may have, and nobody gets more or less by it.`];
  const hands = group.effect.flatMap((effect) => handsOut(effect, voice) ?? []);
  const idle = group.first.effect.length === 0 ? [IDLE] : [];
  return [`${who} ${parts.join(", and ")}.`, ...hands, ...accessSentences(group, voice), ...idle];
};

function roleShift({ first, subjects }: ChangeGroup): string[] {
  const { granted, revoked, after } = first;
  const [get, lose] =
    after?.kind === "bounds" ? ["may get", "may no longer have"] : subjects.length > 1 ? ["get", "lose"] : ["gets", "loses"];
  return [
    ...(granted === 0n ? [] : [`${get} ${gainedLabels(granted)}`]),
    ...(revoked === 0n || isAdministrator(first) ? [] : [`${lose} ${labelsOf(revoked, "role")}`]),
  ];
}

/** For one role by its name; what it comes to is the same for all of a group. */
function accessSentences({ first, subjects }: ChangeGroup, voice: Voice): string[] {
  const access = accessOf(first.effect);
  if (subjects.length === 1) return reviewEffects(access, voice);
  return access.flatMap(({ channels, gained, lost }) => [
    ...(gained === 0n ? [] : [`So they can ${abilities(gained, channels, voice)}.`]),
    ...(lost === 0n ? [] : [`So they can no longer ${abilities(lost, channels, voice)}.`]),
  ]);
}

function accessOf(effects: readonly Effect[]): Effect[] {
  return effects
    .map((effect) => ({ ...effect, gained: accessOnly(effect.gained), lost: accessOnly(effect.lost) }))
    .filter(({ channels, gained, lost }) => channels.length > 0 && (gained | lost) !== 0n);
}

function accessOnly(bits: bigint): bigint {
  return (bits & ACCESS) === 0n ? 0n : bits & (ACCESS | bitsOf(["READ_MESSAGE_HISTORY"]));
}

/** Whoever has Administrator loses nothing by losing another permission. */
function isAdministrator({ after }: PolicyChange): boolean {
  return after?.kind === "permissions" && has(after.bits, "ADMINISTRATOR");
}

/** What somebody can do in the channels; what the policy does there, where nobody can do more or less by it. */
const overwrite: Words = (group, voice) => {
  const effects = reviewEffects(group.effect, voice);
  if (effects.length > 0) return effects;
  // Where it is listed all the same, the line says why.
  return [...overwriteShift(group, voice), ...(group.first.escalation === null ? [IDLE] : [])];
};

function overwriteShift({ first, subjects, targets }: ChangeGroup, voice: Voice): string[] {
  const { granted, revoked } = first;
  const named = targets.slice(0, TARGETS).map((target) => targetWords(target, voice));
  const who = listed(targets.length > TARGETS ? [...named, `${targets.length - TARGETS} more`] : named);
  const where = namesOf(subjects, voice, "channel");
  const [get, lose] = targets.length > 1 ? ["get", "lose"] : ["gets", "loses"];
  const parts = [
    ...(granted === 0n ? [] : [`${get} ${labelsOf(granted, "channel")}`]),
    ...(revoked === 0n ? [] : [`${lose} ${labelsOf(revoked, "channel")}`]),
  ];
  return parts.length > 0 ? [`In ${where}, ${who} ${parts.join(" and ")}.`] : [`In ${where}, what the channel says of ${who} changes.`];
}

const newRole: Words = (group, voice) => {
  const { after } = group.first;
  const held = after?.kind === "role" && after.permissions !== 0n ? `, with ${gainedLabels(after.permissions)}` : "";
  return [`New role ${subject(group, voice)}${held}.`, ...reviewEffects(accessOf(group.effect), voice)];
};

const newChannel: Words = (group, voice) => {
  const { after } = group.first;
  const what = after?.kind === "channel" ? valueWords(after, voice) : "channel";
  const category = after?.kind === "channel" && after.parent !== null ? ` in the category ${voice.name(after.parent.name)}` : "";
  return [`New ${what} ${subject(group, voice)}${category}.`, ...seersWords(group.effect, voice)];
};

/** Administrators see everything, so they are not told. */
function seersWords(effects: readonly Effect[], voice: Voice): string[] {
  const who = effects.filter(({ gained }) => has(gained, "VIEW_CHANNEL")).map((effect) => effect.who);
  const named = who.slice(0, TARGETS).map((target) => targetWords(target, voice));
  if (named.length === 0) return [];
  if (who.some(({ name }) => name === "@everyone")) return ["Everyone can see it."];
  return [`Besides administrators only ${listed(who.length > TARGETS ? [...named, `${who.length - TARGETS} more`] : named)} can see it.`];
}

const removed =
  (noun: "role" | "channel"): Words =>
  (group, voice) => {
    const { before } = group.first;
    const held = before?.kind === "role" && before.permissions !== 0n ? ` It had ${labelsOf(before.permissions, "role", 5)}.` : "";
    const deleted = group.first.escalation === null ? ", and is to be deleted in Discord" : "";
    return [`The ${noun} ${subject(group, voice)} is taken out of the policy${deleted}.${held}`, ...reviewEffects(group.effect, voice)];
  };

const renamed =
  (noun: "role" | "channel"): Words =>
  ({ first: { before, after } }, voice) => [`The ${noun} ${valueWords(before, voice)} is called ${valueWords(after, voice)} from now on.`];

const moved: Words = (group, voice) => {
  const { before, after } = group.first;
  const way =
    after === null
      ? `out of the category ${valueWords(before, voice)}`
      : `${before === null ? "" : `from the category ${valueWords(before, voice)} `}into the category ${valueWords(after, voice)}`;
  return [`The channel ${subject(group, voice)} moves ${way}.`, ...reviewEffects(group.effect, voice)];
};

const retyped: Words = (group, voice) => {
  const { before, after } = group.first;
  const from = before === null ? "" : `, not ${valueWords(before, voice)}`;
  const type = after === null ? "any" : valueWords(after, voice);
  return [`The channel ${subject(group, voice)} is to be of the type ${type}${from}.`, ...reviewEffects(group.effect, voice)];
};

const WORDS = {
  "role.added": newRole,
  "role.removed": removed("role"),
  "role.permissions": rolePermissions,
  "role.renamed": renamed("role"),
  "role.hierarchy": ({ first }, voice) => orderChange(first, voice),
  "role.members": ({ first }, voice) => peopleChange(first, voice),
  "overwrite.added": overwrite,
  "overwrite.changed": overwrite,
  "overwrite.removed": overwrite,
  "overwrites.managed": (group, voice) => [
    `The permissions of the channel ${subject(group, voice)} are part of the policy from now on: what is changed there by hand is reported.`,
    ...reviewEffects(group.effect, voice),
  ],
  "overwrites.unmanaged": (group, voice) => [
    `The permissions of the channel ${subject(group, voice)} are no longer part of the policy: what is changed there by hand is not reported any more.`,
    ...reviewEffects(group.effect, voice),
  ],
  "channel.added": newChannel,
  "channel.removed": removed("channel"),
  "channel.renamed": renamed("channel"),
  "channel.moved": moved,
  "channel.type": retyped,
  "rule.added": ({ first }, voice) => ruleChange(first, voice),
  "rule.changed": ({ first }, voice) => ruleChange(first, voice),
  "rule.removed": ({ first }, voice) => ruleChange(first, voice),
  "exception.added": ({ first }, voice) => exceptionChange(first, voice),
  "exception.changed": ({ first }, voice) => exceptionChange(first, voice),
  "exception.removed": ({ first }, voice) => exceptionChange(first, voice),
  "ignore.added": ({ first }, voice) => ignoreChange(first, voice),
  "ignore.removed": ({ first }, voice) => ignoreChange(first, voice),
  "manage.changed": ({ first }, voice) => manageChange(first, voice),
  "guild.changed": ({ first }, voice) => guildChange(first, voice),
  "guild.owner": ({ first }, voice) => guildChange(first, voice),
  "guild.mfa": ({ first }, voice) => guildChange(first, voice),
} as const satisfies Record<ChangeKind, Words>;

/** What the change means: a few short sentences, the first the most telling. */
export function changeSentences(group: ChangeGroup, voice: Voice): string[] {
  const words: Words = WORDS[group.first.kind];
  return words(group, voice).map(capital);
}
