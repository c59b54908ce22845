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

/** The row of each role that may have overwrites; a target that is not here is ignored. */
function rowsOf(guild: GuildRights): ReadonlyMap<string, number> {
  const rows = new Map<RoleId, number>(guild.roles.map(({ id }, row) => [id, row]));
  return rows.set(everyoneRole(guild.id), EVERYONE);
}

/** Room for the role overwrites of one channel, small enough to stay in the processor's nearest cache from one channel to the next. */
export interface OverwriteRoom {
  readonly rowOf: ReadonlyMap<string, number>;
  readonly lane: number;
  /** By overwrite: the role's row, or `EVERYONE`. */
  readonly rows: Int32Array;
  readonly allow: Lane;
  readonly deny: Lane;
}

/** What is in the room now. */
export interface Load {
  readonly count: number;
  /** Which of them is @everyone's, of two the last; -1 where there is none. */
  readonly everyone: number;
  /** Whether some bit is beyond the first lane. */
  readonly wide: boolean;
}

/** A room that is large enough for each channel of this guild, for lane 0 or 1. */
export function overwriteRoom(guild: GuildRights, lane: number): OverwriteRoom {
  const most = guild.channels.reduce((longest, { overwrites }) => Math.max(longest, overwrites.length), 0);
  return { rowOf: rowsOf(guild), lane, rows: new Int32Array(most), allow: emptyLane(most), deny: emptyLane(most) };
}

/** Brings a channel's role overwrites into the room. Members' are none of the matrix's. */
export function load(room: OverwriteRoom, { overwrites }: ChannelRights): Load {
  const { rowOf, lane, rows } = room;
  const allows = room.allow.sets;
  const denies = room.deny.sets;
  let count = 0;
  let everyone = -1;
  let wide = false;
  for (const { target, allow, deny } of overwrites) {
    const row = target.type === "role" ? rowOf.get(target.id) : undefined;
    if (row === undefined) continue;
    if (row === EVERYONE) everyone = count;
    rows[count] = row;
    allows[count] = partOf(allow, lane);
    denies[count] = partOf(deny, lane);
    wide ||= isWide(allow) || isWide(deny);
    count += 1;
  }
  return { count, everyone, wide };
}
