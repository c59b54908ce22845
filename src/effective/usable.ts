/** What is left of computed permissions in practice: without what the channel's type has no use for, what is implicitly denied, and what a timeout takes. */
import { bitsOf, has, type FlagName } from "../permissions/flags.ts";
import { DOCUMENTED, type Computed } from "./algorithm.ts";
import { channelUse } from "./channel-use.ts";
import type { ChannelRights } from "./guild-rights.ts";
import type { Source, Step } from "./step.ts";

/**
 * What nobody has in a channel without SEND_MESSAGES (docs: topics/permissions, "Implicit Permissions"). The docs name no exception for threads, where
 * SEND_MESSAGES_IN_THREADS counts instead, so there is none here.
 */
export const NEED_SEND: bigint = bitsOf(["MENTION_EVERYONE", "SEND_TTS_MESSAGES", "ATTACH_FILES", "EMBED_LINKS"]);

/** All that a timed-out member keeps (docs: topics/permissions, "Permissions for Timed Out Members"). */
const KEPT_IN_TIMEOUT: bigint = bitsOf(["VIEW_CHANNEL", "READ_MESSAGE_HISTORY"]);

/** A reason to take bits away. Only documented ones are taken: what a newer bit means is not known, so it stays and is shown. */
interface Cut {
  readonly from: Source;
  readonly bits: bigint;
}

function without(missing: FlagName, bits: bigint): Cut {
  return { from: { kind: "implicit", missing }, bits };
}

/** What this channel takes from a holder with these permissions. */
function channelCuts(computed: bigint, { type }: ChannelRights): readonly Cut[] {
  const { uses, needConnect } = channelUse(type);
  return [
    { from: { kind: "channel-type", type }, bits: ~uses },
    ...(has(computed, "VIEW_CHANNEL") ? [] : [without("VIEW_CHANNEL", ~0n)]),
    ...(has(computed, "SEND_MESSAGES") ? [] : [without("SEND_MESSAGES", NEED_SEND)]),
    ...(has(computed, "CONNECT") ? [] : [without("CONNECT", needConnect)]),
  ];
}

/** How a member's timeout and the channel (null: the guild level) cut down computed permissions; `steps`, where given, receives each cut. */
export function usableOf(
  computed: Computed,
  place: { readonly channel: ChannelRights | null; readonly timedOut: boolean },
  steps: Step[] | null,
): bigint {
  const cuts = place.channel === null ? [] : channelCuts(computed.bits, place.channel);
  const timeout: Cut = { from: { kind: "timeout" }, bits: ~KEPT_IN_TIMEOUT };
  let left = computed.bits;
  for (const { from, bits } of place.timedOut && !computed.unbound ? [...cuts, timeout] : cuts) {
    const deny = left & DOCUMENTED & bits;
    if (deny !== 0n) steps?.push({ from, allow: 0n, deny });
    left &= ~deny;
  }
  return left;
}
