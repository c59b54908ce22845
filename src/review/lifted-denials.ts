/** Denials that end: who is denied something here and has it by another role can use it again, though neither the role nor the person gains it alone. */
import type { Shift } from "../effective/difference.ts";
import { effective } from "../effective/effective.ts";
import type { GuildRights } from "../effective/guild-rights.ts";
import type { Subject } from "../effective/subject.ts";
import { bitsOf, DANGEROUS } from "../permissions/flags.ts";
import { settled, type OverwriteTarget } from "../permissions/overwrite.ts";
import type { ChannelId, RoleId } from "../permissions/snowflake.ts";
import type { Scene } from "./scene.ts";

const COUNTS = DANGEROUS | bitsOf(["VIEW_CHANNEL"]);

/** What is dangerous, and the sight of channels, as shifts of the target: what some other role gives, and this target took in the base and takes no more. */
export function liftedDenials(target: OverwriteTarget, channels: readonly ChannelId[], scene: Scene): Shift[] {
  if (target.id === scene.everyone) return [];
  return channels.flatMap((id): Shift[] => {
    const lifted = deniedTo(target, id, scene.base.rights) & ~deniedTo(target, id, scene.head.rights) & COUNTS;
    const gained = lifted === 0n ? 0n : lifted & regained(target, id, scene);
    return gained === 0n ? [] : [{ who: target, channels: [id], gained, lost: 0n }];
  });
}

function deniedTo(target: OverwriteTarget, id: ChannelId, { channels }: GuildRights): bigint {
  const own = channels.find((channel) => channel.id === id)?.overwrites.findLast((one) => one.target.id === target.id);
  return own === undefined ? 0n : settled(own).deny;
}

function regained(target: OverwriteTarget, id: ChannelId, { base, head }: Scene): bigint {
  const usable = (guild: GuildRights, subject: Subject): bigint => {
    const channel = guild.channels.find((one) => one.id === id);
    return channel === undefined ? 0n : effective({ guild, channel }, subject).usable;
  };
  return base.rights.roles.reduce((bits, { id: other }) => {
    const both = besides(target, other);
    const was = usable(base.rights, { kind: "role", role: other }) & ~usable(base.rights, both);
    return bits | (was & usable(head.rights, both));
  }, 0n);
}

/** Somebody with another role who is also denied here. */
function besides(target: OverwriteTarget, other: RoleId): Subject {
  if (target.type === "role") return { kind: "roles", roles: [target.id, other] };
  return { kind: "member", user: target.id, roles: [other], timedOut: false };
}
