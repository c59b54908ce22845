/** The guild as the policy wants it, for the engine of effective permissions: what is written, and nothing where it is silent. */
import { everyoneRole, parseSnowflake, type ChannelId, type RoleId, type Snowflake } from "../permissions/snowflake.ts";
import { indexPolicy, type PolicyIndex } from "./resolve.ts";
import type { Overwrite } from "../permissions/overwrite.ts";
import type { ChannelRights, GuildRights, RoleRights } from "../effective/guild-rights.ts";
import type { PermissionBounds, Policy, PolicyChannel, PolicyRole } from "./policy.ts";

export interface DesiredGuild {
  readonly rights: GuildRights;
  /** The policy, in which every role and channel has an id: a made-up one where only its name is known. */
  readonly policy: Policy;
  readonly index: PolicyIndex;
  readonly role: (id: RoleId) => PolicyRole | null;
  readonly channel: (id: ChannelId) => PolicyChannel | null;
}

/** What a role may hold at most, as far as the policy says: an upper bound in full, else the lower one. */
export function mostOf(permissions: PermissionBounds): bigint {
  return permissions.kind === "exact" ? permissions.bits : (permissions.atMost ?? permissions.atLeast ?? 0n);
}

/**
 * The desired rights. Roles without written permissions hold none of their own, channels without written overwrites are left out. A role that is not
 * listed is there where an overwrite names it, with nothing of its own.
 */
export function desiredRights(named: Policy): DesiredGuild {
  const made = idMaker([...named.roles, ...named.channels].map(({ id }) => id));
  const policy = withIds(named, made);
  const index = indexPolicy(policy);
  const channels = policy.channels.flatMap((channel) => channelRights(channel, index));
  const roles = policy.roles.flatMap(({ id, permissions }): readonly RoleRights[] =>
    id === null ? [] : [{ id, permissions: permissions === null ? 0n : mostOf(permissions) }],
  );
  const roleOfId = new Map(policy.roles.map((role) => [role.id, role]));
  const channelOfId = new Map(policy.channels.map((channel) => [channel.id, channel]));
  const ownerId = policy.owner?.id ?? made<"user">();
  return {
    rights: { id: policy.guild.id, ownerId, roles: [...roles, ...unlisted(policy, roles, channels)], channels },
    policy,
    index,
    role: (id) => roleOfId.get(id) ?? null,
    channel: (id) => channelOfId.get(id) ?? null,
  };
}

export type IdMaker = <Kind extends string>() => Snowflake<Kind>;

/** Makes ids that are not among these: from the top down, where no real one will be for centuries. */
export function idMaker(ids: Iterable<string | null>): IdMaker {
  const taken = new Set(ids);
  let next = 2n ** 64n - 1n;
  return <Kind extends string>() => {
    while (taken.has(String(next))) next -= 1n;
    const id = parseSnowflake<Kind>(String(next));
    if (id === null) throw new RangeError("there are more ids than a policy can use up");
    next -= 1n;
    return id;
  };
}

function withIds(policy: Policy, made: IdMaker): Policy {
  const roles = policy.roles.map((role) => ({ ...role, id: role.id ?? made<"role">() }));
  const channels = policy.channels.map((channel) => ({ ...channel, id: channel.id ?? made<"channel">() }));
  return { ...policy, roles, channels };
}

function channelRights(channel: PolicyChannel, index: PolicyIndex): readonly ChannelRights[] {
  const { id, category, type, parent } = channel;
  const desired = index.overwrites(channel);
  if (id === null || desired === null) return [];
  const overwrites = desired.flatMap(({ target, allow, deny }): readonly Overwrite[] => {
    const resolved = index.target(target);
    return resolved === null ? [] : [{ target: resolved, allow, deny }];
  });
  // A type that is not written may be any; the engine then keeps what any channel has a use for.
  const parentId = parent === null ? null : (index.channel(parent)?.id ?? null);
  return [{ id, type: type ?? (category ? "category" : "unknown"), parent: parentId, overwrites }];
}

/** @everyone where the policy does not list it, and roles that only overwrites name. */
function unlisted({ guild }: Policy, roles: readonly RoleRights[], channels: readonly ChannelRights[]): readonly RoleRights[] {
  const listed = new Set(roles.map(({ id }) => id));
  const targets = channels.flatMap(({ overwrites }) => overwrites.flatMap(({ target }) => (target.type === "role" ? target.id : [])));
  const others = new Set([everyoneRole(guild.id), ...targets].filter((id) => !listed.has(id)));
  return [...others].map((id) => ({ id, permissions: 0n }));
}
