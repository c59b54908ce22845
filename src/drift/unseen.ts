/** Why a channel that the policy lists could not be looked at. Hidden is not gone. */
import type { ProbeResult } from "../guild/snapshot.ts";
import type { ChannelId } from "../permissions/snowflake.ts";
import type { BoundChannel } from "./bind.ts";

const WHY: Readonly<Record<Exclude<ProbeResult, "gone">, string>> = {
  hidden: "the bot cannot see this channel",
  unprobed: "it is not in Discord's answer, and nobody could ask whether it is hidden or gone",
  visible: "it appeared while the check was made; the next check looks at it",
};

/** One plain clause; null where it could be looked at, or is gone. */
export function whyUnseen({ id, live, listed }: BoundChannel, probes: ReadonlyMap<ChannelId, ProbeResult>): string | null {
  if (live !== null) return live.overwrites === null && listed.overwrites !== null ? "Discord's answer leaves out its overwrites" : null;
  const probe = id === null ? "gone" : (probes.get(id) ?? "unprobed");
  return probe === "gone" ? null : WHY[probe];
}
