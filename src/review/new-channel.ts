/** A channel that only the head lists: judged by what its own overwrites allow. */
import type { Shift } from "../effective/difference.ts";
import { channelUse } from "../effective/channel-use.ts";
import { effective } from "../effective/effective.ts";
import { DANGEROUS, has, unionOf } from "../permissions/flags.ts";
import { settled, type Overwrite } from "../permissions/overwrite.ts";
import type { PolicyChannel } from "../policy/policy.ts";
import { changing } from "./change.ts";
import type { Judge } from "./danger.ts";
import { channelSubject } from "./names.ts";
import type { ChannelPair } from "./pair-objects.ts";
import type { PolicyChange } from "./review.ts";
import { placeOf, type Scene } from "./scene.ts";

/** Nobody could do anything in it before, so it has no effect; a dangerous permission that it gives somebody who has it nowhere else is an escalation. */
export function newChannel(pair: ChannelPair & { readonly after: PolicyChannel }, scene: Scene, judge: Judge): PolicyChange {
  const { id, after } = pair;
  const { parent } = after;
  const category = parent === null ? null : (scene.head.index.channel(parent)?.id ?? null);
  const live = scene.head.rights.channels.find((channel) => channel.id === id);
  const own = after.overwrites?.kind === "exact" && live !== undefined ? live.overwrites : [];
  const grants = own.flatMap((overwrite) => dangerousGrant(overwrite, live?.type ?? "unknown", { pair, scene }));
  return changing("channel.added", channelSubject(pair), {
    before: null,
    after: {
      kind: "channel",
      name: after.name,
      type: after.type ?? (after.category ? "category" : "text"),
      parent: category === null ? null : judge.names.channel(category),
    },
    granted: unionOf(own.map((overwrite) => settled(overwrite).allow)),
    ...judge.judge([], "channel", grants),
    policy: placeOf(after.at, null, scene),
  });
}

interface Stage {
  readonly pair: ChannelPair;
  readonly scene: Scene;
}

function dangerousGrant({ target, allow }: Overwrite, type: string, { pair, scene }: Stage): Shift[] {
  const guild = scene.head.rights;
  const subject =
    target.type === "role" ? ({ kind: "role", role: target.id } as const) : ({ kind: "member-overwrite", user: target.id } as const);
  const anywhere = effective({ guild, channel: null }, subject).computed;
  const gained = allow & DANGEROUS & ~anywhere & channelUse(type).uses;
  return gained === 0n || has(anywhere, "ADMINISTRATOR") ? [] : [{ who: target, channels: [pair.id], gained, lost: 0n }];
}
