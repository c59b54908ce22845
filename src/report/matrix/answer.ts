/** The answer of `matrix`, before it becomes a table, CSV or JSON. */
import { cellOf, type PermissionMatrix } from "../../effective/matrix.ts";
import type { ChannelGroup } from "../../guild/order.ts";
import type { LiveChannel, LiveRole, Snapshot } from "../../guild/snapshot.ts";
import type { AskedPermission } from "../explain/answer.ts";

export interface MatrixAnswer {
  readonly snapshot: Snapshot;
  /** Null: all of them. */
  readonly permission: AskedPermission | null;
  /** As the columns of the matrix. */
  readonly roles: readonly LiveRole[];
  /** The channels of the matrix under their categories. A category that is a heading only is no channel of the matrix. */
  readonly groups: readonly ChannelGroup[];
  readonly matrix: PermissionMatrix;
  /** Channels whose overwrites are not known. */
  readonly unknown: readonly LiveChannel[];
  /** False: there may be channels that the bot cannot see. */
  readonly seesAll: boolean;
}

/** What one role may do in one channel. Where one permission is asked for, the sets hold no other. */
export interface Cell {
  readonly computed: bigint;
  readonly usable: bigint;
}

/** The cells of a channel, one a role; none where the channel is not in the matrix. */
export function rowReader({ matrix, permission }: MatrixAnswer): (channel: LiveChannel) => readonly Cell[] {
  const rows = new Map<string, number>(matrix.channels.map((id, row) => [id, row]));
  const mask = permission?.bit ?? -1n;
  return ({ id }) => {
    const channel = rows.get(id);
    if (channel === undefined) return [];
    return matrix.roles.map((_, role) => ({
      computed: cellOf(matrix.computed, matrix, { channel, role }) & mask,
      usable: cellOf(matrix.usable, matrix, { channel, role }) & mask,
    }));
  };
}
