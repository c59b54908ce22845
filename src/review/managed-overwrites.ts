/** Channels whose overwrites come under the policy, or are no longer part of it. */
import { changing } from "./change.ts";
import type { Judge } from "./danger.ts";
import { dangerousGrants } from "./dangerous-grants.ts";
import { channelSubject } from "./names.ts";
import type { ChannelPair } from "./pair-objects.ts";
import type { PolicyChange } from "./review.ts";
import { placeOf, type Scene } from "./scene.ts";
import { WEAKER } from "./weaker.ts";

/** Nobody knew what they were, so it has no effect; a dangerous permission that is written down for the first time is an escalation all the same. */
export function managedChange(pair: ChannelPair, scene: Scene, judge: Judge): PolicyChange {
  const { after, before } = pair;
  return changing("overwrites.managed", channelSubject(pair), {
    before: null,
    after: null,
    ...judge.judge([], "channel", isToldByCategory(pair, scene) ? [] : dangerousGrants(pair, scene)),
    policy: placeOf(after?.overwrites?.at ?? after?.at, before?.at, scene),
  });
}

/** Whether the category's overwrites are written down for the first time too: one line is enough. */
function isToldByCategory({ after }: ChannelPair, { channels }: Scene): boolean {
  if (after?.overwrites?.kind !== "synced") return false;
  const category = channels.find((pair) => pair.after?.path === after.parent);
  return category?.before?.overwrites?.kind !== "exact";
}

/** Whatever is granted in the channel from now on, nobody hears of it. */
export function unmanagedChange(pair: ChannelPair, scene: Scene, judge: Judge): PolicyChange {
  const { after, before } = pair;
  return changing("overwrites.unmanaged", channelSubject(pair), {
    before: null,
    after: null,
    severity: judge.wasPrivate(pair.id) ? WEAKER.overwritesUnmanagedPrivate : WEAKER.overwritesUnmanaged,
    escalation: "what is allowed in the channel is no longer checked",
    policy: placeOf(after?.at, before?.overwrites?.at, scene),
  });
}
