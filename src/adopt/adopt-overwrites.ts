/** Overwrites: what each channel's list comes to when the chosen findings are accepted, and who stays synced with its category. */
import type { BoundChannel } from "../drift/bind.ts";
import { followsCategory, grantSame } from "../drift/desired-overwrites.ts";
import type { Finding } from "../drift/finding.ts";
import type { LiveChannel } from "../guild/snapshot.ts";
import { NEUTRAL, settled, targetKey, type Overwrite, type OverwriteBits, type OverwriteTarget } from "../permissions/overwrite.ts";
import type { NewValue, PolicyEdit } from "../policy/edit/policy-edit.ts";
import { isChosen, keysOf, targetKeys, type Scene } from "./scene.ts";

/** An overwrite that the file is to have. */
interface Wanted extends OverwriteBits {
  readonly target: OverwriteTarget;
}

type WantedList = ReadonlyMap<string, Wanted>;

/** All edits of overwrites, in the order of the file. Channels that come, move or go have theirs written there. */
export function overwriteEdits(scene: Scene): PolicyEdit[] {
  return scene.sides.binding.channels.flatMap((bound) => {
    const { overwrites } = bound.listed;
    if (overwrites === null) return [];
    if (overwrites.kind === "exact") return chosenFor(bound, scene).flatMap((finding) => editOf(finding, bound, scene));
    if (staysSynced(bound, scene)) return [];
    return [
      {
        kind: "put",
        keys: [...keysOf(bound, scene.sides), "overwrites"],
        value: overwritesValue([...wantedOf(bound, scene).values()], scene),
      },
    ];
  });
}

function chosenFor({ id }: BoundChannel, { chosen }: Scene): Finding[] {
  return chosen.filter(({ kind, subject }) => kind.startsWith("overwrite.") && subject.id === id);
}

function editOf(finding: Finding, bound: BoundChannel, scene: Scene): PolicyEdit[] {
  const target = targetOf(finding, bound, scene);
  if (target === null) return [];
  const { key, other } = targetKeys(target, scene);
  const keys = [...keysOf(bound, scene.sides), "overwrites", key];
  const wanted = wantedOf(bound, scene).get(targetKey(target));
  return wanted === undefined
    ? [{ kind: "remove-overwrite", keys, other }]
    : [{ kind: "overwrite", keys, other, allow: wanted.allow, deny: wanted.deny }];
}

function targetOf({ target }: Finding, bound: BoundChannel, { sides }: Scene): OverwriteTarget | null {
  if (target === undefined) return null;
  const key = `${target.type}:${target.id}`;
  return bound.live?.overwrites?.get(key)?.target ?? sides.overwrites.get(bound.listed.path)?.byTarget.get(key)?.target ?? null;
}

/** The list of a channel by target, with the accepted differences in it. */
function wantedOf(bound: BoundChannel, scene: Scene): WantedList {
  const wanted = new Map<string, Wanted>();
  for (const [key, { target, allow, deny }] of scene.sides.overwrites.get(bound.listed.path)?.byTarget ?? []) {
    if (!goesWithRole(target, bound, scene)) wanted.set(key, { target, ...settled({ allow, deny }) });
  }
  for (const finding of chosenFor(bound, scene)) {
    const target = targetOf(finding, bound, scene);
    if (target === null) continue;
    const key = targetKey(target);
    const now = bound.live?.overwrites?.get(key);
    const bits = mixed(wanted.get(key) ?? NEUTRAL, settled(now ?? NEUTRAL), finding.granted | finding.revoked);
    if (now === undefined && grantSame(bits, NEUTRAL)) wanted.delete(key);
    else wanted.set(key, { target, ...bits });
  }
  return wanted;
}

/** What differs as it is live, the rest as it was agreed: what an exception tolerates is not written down. */
function mixed(agreed: OverwriteBits, live: OverwriteBits, cells: bigint): OverwriteBits {
  return { allow: (agreed.allow & ~cells) | (live.allow & cells), deny: (agreed.deny & ~cells) | (live.deny & cells) };
}

