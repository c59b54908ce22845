/** Denials that end: who is denied something here and has it by another role can use it again, though neither the role nor the person gains it alone. */
import type { Shift } from "../effective/difference.ts";
import { effective } from "../effective/effective.ts";
import type { ChannelRights, GuildRights, Place } from "../effective/guild-rights.ts";
import type { Subject } from "../effective/subject.ts";
import { bitsOf, DANGEROUS } from "../permissions/flags.ts";
import { settled, type OverwriteTarget } from "../permissions/overwrite.ts";
import type { ChannelId, RoleId } from "../permissions/snowflake.ts";
import type { Scene } from "./scene.ts";

const COUNTS = DANGEROUS | bitsOf(["VIEW_CHANNEL"]);

/** What is dangerous, and the sight of channels, as shifts of the target: what some other role gives, and this target took in the base and takes no more. */
export function liftedDenials(target: OverwriteTarget, channels: readonly ChannelId[], scene: Scene): Shift[] {
  if (target.id === scene.everyone) return [];
  const [base, head] = [scene.base.rights, scene.head.rights];
  return channels.flatMap((id): Shift[] => {
    const [before, after] = [channelIn(base, id), channelIn(head, id)];
    if (before === undefined || after === undefined) return [];
    const lifted = deniedTo(target, before) & ~deniedTo(target, after) & COUNTS;
    const gained =
      lifted === 0n ? 0n : regained(target, lifted, { before: { guild: base, channel: before }, after: { guild: head, channel: after } });
    return gained === 0n ? [] : [{ who: target, channels: [id], gained, lost: 0n }];
  });
}

function channelIn({ channels }: GuildRights, id: ChannelId): ChannelRights | undefined {
  return channels.find((channel) => channel.id === id);
}

function deniedTo(target: OverwriteTarget, { overwrites }: ChannelRights): bigint {
  const own = overwrites.findLast((one) => one.target.id === target.id);
  return own === undefined ? 0n : settled(own).deny;
}

interface Places {
  readonly before: Place;
  readonly after: Place;
}

/** Of these bits, those that somebody with another role had, not with the target besides, and now has with it too. */
function regained(target: OverwriteTarget, lifted: bigint, { before, after }: Places): bigint {
  // What the target can use now without another role is told of it alone.
  const rest = lifted & ~usable(after, aloneAs(target));
  return before.guild.roles.reduce((bits, { id, permissions }) => {
    if (rest === 0n || (rest & ~bits & (permissions | allowedTo(id, before))) === 0n) return bits;
    const both = besides(target, id);
    const taken = usable(before, { kind: "role", role: id }) & ~usable(before, both);
    return bits | (rest & taken & usable(after, both));
  }, 0n);
}

function allowedTo(role: RoleId, { channel }: Place): bigint {
  return channel?.overwrites.find(({ target }) => target.id === role)?.allow ?? 0n;
}

function usable(place: Place, subject: Subject): bigint {
  return effective(place, subject).usable;
}

function aloneAs(target: OverwriteTarget): Subject {
  return target.type === "role" ? { kind: "role", role: target.id } : { kind: "member-overwrite", user: target.id };
}

/** Somebody with another role for whom the target's overwrite counts as well. */
function besides(target: OverwriteTarget, other: RoleId): Subject {
  if (target.type === "role") return { kind: "roles", roles: [target.id, other] };
  return { kind: "member", user: target.id, roles: [other], timedOut: false };
}
