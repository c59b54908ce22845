/** Judges the policy's own desired state by its rules: a policy that breaks one cannot be carried out as it is meant. */
import { judgeOf, type Breach, type JudgedRule } from "../effective/judge.ts";
import { namesOf } from "../permissions/flags.ts";
import { everyoneRole, type ChannelId, type RoleId, type UserId } from "../permissions/snowflake.ts";
import { desiredRights, type DesiredGuild } from "./desired-rights.ts";
import type { Span } from "./node.ts";
import type { Mistakes } from "./mistakes.ts";
import type { Place, Policy, PolicyOverwrite, PolicyRule } from "./policy.ts";
import type { ListedRule } from "./read-rules.ts";

/** Roles times channels. Discord allows about 250 of the ones and 500 of the others; more would take longer than anybody waits. */
const MOST_CELLS = 500_000;
/** More problems than this are not shown, so they are not looked for. */
const MOST_BREACHES = 200;
/** How many channels a sentence names before it counts the rest. */
const MOST_NAMED = 3;

/** Reports each grant by which the policy breaks a rule of its own, at the rule and with the place of the grant. */
export function reportOwnBreaches(policy: Policy, rules: readonly ListedRule[], mistakes: Mistakes): void {
  const [first] = rules;
  if (first === undefined) return;
  if (policy.roles.length * policy.channels.length > MOST_CELLS) {
    const message = "this policy lists more roles and channels than Discord allows, too many to judge rules on";
    mistakes.add({ code: "too-large", span: first.key.span, message });
    return;
  }
  const desired = desiredRights(policy);
  const judge = judgeOf(desired.rights);
  let found = 0;
  for (const { rule, key } of rules) {
    if (found > MOST_BREACHES) return;
    const breaches = judge(judgedRule(rule, desired)).flatMap((breach) => grantsBehind(breach, desired));
    for (const broken of breaches) report(rule, broken, { span: key.span, mistakes });
    found += breaches.length;
  }
}

function judgedRule({ channels, holders, mode, permissions }: PolicyRule, { policy, index }: DesiredGuild): JudgedRule {
  const inside = policy.channels.filter(({ path }) => channels?.some(({ matches }) => matches(path)) === true);
  return {
    permissions,
    mode,
    holders: holders.flatMap((holder) => index.target(holder) ?? []),
    channels: channels === null ? null : new Set(inside.flatMap(({ id }) => id ?? [])),
  };
}

/** A breach that comes from one place of the file. */
interface Broken {
  readonly who: string;
  readonly permissions: bigint;
  /** Where it shows; none on the guild level. */
  readonly paths: readonly string[];
  readonly at: Place;
}

/** The places that grant it: permissions of a role, or one overwrite for a category and all channels synced with it. */
function grantsBehind(breach: Breach, desired: DesiredGuild): readonly Broken[] {
  const grants = new Map<string, { readonly at: Place; readonly paths: string[] }>();
  for (const id of [...(breach.guildLevel ? [null] : []), ...breach.channels]) {
    const at = grantIn(breach, id, desired);
    const key = `${at.line}:${at.column}`;
    const grant = grants.get(key) ?? { at, paths: [] };
    if (id !== null) grant.paths.push(desired.channel(id)?.path ?? id);
    grants.set(key, grant);
  }
  const { permissions } = breach;
  return [...grants.values()].map(({ at, paths }) => ({
    who: nameOf(breach, desired),
    permissions,
    paths: breach.guildLevel ? [] : paths,
    at,
  }));
}

/** Where the policy grants what somebody has in a channel, or on the guild level (null). */
function grantIn({ via, who }: Breach, id: ChannelId | null, desired: DesiredGuild): Place {
  const { guild, roles } = desired.policy;
  const granted = via === "everyone" || via === "everyone-overwrite" ? everyoneRole(guild.id) : who.id;
  const overwrite = id === null || via === "role" || via === "everyone" ? null : overwriteIn(id, granted, desired);
  if (overwrite !== null) return overwrite.at;
  return roles.find((listed) => listed.id === granted)?.permissions?.at ?? guild.at;
}

function overwriteIn(id: ChannelId, granted: RoleId | UserId, { channel, index }: DesiredGuild): PolicyOverwrite | null {
  const place = channel(id);
  const overwrites = place === null ? null : index.overwrites(place);
  return overwrites?.find(({ target }) => index.target(target)?.id === granted) ?? null;
}

/** As the policy calls it. */
function nameOf({ who }: Breach, { role }: DesiredGuild): string {
  return (who.type === "role" ? role(who.id)?.handle : undefined) ?? `${who.type}:${who.id}`;
}

function report(
  rule: PolicyRule,
  { at, paths, permissions, who }: Broken,
  { span, mistakes }: { readonly span: Span; readonly mistakes: Mistakes },
): void {
  const named = paths.slice(0, MOST_NAMED).map((path) => `\`${path}\``);
  const rest = paths.length > MOST_NAMED ? ` and ${paths.length - MOST_NAMED} more` : "";
  const where = paths.length === 0 ? "" : ` in ${named.join(", ")}${rest}`;
  const message = `this policy breaks its own rule \`${rule.name}\`: \`${who}\` has ${namesOf(permissions).join(", ")}${where}`;
  mistakes.add({ code: "own-rule-broken", span, message, related: { span: { at, endColumn: at.column + 1 }, message: "granted here" } });
}
