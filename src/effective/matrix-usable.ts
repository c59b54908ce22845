/** The usable half of the matrix: implicit denials and channel types on words, without a branch per cell. */
import { bitsOf } from "../permissions/flags.ts";
import { DOCUMENTED } from "./algorithm.ts";
import { channelUse, type ChannelUse } from "./channel-use.ts";
import { emptyLane, HIGH, LOW, wordAt, wordsOf, type Lane, type Words } from "./lanes.ts";
import { NEED_SEND } from "./usable.ts";

const VIEW_CHANNEL = wordsOf(bitsOf(["VIEW_CHANNEL"])).low;
const SEND_MESSAGES = wordsOf(bitsOf(["SEND_MESSAGES"])).low;
const CONNECT = wordsOf(bitsOf(["CONNECT"])).low;

/** What a channel type leaves: always, and as long as VIEW_CHANNEL is there, less what SEND_MESSAGES and CONNECT would have to carry. */
interface Mask {
  readonly always: Words;
  readonly seen: Words;
  readonly needSend: Words;
  readonly needConnect: Words;
}

function maskOf({ uses, needConnect }: ChannelUse): Mask {
  return { always: wordsOf(~DOCUMENTED), seen: wordsOf(uses), needSend: wordsOf(NEED_SEND), needConnect: wordsOf(needConnect) };
}

/** One channel's words, `from` computed `to` usable. */
function cutRow(from: Int32Array, to: Int32Array, { always, seen, needSend, needConnect }: Mask): void {
  const { low: alwaysLow, high: alwaysHigh } = always;
  const { low: seenLow, high: seenHigh } = seen;
  const { low: sendLow, high: sendHigh } = needSend;
  const { low: connectLow, high: connectHigh } = needConnect;
  for (let at = 0; at < from.length; at += 2) {
    const low = wordAt(from, at + LOW);
    const high = wordAt(from, at + HIGH);
    const view = (low & VIEW_CHANNEL) === 0 ? 0 : -1;
    const mute = (low & SEND_MESSAGES) === 0 ? -1 : 0;
    const away = (low & CONNECT) === 0 ? -1 : 0;
    to[at + LOW] = low & (alwaysLow | (seenLow & view & ~(mute & sendLow) & ~(away & connectLow)));
    to[at + HIGH] = high & (alwaysHigh | (seenHigh & view & ~(mute & sendHigh) & ~(away & connectHigh)));
  }
}

/** The usable sets of the first lane, where all documented bits are. `types` has the type of each channel. */
export function usableLane(computed: Lane, types: readonly string[]): Lane {
  const masks = new Map([...new Set(types)].map((type) => [type, maskOf(channelUse(type))]));
  const result = emptyLane(computed.sets.length);
  const width = computed.words.length / types.length;
  for (const [channel, type] of types.entries()) {
    const mask = masks.get(type);
    const start = channel * width;
    if (mask !== undefined) cutRow(computed.words.subarray(start, start + width), result.words.subarray(start, start + width), mask);
  }
  return result;
}
