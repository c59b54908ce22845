/** Whether the policy keeps @everyone out of a channel. */
import { has } from "../permissions/flags.ts";
import { NEUTRAL, settled, targetKey } from "../permissions/overwrite.ts";
import { everyoneRole, type ChannelId } from "../permissions/snowflake.ts";
import type { Sides } from "./field-state.ts";

/** True where @everyone should not see the channel: denied there, or not allowed there and without VIEW_CHANNEL in the first place. */
export function isPrivate(channel: ChannelId, { policy, snapshot, binding, overwrites }: Sides): boolean {
  const everyone = everyoneRole(policy.guild.id);
  const bound = binding.channelOfId.get(channel);
  const desired = bound === undefined ? undefined : overwrites.get(bound.listed.path);
  const bits = settled(desired?.byTarget.get(targetKey({ type: "role", id: everyone })) ?? NEUTRAL);
  if (has(bits.allow, "VIEW_CHANNEL")) return false;
  return has(bits.deny, "VIEW_CHANNEL") || !has(everyonePermissions(), "VIEW_CHANNEL");

  function everyonePermissions(): bigint {
    const bounds = binding.roleOfId.get(everyone)?.listed.permissions ?? null;
    if (bounds?.kind === "exact") return bounds.bits;
    return snapshot.roles.get(everyone)?.permissions ?? 0n;
  }
}
