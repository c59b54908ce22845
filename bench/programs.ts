/** Measures whole programs beside each other: wall, processor time and peak memory, in alternating turns. */
import { spawnSync } from "node:child_process";
import { spreadOf, type Spread } from "./measure.ts";

export interface Program {
  readonly name: string;
  /** What Node is given. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const METRICS = ["wall", "cpu", "memory"] as const;
export type Metric = (typeof METRICS)[number];

/** Milliseconds, milliseconds, MiB. */
type Usage = Readonly<Record<Metric, number>>;

export interface MeasuredProgram {
  readonly name: string;
  readonly usage: Readonly<Record<Metric, Spread>>;
  /** How many times as much as the first program, turn by turn. */
  readonly ratio: Readonly<Record<Metric, Spread>>;
}

/** Tells at its end what the program used. The kernel's own peak counts from the program's start; that of getrusage has the parent's in it. */
const REPORTER = `data:text/javascript,${encodeURIComponent(`
  import { existsSync, readFileSync, writeSync } from "node:fs";
  process.on("exit", () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const status = existsSync("/proc/self/status") ? readFileSync("/proc/self/status", "utf8") : "";
    const peak = Number(/VmHWM:\\s*(\\d+)/.exec(status)?.[1] ?? maxRSS);
    writeSync(3, [(userCPUTime + systemCPUTime) / 1000, peak / 1024].join(" "));
  });
`)}`;

function usageOf({ args, env }: Program): Usage {
  const start = performance.now();
  const { output } = spawnSync(process.execPath, ["--import", REPORTER, ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const wall = performance.now() - start;
  const [cpu = Number.NaN, memory = Number.NaN] = String(output[3]).split(" ").map(Number);
  if (Number.isNaN(memory)) throw new Error(`${args.join(" ")} did not come to its end`);
  return { wall, cpu, memory };
}

function eachMetric(spread: (metric: Metric) => Spread): Readonly<Record<Metric, Spread>> {
  return { wall: spread("wall"), cpu: spread("cpu"), memory: spread("memory") };
}

/** Each turn runs all programs once, and begins with another one than the turn before. */
export function measurePrograms(programs: readonly Program[], turns: number): readonly MeasuredProgram[] {
  const plan = programs.map((program) => ({ program, samples: new Array<Usage>() }));
  for (let turn = 0; turn < turns; turn += 1) {
    for (const index of plan.keys()) {
      const next = plan[(turn + index) % plan.length];
      next?.samples.push(usageOf(next.program));
    }
  }
  const first = plan[0]?.samples ?? [];
  return plan.map(({ program, samples }) => ({
    name: program.name,
    usage: eachMetric((metric) => spreadOf(samples.map((sample) => sample[metric]))),
    ratio: eachMetric((metric) => spreadOf(samples.map((sample, turn) => sample[metric] / (first[turn]?.[metric] ?? Number.NaN)))),
  }));
}

const UNITS = { wall: "ms", cpu: "ms", memory: "MiB" } as const satisfies Record<Metric, string>;

/** A line for each program: each metric with half its noise, and how many times the first program's it is. */
export function programTable(measured: readonly MeasuredProgram[]): readonly string[] {
  const width = Math.max(...measured.map(({ name }) => name.length));
  return measured.map(({ name, usage, ratio }) => {
    const cells = METRICS.map((metric) => {
      const amount = `${usage[metric].median.toFixed(0).padStart(5)} ${UNITS[metric]} ±${(usage[metric].noise * 50).toFixed(0)}%`;
      return `${metric} ${amount.padEnd(14)} x${ratio[metric].median.toFixed(2)}`;
    });
    return `  ${name.padEnd(width)}  ${cells.join("   ")}`;
  });
}
