/** Whether the word `synced` says the truth about a channel once everything chosen is accepted. */
import type { BoundChannel } from "../drift/bind.ts";
import { followsCategory } from "../drift/desired-overwrites.ts";
import type { LiveChannel } from "../guild/snapshot.ts";
import { isChosen, type Scene } from "./scene.ts";
import { sameLists, wantedOf } from "./wanted.ts";

/** For a listed channel that is `synced` now. */
export function staysSynced(bound: BoundChannel, scene: Scene): boolean {
  const before = listedCategory(bound, scene);
  const after = categoryAfter(bound, before, scene);
  if (after === "new") return isInLine(bound, scene) && bound.live !== null && isSyncedLive(bound.live, scene);
  if (after === null || after.listed.overwrites?.kind !== "exact") return false;
  if (sameLists(wantedOf(bound, scene), wantedOf(after, scene))) return true;
  return follows(bound, after) && (after === before || isInLine(bound, scene));
}

function listedCategory({ listed }: BoundChannel, { sides }: Scene): BoundChannel | null {
  return listed.parent === null ? null : (sides.binding.channelOfPath.get(listed.parent) ?? null);
}

/** The category in which the channel stands then; `new`: one that is added. Null for the top of the file. */
function categoryAfter(bound: BoundChannel, before: BoundChannel | null, scene: Scene): BoundChannel | "new" | null {
  if (!leaves(before, scene) && !isChosen(scene, "channel.moved", bound.id ?? "")) return before;
  const parent = bound.live?.parent ?? null;
  if (parent === null) return null;
  return scene.newChannels.has(parent) ? "new" : (scene.sides.binding.channelOfId.get(parent) ?? null);
}

function leaves(category: BoundChannel | null, scene: Scene): boolean {
  return category !== null && isChosen(scene, "channel.missing", category.id ?? category.listed.path);
}

function follows({ live }: BoundChannel, category: BoundChannel): boolean {
  return live !== null && category.live !== null && live.parent === category.live.id && followsCategory(live, category.live);
}

/** Whether nothing of its overwrites differs any more. */
function isInLine(bound: BoundChannel, scene: Scene): boolean {
  const live = bound.live?.overwrites ?? null;
  return live !== null && sameLists(wantedOf(bound, scene), live);
}

/** Whether a channel has the overwrites that its category has in Discord. */
export function isSyncedLive(live: LiveChannel, { sides }: Scene): boolean {
  return live.parent !== null && followsCategory(live, sides.snapshot.channels.get(live.parent) ?? null);
}
