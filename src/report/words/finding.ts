/** The catalogue: what each kind of finding is called, and the one clause that says what happened. Logic has no words of its own. */
import type { Finding, FindingKind, FindingValue, Severity } from "../../drift/finding.ts";
import { breachSummary } from "./breach.ts";
import { holderWords } from "./holder.ts";
import { orderWords } from "./order.ts";
import { labelsOf, shiftWords } from "./permission.ts";
import { counted } from "./time.ts";
import type { Voice } from "./voice.ts";
import { targetWords } from "./who.ts";

interface KindWords {
  /** What the kind is called in lists. */
  readonly title: string;
  /** One clause without a full stop, in the past tense where an entry can tell when. */
  readonly claim: (finding: Finding, voice: Voice) => string;
}

export const SEVERITY_WORDS = {
  critical: "Critical",
  high: "High",
  medium: "Medium",
  low: "Low",
} as const satisfies Record<Severity, string>;

const subject = (finding: Finding, voice: Voice): string => voice.name(finding.subject.name);
const shift = (finding: Finding): string => shiftWords(finding) ?? "has other permissions than agreed";

/** `In staff, @everyone`: the channel and whom its overwrite is for. */
const inChannel = (finding: Finding, voice: Voice): string =>
  `in the channel ${subject(finding, voice)}, ${targetWords(finding.target, voice)}`;

/** Whether an entry tells how it came: then the clause says what was done, else only what is. */
const told = (finding: Finding): boolean => finding.attribution.changes.length > 0;

/** The name or value of one side; "something else" where that side says nothing in one word. */
function side(value: FindingValue | null, voice: Voice): string {
  if (value === null) return "none";
  if (value.kind === "text") return voice.name(value.text);
  if (value.kind === "named") return voice.name(value.name);
  return "something else";
}

