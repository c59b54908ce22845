/** `check --replay` on the largest guild, as a whole program: beside Node that does nothing, and beside a script that only parses the same files. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { buildBundle } from "../test/e2e/build-bundle.ts";
import type { Bench, BenchResult } from "./bench.ts";
import { LARGEST } from "./largest-guild.ts";
import type { Effort } from "./measure.ts";
import { measurePrograms, programTable, type Metric, type Program } from "./programs.ts";
import { writeReplay, type ReplayFiles, type ReplaySize } from "./replay-files.ts";

const SIZE: ReplaySize = { ...LARGEST, overwrites: 10, entries: 10_000, driftEvery: 0 };
/** What grows, from a quarter of the largest guild. */
const QUARTER: ReplaySize = { roles: 62, channels: 125, overwrites: 7, entries: 2500, driftEvery: 0 };
const EMPTY: ReplaySize = { roles: 4, channels: 10, overwrites: 1, entries: 0, driftEvery: 0 };

const PARSE = "for (const file of process.argv.slice(1)) JSON.parse(require('node:fs').readFileSync(file, 'utf8'))";

/** Runs of whole programs take long: fewer turns than in-process ones, but never less than three. */
function turnsOf({ turns }: Effort): number {
  return Math.max(3, Math.floor(turns / 2));
}

async function run(effort: Effort): Promise<BenchResult> {
  const bundle = await buildBundle();
  const written: ReplayFiles[] = [];
  const check = (name: string, size: ReplaySize): Program => {
    const files = writeReplay(size);
    written.push(files);
    return { name, args: [join(bundle, "dist/cli.js"), "check", "--policy", files.policy, "--replay", files.folder] };
  };
  try {
    const turns = turnsOf(effort);
    const { lines, held } = besideOthers(check, () => written[0]?.json ?? [], turns);
    return { lines: [...lines, ...otherGuilds(check, turns), ...growth(check, turns)], held };
  } finally {
    for (const folder of [bundle, ...written.map((files) => files.folder)]) rmSync(folder, { recursive: true, force: true });
  }
}

type Check = (name: string, size: ReplaySize) => Program;

function besideOthers(check: Check, json: () => readonly string[], turns: number): BenchResult {
  const programs = [
    check("check --replay", SIZE),
    { name: "node -e 0", args: ["-e", "0"] },
    { name: "JSON.parse of the files", args: ["-e", PARSE, ...json()] },
  ];
  const measured = measurePrograms(programs, turns);
  const peers = measured.slice(1).map(({ name, ratio }) => ({ name, ratio }));
  const metrics: readonly Metric[] = ["wall", "cpu", "memory"];
  return {
    lines: [
      "",
      "250 roles, 500 channels, 10 overwrites a channel, 10,000 entries, a policy that lists all of it",
      ...programTable(measured),
    ],
    held: peers.flatMap(({ name, ratio }) =>
      metrics.map((metric) => ({ name: `replay/${metric}/${name}`, ratio: ratio[metric], goal: 0 })),
    ),
  };
}

function otherGuilds(check: Check, turns: number): readonly string[] {
  const programs = [
    check("as above", SIZE),
    check("100 overwrites a channel, synced", { ...SIZE, overwrites: 100 }),
    check("every third channel differs", { ...SIZE, driftEvery: 3 }),
  ];
  return ["", "Other guilds of that size", ...programTable(measurePrograms(programs, turns))];
}

/** One dimension at one, two and four times its size, beside a guild of nearly nothing: what it costs to start. */
function growth(check: Check, turns: number): readonly string[] {
  const dimensions = ["roles", "channels", "overwrites", "entries"] as const;
  const tables = dimensions.map((dimension) => {
    const sizes = [1, 2, 4].map((factor) => check(`${dimension} x${factor}`, { ...QUARTER, [dimension]: QUARTER[dimension] * factor }));
    return programTable(measurePrograms([check("an empty guild", EMPTY), ...sizes], turns));
  });
  return ["", "Growth from 62 roles, 125 channels, 7 overwrites a channel, 2,500 entries", ...tables.flat()];
}

export const replayBench: Bench = { name: "replay", run };
