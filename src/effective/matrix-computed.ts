/** The computed half of the matrix: the documented algorithm on words, one row of roles per channel. */
import { DOCUMENTED } from "./algorithm.ts";
import type { GuildRights } from "./guild-rights.ts";
import { emptyLane, HIGH, LOW, partOf, wordAt, wordsOf, type Lane, type Words } from "./lanes.ts";
import { EVERYONE, load, overwriteRoom, roleTable, type Load, type OverwriteRoom, type RoleTable } from "./matrix-input.ts";

/** What everybody has to pass in a channel: @everyone's overwrite as words, `keep` being what it does not deny. */
interface Gate {
  readonly keep: Words;
  readonly allow: Words;
}

const OPEN: Gate = { keep: { low: -1, high: -1 }, allow: { low: 0, high: 0 } };

function wordsAt({ words }: Lane, index: number): Words {
  return { low: wordAt(words, 2 * index + LOW), high: wordAt(words, 2 * index + HIGH) };
}

function gateOf({ allow, deny }: OverwriteRoom, { everyone }: Load): Gate {
  if (everyone === -1) return OPEN;
  const denied = wordsAt(deny, everyone);
  return { keep: { low: ~denied.low, high: ~denied.high }, allow: wordsAt(allow, everyone) };
}

/** A channel's words in the result, from `start` on, its gate, and how many overwrites are in the room for it. */
interface Row {
  readonly words: Int32Array;
  readonly start: number;
  readonly count: number;
  readonly gate: Gate;
}

/** Every role through the gate, as if no other overwrite were there. */
function passAll({ words, start, gate: { keep, allow } }: Row, base: Int32Array): void {
  const { low: keepLow, high: keepHigh } = keep;
  const { low: allowLow, high: allowHigh } = allow;
  for (let at = 0; at < base.length; at += 2) {
    words[start + at + LOW] = (wordAt(base, at + LOW) & keepLow) | allowLow;
    words[start + at + HIGH] = (wordAt(base, at + HIGH) & keepHigh) | allowHigh;
  }
}

/** The few roles with an overwrite of their own, from their base on: so a second overwrite of a role replaces the first. */
function applyOwn({ words, start, count, gate: { keep, allow: open } }: Row, base: Int32Array, room: OverwriteRoom): void {
  const allow = room.allow.words;
  const deny = room.deny.words;
  for (let index = 0; index < count; index += 1) {
    const row = wordAt(room.rows, index);
    if (row === EVERYONE) continue;
    const low = 2 * row + LOW;
    const high = 2 * row + HIGH;
    const from = 2 * index;
    words[start + low] = (((wordAt(base, low) & keep.low) | open.low) & ~wordAt(deny, from + LOW)) | wordAt(allow, from + LOW);
    words[start + high] = (((wordAt(base, high) & keep.high) | open.high) & ~wordAt(deny, from + HIGH)) | wordAt(allow, from + HIGH);
  }
}

/** ADMINISTRATOR: everything documented, and every bit that is set for the role; the role's own allowances are in its words already. */
function raise({ words, start, gate: { allow } }: Row, { base, administrators }: RoleTable, documented: Words): void {
  for (const row of administrators) {
    const low = 2 * row + LOW;
    const high = 2 * row + HIGH;
    words[start + low] = wordAt(words, start + low) | wordAt(base.words, low) | allow.low | documented.low;
    words[start + high] = wordAt(words, start + high) | wordAt(base.words, high) | allow.high | documented.high;
  }
}

export interface ComputedLane {
  readonly computed: Lane;
  /** Whether some bit of the guild is beyond the first lane. */
  readonly wide: boolean;
}

/** All roles (columns) in all channels (rows), in lane 0 or 1: the set of channel c and role r is at c * roles + r. */
export function computedLane(guild: GuildRights, lane: number): ComputedLane {
  const roles = roleTable(guild, lane);
  const base = roles.base.words;
  const room = overwriteRoom(guild, lane);
  const computed = emptyLane(guild.channels.length * guild.roles.length);
  const documented = wordsOf(partOf(DOCUMENTED, lane));
  let { wide } = roles;
  for (const [channel, rights] of guild.channels.entries()) {
    const loaded = load(room, rights);
    const row: Row = { words: computed.words, start: channel * base.length, count: loaded.count, gate: gateOf(room, loaded) };
    passAll(row, base);
    applyOwn(row, base, room);
    raise(row, roles, documented);
    wide ||= loaded.wide;
  }
  return { computed, wide };
}
