/** The severity of every finding, from the table of grants and the few rules for kinds that grant nothing by themselves. */
import { everyoneRole, isSnowflake } from "../permissions/snowflake.ts";
import { liftsModeration } from "./compare-hierarchy.ts";
import type { Difference } from "./difference.ts";
import type { Sides } from "./field-state.ts";
import { SEVERITIES, type Breach, type Effect, type Severity, type StateKind, type Target } from "./finding.ts";
import { isPrivate } from "./private-channel.ts";
import { severityOfGrant, type Audience, type Grant } from "./severity.ts";

type Rule = (difference: Difference, effect: readonly Effect[], sides: Sides) => Severity;

const always =
  (severity: Severity): Rule =>
  () =>
    severity;

const ofRole: Rule = (_, effect, sides) => severityOfEffect(effect, "guild", sides);
const ofOverwrite: Rule = (_, effect, sides) => severityOfEffect(effect, "channel", sides);

/** An unexpected channel counts by the dangerous grants in it. */
const byItsOverwrites: Rule = ({ fields }) => (fields.some(({ field }) => field.of === "overwrite") ? "high" : "low");

const RULES = {
  "role.permissions": ofRole,
  "role.unexpected": ofRole,
  "role.missing": always("medium"),
  "role.renamed": always("low"),
  "role.hierarchy": (difference, _, sides) => (liftsModeration(difference, sides) ? "high" : "low"),
  "role.members": ofRole,
  "overwrite.changed": ofOverwrite,
  "overwrite.unexpected": ofOverwrite,
  "overwrite.missing": ofOverwrite,
  "channel.unexpected": byItsOverwrites,
  "channel.missing": always("medium"),
  "channel.hidden": ({ subject }) => (subject.type === "guild" ? "medium" : "high"),
  "channel.renamed": always("low"),
  "channel.moved": always("low"),
  "channel.type": always("low"),
  "rule.broken": ({ live }, _, sides) => (live?.kind === "breaches" ? severityOfBreaches(live.breaches, sides) : "low"),
  "guild.owner": always("critical"),
  "guild.mfa": ({ live }) => (live?.kind === "number" && live.number === 0 ? "high" : "low"),
} as const satisfies Record<StateKind, Rule>;

/** How bad a difference is. */
export function severityOf(difference: Difference, effect: readonly Effect[], sides: Sides): Severity {
  return RULES[difference.kind](difference, effect, sides);
}

/** How bad it is that somebody can do this: the worst of all that anybody gained. Losing is low. `reach`: a role's own permissions, or an overwrite. */
export function severityOfEffect(effect: readonly Effect[], reach: Grant["reach"], sides: Sides): Severity {
  return effect.reduce<Severity>((severity, { who, channels, gained }) => {
    const privateChannel = channels.some(({ id }) => isSnowflake<"channel">(id) && isPrivate(id, sides));
    return worst(severity, severityOfGrant({ granted: gained, audience: audienceOf(who, sides), reach, privateChannel }));
  }, "low");
}

/** How bad it is that a rule does not hold, where the rule itself does not say. */
function severityOfBreaches(breaches: readonly Breach[], sides: Sides): Severity {
  return breaches.reduce<Severity>((severity, { who, guildLevel, channels, permissions }) => {
    const effect: Effect = { who, channels, gained: permissions, lost: 0n };
    return worst(severity, severityOfEffect([effect], guildLevel ? "guild" : "channel", sides));
  }, "low");
}

/** How bad an overwrite was in a channel that the bot cannot see, where no effect can be worked out. */
export function severityUnseen(granted: bigint, target: Target, sides: Sides): Severity {
  return severityOfGrant({ granted, audience: audienceOf(target, sides), reach: "channel", privateChannel: true });
}

/** The worse of two. */
function worst(left: Severity, right: Severity): Severity {
  return SEVERITIES.indexOf(left) <= SEVERITIES.indexOf(right) ? left : right;
}

function audienceOf(who: Target, { policy }: Sides): Audience {
  if (who.type === "member") return "member";
  const everyone: string = everyoneRole(policy.guild.id);
  return who.id === everyone ? "everyone" : "role";
}
