/** Overwrites of one channel: listed against live, per target. */
import type { LiveChannel } from "../guild/snapshot.ts";
import { NEUTRAL, difference as bitDifference, targetKey, type OverwriteBits, type OverwriteTarget } from "../permissions/overwrite.ts";
import type { BoundChannel } from "./bind.ts";
import { followsCategory, grantSame, type DesiredOverwrite, type DesiredOverwrites } from "./desired-overwrites.ts";
import { differing, overwriteValue, type Difference, type Watched } from "./difference.ts";
import type { Sides } from "./field-state.ts";
import type { Named, StateKind, Target } from "./finding.ts";
import { tolerate, toleratedAt } from "./tolerance.ts";

/** The differences of a channel that the bot can see. */
export function compareOverwrites(bound: BoundChannel, live: LiveChannel, sides: Sides): Difference[] {
  const desired = sides.overwrites.get(bound.listed.path);
  if (desired === undefined || live.overwrites === null) return [];
  if (desired.synced && followsCategory(live, categoryOf(bound, live, sides))) return [];
  const targets = new Map<string, OverwriteTarget>();
  for (const { target } of [...desired.byTarget.values(), ...live.overwrites.values()]) targets.set(targetKey(target), target);
  const also = bound.listed.category ? followers(bound, live, sides) : [];
  return [...targets.values()].flatMap((target) =>
    compareTarget({ live, desired, also, target: namedTarget(target, sides) }, target, sides),
  );
}

function compareTarget(spot: Spot, target: OverwriteTarget, sides: Sides): Difference[] {
  const key = targetKey(target);
  const pair = { desired: spot.desired.byTarget.get(key), live: spot.live.overwrites?.get(key) };
  const tolerated = toleratedAt({ of: "overwrite", id: spot.live.id, target, part: "allow" }, sides.tolerance);
  const agreed = tolerate(pair.desired ?? NEUTRAL, pair.live ?? NEUTRAL, tolerated);
  if (grantSame(agreed, pair.live ?? NEUTRAL) || wentWithItsRole(target, pair.live, sides)) return [];
  return [overwriteDifference(spot, target, { ...pair, agreed })];
}

/** The difference of a synced channel for which its category's speaks, as its own; none where it has none. */
export function followerDifference(channel: string, target: OverwriteTarget, sides: Sides): Difference[] {
  const bound = sides.binding.channelOfId.get(channel);
  const desired = bound === undefined ? undefined : sides.overwrites.get(bound.listed.path);
  if (bound?.live === undefined || bound.live === null || desired === undefined) return [];
  return compareTarget({ live: bound.live, desired, also: [], target: namedTarget(target, sides) }, target, sides);
}

/** The category of the policy, where the channel still hangs in it: only that one's finding names the channel. */
function categoryOf({ listed }: BoundChannel, live: LiveChannel, { binding }: Sides): LiveChannel | null {
  const category = listed.parent === null ? null : (binding.channelOfPath.get(listed.parent)?.live ?? null);
  return category !== null && category.id === live.parent ? category : null;
}

/** Synced channels whose live overwrites are the category's: the category's finding speaks for them. */
function followers(category: BoundChannel, live: LiveChannel, sides: Sides): Named[] {
  return sides.binding.channels
    .filter((bound) => bound.listed.parent === category.listed.path && bound.listed.overwrites?.kind === "synced")
    .flatMap((bound) => bound.live ?? [])
    .filter((child) => child.parent === live.id && followsCategory(child, live))
    .map(({ id, name }) => ({ id, name }));
}

/** With a role that is missing go its overwrites: the missing role's finding speaks for them. */
function wentWithItsRole(target: OverwriteTarget, live: OverwriteBits | undefined, { binding }: Sides): boolean {
  if (target.type !== "role" || !grantSame(live ?? NEUTRAL, NEUTRAL)) return false;
  const role = binding.roleOfId.get(target.id);
  return role !== undefined && role.live === null;
}

interface Spot {
  readonly live: LiveChannel;
  readonly desired: DesiredOverwrites;
  readonly also: readonly Named[];
  readonly target: Target;
}

interface Pair {
  readonly desired: DesiredOverwrite | undefined;
  /** What is desired, and what is tolerated of what is there. */
  readonly agreed: OverwriteBits;
  readonly live: OverwriteBits | undefined;
}

function overwriteDifference(spot: Spot, target: OverwriteTarget, pair: Pair): Difference {
  const live = pair.live ?? NEUTRAL;
  const changed = bitDifference(pair.agreed, live);
  const cells = changed.granted | changed.revoked;
  const watched = (part: "allow" | "deny"): Watched => ({
    field: { of: "overwrite", id: spot.live.id, target, part },
    desired: pair.agreed[part],
    live: live[part],
    cells,
  });
  return differing(
    kindOf(pair),
    { type: "channel", id: spot.live.id, name: spot.live.name },
    {
      target: spot.target,
      desired: overwriteValue(pair.desired),
      live: overwriteValue(pair.live),
      ...changed,
      at: spot.desired.synced ? spot.desired.at : (pair.desired?.at ?? spot.desired.at),
      also: spot.also,
      fields: [watched("allow"), watched("deny")],
    },
  );
}

function kindOf({ desired, live }: Omit<Pair, "agreed">): StateKind {
  if (desired === undefined) return "overwrite.unexpected";
  return live === undefined ? "overwrite.missing" : "overwrite.changed";
}

/** The target with its live name, where it has one. */
export function namedTarget(target: OverwriteTarget, { snapshot, binding }: Pick<Sides, "snapshot" | "binding">): Target {
  if (target.type === "member") return { ...target, name: null };
  const live = snapshot.roles.get(target.id);
  return { ...target, name: live?.name ?? binding.roleOfId.get(target.id)?.listed.name ?? null };
}
