/** The rules of the policy on the live guild: who breaks them, and through which fields. */
import { channelUse } from "../effective/channel-use.ts";
import { judgeOf, type Breach as JudgedBreach, type JudgedRule } from "../effective/judge.ts";
import { unionOf } from "../permissions/flags.ts";
import { compareSnowflakes, type ChannelId } from "../permissions/snowflake.ts";
import type { PolicyRule } from "../policy/policy.ts";
import { namedTarget } from "./compare-overwrites.ts";
import { resolveTarget } from "./desired-overwrites.ts";
import { differing, type Difference } from "./difference.ts";
import type { Sides } from "./field-state.ts";
import type { Breach, BreachVia, Effect, Named, Subject } from "./finding.ts";
import type { Unchecked } from "./report.ts";
import { channelPath } from "./scope.ts";
import { whyUnseen } from "./unseen.ts";

/** A rule that is broken. */
export interface BrokenRule {
  readonly rule: PolicyRule;
  readonly breaches: readonly JudgedBreach[];
  /** Without the fields through which it is broken. */
  readonly difference: Difference;
  readonly effect: readonly Effect[];
}

/** In file order. */
export function brokenRules(sides: Sides): BrokenRule[] {
  if (sides.policy.rules.length === 0) return [];
  const judge = judgeOf(sides.rights);
  return sides.policy.rules.flatMap((rule) => {
    const breaches = breachesOf(rule, sides, judge);
    return breaches.length === 0 ? [] : [brokenRule(rule, breaches, sides)];
  });
}

/** Who breaks a rule of this side's policy on the live guild. */
export function breachesOf(rule: PolicyRule, sides: Sides, judge: ReturnType<typeof judgeOf>): JudgedBreach[] {
  // Members come in the order in which Discord lists overwrites, which says nothing.
  return judge(judgedRule(rule, sides)).toSorted(byMember);
}

/** Rules that could not be judged in every channel. */
export function uncheckedRules(sides: Sides): Unchecked[] {
  const unseen = sides.binding.channels.filter((bound) => bound.live?.overwrites === null || whyUnseen(bound, sides.probes) !== null);
  const ofChannels = channelUse("category").uses;
  return sides.policy.rules.flatMap((rule): Unchecked[] => {
    const reached = unseen.filter(({ listed }) => isIn(rule, listed.path));
    if (reached.length === 0 || (rule.channels === null && (rule.permissions & ofChannels) === 0n)) return [];
    const channels = reached.length === 1 ? "one channel" : `${reached.length} channels`;
    return [{ subject: ruleSubject(rule), why: `it could not be judged in ${channels} that the bot cannot see` }];
  });
}

function ruleSubject({ name }: PolicyRule): Subject {
  return { type: "rule", id: name, name };
}

function isIn({ channels }: PolicyRule, path: string): boolean {
  return channels === null || channels.some((pattern) => pattern.matches(path));
}

function judgedRule(rule: PolicyRule, sides: Sides): JudgedRule {
  const { permissions, mode } = rule;
  const holders = rule.holders.flatMap((target) => resolveTarget(target, sides.binding) ?? []);
  return { permissions, mode, holders, channels: rule.channels === null ? null : channelsOf(rule, sides) };
}

/** Listed channels go by their path in the policy, others by where they are: a channel that came later is reached too. */
function channelsOf(rule: PolicyRule, { snapshot, binding }: Sides): ReadonlySet<ChannelId> {
  const reached = [...snapshot.channels.values()].filter((channel) =>
    isIn(rule, binding.channelOfId.get(channel.id)?.listed.path ?? channelPath(channel, binding)),
  );
  return new Set(reached.map(({ id }) => id));
}

function byMember(left: JudgedBreach, right: JudgedBreach): number {
  if (left.who.type === "member" && right.who.type === "member") return compareSnowflakes(left.who.id, right.who.id);
  return Number(left.who.type === "member") - Number(right.who.type === "member");
}

function brokenRule(rule: PolicyRule, breaches: readonly JudgedBreach[], sides: Sides): BrokenRule {
  const shown = breaches.map((breach) => shownBreach(breach, sides));
  return {
    rule,
    breaches,
    difference: differing("rule.broken", ruleSubject(rule), {
      desired: null,
      live: { kind: "breaches", breaches: shown },
      granted: unionOf(breaches.map(({ permissions }) => permissions)),
      at: rule.at,
      note: rule.reason === null ? null : `The rule's reason: ${rule.reason}`,
    }),
    effect: shown.map(({ who, guildLevel, channels, permissions }) => ({
      who,
      channels: guildLevel ? [] : channels,
      gained: permissions,
      lost: 0n,
    })),
  };
}

function shownBreach({ who, guildLevel, channels, permissions, via }: JudgedBreach, sides: Sides): Breach {
  const names = channels.map((id): Named => ({ id, name: sides.snapshot.channels.get(id)?.name ?? id }));
  return { who: namedTarget(who, sides), guildLevel, channels: names, permissions, via: shownVia(who, via, sides) };
}

function shownVia(who: JudgedBreach["who"], via: JudgedBreach["via"], { snapshot }: Sides): BreachVia {
  const managed = who.type === "role" && snapshot.roles.get(who.id)?.managed === true;
  return via === "role" && managed ? "managed-role" : via;
}
