/** Two policies on one stage: the same object has the same id on both sides, so that their effective permissions can be compared. */
import { everyoneRole, type GuildId, type RoleId } from "../permissions/snowflake.ts";
import { desiredRights, idMaker, type DesiredGuild } from "../policy/desired-rights.ts";
import type { Place, Policy, PolicyTarget } from "../policy/policy.ts";
import { pairChannels, pairRoles, type ChannelPair, type RolePair } from "./pair-objects.ts";
import type { ChangePlace } from "./review.ts";
import { sharedRights } from "./shared-rights.ts";

export interface Scene {
  /** Every role and channel has an id here, and what only one side says is taken to be the same on the other (shared-rights.ts). */
  readonly base: DesiredGuild;
  readonly head: DesiredGuild;
  readonly roles: readonly RolePair[];
  readonly channels: readonly ChannelPair[];
  /** What the files say, ids included. */
  readonly written: { readonly base: Policy; readonly head: Policy };
  readonly everyone: RoleId;
}

export type Side = "base" | "head";

/** Pairs the objects of both policies, and works out the rights of both. */
export function sceneOf(written: { readonly base: Policy; readonly head: Policy }): Scene {
  const { head } = written;
  const base = inGuild(written.base, head.guild.id);
  const made = idMaker([base, head].flatMap(({ roles, channels }) => [...roles, ...channels].map(({ id }) => id)));
  const roles = pairRoles({ base, head }, made);
  const channels = pairChannels({ base, head }, made);
  const sides = {
    base: desiredRights(withIds(base, roles, channels)),
    head: desiredRights(withIds(head, roles, channels)),
    roles,
    channels,
  };
  const { before, after } = sharedRights(sides);
  return {
    base: { ...sides.base, rights: before },
    head: { ...sides.head, rights: after },
    roles,
    channels,
    written,
    everyone: everyoneRole(head.guild.id),
  };
}

/** The same policy for another server: @everyone is @everyone in any. */
function inGuild(policy: Policy, id: GuildId): Policy {
  if (policy.guild.id === id) return policy;
  const [old, everyone] = [everyoneRole(policy.guild.id), everyoneRole(id)];
  const retarget = (target: PolicyTarget): PolicyTarget =>
    target.kind === "role-id" && target.id === old ? { ...target, id: everyone } : target;
  const channels = policy.channels.map((channel) => {
    const { overwrites } = channel;
    if (overwrites?.kind !== "exact") return channel;
    return { ...channel, overwrites: { ...overwrites, list: overwrites.list.map((one) => ({ ...one, target: retarget(one.target) })) } };
  });
  return {
    ...policy,
    guild: { ...policy.guild, id },
    roles: policy.roles.map((role) => (role.id === old ? { ...role, id: everyone } : role)),
    channels,
    rules: policy.rules.map((rule) => ({ ...rule, holders: rule.holders.map(retarget) })),
    exceptions: policy.exceptions.map((exception) => ({ ...exception, holder: retarget(exception.holder) })),
  };
}

function withIds(policy: Policy, roles: readonly RolePair[], channels: readonly ChannelPair[]): Policy {
  const roleIds = new Map(roles.flatMap(({ id, before, after }) => [[before, id] as const, [after, id] as const]));
  const channelIds = new Map(channels.flatMap(({ id, before, after }) => [[before, id] as const, [after, id] as const]));
  return {
    ...policy,
    roles: policy.roles.map((role) => ({ ...role, id: roleIds.get(role) ?? role.id })),
    channels: policy.channels.map((channel) => ({ ...channel, id: channelIds.get(channel) ?? channel.id })),
  };
}

/** A place of the head, where the thing still stands there, else of the base. */
export function placeOf(after: Place | null | undefined, before: Place | null | undefined, { written }: Scene): ChangePlace | null {
  if (after) return { file: written.head.file, line: after.line, column: after.column, side: "head" };
  return before ? { file: written.base.file, line: before.line, column: before.column, side: "base" } : null;
}
