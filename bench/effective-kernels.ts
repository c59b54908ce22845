/** The ways that were tried to keep and combine permission bits, from the same guild to the same computed matrix. */
import { DOCUMENTED } from "../src/effective/algorithm.ts";
import type { GuildRights } from "../src/effective/guild-rights.ts";
import { everyoneRole } from "../src/permissions/snowflake.ts";
import { computedLane } from "../src/effective/matrix-computed.ts";
import type { Contender } from "./measure.ts";

const ADMINISTRATOR = 8n;

/** The way in use: 64-bit lanes that are written as bigint and combined as two 32-bit words, side by side. */
function words(guild: GuildRights): unknown {
  return computedLane(guild, 0);
}

/** Roles and overwrites of a channel by row, as bigint. */
interface Plain {
  readonly base: readonly bigint[];
  readonly administrators: readonly number[];
  readonly channels: readonly { readonly gate: Bits; readonly own: readonly (Bits & { readonly row: number })[] }[];
}

interface Bits {
  readonly allow: bigint;
  readonly deny: bigint;
}

function plain(guild: GuildRights): Plain {
  const everyone = everyoneRole(guild.id);
  const rowOf = new Map<string, number>(guild.roles.map(({ id }, row) => [id, row]));
  const open = guild.roles.find(({ id }) => id === everyone)?.permissions ?? 0n;
  const base = guild.roles.map(({ permissions }) => permissions | open);
  const channels = guild.channels.map(({ overwrites }) => ({
    gate: overwrites.find(({ target }) => target.id === everyone) ?? { allow: 0n, deny: 0n },
    own: overwrites.flatMap(({ target, allow, deny }) => {
      const row = rowOf.get(target.id);
      return row === undefined || target.id === everyone ? [] : [{ row, allow, deny }];
    }),
  }));
  return { base, channels, administrators: [...base.keys()].filter((row) => ((base[row] ?? 0n) & ADMINISTRATOR) !== 0n) };
}

/** Bigint in a BigUint64Array, each result cut to 64 bits: the engine may then compute in machine words. */
function machineBigints(guild: GuildRights): BigUint64Array {
  const { base, channels, administrators } = plain(guild);
  const bases = BigUint64Array.from(base);
  const result = new BigUint64Array(base.length * channels.length);
  for (const [channel, { gate, own }] of channels.entries()) {
    const start = channel * base.length;
    const keep = BigInt.asUintN(64, ~gate.deny);
    const open = BigInt.asUintN(64, gate.allow);
    for (let at = 0; at < bases.length; at += 1) {
      result[start + at] = BigInt.asUintN(64, BigInt.asUintN(64, (bases[at] ?? 0n) & keep) | open);
    }
    for (const { row, allow, deny } of own) {
      result[start + row] = BigInt.asUintN(64, ((result[start + row] ?? 0n) & BigInt.asUintN(64, ~deny)) | allow);
    }
    for (const row of administrators) result[start + row] = DOCUMENTED;
  }
  return result;
}

/** One half of all sets, and how a bigint gives it. */
interface Half {
  readonly base: Int32Array;
  readonly of: (bits: bigint) => number;
}

const low = (bits: bigint): number => Number(BigInt.asIntN(32, bits));
const high = (bits: bigint): number => Number(BigInt.asIntN(32, bits >> 32n));

function halfOf({ channels, administrators }: Plain, { base, of }: Half): Int32Array {
  const result = new Int32Array(base.length * channels.length);
  for (const [channel, { gate, own }] of channels.entries()) {
    const row = result.subarray(channel * base.length, (channel + 1) * base.length);
    const keep = ~of(gate.deny);
    const open = of(gate.allow);
    for (let at = 0; at < base.length; at += 1) row[at] = ((base[at] ?? 0) & keep) | open;
    for (const { row: at, allow, deny } of own) row[at] = ((row[at] ?? 0) & ~of(deny)) | of(allow);
    for (const at of administrators) row[at] = of(DOCUMENTED);
  }
  return result;
}

/** Each half of the bits in an array of its own, and bigint taken apart by arithmetic. */
function halves(guild: GuildRights): readonly Int32Array[] {
  const table = plain(guild);
  return [low, high].map((of) => halfOf(table, { base: Int32Array.from(table.base, of), of }));
}

/** Rows that are kept as plain arrays of bigint: what typed arrays save. */
function bigintRows(guild: GuildRights): readonly (readonly bigint[])[] {
  const { base, channels, administrators } = plain(guild);
  return channels.map(({ gate, own }) => {
    const row = base.map((bits) => (bits & ~gate.deny) | gate.allow);
    for (const { row: at, allow, deny } of own) row[at] = ((row[at] ?? 0n) & ~deny) | allow;
    for (const at of administrators) row[at] = DOCUMENTED;
    return row;
  });
}

/** Doubles are not among them: 53 bits fit into one, but JavaScript combines only 32 of a number's bits at once. */
export function kernelContenders(guild: GuildRights): readonly Contender[] {
  return [
    { name: "64-bit lanes, two words side by side", run: () => words(guild) },
    { name: "two arrays of 32-bit halves", run: () => halves(guild) },
    { name: "BigUint64Array, asUintN", run: () => machineBigints(guild) },
    { name: "arrays of bigint", run: () => bigintRows(guild) },
  ];
}
