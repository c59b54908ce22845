/** Which role or channel of the base is which of the head: by id, and where one side has none by handle or path. */
import type { ChannelId, RoleId, Snowflake } from "../permissions/snowflake.ts";
import type { IdMaker } from "../policy/desired-rights.ts";
import type { Policy, PolicyChannel, PolicyRole } from "../policy/policy.ts";

/** One object on both sides; null on the side that does not list it. */
interface Pair<Listed, Id extends Snowflake> {
  /** The same on both sides; a made-up one where neither side knows it. */
  readonly id: Id;
  readonly before: Listed | null;
  readonly after: Listed | null;
}

export type RolePair = Pair<PolicyRole, RoleId>;
export type ChannelPair = Pair<PolicyChannel, ChannelId>;

interface Policies {
  readonly base: Policy;
  readonly head: Policy;
}

/** Roles of the head in file order, then those that only the base lists. The two policies are for one guild. */
export function pairRoles({ base, head }: Policies, made: IdMaker): RolePair[] {
  const byHandle = new Map(base.roles.map((role) => [role.handle, role]));
  return pairAll<"role", PolicyRole>({ base: base.roles, head: head.roles }, { twin: ({ handle }) => byHandle.get(handle), made });
}

/** Channels of the head in file order, then those that only the base lists. A channel keeps its place in a category whose handle changed. */
export function pairChannels({ base, head }: Policies, made: IdMaker): ChannelPair[] {
  const byPath = new Map(base.channels.map((channel) => [channel.path, channel]));
  const twin = ({ parent, handle }: PolicyChannel, categoryOf: (path: string) => PolicyChannel | undefined): PolicyChannel | undefined => {
    const category = parent === null ? undefined : categoryOf(parent);
    if (parent === null) return byPath.get(handle);
    return category === undefined ? undefined : byPath.get(`${category.path}/${handle}`);
  };
  const paths = new Map(head.channels.map((channel) => [channel.path, channel]));
  return pairAll<"channel", PolicyChannel>(
    { base: base.channels, head: head.channels },
    {
      twin: (channel, known) =>
        twin(channel, (path) => {
          const category = paths.get(path);
          return category === undefined ? undefined : known.get(category);
        }),
      made,
    },
  );
}

interface Matching<Listed> {
  /** The one of the base that it is when ids do not tell; `known`: what is paired so far, and categories come first. */
  readonly twin: (listed: Listed, known: ReadonlyMap<Listed, Listed>) => Listed | undefined;
  readonly made: IdMaker;
}

function pairAll<Kind extends string, Listed extends { readonly id: Snowflake<Kind> | null }>(
  { base, head }: { readonly base: readonly Listed[]; readonly head: readonly Listed[] },
  { twin, made }: Matching<Listed>,
): Pair<Listed, Snowflake<Kind>>[] {
  const known = pairById(base, head);
  const taken = new Set(known.values());
  for (const listed of head) {
    const other = known.has(listed) ? undefined : twin(listed, known);
    // Two ids are two objects, whatever they are called.
    if (other === undefined || taken.has(other) || (other.id !== null && listed.id !== null)) continue;
    known.set(listed, other);
    taken.add(other);
  }
  const pairs = head.map((after) => ({ before: known.get(after) ?? null, after }));
  const gone = base.filter((before) => !taken.has(before)).map((before) => ({ before, after: null }));
  return [...pairs, ...gone].map(({ before, after }) => ({ id: after?.id ?? before?.id ?? made<Kind>(), before, after }));
}

function pairById<Listed extends { readonly id: Snowflake | null }>(base: readonly Listed[], head: readonly Listed[]): Map<Listed, Listed> {
  const byId = new Map(base.map((listed) => [listed.id, listed]));
  const known = new Map<Listed, Listed>();
  for (const listed of head) {
    const other = listed.id === null ? undefined : byId.get(listed.id);
    if (other !== undefined) known.set(listed, other);
  }
  return known;
}
