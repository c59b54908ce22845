/** Channels that follow their category on both sides: the category's change speaks for them. */
import type { ChannelId } from "../permissions/snowflake.ts";
import type { DesiredGuild } from "../policy/desired-rights.ts";
import type { PolicyChannel } from "../policy/policy.ts";
import type { ChannelPair } from "./pair-objects.ts";
import type { Scene } from "./scene.ts";

/** The synced channels of a category that hung in it, synced, before. */
export function followersOf(category: ChannelPair, scene: Scene): readonly ChannelPair[] {
  if (category.after?.category !== true) return [];
  return scene.channels.filter((pair) => pair.after?.parent === category.after?.path && isFollower(pair, scene));
}

/** Whether a channel was and is synced with the same category, which both policies list. */
export function isFollower({ before, after }: ChannelPair, { base, head }: Pick<Scene, "base" | "head">): boolean {
  const old = syncedWith(before, base);
  return old !== null && old === syncedWith(after, head);
}

function syncedWith(channel: PolicyChannel | null, { index }: DesiredGuild): ChannelId | null {
  if (channel?.overwrites?.kind !== "synced" || channel.parent === null) return null;
  return index.channel(channel.parent)?.id ?? null;
}
