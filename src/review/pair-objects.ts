/** Which role or channel of the base is which of the head: by id, and where one side has none as a check would find it, by handle or path and by name. */
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

/** Whether an object without an id takes a name that another one of the base has: a check that remembers nothing of it would find that one. */
export function takesNameOfAnother<Listed extends Named & { readonly id: string | null }>(
  after: Listed,
  pairs: readonly { readonly before: Listed | null; readonly after: Listed | null }[],
): boolean {
  if (after.id !== null) return false;
  return pairs.some((pair) => pair.after !== after && pair.before?.name === after.name && pair.before.category === after.category);
}

interface Named {
  readonly name: string;
  /** Of channels alone. */
  readonly category?: boolean;
}

interface Matching<Listed> {
  /** The one of the base that it is when ids do not tell; `known`: what is paired so far, and categories come first. */
  readonly twin: (listed: Listed, known: ReadonlyMap<Listed, Listed>) => Listed | undefined;
  readonly made: IdMaker;
}

function pairAll<Kind extends string, Listed extends Named & { readonly id: Snowflake<Kind> | null }>(
  { base, head }: { readonly base: readonly Listed[]; readonly head: readonly Listed[] },
  { twin, made }: Matching<Listed>,
): Pair<Listed, Snowflake<Kind>>[] {
  const known = pairById(base, head);
  const taken = new Set(known.values());
  const join = (listed: Listed, other: Listed | undefined): void => {
    // Two ids are two objects, whatever they are called.
    if (known.has(listed) || other === undefined || taken.has(other) || (other.id !== null && listed.id !== null)) return;
    known.set(listed, other);
    taken.add(other);
  };
  for (const listed of head) {
    const other = twin(listed, known);
    // A check remembers what a handle stood for only where there was no id; else the name decides.
    if (other === undefined || other.id === null || listed.id !== null || other.name === listed.name) join(listed, other);
  }
  const byName = onlyByName(base.filter((listed) => !taken.has(listed)));
  for (const [name, listed] of onlyByName(head.filter((one) => !known.has(one)))) join(listed, byName.get(name));
  const pairs = head.map((after) => ({ before: known.get(after) ?? null, after }));
  const gone = base.filter((before) => !taken.has(before)).map((before) => ({ before, after: null }));
  return [...pairs, ...gone].map(({ before, after }) => ({ id: after?.id ?? before?.id ?? made<Kind>(), before, after }));
}

/** Those of whose name and kind there is only one. */
function onlyByName<Listed extends Named>(all: readonly Listed[]): Map<string, Listed> {
  const keyOf = ({ name, category = false }: Named): string => `${category} ${name}`;
  const counts = new Map<string, number>();
  for (const listed of all) counts.set(keyOf(listed), (counts.get(keyOf(listed)) ?? 0) + 1);
  return new Map(all.filter((listed) => counts.get(keyOf(listed)) === 1).map((listed) => [keyOf(listed), listed]));
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