const WORDS = {
  "role.permissions": {
    title: "a role's permissions differ",
    claim: (finding, voice) => `${subject(finding, voice)} ${shift(finding)}`,
  },
  "role.unexpected": {
    title: "a role that the policy does not list",
    claim: (finding, voice) => {
      const made = finding.attribution.changes.some(({ action }) => action === "ROLE_CREATE");
      const permissions = finding.granted === 0n ? "no permission" : labelsOf(finding.granted, "role");
      if (told(finding) && !made) return `the role ${subject(finding, voice)} was changed to hold ${permissions}`;
      return `the role ${subject(finding, voice)} ${made ? "was made" : "is in Discord"} with ${permissions}`;
    },
  },
  "role.missing": {
    title: "a role of the policy is missing",
    claim: (finding, voice) => `the role ${subject(finding, voice)} of the policy ${told(finding) ? "was deleted" : "is not in Discord"}`,
  },
  "role.renamed": {
    title: "a role was renamed",
    claim: (finding, voice) =>
      `the role ${side(finding.desired, voice)} ${told(finding) ? "was renamed to" : "is now called"} ${side(finding.live, voice)}`,
  },
  "role.hierarchy": {
    title: "a role stands elsewhere in the order of roles",
    claim: (finding, voice) => `the role ${subject(finding, voice)} ${orderWords(finding, voice)}`,
  },
  "role.members": {
    title: "other people hold a role than agreed",
    claim: holderWords,
  },
  "overwrite.changed": {
    title: "a channel's permissions differ",
    claim: (finding, voice) => `${inChannel(finding, voice)} ${shift(finding)}`,
  },
  "overwrite.unexpected": {
    title: "a channel has permissions that the policy does not list",
    claim: (finding, voice) =>
      `${inChannel(finding, voice)} ${told(finding) ? "was added to" : "stands on"} the list of permissions, and so ${shift(finding)}`,
  },
  "overwrite.missing": {
    title: "a channel's permissions are missing",
    claim: (finding, voice) =>
      `${inChannel(finding, voice)} ${told(finding) ? "was taken off" : "is missing from"} the list of permissions, and so ${shift(finding)}`,
  },
  "channel.unexpected": {
    title: "a channel that the policy does not list",
    claim: (finding, voice) => `the channel ${subject(finding, voice)} ${told(finding) ? "was made" : "is in Discord"}`,
  },
  "channel.missing": {
    title: "a channel of the policy is missing",
    claim: (finding, voice) =>
      `the channel ${subject(finding, voice)} of the policy ${told(finding) ? "was deleted" : "is not in Discord"}`,
  },
  "channel.hidden": {
    title: "the bot cannot see channels",
    claim: (finding, voice) =>
      finding.subject.type === "channel"
        ? `the channel ${subject(finding, voice)} ${told(finding) ? "was made where" : "is there, but"} the bot cannot see it`
        : `the bot cannot see ${counted(finding.also.length, "channel")} of the policy`,
  },
  "channel.renamed": {
    title: "a channel was renamed",
    claim: (finding, voice) =>
      `the channel ${side(finding.desired, voice)} ${told(finding) ? "was renamed to" : "is now called"} ${side(finding.live, voice)}`,
  },
  "channel.moved": {
    title: "a channel is in another category",
    claim: (finding, voice) => `the channel ${subject(finding, voice)} was moved${movement(finding, voice)}`,
  },
  "channel.type": {
    title: "a channel is of another type",
    claim: (finding, voice) =>
      told(finding)
        ? `the channel ${subject(finding, voice)} was turned from ${side(finding.desired, voice)} into ${side(finding.live, voice)}`
        : `the channel ${subject(finding, voice)} is of the type ${side(finding.live, voice)}, not ${side(finding.desired, voice)}`,
  },
  "rule.broken": {
    title: "a rule of the policy is broken",
    claim: (finding, voice) => `the rule ${subject(finding, voice)} is broken: ${breachSummary(finding, voice)}`,
  },
  "guild.owner": {
    title: "the server has another owner",
    claim: (finding, voice) =>
      told(finding)
        ? `the server went from the owner ${side(finding.desired, voice)} to the owner ${side(finding.live, voice)}`
        : `the owner of the server is ${side(finding.live, voice)}, not ${side(finding.desired, voice)}`,
  },
  "guild.mfa": {
    title: "two-factor login for moderators differs",
    claim: (finding) =>
      isOff(finding.live)
        ? `two-factor login for moderators ${told(finding) ? "was disabled" : "is off"}`
        : `two-factor login for moderators ${told(finding) ? "was enabled" : "is on"}`,
  },
  "member.granted": {
    title: "somebody was given a strong role",
    claim: (finding, voice) => `${targetWords(finding.target, voice)} was given the role ${subject(finding, voice)}`,
  },
  "bot.added": {
    title: "a bot was added",
    claim: (finding, voice) =>
      finding.target === undefined
        ? "a bot was added to the server"
        : `the bot ${voice.name(finding.target.name ?? finding.target.id)} was added to the server`,
  },
  "guild.owner.changed": {
    title: "the server changed hands",
    claim: (finding, voice) => `the server was handed to another owner${ownerAfter(finding.live, voice)}`,
  },
  "guild.mfa.changed": {
    title: "two-factor login for moderators was changed",
    claim: (finding) => `two-factor login for moderators was ${isOff(finding.live) ? "disabled" : "enabled"}`,
  },
  "command.permissions": {
    title: "who may use a bot's commands was changed",
    claim: () => "who may use the commands of a bot was changed",
  },
  "change.reverted": {
    title: "rights that somebody had for a while",
    claim: (finding, voice) => {
      if (finding.target === undefined) return `${subject(finding, voice)} ${shift(finding)}`;
      if (finding.subject.type === "channel") return `${inChannel(finding, voice)} ${shift(finding)}`;
      const given = finding.live?.kind === "event" && finding.live.after === "yes";
      return `${targetWords(finding.target, voice)} ${given ? "was given" : "lost"} the role ${subject(finding, voice)}`;
    },
  },
  "audit.gap": {
    title: "a part of the audit log is gone",
    claim: () => "a part of Discord's audit log could not be read any more, so changes in that time cannot be explained",
  },
} as const satisfies Record<FindingKind, KindWords>;

function isOff(value: FindingValue | null): boolean {
  if (value?.kind === "event") return value.after === 0;
  return value?.kind === "number" && value.number === 0;
}

/** The id is all that the log has of an owner. */
function ownerAfter(value: FindingValue | null, voice: Voice): string {
  return value?.kind === "event" && typeof value.after === "string" ? `, the user with the id ${voice.name(value.after)}` : "";
}

/** Out of a category, into one, or from one to another. */
function movement({ desired, live }: Finding, voice: Voice): string {
  if (live === null) return ` out of the category ${side(desired, voice)}`;
  if (desired === null) return ` into the category ${side(live, voice)}`;
  return ` from the category ${side(desired, voice)} to ${side(live, voice)}`;
}

/** What the finding's kind is called in lists. */
export function kindTitle(kind: FindingKind): string {
  return WORDS[kind].title;
}

/** What happened, as a clause without a full stop. */
export function claim(finding: Finding, voice: Voice): string {
  const words: KindWords = WORDS[finding.kind];
  return words.claim(finding, voice);
}

/** The text with its first letter as a capital; where it begins with a name it stays as it is. */
export function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
