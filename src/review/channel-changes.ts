/** Channels: base against head. What they allow is in overwrite-changes.ts. */
import type { FindingValue, Named } from "../drift/finding.ts";
import { compareRights, type Shift } from "../effective/difference.ts";
import type { GuildRights } from "../effective/guild-rights.ts";
import type { PolicyChannel } from "../policy/policy.ts";
import { allOf, changing, type Found } from "./change.ts";
import type { Judge } from "./danger.ts";
import { channelSubject } from "./names.ts";
import { newChannel } from "./new-channel.ts";
import { takesNameOfAnother, type ChannelPair } from "./pair-objects.ts";
import type { PolicyChange } from "./review.ts";
import { isLeftAlone } from "./left-alone.ts";
import { placeOf, type Scene, type Side } from "./scene.ts";
import { WEAKER } from "./weaker.ts";

/** All changes of channels as such, in file order. */
export function channelChanges(scene: Scene, judge: Judge): Found {
  return allOf(scene.channels.map((pair) => changesOf(pair, scene, judge)));
}

function changesOf(pair: ChannelPair, scene: Scene, judge: Judge): Found {
  const { before, after } = pair;
  if (after === null) return { changes: before === null ? [] : [goneChannel({ ...pair, before }, scene, judge)], notes: [] };
  if (before === null) return { changes: [newChannel({ ...pair, after }, scene, judge)], notes: [] };
  const both = { ...pair, before, after };
  return { changes: [...renamed(both, scene), ...moved(both, { scene, judge }), ...retyped(both, { scene, judge })], notes: notesOn(both) };
}

interface BothChannels extends ChannelPair {
  readonly before: PolicyChannel;
  readonly after: PolicyChannel;
}

interface Stage {
  readonly scene: Scene;
  readonly judge: Judge;
}

/** It has to be deleted, or nobody looks at it any more. */
function goneChannel(pair: ChannelPair & { readonly before: PolicyChannel }, scene: Scene, judge: Judge): PolicyChange {
  const rest = {
    before: channelValue(pair.before, "base", { scene, judge }),
    after: null,
    policy: placeOf(null, pair.before.at, scene),
  };
  if (!isLeftAlone("channels", pair.before.path, scene.head.policy))
    return changing("channel.removed", channelSubject(pair), { ...rest, severity: WEAKER.channelDeleted });
  return changing("channel.removed", channelSubject(pair), {
    ...rest,
    severity: judge.wasPrivate(pair.id) ? WEAKER.channelUnwatchedPrivate : WEAKER.channelUnwatched,
    escalation: "what is allowed in the channel is no longer checked",
  });
}

function renamed({ id, before, after }: BothChannels, scene: Scene): PolicyChange[] {
  if (before.name === after.name) return [];
  return [
    changing("channel.renamed", channelSubject({ id, before, after }), {
      before: { kind: "text", text: before.name },
      after: { kind: "text", text: after.name },
      ...(takesNameOfAnother(after, scene.channels)
        ? { severity: WEAKER.nameOfAnother, escalation: "the policy has no id for the channel, and another channel had that name" }
        : { smallPrint: true }),
      policy: placeOf(after.at, null, scene),
    }),
  ];
}

/** What a move changes in permissions are changes of the overwrites, or of rules that reach it no more. */
function moved(pair: BothChannels, { scene, judge }: Stage): PolicyChange[] {
  const [old, now] = [parentOf(pair.before, "base", { scene, judge }), parentOf(pair.after, "head", { scene, judge })];
  if (old?.id === now?.id) return [];
  return [
    changing("channel.moved", channelSubject(pair), {
      before: old === null ? null : { kind: "named", ...old },
      after: now === null ? null : { kind: "named", ...now },
      smallPrint: true,
      policy: placeOf(pair.after.at, null, scene),
    }),
  ];
}

/** A type says which permissions of a channel have a use; it gives nobody any, so that it is no escalation whoever can use more of what they have. */
function retyped(pair: BothChannels, { scene, judge }: Stage): PolicyChange[] {
  const [old, now] = [typeOf(pair.before), typeOf(pair.after)];
  if (old === now) return [];
  const known = old !== null && now !== null;
  return [
    changing("channel.type", channelSubject(pair), {
      before: old === null ? null : { kind: "text", text: old },
      after: now === null ? null : { kind: "text", text: now },
      effect: judge.effectOf(known ? shiftsOfType(pair, old, scene) : []),
      policy: placeOf(pair.after.at, null, scene),
    }),
  ];
}

function shiftsOfType({ id }: ChannelPair, type: string, { head }: Scene): Shift[] {
  const after: GuildRights = { ...head.rights, channels: head.rights.channels.filter((channel) => channel.id === id) };
  return compareRights({ ...after, channels: after.channels.map((channel) => ({ ...channel, type })) }, after);
}

function typeOf({ type, category }: PolicyChannel): string | null {
  return type ?? (category ? "category" : null);
}

function channelValue(channel: PolicyChannel, side: Side, stage: Stage): FindingValue {
  const { name, type, category } = channel;
  return { kind: "channel", name, type: type ?? (category ? "category" : "text"), parent: parentOf(channel, side, stage) };
}

function parentOf({ parent }: PolicyChannel, side: Side, { scene, judge }: Stage): Named | null {
  const id = parent === null ? null : (scene[side].index.channel(parent)?.id ?? null);
  return id === null ? null : judge.names.channel(id);
}

function notesOn({ before, after }: BothChannels): string[] {
  const notes: string[] = [];
  const named = before.handle === before.name && after.handle === after.name;
  if (before.handle !== after.handle && !named) notes.push(`The policy calls the channel ${before.handle} ${after.handle} now.`);
  if (before.id === null && after.id !== null)
    notes.push(`The channel ${after.path} has its id in the policy now; whether it is the right one only Discord knows.`);
  if (before.id !== null && after.id === null)
    notes.push(`The channel ${after.path} has no id in the policy any more: it is found by its name.`);
  return notes;
}
