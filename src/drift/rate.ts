/** The severity of every finding, from the table of grants and the few rules for kinds that grant nothing by themselves. */
import type { Field } from "../audit/link.ts";
import { DANGEROUS } from "../permissions/flags.ts";
import { everyoneRole, isSnowflake } from "../permissions/snowflake.ts";
import type { Difference } from "./difference.ts";
import type { Sides } from "./field-state.ts";
import { SEVERITIES, type Severity, type StateKind } from "./finding.ts";
import { isPrivate } from "./private-channel.ts";
import { severityOfGrant, type Audience } from "./severity.ts";

type Rule = (difference: Difference, sides: Sides) => Severity;

const always =
  (severity: Severity): Rule =>
  () =>
    severity;

const byRoleGrant: Rule = ({ granted, subject }, sides) =>
  severityOfGrant({ granted, audience: audienceOf(subject, sides), reach: "guild", privateChannel: true });

const byOverwriteGrant: Rule = ({ granted, subject, target }, sides) =>
  severityOfGrant({
    granted,
    audience: target === undefined ? "role" : audienceOf(target, sides),
    reach: "channel",
    privateChannel: isSnowflake<"channel">(subject.id) && isPrivate(subject.id, sides),
  });

/** An unexpected channel counts by what its overwrites grant. */
const byItsOverwrites: Rule = ({ subject }, { snapshot }) => {
  const live = isSnowflake<"channel">(subject.id) ? snapshot.channels.get(subject.id) : undefined;
  const dangerous = [...(live?.overwrites?.values() ?? [])].some((overwrite) => (overwrite.allow & DANGEROUS) !== 0n);
  return dangerous ? "high" : "low";
};

const RULES = {
  "role.permissions": byRoleGrant,
  "role.unexpected": byRoleGrant,
  "role.missing": always("medium"),
  "role.renamed": always("low"),
  "overwrite.changed": byOverwriteGrant,
  "overwrite.unexpected": byOverwriteGrant,
  "overwrite.missing": byOverwriteGrant,
  "channel.unexpected": byItsOverwrites,
  "channel.missing": always("medium"),
  "channel.hidden": ({ subject }) => (subject.type === "guild" ? "medium" : "high"),
  "channel.renamed": always("low"),
  "channel.moved": always("low"),
  "channel.type": always("low"),
  "guild.owner": always("critical"),
  "guild.mfa": ({ live }) => (live?.kind === "number" && live.number === 0 ? "high" : "low"),
} as const satisfies Record<StateKind, Rule>;

/** How bad a difference is. */
export function severityOf(difference: Difference, sides: Sides): Severity {
  return RULES[difference.kind](difference, sides);
}

/** How bad it was that these bits were granted on a field for a while. */
export function severityOfFieldGrant(field: Field, granted: bigint, sides: Sides): Severity {
  if (field.of === "role") return severityOfGrant({ granted, audience: audienceOf(field, sides), reach: "guild", privateChannel: true });
  if (field.of !== "overwrite") return "high";
  return severityOfGrant({
    granted,
    audience: audienceOf(field.target, sides),
    reach: "channel",
    privateChannel: isPrivate(field.id, sides),
  });
}

/** The worse of two. */
export function worst(left: Severity, right: Severity): Severity {
  return SEVERITIES.indexOf(left) <= SEVERITIES.indexOf(right) ? left : right;
}

function audienceOf(who: { readonly type?: string; readonly id: string }, { policy }: Sides): Audience {
  if (who.type === "member") return "member";
  const everyone: string = everyoneRole(policy.guild.id);
  return who.id === everyone ? "everyone" : "role";
}
