/** All roles in all channels of the largest guild: the matrix beside discord.js and a plain loop, what its parts cost, and how it grows. */
import type { GuildRights } from "../src/effective/guild-rights.ts";
import { cellOf, computedMatrix, permissionMatrix } from "../src/effective/matrix.ts";
import { tableOf, type Bench, type BenchResult } from "./bench.ts";
import { discordJs, plainLoop } from "./effective-peers.ts";
import { kernelContenders } from "./effective-kernels.ts";
import { guildOf, LARGEST, type Size } from "./largest-guild.ts";
import { measure, type Effort, type Measured } from "./measure.ts";

/** Every cell as a bigint, in the order of channels and then roles. */
function cellsOf(guild: GuildRights): readonly bigint[] {
  const matrix = permissionMatrix(guild);
  return guild.channels.flatMap((_, channel) => guild.roles.map((__, role) => cellOf(matrix.computed, matrix, { channel, role })));
}

function assertSame(ours: readonly bigint[], theirs: readonly bigint[], peer: string): void {
  const cell = ours.findIndex((bits, index) => bits !== theirs[index]);
  if (cell !== -1 || ours.length !== theirs.length) throw new Error(`${peer} answers otherwise in cell ${cell}`);
}

function besidePeers(overwrites: number, effort: Effort): BenchResult {
  const guild = guildOf({ ...LARGEST, overwrites });
  const djs = discordJs(guild);
  assertSame(cellsOf(guild), djs(), "discord.js");
  assertSame(cellsOf(guild), plainLoop(guild), "the plain loop");
  const measured = measure(
    [
      { name: "matrix, computed", run: () => computedMatrix(guild) },
      { name: "matrix, computed and usable", run: () => permissionMatrix(guild) },
      { name: "plain bigint loop, computed", run: () => plainLoop(guild) },
      { name: "discord.js permissionsFor, computed", run: djs },
    ],
    effort,
  );
  const [, , plain, discord] = measured;
  if (plain === undefined || discord === undefined) throw new Error("nothing was measured");
  return {
    lines: [
      "",
      `${LARGEST.roles} roles, ${LARGEST.channels} channels, ${overwrites} overwrites a channel (same answers in all cells)`,
      ...tableOf(measured),
    ],
    held: [
      { name: `matrix/${overwrites}/discord.js`, ratio: discord.ratio, goal: 20 },
      { name: `matrix/${overwrites}/plain loop`, ratio: plain.ratio, goal: 1 },
    ],
  };
}

/** The cost of one dimension at one, two and four times its size. */
function growth(dimension: keyof Size, effort: Effort): readonly string[] {
  const size: Size = { roles: 125, channels: 250, overwrites: 25 };
  const contenders = [1, 2, 4].map((factor) => {
    const guild = guildOf({ ...size, [dimension]: size[dimension] * factor });
    return { name: `${dimension} x${factor}`, run: () => permissionMatrix(guild) };
  });
  return tableOf(measure(contenders, effort));
}

function kernels(overwrites: number, effort: Effort): readonly string[] {
  const measured: readonly Measured[] = measure(kernelContenders(guildOf({ ...LARGEST, overwrites })), effort);
  return [
    "",
    `Ways to keep and combine the bits, ${overwrites} overwrites a channel (computed only; the first is the one in use)`,
    ...tableOf(measured),
  ];
}

function run(effort: Effort): BenchResult {
  const results = [10, 100].map((overwrites) => besidePeers(overwrites, effort));
  const base = "Growth of the matrix from 125 roles, 250 channels, 25 overwrites a channel";
  return {
    lines: [
      ...results.flatMap(({ lines }) => lines),
      ...[10, 100].flatMap((overwrites) => kernels(overwrites, effort)),
      "",
      base,
      ...(["roles", "channels", "overwrites"] as const).flatMap((dimension) => growth(dimension, effort)),
    ],
    held: results.flatMap(({ held }) => held),
  };
}

export const effectiveBench: Bench = { name: "effective", run };
