/** A guild's roles and role overwrites in typed arrays, one lane of bits at a time: what the matrix is computed from. */
import { has } from "../permissions/flags.ts";
import { everyoneRole, type RoleId } from "../permissions/snowflake.ts";
import type { ChannelRights, GuildRights } from "./guild-rights.ts";
import { emptyLane, isWide, partOf, type Lane } from "./lanes.ts";

/** Stands for @everyone where an overwrite's row is kept. */
export const EVERYONE = -1;

export interface RoleTable {
  /** By row: the role's permissions and @everyone's. */
  readonly base: Lane;
  /** Rows with ADMINISTRATOR: all of them where @everyone has it. */
  readonly administrators: readonly number[];
  /** Whether some bit is beyond the first lane. */
  readonly wide: boolean;
}

/** The bases of all roles, in lane 0 or 1. */
export function roleTable(guild: GuildRights, lane: number): RoleTable {
  const everyone = guild.roles.find(({ id }) => id === everyoneRole(guild.id))?.permissions ?? 0n;
  const bases = guild.roles.map(({ permissions }) => permissions | everyone);
  const base = emptyLane(bases.length);
  base.sets.set(bases.map((bits) => BigInt.asUintN(64, partOf(bits, lane))));
  return {
    base,
    administrators: [...bases.keys()].filter((row) => has(bases[row] ?? 0n, "ADMINISTRATOR")),
    wide: bases.some(isWide),
  };
}

export interface OverwriteTable {
  /** The overwrites of channel c are those from `starts[c]` up to, and without, `starts[c + 1]`. */
  readonly starts: Int32Array;
  /** By overwrite: the role's row, or `EVERYONE`. */
  readonly rows: Int32Array;
  readonly allow: Lane;
  readonly deny: Lane;
  readonly wide: boolean;
}

/** The row of each role that may have overwrites; a target that is not here is ignored. */
export function rowsOf(guild: GuildRights): ReadonlyMap<string, number> {
  const rows = new Map<RoleId, number>(guild.roles.map(({ id }, row) => [id, row]));
  return rows.set(everyoneRole(guild.id), EVERYONE);
}

/** The role overwrites of all channels, in lane 0 or 1. Members' are none of the matrix's. */
export function overwriteTable(channels: readonly ChannelRights[], rowOf: ReadonlyMap<string, number>, lane: number): OverwriteTable {
  const most = channels.reduce((sum, { overwrites }) => sum + overwrites.length, 0);
  const starts = new Int32Array(channels.length + 1);
  const rows = new Int32Array(most);
  const [allows, denies] = [emptyLane(most), emptyLane(most)];
  let wide = false;
  let count = 0;
  for (const [channel, { overwrites }] of channels.entries()) {
    for (const { target, allow, deny } of overwrites) {
      const row = target.type === "role" ? rowOf.get(target.id) : undefined;
      if (row === undefined) continue;
      rows[count] = row;
      allows.sets[count] = partOf(allow, lane);
      denies.sets[count] = partOf(deny, lane);
      wide ||= isWide(allow) || isWide(deny);
      count += 1;
    }
    starts[channel + 1] = count;
  }
  return { starts, rows, allow: allows, deny: denies, wide };
}
