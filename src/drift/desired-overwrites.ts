/** The overwrites that a listed channel should have, by target, with the line that says so. */
import type { LiveChannel } from "../guild/snapshot.ts";
import { NEUTRAL, settled, targetKey, type OverwriteBits, type OverwriteTarget } from "../permissions/overwrite.ts";
import type { Place, PolicyOverwrite, PolicyTarget } from "../policy/policy.ts";
import type { Binding, BoundChannel } from "./bind.ts";

export interface DesiredOverwrite extends OverwriteBits {
  readonly target: OverwriteTarget;
  readonly at: Place;
}

export interface DesiredOverwrites {
  readonly synced: boolean;
  /** Where the list stands: the line that disagrees with a target that is not listed. */
  readonly at: Place;
  readonly byTarget: ReadonlyMap<string, DesiredOverwrite>;
}

/** Null where the channel's overwrites are unmanaged. A target whose role was not found has no id and is left out: the missing role speaks for it. */
export function desiredOverwrites(bound: BoundChannel, binding: Binding): DesiredOverwrites | null {
  const { overwrites, parent } = bound.listed;
  if (overwrites === null) return null;
  if (overwrites.kind === "exact") return { synced: false, at: overwrites.at, byTarget: byTarget(overwrites.list, binding) };
  const category = parent === null ? undefined : binding.channelOfPath.get(parent);
  const inherited = category === undefined ? null : desiredOverwrites(category, binding);
  return inherited === null ? null : { ...inherited, synced: true, at: overwrites.at };
}

function byTarget(list: readonly PolicyOverwrite[], binding: Binding): Map<string, DesiredOverwrite> {
  const found = new Map<string, DesiredOverwrite>();
  for (const overwrite of list) {
    const target = resolveTarget(overwrite.target, binding);
    if (target !== null) found.set(targetKey(target), { target, allow: overwrite.allow, deny: overwrite.deny, at: overwrite.at });
  }
  return found;
}

/** Whom the policy means, by id; null for a role that was not found. */
export function resolveTarget(target: PolicyTarget, binding: Pick<Binding, "roleOfHandle">): OverwriteTarget | null {
  switch (target.kind) {
    case "member":
      return { type: "member", id: target.id };
    case "role-id":
      return { type: "role", id: target.id };
    case "role": {
      const id = binding.roleOfHandle.get(target.handle)?.id ?? null;
      return id === null ? null : { type: "role", id };
    }
  }
}

/** Whether two overwrites grant the same: an absent one is like an empty one, and allow wins over deny. */
export function grantSame(left: OverwriteBits, right: OverwriteBits): boolean {
  const [a, b] = [settled(left), settled(right)];
  return a.allow === b.allow && a.deny === b.deny;
}

/** Whether a channel's live overwrites grant the same as its category's live ones. */
export function followsCategory(channel: LiveChannel, category: LiveChannel | null): boolean {
  if (channel.overwrites === null || category === null || category.overwrites === null) return false;
  const keys = new Set([...channel.overwrites.keys(), ...category.overwrites.keys()]);
  const { overwrites: theirs } = category;
  const { overwrites: own } = channel;
  return [...keys].every((key) => grantSame(own.get(key) ?? NEUTRAL, theirs.get(key) ?? NEUTRAL));
}
