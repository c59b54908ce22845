/** Effective permissions of all roles in all channels at once, kept in typed arrays. */
import type { ChannelId, RoleId } from "../permissions/snowflake.ts";
import type { GuildRights } from "./guild-rights.ts";
import { setAt, type Lane } from "./lanes.ts";
import { computedLane } from "./matrix-computed.ts";
import { usableLane } from "./matrix-usable.ts";

/** The sets of all cells, 64 bits a lane: one lane, or two where some bit of the guild is beyond 63. */
export type Lanes = readonly [Lane] | readonly [Lane, Lane];

/** What a member who holds a role and @everyone may do. The cell of channel c and role r (both as numbers in these lists) is set c * roles.length + r. */
export interface PermissionMatrix {
  readonly roles: readonly RoleId[];
  readonly channels: readonly ChannelId[];
  readonly computed: Lanes;
  readonly usable: Lanes;
}

/** The computed sets alone, for who needs no more: about half of the work. */
export function computedMatrix(guild: GuildRights): Lanes {
  const { computed, wide } = computedLane(guild, 0);
  return wide ? [computed, computedLane(guild, 1).computed] : [computed];
}

/** Computed and usable sets of a guild, with its roles and channels in the guild's order. */
export function permissionMatrix(guild: GuildRights): PermissionMatrix {
  const computed = computedMatrix(guild);
  const [first, second] = computed;
  const usable = usableLane(
    first,
    guild.channels.map(({ type }) => type),
  );
  return {
    roles: guild.roles.map(({ id }) => id),
    channels: guild.channels.map(({ id }) => id),
    computed,
    // Nothing that is beyond the first lane is documented, so nothing there is taken away: one lane serves both.
    usable: second === undefined ? [usable] : [usable, second],
  };
}

/** One cell as a permission set; 0n outside the matrix. */
export function cellOf(lanes: Lanes, { roles }: PermissionMatrix, cell: { readonly channel: number; readonly role: number }): bigint {
  return setAt(lanes, cell.channel * roles.length + cell.role);
}
