/** Which live role or channel each listed one is: by id, else by the id that the memory keeps, else by a name that fits exactly one. */
import type { LiveChannel, LiveRole, Snapshot } from "../guild/snapshot.ts";
import { everyoneRole, parseSnowflake, type ChannelId, type RoleId } from "../permissions/snowflake.ts";
import type { Policy, PolicyChannel, PolicyRole } from "../policy/policy.ts";
import { groupBy } from "./group-by.ts";

/** A listed object and what it is in the guild. */
interface Bound<Listed, Live, Id> {
  readonly listed: Listed;
  /** Known even where the object is not there any more; null for a name that was never found. */
  readonly id: Id | null;
  readonly live: Live | null;
  /** Why a name could not be resolved, one plain sentence. */
  readonly note: string | null;
}

export type BoundRole = Bound<PolicyRole, LiveRole, RoleId>;
export type BoundChannel = Bound<PolicyChannel, LiveChannel, ChannelId>;

export interface Binding {
  readonly roles: readonly BoundRole[];
  readonly channels: readonly BoundChannel[];
  readonly roleOfHandle: ReadonlyMap<string, BoundRole>;
  readonly channelOfPath: ReadonlyMap<string, BoundChannel>;
  readonly roleOfId: ReadonlyMap<string, BoundRole>;
  readonly channelOfId: ReadonlyMap<string, BoundChannel>;
  /** What the memory should keep of name-only objects. */
  readonly names: ReadonlyMap<string, string>;
}

/** Joins a policy with a snapshot. `names` is the memory's. */
export function bind(policy: Policy, snapshot: Snapshot, names: ReadonlyMap<string, string>): Binding {
  const roles = bindRoles(policy, snapshot, names);
  const channels = bindChannels(policy, snapshot, names);
  const kept = [
    ...roles.map((bound) => keep("role", bound.listed.handle, bound)),
    ...channels.map((bound) => keep("channel", bound.listed.path, bound)),
  ];
  return {
    roles,
    channels,
    roleOfHandle: new Map(roles.map((bound) => [bound.listed.handle, bound])),
    channelOfPath: new Map(channels.map((bound) => [bound.listed.path, bound])),
    roleOfId: byId(roles),
    channelOfId: byId(channels),
    names: new Map(kept.filter((pair) => pair !== null)),
  };
}

interface AnyBound {
  readonly listed: { readonly id: string | null };
  readonly id: string | null;
}

function keep(kind: string, handle: string, bound: AnyBound): [string, string] | null {
  return bound.listed.id === null && bound.id !== null ? [`${kind}:${handle}`, bound.id] : null;
}

function byId<B extends AnyBound>(bounds: readonly B[]): Map<string, B> {
  return new Map(bounds.flatMap((bound) => (bound.id === null ? [] : [[bound.id, bound] as const])));
}

function bindRoles(policy: Policy, snapshot: Snapshot, names: ReadonlyMap<string, string>): BoundRole[] {
  const taken = new Set<string>([...policy.roles.map((role) => role.id).filter((id) => id !== null), everyoneRole(policy.guild.id)]);
  const known = remembered(policy.roles, taken, ({ handle }) => names.get(`role:${handle}`));
  const bound = new Set<string>([...taken, ...known.values()]);
  const free = groupByName([...snapshot.roles.values()].filter(({ id }) => !bound.has(id)));
  return policy.roles.map((listed) => {
    const id = listed.handle === "@everyone" ? everyoneRole(policy.guild.id) : (listed.id ?? parseSnowflake<"role">(known.get(listed)));
    if (id !== null) return { listed, id, live: snapshot.roles.get(id) ?? null, note: null };
    return byName(listed, free.get(listed.name) ?? [], "role");
  });
}

function bindChannels(policy: Policy, snapshot: Snapshot, names: ReadonlyMap<string, string>): BoundChannel[] {
  const taken = new Set<string>(policy.channels.map((channel) => channel.id).filter((id) => id !== null));
  const known = remembered(policy.channels, taken, ({ path }) => names.get(`channel:${path}`));
  const bound = new Set<string>([...taken, ...known.values()]);
  const free = groupByName([...snapshot.channels.values()].filter(({ id }) => !bound.has(id)));
  return policy.channels.map((listed) => {
    const id = listed.id ?? parseSnowflake<"channel">(known.get(listed));
    if (id !== null) return { listed, id, live: snapshot.channels.get(id) ?? null, note: null };
    const fitting = (free.get(listed.name) ?? []).filter((live) => (live.type === "category") === listed.category);
    return byName(listed, fitting, listed.category ? "category" : "channel");
  });
}

/** The ids that the memory keeps of name-only objects, but for those that the policy has since given to another by id. */
function remembered<Listed extends { readonly id: string | null }>(
  all: readonly Listed[],
  taken: ReadonlySet<string>,
  idOf: (listed: Listed) => string | undefined,
): Map<Listed, string> {
  const kept = new Map<Listed, string>();
  for (const listed of all) {
    const id = listed.id === null ? idOf(listed) : undefined;
    if (id !== undefined && !taken.has(id)) kept.set(listed, id);
  }
  return kept;
}

function byName<Listed extends { readonly name: string }, Live extends { readonly id: Id }, Id extends string>(
  listed: Listed,
  fitting: readonly Live[],
  kind: string,
): Bound<Listed, Live, Id> {
  const [only] = fitting;
  if (only !== undefined && fitting.length === 1) return { listed, id: only.id, live: only, note: null };
  const several = `${fitting.length} ${kind === "category" ? "categories" : `${kind}s`} have this name, so it is not clear which one is meant: write its id in the policy`;
  const none = kind === "role" ? "no role has this name" : `the bot sees no ${kind} with this name`;
  return { listed, id: null, live: null, note: fitting.length === 0 ? none : several };
}

function groupByName<Live extends { readonly name: string }>(all: readonly Live[]): Map<string, Live[]> {
  return groupBy(all, ({ name }) => name);
}
