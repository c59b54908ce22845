/** A channel that only the head lists: judged by what its own overwrites allow. */
import type { FindingValue } from "../drift/finding.ts";
import type { Shift } from "../effective/difference.ts";
import { effective } from "../effective/effective.ts";
import type { ChannelRights } from "../effective/guild-rights.ts";
import type { Subject } from "../effective/subject.ts";
import { has, unionOf } from "../permissions/flags.ts";
import { settled, type OverwriteTarget } from "../permissions/overwrite.ts";
import type { PolicyChannel } from "../policy/policy.ts";
import { changing } from "./change.ts";
import type { Judge } from "./danger.ts";
import { dangerousGrants } from "./dangerous-grants.ts";
import { channelSubject } from "./names.ts";
import type { ChannelPair } from "./pair-objects.ts";
import type { PolicyChange } from "./review.ts";
import { placeOf, type Scene } from "./scene.ts";
import { WEAKER } from "./weaker.ts";

/**
 * Its effect is who can see it; a dangerous permission that it gives somebody who has it nowhere else is an escalation, and so is it that it may allow
 * anything from now on.
 */
export function newChannel(pair: ChannelPair & { readonly after: PolicyChannel }, scene: Scene, judge: Judge): PolicyChange {
  const { id, after } = pair;
  const live = scene.head.rights.channels.find((channel) => channel.id === id);
  const own = after.overwrites?.kind === "exact" && live !== undefined ? live.overwrites : [];
  return changing("channel.added", channelSubject(pair), {
    before: null,
    after: valueOf(after, scene, judge),
    granted: unionOf(own.map((overwrite) => settled(overwrite).allow)),
    ...judge.judge([], "channel", after.overwrites?.kind === "exact" ? dangerousGrants(pair, scene) : []),
    ...(isListedOpen(after, scene) ? { severity: WEAKER.channelListedOpen, escalation: LISTED_OPEN } : {}),
    effect: live === undefined || after.overwrites === null ? [] : judge.effectOf(seersOf(live, scene)),
    policy: placeOf(after.at, null, scene),
  });
}

const LISTED_OPEN = "the channel may allow anything without a report";

/**
 * Whether the channel was reported before, where the list was to be whole. A category counts by the channels in it, and none of them follows one whose
 * overwrites are not written down.
 */
function isListedOpen({ category, overwrites }: PolicyChannel, { base }: Scene): boolean {
  return !category && overwrites === null && base.policy.manage.channels === "all";
}

function valueOf({ name, type, category, parent }: PolicyChannel, { head }: Scene, { names }: Judge): FindingValue {
  const above = parent === null ? null : (head.index.channel(parent)?.id ?? null);
  return {
    kind: "channel",
    name,
    type: type ?? (category ? "category" : "text"),
    parent: above === null ? null : names.channel(above),
  };
}

/** @everyone, where every member can see it; else the roles and members that can, but for administrators. */
function seersOf(channel: ChannelRights, { head, everyone }: Scene): readonly Shift[] {
  const guild = head.rights;
  const seen = (who: OverwriteTarget): Shift[] => {
    const subject = subjectOf(who);
    const { computed, usable } = effective({ guild, channel }, subject);
    const can = has(usable, "VIEW_CHANNEL") && !has(computed, "ADMINISTRATOR");
    return can ? [{ who, channels: [channel.id], gained: usable, lost: 0n }] : [];
  };
  const all = seen({ type: "role", id: everyone });
  if (all.length > 0) return all;
  const roles = guild.roles.map(({ id }): OverwriteTarget => ({ type: "role", id }));
  return [...roles, ...channel.overwrites.map(({ target }) => target).filter(({ type }) => type === "member")].flatMap(seen);
}

function subjectOf(who: OverwriteTarget): Subject {
  return who.type === "role" ? { kind: "role", role: who.id } : { kind: "member-overwrite", user: who.id };
}
