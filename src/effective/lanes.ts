/** Permission sets in typed arrays: 64 bits a lane, written and read as bigint, combined as 32-bit words. */

const LANE_BITS = 64n;
const LANE_MAX = 2n ** LANE_BITS - 1n;

/** One lane of many sets. `words` is the memory of `sets`: a bigint that is stored there falls apart into two words without a new object. */
export interface Lane {
  readonly sets: BigUint64Array;
  readonly words: Int32Array;
}

/** A lane of `length` empty sets. */
export function emptyLane(length: number): Lane {
  const sets = new BigUint64Array(length);
  return { sets, words: new Int32Array(sets.buffer) };
}

const probe = emptyLane(1);
probe.sets[0] = 1n;

/** Set n has its bits 0 to 31 in word 2n + LOW, and 32 to 63 in word 2n + HIGH: which is which depends on the machine. */
export const LOW = probe.words[0] === 1 ? 0 : 1;
export const HIGH = 1 - LOW;

/** A word of a lane; 0 outside of it. */
export function wordAt(words: Int32Array, index: number): number {
  return words[index] ?? 0;
}

/** Whether a set needs a second lane. */
export function isWide(bits: bigint): boolean {
  return bits > LANE_MAX;
}

/** The part of a set that belongs in lane 0 or 1; storing cuts off what is above its 64 bits. */
export function partOf(bits: bigint, lane: number): bigint {
  return lane === 0 ? bits : bits >> LANE_BITS;
}

/** The set whose parts stand at this index of the lanes. */
export function setAt(lanes: readonly Lane[], index: number): bigint {
  return lanes.reduceRight((bits, { sets }) => (bits << LANE_BITS) | (sets[index] ?? 0n), 0n);
}

/** A set's two words. */
export interface Words {
  readonly low: number;
  readonly high: number;
}

/** The words of one set, for masks. */
export function wordsOf(bits: bigint): Words {
  const { sets, words } = emptyLane(1);
  sets[0] = bits;
  return { low: wordAt(words, LOW), high: wordAt(words, HIGH) };
}
