/** Handles for live roles and channels: their names where that is possible, else something close that is unique. */
import { type ChannelGroup } from "../guild/order.ts";
import type { LiveRole } from "../guild/snapshot.ts";
import type { ChannelId, RoleId } from "../permissions/snowflake.ts";

/** The handle of @everyone, which no other role may have. */
const EVERYONE = "@everyone";

/** What no handle may begin with: it would be taken for a reference. */
const REFERENCE = /^(?:member:|role:|\$)+/;

/** A name as it would be a handle; `fallback` where nothing of it is left. */
function handleOf(name: string, fallback: string): string {
  const bare = name.replace(REFERENCE, "");
  return bare === "" ? fallback : bare;
}

/** Objects that need different handles, in the order in which they may choose. */
interface Claimant<Id> {
  readonly id: Id;
  readonly name: string;
}

interface Claims {
  readonly taken: Set<string>;
  /** What stands before a handle: the path of a category. */
  readonly prefix: string;
  readonly fallback: string;
}

/** Names that are free come first, so that the fewest objects are called otherwise; the others get a number. */
function claim<Id>(all: readonly Claimant<Id>[], { taken, prefix, fallback }: Claims): Map<Id, string> {
  const handles = new Map<Id, string>();
  for (const { id, name } of all) {
    if (name === "" || REFERENCE.test(name) || taken.has(prefix + name)) continue;
    taken.add(prefix + name);
    handles.set(id, name);
  }
  // For each name the number that was given last: many of one name must not be counted from the start each time.
  const numbers = new Map<string, number>();
  for (const { id, name } of all) {
    if (handles.has(id)) continue;
    const handle = freeHandle(handleOf(name, fallback), numbers, (candidate) => taken.has(prefix + candidate));
    taken.add(prefix + handle);
    handles.set(id, handle);
  }
  return handles;
}

function freeHandle(base: string, numbers: Map<string, number>, isTaken: (handle: string) => boolean): string {
  if (!numbers.has(base) && !isTaken(base)) return base;
  for (let number = (numbers.get(base) ?? 1) + 1; ; number += 1) {
    numbers.set(base, number);
    const handle = `${base} (${number})`;
    if (!isTaken(handle)) return handle;
  }
}

/** By id. `roles` in the order of the file; @everyone's handle is always its own. */
export function roleHandles(roles: readonly LiveRole[], everyone: RoleId): ReadonlyMap<RoleId, string> {
  const others = roles.filter(({ id }) => id !== everyone);
  return claim(others, { taken: new Set([EVERYONE]), prefix: "", fallback: "unnamed role" }).set(everyone, EVERYONE);
}

/** By id, unique among the paths of the file: a slash in a name must not make one path of two. */
export function channelHandles(groups: readonly ChannelGroup[]): ReadonlyMap<ChannelId, string> {
  const taken = new Set<string>();
  const fallback = "unnamed channel";
  const top = groups.flatMap(({ category, channels }) => (category === null ? channels : [category]));
  const handles = claim(top, { taken, prefix: "", fallback });
  for (const { category, channels } of groups) {
    if (category === null) continue;
    const inside = claim(channels, { taken, prefix: `${handles.get(category.id) ?? ""}/`, fallback });
    for (const [id, handle] of inside) handles.set(id, handle);
  }
  return handles;
}
