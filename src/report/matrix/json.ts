/** The matrix as JSON, version 1. */
import { printBitfield } from "../../permissions/flags.ts";
import type { Json } from "../json/value.ts";
import { type Cell, type MatrixAnswer, rowReader } from "./answer.ts";

/** `{ version, guild, roles, channels, computed, usable }`, and what is not in it. */
export function matrixJson(answer: MatrixAnswer): Json {
  const { matrix, snapshot, permission, unknown, seesAll } = answer;
  const row = rowReader(answer);
  const half = (set: (cell: Cell) => bigint): Json =>
    Object.fromEntries(
      matrix.channels.map((id) => {
        const channel = snapshot.channels.get(id);
        const cells = channel === undefined ? [] : row(channel);
        return [id, Object.fromEntries(cells.map((cell, role) => [matrix.roles[role] ?? "", printBitfield(set(cell))]))];
      }),
    );
  return {
    version: 1,
    guild: { id: snapshot.guild.id, name: snapshot.guild.name },
    roles: matrix.roles,
    channels: matrix.channels,
    computed: half(({ computed }) => computed),
    usable: half(({ usable }) => usable),
    permission: permission?.name ?? null,
    unknown: unknown.map(({ id }) => id),
    allChannelsSeen: seesAll,
  };
}
