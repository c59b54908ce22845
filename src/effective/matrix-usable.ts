/** The usable half of the matrix: implicit denials and channel types on words, without a branch per cell. */
import { bitsOf, type FlagName } from "../permissions/flags.ts";
import { DOCUMENTED } from "./algorithm.ts";
import { channelUse, type ChannelUse } from "./channel-use.ts";
import { emptyLane, HIGH, LOW, wordAt, wordsOf, type Lane, type Words } from "./lanes.ts";
import { NEED_SEND } from "./usable.ts";

/** How far left the low word has to be shifted to have this flag on top, where a shift back to the right spreads it over the whole word. */
function shiftOf(name: FlagName): number {
  return Math.clz32(wordsOf(bitsOf([name])).low);
}

const VIEW_CHANNEL = shiftOf("VIEW_CHANNEL");
const SEND_MESSAGES = shiftOf("SEND_MESSAGES");
const CONNECT = shiftOf("CONNECT");

/** Numbers of this module are part of the compiled loop; masks that change with the channel need registers, of which there are few. */
const { low: UNKNOWN_LOW, high: UNKNOWN_HIGH } = wordsOf(~DOCUMENTED);
const { low: NEED_SEND_LOW, high: NEED_SEND_HIGH } = wordsOf(NEED_SEND);

/** What a channel type has a use for, and what of it CONNECT has to carry. */
interface Mask {
  readonly uses: Words;
  readonly needConnect: Words;
}

function maskOf({ uses, needConnect }: ChannelUse): Mask {
  return { uses: wordsOf(uses), needConnect: wordsOf(needConnect) };
}

/** The words of all channels, `width` of them a channel. */
interface Rows {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly width: number;
}

/** One channel's words, `from` computed `to` usable. No branches: which flags a role has is as good as random, and a wrong guess costs more than all this. */
function cutRow({ from, to, width }: Rows, channel: number, { uses, needConnect }: Mask): void {
  const { low: usesLow, high: usesHigh } = uses;
  const { low: connectLow, high: connectHigh } = needConnect;
  const end = (channel + 1) * width;
  for (let at = channel * width; at < end; at += 2) {
    const low = wordAt(from, at + LOW);
    const high = wordAt(from, at + HIGH);
    const view = (low << VIEW_CHANNEL) >> 31;
    const mute = ~((low << SEND_MESSAGES) >> 31);
    const away = ~((low << CONNECT) >> 31);
    to[at + LOW] = low & (UNKNOWN_LOW | (usesLow & view & ~(mute & NEED_SEND_LOW) & ~(away & connectLow)));
    to[at + HIGH] = high & (UNKNOWN_HIGH | (usesHigh & view & ~(mute & NEED_SEND_HIGH) & ~(away & connectHigh)));
  }
}

/** The usable sets of the first lane, where all documented bits are. `types` has the type of each channel. */
export function usableLane(computed: Lane, types: readonly string[]): Lane {
  const masks = new Map([...new Set(types)].map((type) => [type, maskOf(channelUse(type))]));
  const result = emptyLane(computed.sets.length);
  const rows: Rows = { from: computed.words, to: result.words, width: computed.words.length / types.length };
  for (const [channel, type] of types.entries()) {
    const mask = masks.get(type);
    if (mask !== undefined) cutRow(rows, channel, mask);
  }
  return result;
}
