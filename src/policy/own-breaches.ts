/** Judges the policy's own desired state by its rules: a policy that breaks one cannot be carried out as it is meant. */
import { judgeOf, type Breach, type JudgedRule } from "../effective/judge.ts";
import { everyoneRole, type ChannelId, type RoleId, type UserId } from "../permissions/snowflake.ts";
import { desiredRights, type DesiredGuild } from "./desired-rights.ts";
import type { Place, Policy, PolicyOverwrite, PolicyRule } from "./policy.ts";

/** Roles times channels. Discord allows about 250 of the ones and 500 of the others; more would take longer than anybody waits. */
const MOST_CELLS = 500_000;
/** More problems than this are not shown, so they are not looked for. */
const MOST_BREACHES = 200;

/** A rule of a policy that its own desired state breaks. */
export interface BrokenOwnRule {
  readonly name: string;
  /** Of the rule. */
  readonly at: Place;
  /** Who has what against it, and where that is granted. */
  readonly breaches: readonly OwnBreach[];
}

/** What somebody has against a rule, from one place of the file. */
export interface OwnBreach {
  /** By the id that the policy has, else by handle; the name is the one in Discord, null where the policy has none. */
  readonly who: { readonly type: "role" | "member"; readonly id: string; readonly name: string | null };
  readonly permissions: bigint;
  /** Paths in the policy; none: on the whole server. */
  readonly channels: readonly string[];
  /** Where the policy grants it. */
  readonly at: Place;
}

/** Whether a policy is so large that judging its rules would take longer than anybody waits. */
export function isTooLargeToJudge({ roles, channels }: Policy): boolean {
  return roles.length * channels.length > MOST_CELLS;
}

/** The rules that the policy breaks itself, in file order. Not all of them where there are hundreds of breaches. */
export function ownBreaches(policy: Policy): readonly BrokenOwnRule[] {
  if (policy.rules.length === 0) return [];
  const desired = desiredRights(policy);
  const judge = judgeOf(desired.rights);
  const scene: Judged = { policy, desired };
  const broken: BrokenOwnRule[] = [];
  let found = 0;
  for (const rule of policy.rules) {
    if (found > MOST_BREACHES) break;
    const breaches = judge(judgedRule(rule, desired)).flatMap((breach) => grantsBehind(breach, scene));
    if (breaches.length > 0) broken.push({ name: rule.name, at: rule.at, breaches });
    found += breaches.length;
  }
  return broken;
}

/** A policy as it is written, and the guild that it wants. */
interface Judged {
  readonly policy: Policy;
  readonly desired: DesiredGuild;
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

/** The places that grant it: permissions of a role, or one overwrite for a category and all channels synced with it. */
function grantsBehind(breach: Breach, { policy, desired }: Judged): readonly OwnBreach[] {
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
    who: holderOf(breach, { policy, desired }),
    permissions,
    channels: breach.guildLevel ? [] : paths,
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

function holderOf({ who }: Breach, { policy, desired }: Judged): OwnBreach["who"] {
  const role = who.type === "role" ? desired.role(who.id) : null;
  if (role === null) return { ...who, name: null };
  // An id that was made up for the judging is none that anybody knows.
  const known = policy.roles.some(({ id }) => id === who.id);
  return { type: "role", id: known ? who.id : role.handle, name: role.name };
}
