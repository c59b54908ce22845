/** What an exported policy lists, in which order, and what each thing is called in it. */
import { type ChannelGroup, channelGroups, rolesInOrder } from "../guild/order.ts";
import type { LiveChannel, LiveRole, Snapshot } from "../guild/snapshot.ts";
import { DANGEROUS } from "../permissions/flags.ts";
import { settled, type Overwrite } from "../permissions/overwrite.ts";
import { everyoneRole, type ChannelId, type RoleId, type UserId } from "../permissions/snowflake.ts";
import { chooseSets } from "./choose-sets.ts";
import { channelHandles, roleHandles } from "./handles.ts";
import type { PermissionSet } from "./spell.ts";

/** Names of people and bots where they are known; null for who is not on the server. */
export type PeopleNames = ReadonlyMap<UserId, string | null>;

export interface ExportInput {
  readonly snapshot: Snapshot;
  readonly people: PeopleNames;
}

export interface Plan extends ExportInput {
  readonly everyone: RoleId;
  /** Highest first, @everyone last. */
  readonly roles: readonly LiveRole[];
  /** Managed roles of which a policy need not speak. */
  readonly passedOver: readonly LiveRole[];
  /** As in the sidebar. */
  readonly groups: readonly ChannelGroup[];
  /** Categories that are only known because a channel is in them. */
  readonly hidden: ReadonlySet<ChannelId>;
  readonly roleHandles: ReadonlyMap<RoleId, string>;
  readonly channelHandles: ReadonlyMap<ChannelId, string>;
  readonly sets: readonly PermissionSet[];
}

/** Decides everything that concerns the file as a whole. */
export function planExport({ snapshot, people }: ExportInput): Plan {
  const everyone = everyoneRole(snapshot.guild.id);
  const inOrder = rolesInOrder(snapshot);
  const targets = roleTargets(snapshot);
  const isListed = ({ id, managed, permissions }: LiveRole): boolean =>
    id === everyone || !managed || (permissions & DANGEROUS) !== 0n || targets.has(id);
  const roles = inOrder.filter(isListed);
  const hidden = hiddenCategories(snapshot);
  const groups = channelGroups({
    channels: new Map([...snapshot.channels, ...hidden.map((category) => [category.id, category] as const)]),
  });
  return {
    snapshot,
    people,
    everyone,
    roles,
    passedOver: inOrder.filter((role) => !isListed(role)),
    groups,
    hidden: new Set(hidden.map(({ id }) => id)),
    roleHandles: roleHandles(roles, everyone),
    channelHandles: channelHandles(groups),
    sets: chooseSets(
      [...roles.map(({ permissions }) => permissions), ...overwriteLists(groups)],
      snapshot.roles.get(everyone)?.permissions ?? 0n,
    ),
  };
}

/** Whether Discord calls a channel synced: the same overwrites as its category, bit by bit, present and empty ones too. */
export function isSynced(channel: LiveChannel, category: LiveChannel | null): boolean {
  const [own, theirs] = [channel.overwrites, category?.overwrites ?? null];
  if (own === null || theirs === null || own.size !== theirs.size) return false;
  return [...own].every(([key, { allow, deny }]) => {
    const other = theirs.get(key);
    return other !== undefined && other.allow === allow && other.deny === deny;
  });
}

function roleTargets({ channels }: Snapshot): ReadonlySet<RoleId> {
  const all = [...channels.values()].flatMap(({ overwrites }) => [...(overwrites?.values() ?? [])]);
  return new Set(all.flatMap(({ target }) => (target.type === "role" ? [target.id] : [])));
}

/** A channel can be visible in a category that is not. Nothing but the category's id is known then. */
function hiddenCategories({ channels }: Snapshot): readonly LiveChannel[] {
  const parents = [...channels.values()].flatMap(({ parent, type }) => (parent === null || type === "category" ? [] : [parent]));
  return [...new Set(parents)]
    .filter((id) => !channels.has(id))
    .map((id) => ({ id, name: "hidden category", type: "category", parent: null, position: Number.MAX_SAFE_INTEGER, overwrites: null }));
}

/** Every list of an overwrite that the file will hold: not those of synced channels. */
function overwriteLists(groups: readonly ChannelGroup[]): readonly bigint[] {
  const written = groups.flatMap(({ category, channels }) => [
    ...listedOverwrites(category),
    ...channels.flatMap((channel) => (isSynced(channel, category) ? [] : listedOverwrites(channel))),
  ]);
  return written.map(settled).flatMap(({ allow, deny }) => [allow, deny]);
}

function listedOverwrites(channel: LiveChannel | null): readonly Overwrite[] {
  return [...(channel?.overwrites?.values() ?? [])];
}
