/** Overwrites: what the file must say for the chosen findings about them to be in line, channel by channel. */
import type { BoundChannel } from "../drift/bind.ts";
import type { Finding } from "../drift/finding.ts";
import type { LiveChannel } from "../guild/snapshot.ts";
import { settled, targetKey, type Overwrite, type OverwriteBits } from "../permissions/overwrite.ts";
import type { NewValue, PolicyEdit } from "../policy/edit/policy-edit.ts";
import { keysOf, targetKeys, type Scene } from "./scene.ts";
import { isSyncedLive, staysSynced } from "./synced.ts";
import { chosenFor, targetOf, wantedOf, type Wanted } from "./wanted.ts";

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
