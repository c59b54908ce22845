/** What the policy says since its last change, and Discord not yet: one clause for each kind of finding that awaits rollout. */
import type { Finding, FindingKind, FindingValue, StateKind } from "../../drift/finding.ts";
import { DANGEROUS } from "../../permissions/flags.ts";
import { breachSummary } from "../words/breach.ts";
import { holdersOf, peopleWords } from "../words/holder.ts";
import { placeWords } from "../words/order.ts";
import { labelsOf, pageOf } from "../words/permission.ts";
import type { Voice } from "../words/voice.ts";
import { targetWords } from "../words/who.ts";

type Claim = (finding: Finding, voice: Voice) => string;

const subject: Claim = (finding, voice) => voice.name(finding.subject.name);

/** `gives Helper Manage Messages and takes away Kick Members`. `granted` is what Discord still has: the policy takes it. */
function gives(who: string, finding: Pick<Finding, "granted" | "revoked" | "subject">): string {
  const { granted, revoked } = finding;
  const given = revoked === 0n ? "" : `gives ${who} ${labelsOf(revoked, pageOf(finding))}`;
  if (granted === 0n) return given === "" ? `wants other permissions for ${who}` : given;
  const taken = labelsOf(granted, pageOf(finding));
  return given === "" ? `takes ${taken} from ${who}` : `${given} and takes away ${taken}`;
}

const inChannel: Claim = (finding, voice) =>
  `${gives(targetWords(finding.target, voice), finding)} in the channel ${subject(finding, voice)}`;

function side(value: FindingValue | null, voice: Voice): string {
  if (value?.kind === "text") return voice.name(value.text);
  return value?.kind === "named" ? voice.name(value.name) : "something else";
}

/** What a channel is called by its type. */
export function channelNoun(value: FindingValue | null): string {
  return value?.kind === "channel" && value.type === "category" ? "category" : "channel";
}

const renamed: Claim = (finding, voice) =>
  `has the name ${side(finding.desired, voice)} for the ${finding.subject.type} ${subject(finding, voice)}`;

const order: Claim = (finding, voice) => {
  const place = placeWords(finding, "desired", voice);
  return `wants the role ${subject(finding, voice)} ${place === "" ? "elsewhere in the order of roles" : place}`;
};

/** `gives the role Admin to the member kim and takes it from the member dave`. */
const holders: Claim = (finding, voice) => {
  const { extra, missing } = holdersOf(finding);
  const role = `the role ${subject(finding, voice)}`;
  const given = missing.length === 0 ? "" : `gives ${role} to ${peopleWords(missing, voice)}`;
  if (extra.length === 0) return given === "" ? `wants other people to hold ${role}` : given;
  return `${given === "" ? "" : `${given} and `}takes ${given === "" ? role : "it"} from ${peopleWords(extra, voice)}`;
};

const CLAIMS = {
  "role.permissions": (finding, voice) => gives(subject(finding, voice), finding),
  "role.unexpected": (finding, voice) =>
    finding.note === null
      ? `no longer lists the role ${subject(finding, voice)}`
      : gives(subject(finding, voice), { ...finding, granted: finding.granted & DANGEROUS }),
  "role.missing": (finding, voice) => `has a role ${subject(finding, voice)}`,
  "role.renamed": renamed,
  "role.hierarchy": order,
  "role.members": holders,
  "overwrite.changed": inChannel,
  "overwrite.unexpected": inChannel,
  "overwrite.missing": inChannel,
  "channel.unexpected": (finding, voice) =>
    finding.note === null
      ? `no longer lists the ${channelNoun(finding.live)} ${subject(finding, voice)}`
      : `no longer tolerates what is granted in the channel ${subject(finding, voice)}`,
  "channel.missing": (finding, voice) => `has a ${channelNoun(finding.desired)} ${subject(finding, voice)}`,
  "channel.hidden": (finding, voice) => `has the channel ${subject(finding, voice)}, which the bot cannot see`,
  "channel.renamed": renamed,
  "channel.moved": (finding, voice) =>
    `wants the channel ${subject(finding, voice)} ${finding.desired === null ? "outside of all categories" : `in the category ${side(finding.desired, voice)}`}`,
  "channel.type": (finding, voice) =>
    `wants the channel ${subject(finding, voice)} to be of the type ${side(finding.desired, voice)}, not ${side(finding.live, voice)}`,
  "rule.broken": (finding, voice) => `has the rule ${subject(finding, voice)}, and ${breachSummary(finding, voice)}`,
  "guild.owner": (finding, voice) => `names the owner ${side(finding.desired, voice)}, not ${side(finding.live, voice)}`,
  "guild.mfa": ({ desired }) =>
    `wants two-factor login for moderators ${desired?.kind === "number" && desired.number === 0 ? "off" : "on"}`,
} as const satisfies Record<StateKind, Claim>;

function isClaimed(kind: FindingKind): kind is StateKind {
  return kind in CLAIMS;
}

/** `the policy now gives Helper Manage Messages; Discord is not changed yet`. Events never await anything: null. */
export function rolloutClaim(finding: Finding, voice: Voice): string | null {
  if (!isClaimed(finding.kind)) return null;
  const claim: Claim = CLAIMS[finding.kind];
  const says = claim(finding, voice);
  return `the policy ${says.startsWith("no longer") ? says : `now ${says}`}; Discord is not changed yet`;
}
