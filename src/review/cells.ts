/** The overwrites that a channel should have on either side, joined by whom they are for. */
import { targetKey, type OverwriteBits, type OverwriteTarget } from "../permissions/overwrite.ts";
import type { DesiredGuild } from "../policy/desired-rights.ts";
import type { Place, PolicyChannel } from "../policy/policy.ts";

export interface Written {
  readonly bits: OverwriteBits;
  readonly at: Place;
}

/** One target, and what either side writes for it; null where a side does not name it. */
export interface Cell {
  readonly target: OverwriteTarget;
  readonly before: Written | null;
  readonly after: Written | null;
}

type WrittenOf = ReadonlyMap<string, Written & { readonly target: OverwriteTarget }>;

/** The overwrites by target; null where they are unmanaged. A synced channel has its category's. */
export function writtenIn(channel: PolicyChannel, { index }: DesiredGuild): WrittenOf | null {
  const list = index.overwrites(channel);
  if (list === null) return null;
  const all = list.flatMap(({ target, allow, deny, at }) => {
    const resolved = index.target(target);
    return resolved === null ? [] : [{ target: resolved, bits: { allow, deny }, at }];
  });
  return new Map(all.map((written) => [targetKey(written.target), written]));
}

/** Each target once: those of the head in file order, then those that only the base names. */
export function joined(base: WrittenOf, head: WrittenOf): Cell[] {
  const cells = [...head].map(([key, after]): Cell => ({ target: after.target, before: base.get(key) ?? null, after }));
  const gone = [...base].filter(([key]) => !head.has(key)).map(([, before]): Cell => ({ target: before.target, before, after: null }));
  return [...cells, ...gone];
}
