/** Who can do more, and who less, when one guild becomes another: by effective permission, not by bit. */
import { bitsOf, ESCALATING, has } from "../permissions/flags.ts";
import { targetKey, type OverwriteTarget } from "../permissions/overwrite.ts";
import { compareSnowflakes, everyoneRole, type ChannelId } from "../permissions/snowflake.ts";
import { channelUse } from "./channel-use.ts";
import { effective } from "./effective.ts";
import type { ChannelRights, GuildRights } from "./guild-rights.ts";
import type { Subject } from "./subject.ts";

/** What one role (with @everyone) or one member's overwrite can do more and less, in these channels or (none) on the whole server. */
export interface Shift {
  readonly who: OverwriteTarget;
  readonly channels: readonly ChannelId[];
  readonly gained: bigint;
  readonly lost: bigint;
}

const ADMINISTRATOR = bitsOf(["ADMINISTRATOR"]);
/** What counts on the whole server: permissions that no channel uses, and those that reach further from a role than from an overwrite. */
const OF_GUILD = ~channelUse("category").uses | ESCALATING;

/**
 * The shifts, grouped: the same gain and loss in many channels is one. What @everyone gains or loses is not told again for every role, what a role
 * gains on the whole server not again for every channel, and beside ADMINISTRATOR nothing else counts. Channels that only one side has are left out.
 */
export function compareRights(before: GuildRights, after: GuildRights): Shift[] {
  const everyone = everyoneRole(after.id);
  const sides: Sides = { before, after, pairs: channelPairs(before, after) };
  const own = changesOf({ type: "role", id: everyone }, sides);
  const roles = new Set([...before.roles, ...after.roles].map(({ id }) => id).filter((id) => id !== everyone));
  const others: readonly OverwriteTarget[] = [...[...roles].map((id) => ({ type: "role", id }) as const), ...membersOf(sides)];
  return [own, ...others.map((who) => beside(changesOf(who, sides), own))].flatMap((changes) => grouped(changes, after));
}

interface Change {
  readonly gained: bigint;
  readonly lost: bigint;
}

interface Pair {
  readonly before: ChannelRights;
  readonly after: ChannelRights;
}

interface Sides {
  readonly before: GuildRights;
  readonly after: GuildRights;
  readonly pairs: readonly Pair[];
}

/** All changes of one subject, by place. */
interface Changes {
  readonly who: OverwriteTarget;
  readonly guild: Change;
  readonly channels: ReadonlyMap<ChannelId, Change>;
}

function channelPairs(before: GuildRights, after: GuildRights): Pair[] {
  const known = new Map(before.channels.map((channel) => [channel.id, channel]));
  return after.channels.flatMap((channel) => {
    const other = known.get(channel.id);
    return other === undefined ? [] : [{ before: other, after: channel }];
  });
}

/** Members who have an overwrite on either side, by id. */
function membersOf({ pairs }: Sides): OverwriteTarget[] {
  const targets = pairs.flatMap((pair) => [...pair.before.overwrites, ...pair.after.overwrites]).map(({ target }) => target);
  const members = new Map(targets.filter(({ type }) => type === "member").map((target) => [targetKey(target), target]));
  return [...members.values()].toSorted((left, right) => compareSnowflakes(left.id, right.id));
}

function changesOf(who: OverwriteTarget, { pairs, ...sides }: Sides): Changes {
  const [before, after] = [heldBy(who, sides.before), heldBy(who, sides.after)];
  const subject: Subject = who.type === "role" ? { kind: "role", role: who.id } : { kind: "member-overwrite", user: who.id };
  const usable = (guild: GuildRights, channel: ChannelRights | null): bigint => effective({ guild, channel }, subject).usable;
  const guild = changeOf(usable(before, null), usable(after, null));
  // Whoever becomes an administrator, or stops being one, has no other change that matters.
  if (has(guild.gained | guild.lost, "ADMINISTRATOR")) {
    return { who, guild: { gained: guild.gained & ADMINISTRATOR, lost: guild.lost & ADMINISTRATOR }, channels: new Map() };
  }
  const server = { gained: guild.gained & OF_GUILD, lost: guild.lost & OF_GUILD };
  // Who holds the same on both sides can do more or less only where the channel itself is another.
  const same = guild.gained === 0n && guild.lost === 0n;
  const touched = same ? pairs.filter((pair) => pair.before !== pair.after) : pairs;
  const channels = touched.map(
    (pair) => [pair.after.id, without(changeOf(usable(before, pair.before), usable(after, pair.after)), server)] as const,
  );
  return { who, guild: server, channels: new Map(channels) };
}

/** The guild with the roles that the subject has: the others need not be looked through again in every channel. */
function heldBy(who: OverwriteTarget, guild: GuildRights): GuildRights {
  const everyone = everyoneRole(guild.id);
  return { ...guild, roles: guild.roles.filter(({ id }) => id === everyone || id === who.id) };
}

function changeOf(before: bigint, after: bigint): Change {
  return { gained: after & ~before, lost: before & ~after };
}

function without(change: Change, other: Change): Change {
  return { gained: change.gained & ~other.gained, lost: change.lost & ~other.lost };
}

/** What is left of a subject's changes beside those of @everyone. */
function beside({ who, guild, channels }: Changes, everyone: Changes): Changes {
  if (has(everyone.guild.gained, "ADMINISTRATOR")) return { who, guild: { gained: 0n, lost: 0n }, channels: new Map() };
  const rest = [...channels].map(([id, change]) => {
    const theirs = everyone.channels.get(id);
    return [id, theirs === undefined ? change : without(change, theirs)] as const;
  });
  return { who, guild: without(guild, everyone.guild), channels: new Map(rest) };
}

function grouped({ who, guild, channels }: Changes, after: GuildRights): Shift[] {
  const groups = new Map<string, Shift & { readonly channels: ChannelId[] }>();
  for (const [id, change] of channels) {
    if (change.gained === 0n && change.lost === 0n) continue;
    const key = `${change.gained}/${change.lost}`;
    const group = groups.get(key) ?? { who, channels: [], ...change };
    group.channels.push(id);
    groups.set(key, group);
  }
  const whole: Shift[] = guild.gained === 0n && guild.lost === 0n ? [] : [{ who, channels: [], ...guild }];
  return [...whole, ...[...groups.values()].map((shift) => ({ ...shift, channels: withoutParents(shift.channels, after) }))];
}

/** A category counts by what is in it: beside one of its channels it is not told. */
function withoutParents(ids: readonly ChannelId[], { channels }: GuildRights): ChannelId[] {
  const listed = new Set(ids);
  const parents = new Set(channels.filter(({ id }) => listed.has(id)).map(({ parent }) => parent));
  return ids.filter((id) => !parents.has(id));
}
