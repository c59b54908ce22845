/** The list of overwrites that a listed channel is to have: what was agreed, with the accepted differences in it. */
import type { BoundChannel } from "../drift/bind.ts";
import { grantSame } from "../drift/desired-overwrites.ts";
import type { Finding } from "../drift/finding.ts";
import { NEUTRAL, settled, targetKey, type OverwriteBits, type OverwriteTarget } from "../permissions/overwrite.ts";
import { isChosen, type Scene } from "./scene.ts";

/** An overwrite that the file is to have. */
export interface Wanted extends OverwriteBits {
  readonly target: OverwriteTarget;
}

/** By `targetKey`. */
export type WantedList = ReadonlyMap<string, Wanted>;

/** The chosen findings about the overwrites of a channel. */
export function chosenFor({ id }: BoundChannel, { chosen }: Scene): Finding[] {
  return chosen.filter(({ kind, subject }) => kind.startsWith("overwrite.") && subject.id === id);
}

/** Whom the overwrite of a finding is for, with its id checked. */
export function targetOf({ target }: Finding, bound: BoundChannel, scene: Scene): OverwriteTarget | null {
  const key = target === undefined ? "" : `${target.type}:${target.id}`;
  return bound.live?.overwrites?.get(key)?.target ?? agreedOf(bound, scene).find((one) => targetKey(one.target) === key)?.target ?? null;
}

function agreedOf(bound: BoundChannel, { sides }: Scene): readonly Wanted[] {
  return [...(sides.overwrites.get(bound.listed.path)?.byTarget.values() ?? [])];
}

export function wantedOf(bound: BoundChannel, scene: Scene): WantedList {
  const agreed = agreedOf(bound, scene).filter(({ target }) => !goesWithRole(target, bound, scene));
  const wanted = new Map(
    agreed.map(({ target, allow, deny }): [string, Wanted] => [targetKey(target), { target, ...settled({ allow, deny }) }]),
  );
  for (const finding of chosenFor(bound, scene)) {
    const target = targetOf(finding, bound, scene);
    if (target !== null) accept(wanted, finding, { target, now: bound.live?.overwrites?.get(targetKey(target)) });
  }
  return wanted;
}

function accept(
  wanted: Map<string, Wanted>,
  { granted, revoked }: Finding,
  { target, now }: { readonly target: OverwriteTarget; readonly now: OverwriteBits | undefined },
): void {
  const key = targetKey(target);
  const bits = mixed(wanted.get(key) ?? NEUTRAL, settled(now ?? NEUTRAL), granted | revoked);
  if (now === undefined && grantSame(bits, NEUTRAL)) wanted.delete(key);
  else wanted.set(key, { target, ...bits });
}

/** What differs as it is live, the rest as it was agreed: what an exception tolerates is not written down. */
function mixed(agreed: OverwriteBits, live: OverwriteBits, cells: bigint): OverwriteBits {
  return { allow: (agreed.allow & ~cells) | (live.allow & cells), deny: (agreed.deny & ~cells) | (live.deny & cells) };
}

function goesWithRole(target: OverwriteTarget, { live }: BoundChannel, scene: Scene): boolean {
  if (target.type !== "role" || !isChosen(scene, "role.missing", target.id)) return false;
  return grantSame(live?.overwrites?.get(targetKey(target)) ?? NEUTRAL, NEUTRAL);
}

/** Whether two lists grant the same. */
export function sameLists(left: ReadonlyMap<string, OverwriteBits>, right: ReadonlyMap<string, OverwriteBits>): boolean {
  return [...new Set([...left.keys(), ...right.keys()])].every((key) => grantSame(left.get(key) ?? NEUTRAL, right.get(key) ?? NEUTRAL));
}
