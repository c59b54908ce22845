/** An agreed change as an instruction: what to do in Discord, in one line. Where to do it is in rollout-steps.ts. */
import type { Finding, FindingKind, FindingValue, StateKind } from "../../drift/finding.ts";
import { DANGEROUS } from "../../permissions/flags.ts";
import { breachSummary } from "../words/breach.ts";
import { holdersOf, peopleWords } from "../words/holder.ts";
import { code } from "../words/neutralise.ts";
import { placeWords } from "../words/order.ts";
import { labelOf, listed, pageOf, strongestFirst } from "../words/permission.ts";
import { channelNoun } from "./claim.ts";
import { happened } from "../words/sentence.ts";
import { MARKDOWN } from "../words/voice.ts";
import { targetWords } from "../words/who.ts";
import { capital } from "../words/finding.ts";
import { switchStates } from "../words/switch-states.ts";

/** More switches than this are counted, not listed. */
const SWITCHES = 12;

type Todo = (finding: Finding) => string;

const named: Todo = ({ subject }) => code(subject.name);
const who: Todo = ({ target }) => targetWords(target, MARKDOWN);

/** `**Manage Messages** and **Kick Members**`. */
export function switchWords(bits: bigint, finding: Pick<Finding, "subject">): string {
  const labels = strongestFirst(bits).map((name) => `**${labelOf(name, pageOf(finding))}**`);
  const more = labels.length - SWITCHES;
  return listed(more > 0 ? [...labels.slice(0, SWITCHES), `${more} more`] : labels);
}

function rolePermissions(finding: Finding): string {
  const on = finding.revoked === 0n ? [] : [`turn on ${switchWords(finding.revoked, finding)}`];
  const off = finding.granted === 0n ? [] : [`turn off ${switchWords(finding.granted, finding)}`];
  const parts = [...on, ...off];
  return `${parts.length === 0 ? "Change the permissions" : capital(parts.join(" and "))} for the role ${named(finding)}`;
}

function unexpectedRole(finding: Finding): string {
  if (finding.note === null) return `Delete the role ${named(finding)}`;
  return rolePermissions({ ...finding, granted: finding.granted & DANGEROUS, revoked: 0n });
}

/** The three states of a switch in a channel, as they are agreed now. */
function channelSwitches(finding: Finding): string {
  return listed(switchStates(finding).map(({ bits, sign }) => `${switchWords(bits, finding)} to ${sign}`));
}

/** Every member's entry always stands on the list: it can be changed, not added or taken off. */
const isEveryone = ({ target }: Finding): boolean => target?.name === "@everyone";

function changedOverwrite(finding: Finding): string {
  const states = channelSwitches(finding);
  const place = `for ${who(finding)} in the channel ${named(finding)}`;
  return states === "" ? `Change the permissions ${place}` : `Set ${states} ${place}`;
}

function missingOverwrite(finding: Finding): string {
  if (isEveryone(finding)) return changedOverwrite(finding);
  const states = channelSwitches(finding);
  const add = `Add ${who(finding)} to the permissions of the channel ${named(finding)}`;
  return states === "" ? add : `${add}, and set ${states}`;
}

function unexpectedOverwrite(finding: Finding): string {
  return isEveryone(finding) ? changedOverwrite(finding) : `Take ${who(finding)} off the permissions of the channel ${named(finding)}`;
}

function side(value: FindingValue | null): string {
  if (value?.kind === "text") return code(value.text);
  return value?.kind === "named" ? code(value.name) : "what the policy says";
}

const rename: Todo = (finding) => `Rename the ${finding.subject.type} ${named(finding)} to ${side(finding.desired)}`;

function moveRole(finding: Finding): string {
  const place = placeWords(finding, "desired", MARKDOWN);
  return `Move the role ${named(finding)} in the list of roles${place === "" ? "" : `, so that it stands ${place}`}`;
}

function changeHolders(finding: Finding): string {
  const { extra, missing } = holdersOf(finding);
  const role = `the role ${named(finding)}`;
  const give = missing.length === 0 ? "" : `Give ${role} to ${peopleWords(missing, MARKDOWN)}`;
  if (extra.length === 0) return give === "" ? `Change who holds ${role}` : give;
  const others = peopleWords(extra, MARKDOWN);
  return give === "" ? `Take ${role} from ${others}` : `${give}, and take it from ${others}`;
}

function makeChannel(finding: Finding): string {
  const { desired } = finding;
  const parent = desired?.kind === "channel" ? desired.parent : null;
  return `Make the ${channelNoun(desired)} ${named(finding)}${parent === null ? "" : ` in the category ${code(parent.name)}`}`;
}

const TODOS = {
  "role.permissions": rolePermissions,
  "role.unexpected": unexpectedRole,
  "role.missing": (finding) => `Make the role ${named(finding)}`,
  "role.renamed": rename,
  "role.hierarchy": moveRole,
  "role.members": changeHolders,
  "overwrite.changed": changedOverwrite,
  "overwrite.unexpected": unexpectedOverwrite,
  "overwrite.missing": missingOverwrite,
  "channel.unexpected": (finding) =>
    finding.note === null
      ? `Delete the ${channelNoun(finding.live)} ${named(finding)}`
      : `Look at what the channel ${named(finding)} grants`,
  "channel.missing": makeChannel,
  "channel.hidden": (finding) => `Let the bot see the channel ${named(finding)}`,
  "channel.renamed": rename,
  "channel.moved": (finding) =>
    `Drag the channel ${named(finding)} ${finding.desired === null ? "out of its category, to the top" : `into the category ${side(finding.desired)}`}`,
  "channel.type": (finding) =>
    canTurn(finding)
      ? `Turn the channel ${named(finding)} from ${side(finding.live)} into ${side(finding.desired)}`
      : `Make a channel of the type ${side(finding.desired)} in the place of ${named(finding)}, which is of the type ${side(finding.live)}`,
  "rule.broken": (finding) => `See that the rule ${named(finding)} holds: for now ${breachSummary(finding, MARKDOWN)}`,
  "guild.owner": ({ desired }) =>
    `Hand the server over to ${desired?.kind === "text" ? `the user with the id ${code(desired.text)}` : "its agreed owner"}`,
  "guild.mfa": (finding) => `Turn ${isOff(finding.desired) ? "off" : "on"} two-factor login for moderators`,
} as const satisfies Record<StateKind, Todo>;

/** Discord turns text channels into announcement channels and back, and no others (docs: resources/channel, "Modify Channel"). */
export function canTurn({ desired, live }: Pick<Finding, "desired" | "live">): boolean {
  return [desired, live].every((value) => value?.kind === "text" && (value.text === "text" || value.text === "announcement"));
}

export function isOff(value: FindingValue | null): boolean {
  return value?.kind === "number" && value.number === 0;
}

function hasTodo(kind: FindingKind): kind is StateKind {
  return kind in TODOS;
}

/** Without a full stop, as Markdown: `Turn on **Manage Messages** for the role Helper`. Events are nothing to do: what happened, then. */
export function todoWords(finding: Finding): string {
  if (!hasTodo(finding.kind)) return capital(happened(finding, MARKDOWN));
  const todo: Todo = TODOS[finding.kind];
  return todo(finding);
}
