/** Judges a rule on a guild, live or desired: who has what the rule does not let them have, where, and through what. */
import { bitsOf } from "../permissions/flags.ts";
import { targetKey, type OverwriteTarget } from "../permissions/overwrite.ts";
import { everyoneRole, type ChannelId, type UserId } from "../permissions/snowflake.ts";
import type { GuildRights } from "./guild-rights.ts";
import { holdingsOf, isAdministrator, type Holdings, type Part, type Spot, type Via } from "./holdings.ts";

/** A rule in which every handle has become an id. */
export interface JudgedRule {
  /** Any of these. */
  readonly permissions: bigint;
  /** `only`: nobody else may have them. `never`: these may not. */
  readonly mode: "only" | "never";
  /** Roles that the guild does not have are passed over. */
  readonly holders: readonly OverwriteTarget[];
  /** Null: on the guild level and in every channel. */
  readonly channels: ReadonlySet<ChannelId> | null;
}

/** What one role or member has against a rule, through one thing. */
export interface Breach {
  readonly who: OverwriteTarget;
  /** Whether on the guild level, where no channel counts. */
  readonly guildLevel: boolean;
  /** In the guild's order. */
  readonly channels: readonly ChannelId[];
  /** The permissions of the rule that it has there. */
  readonly permissions: bigint;
  readonly via: Via;
}

const ADMINISTRATOR = bitsOf(["ADMINISTRATOR"]);

/** A guild, and the places in which a rule is judged. */
interface Case {
  readonly guild: GuildRights;
  readonly holdings: Holdings;
  readonly rule: JudgedRule;
  readonly spots: readonly Spot[];
  readonly everyone: OverwriteTarget & { readonly type: "role" };
  /** Whether the rule names @everyone. */
  readonly everyoneNamed: boolean;
}

/** Who is judged, for which permissions, and in which of the places. */
interface Subject {
  readonly who: OverwriteTarget;
  readonly permissions: bigint;
  readonly spots: readonly Spot[];
}

/**
 * A judge of rules on this guild; the rights of all roles are computed once. Breaches come by roles in the guild's order, then by members. Judged on usable
 * permissions: every role alone with @everyone, every member overwrite, and members that a `never` names. Of a role that holds ADMINISTRATOR only that
 * is judged, since it has everything; the owner is passed over.
 */
export function judgeOf(guild: GuildRights): (rule: JudgedRule) => readonly Breach[] {
  const holdings = holdingsOf(guild);
  const everyone = { type: "role", id: everyoneRole(guild.id) } as const;
  return (rule) => {
    const { channels } = rule;
    const spots = holdings.spots.filter(({ channel }) => channels === null || (channel !== null && channels.has(channel.id)));
    const named = new Set(rule.holders.map(targetKey));
    const judged: Case = { guild, holdings, rule, spots, everyone, everyoneNamed: named.has(targetKey(everyone)) };
    return [...rolesIn(judged), ...membersIn(judged)]
      .filter(({ who }) => named.has(targetKey(who)) === (rule.mode === "never"))
      .flatMap((subject) => breachesOf(subject, judged));
  };
}

function rolesIn({ guild, rule, spots }: Case): readonly Subject[] {
  return guild.roles.map((role) => ({
    who: { type: "role", id: role.id },
    permissions: isAdministrator(role) ? rule.permissions & ADMINISTRATOR : rule.permissions,
    spots,
  }));
}

/** Members where they have an overwrite; those whom a `never` names everywhere. */
function membersIn({ guild, rule, spots }: Case): readonly Subject[] {
  const places = new Map<UserId, Set<Spot>>();
  for (const spot of spots) {
    for (const { target } of spot.channel?.overwrites ?? []) {
      if (target.type === "member") places.set(target.id, (places.get(target.id) ?? new Set()).add(spot));
    }
  }
  for (const holder of rule.mode === "never" ? rule.holders : []) {
    if (holder.type === "member") places.set(holder.id, new Set(spots));
  }
  places.delete(guild.ownerId);
  return [...places].map(([id, own]) => ({ who: { type: "member", id }, permissions: rule.permissions, spots: [...own] }));
}

function breachesOf(subject: Subject, judged: Case): readonly Breach[] {
  const found = new Map<string, { readonly via: Via; readonly permissions: bigint; readonly spots: Spot[] }>();
  for (const spot of subject.permissions === 0n ? [] : subject.spots) {
    for (const { via, bits } of partsAgainst(subject, spot, judged)) {
      const key = `${via} ${bits}`;
      const breach = found.get(key) ?? { via, permissions: bits, spots: [] };
      breach.spots.push(spot);
      found.set(key, breach);
    }
  }
  return [...found.values()].map(({ via, permissions, spots }) => ({
    who: subject.who,
    guildLevel: spots.some(({ channel }) => channel === null),
    channels: spots.flatMap(({ channel }) => channel?.id ?? []),
    permissions,
    via,
  }));
}

/** What the subject has of the permissions that it is judged for. */
function partsAgainst({ who, permissions }: Subject, spot: Spot, judged: Case): readonly Part[] {
  const holding = who.type === "role" ? judged.holdings.ofRole(who.id, spot) : judged.holdings.ofMember(who.id, spot);
  if (holding === null || (holding.usable & permissions) === 0n) return [];
  return holding
    .parts()
    .map(({ via, bits }) => ({ via, bits: bits & permissions & ~passedOver(who, { spot, via }, judged) }))
    .filter(({ bits }) => bits !== 0n);
}

/**
 * What everybody has in a place is named at @everyone, and not again at who has it only through @everyone. Where the rule lets @everyone have it
 * it lets all have it. A `never` that does not name @everyone is about its own holders, wherever they have it from.
 */
function passedOver(who: OverwriteTarget, { spot, via }: { readonly spot: Spot; readonly via: Via }, judged: Case): bigint {
  const { everyone, everyoneNamed, holdings, rule } = judged;
  if (who.id === everyone.id || (rule.mode === "never" && !everyoneNamed)) return 0n;
  const throughEveryone = via === "everyone" || via === "everyone-overwrite";
  const allowed = rule.mode === "only" && everyoneNamed;
  return throughEveryone || allowed ? (holdings.ofRole(everyone.id, spot)?.usable ?? 0n) : 0n;
}