function goesWithRole(target: OverwriteTarget, { live }: BoundChannel, scene: Scene): boolean {
  return (
    target.type === "role" &&
    isChosen(scene, "role.missing", target.id) &&
    grantSame(live?.overwrites?.get(targetKey(target)) ?? NEUTRAL, NEUTRAL)
  );
}

/** Whether the word `synced` still says the truth about the channel once everything chosen is accepted. */
function staysSynced(bound: BoundChannel, scene: Scene): boolean {
  const before = bound.listed.parent === null ? undefined : scene.sides.binding.channelOfPath.get(bound.listed.parent);
  const after = categoryAfter(bound, scene);
  const own = wantedOf(bound, scene);
  if (after === "new") return isSettled(bound, own) && bound.live !== null && isSyncedLive(bound.live, scene);
  if (after === null) return false;
  const moves = after !== before;
  if (moves && after.listed.overwrites?.kind !== "exact") return false;
  const follows = bound.live !== null && bound.live.parent === after.live?.id && followsCategory(bound.live, after.live);
  return (follows && (!moves || isSettled(bound, own))) || sameLists(own, wantedOf(after, scene));
}

/** The category in which the channel stands then; `new`: one that is added. Null for the top of the file. */
function categoryAfter(bound: BoundChannel, scene: Scene): BoundChannel | "new" | null {
  const { sides } = scene;
  const listed = bound.listed.parent === null ? undefined : sides.binding.channelOfPath.get(bound.listed.parent);
  const leaves = listed !== undefined && isChosen(scene, "channel.missing", listed.id ?? listed.listed.path);
  if (!leaves && !isChosen(scene, "channel.moved", bound.id ?? "")) return listed ?? null;
  const live = bound.live?.parent ?? null;
  if (live !== null && scene.newChannels.has(live)) return "new";
  return live === null ? null : (sides.binding.channelOfId.get(live) ?? null);
}

function isSettled({ live }: BoundChannel, own: WantedList): boolean {
  return live !== null && live.overwrites !== null && sameLists(own, live.overwrites);
}

function sameLists(left: ReadonlyMap<string, OverwriteBits>, right: ReadonlyMap<string, OverwriteBits>): boolean {
  return [...new Set([...left.keys(), ...right.keys()])].every((key) => grantSame(left.get(key) ?? NEUTRAL, right.get(key) ?? NEUTRAL));
}

function isSyncedLive(live: LiveChannel, { sides }: Scene): boolean {
  return live.parent !== null && followsCategory(live, sides.snapshot.channels.get(live.parent) ?? null);
}

/** A channel's overwrites as they are live, for one that is added; null where nobody knows them. */
export function liveOverwrites(live: LiveChannel, scene: Scene): NewValue | null {
  if (live.overwrites === null) return null;
  const listed = live.parent === null ? undefined : scene.sides.binding.channelOfId.get(live.parent);
  const managed = listed === undefined ? scene.newChannels.has(live.parent ?? "") : listed.listed.overwrites?.kind === "exact";
  if (managed && isSyncedLive(live, scene)) return { kind: "word", word: "synced" };
  return overwritesValue([...live.overwrites.values()], scene);
}

function overwritesValue(list: readonly (Wanted | Overwrite)[], scene: Scene): NewValue {
  const entries = list.map((overwrite) => [targetKeys(overwrite.target, scene).key, bitsValue(settled(overwrite))] as const);
  return { kind: "map", entries, style: entries.length > 1 ? "block" : "flow" };
}

function bitsValue({ allow, deny }: OverwriteBits): NewValue {
  const sides = [["allow", allow] as const, ["deny", deny] as const].filter(([, bits]) => bits !== 0n);
  return { kind: "map", entries: sides.map(([side, bits]) => [side, { kind: "permissions", bits }]), style: "flow" };
}
