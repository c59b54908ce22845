/** The computed half of the matrix: the documented algorithm on words, one row of roles per channel. */
import { DOCUMENTED } from "./algorithm.ts";
import { emptyLane, HIGH, LOW, partOf, wordAt, wordsOf, type Lane, type Words } from "./lanes.ts";
import { EVERYONE, type OverwriteTable, type RoleTable } from "./matrix-input.ts";

/** What everybody has to pass in a channel: @everyone's overwrite as words, `keep` being what it does not deny. */
interface Gate {
  readonly keep: Words;
  readonly allow: Words;
}

const OPEN: Gate = { keep: { low: -1, high: -1 }, allow: { low: 0, high: 0 } };

function wordsAt({ words }: Lane, index: number): Words {
  return { low: wordAt(words, 2 * index + LOW), high: wordAt(words, 2 * index + HIGH) };
}

/** @everyone's overwrite in the channel; of two the last, as in the algorithm. */
function gateOf({ starts, rows, allow, deny }: OverwriteTable, channel: number): Gate {
  const first = wordAt(starts, channel);
  for (let at = wordAt(starts, channel + 1) - 1; at >= first; at -= 1) {
    if (rows[at] !== EVERYONE) continue;
    const denied = wordsAt(deny, at);
    return { keep: { low: ~denied.low, high: ~denied.high }, allow: wordsAt(allow, at) };
  }
  return OPEN;
}

/** Every role through the gate, as if no other overwrite were there. */
function passAll(row: Int32Array, base: Int32Array, { keep, allow }: Gate): void {
  const keepLow = keep.low;
  const keepHigh = keep.high;
  const allowLow = allow.low;
  const allowHigh = allow.high;
  for (let at = 0; at < base.length; at += 2) {
    row[at + LOW] = (wordAt(base, at + LOW) & keepLow) | allowLow;
    row[at + HIGH] = (wordAt(base, at + HIGH) & keepHigh) | allowHigh;
  }
}

/** Where a channel's words are: its row in the result, its number in the overwrites, and its gate. */
interface Row {
  readonly words: Int32Array;
  readonly channel: number;
  readonly gate: Gate;
}

/** The few roles with an overwrite of their own, from their base on: so a second overwrite of a role replaces the first. */
function applyOverwrites({ words, channel, gate: { keep, allow: open } }: Row, base: Int32Array, overwrites: OverwriteTable): void {
  const { starts, rows } = overwrites;
  const allow = overwrites.allow.words;
  const deny = overwrites.deny.words;
  const end = wordAt(starts, channel + 1);
  for (let index = wordAt(starts, channel); index < end; index += 1) {
    const row = wordAt(rows, index);
    if (row === EVERYONE) continue;
    const low = 2 * row + LOW;
    const high = 2 * row + HIGH;
    const from = 2 * index;
    words[low] = (((wordAt(base, low) & keep.low) | open.low) & ~wordAt(deny, from + LOW)) | wordAt(allow, from + LOW);
    words[high] = (((wordAt(base, high) & keep.high) | open.high) & ~wordAt(deny, from + HIGH)) | wordAt(allow, from + HIGH);
  }
}

/** ADMINISTRATOR: everything documented, and every bit that is set for the role; the role's own allowances are in its words already. */
function raise({ words, gate: { allow } }: Row, { base, administrators }: RoleTable, documented: Words): void {
  for (const row of administrators) {
    const low = 2 * row + LOW;
    const high = 2 * row + HIGH;
    words[low] = wordAt(words, low) | wordAt(base.words, low) | allow.low | documented.low;
    words[high] = wordAt(words, high) | wordAt(base.words, high) | allow.high | documented.high;
  }
}

/** All channels (rows) and roles (columns): the set of channel c and role r is at c * roles + r. */
export function computedLane(roles: RoleTable, overwrites: OverwriteTable, lane: number): Lane {
  const base = roles.base.words;
  const channels = overwrites.starts.length - 1;
  const result = emptyLane(channels * roles.base.sets.length);
  const documented = wordsOf(partOf(DOCUMENTED, lane));
  for (let channel = 0; channel < channels; channel += 1) {
    const words = result.words.subarray(channel * base.length, (channel + 1) * base.length);
    const row: Row = { words, channel, gate: gateOf(overwrites, channel) };
    passAll(words, base, row.gate);
    applyOverwrites(row, base, overwrites);
    raise(row, roles, documented);
  }
  return result;
}
