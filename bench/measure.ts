/** Measures things that do the same work beside each other: in turns, so that what the machine does meanwhile meets all of them alike. */

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

export interface Contender {
  readonly name: string;
  /** The work. What it returns is kept until the next run, so that no engine leaves the work out. */
  readonly run: () => unknown;
}

export interface Spread {
  readonly median: number;
  /** The distance of the quartiles in parts of the median: half of all values are that close together. */
  readonly noise: number;
}

export interface Measured {
  readonly name: string;
  /** Milliseconds for one run. */
  readonly ms: Spread;
  /** How many times as long as the first contender, turn by turn; of the first itself, from one turn to the next. */
  readonly ratio: Spread;
}

/** Turns, and the least length of a sample in milliseconds. */
export interface Effort {
  readonly turns: number;
  readonly sampleMs: number;
}

/** Where results go. */
const sink: { last: unknown } = { last: null };

setFlagsFromString("--expose-gc");
/** Collects all garbage now. */
const collect: unknown = runInNewContext("gc");

/** Milliseconds for one run. Nobody pays for the garbage of the one before, but everybody for their own. */
function msOf({ run }: Contender, times: number): number {
  sink.last = null;
  if (typeof collect === "function") collect();
  const start = performance.now();
  for (let time = 0; time < times; time += 1) sink.last = run();
  return (performance.now() - start) / times;
}

/** How often a contender has to run for one sample; finding it out warms it up. */
function timesFor(contender: Contender, { sampleMs }: Effort): number {
  let times = 1;
  for (let warm = 0; warm < 3; warm += 1) times = Math.max(1, Math.ceil(sampleMs / msOf(contender, times)));
  return times;
}

function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.round(part * (sorted.length - 1))] ?? Number.NaN;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((left, right) => left - right);
  const median = quantile(sorted, 0.5);
  return { median, noise: (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / median };
}

/** Each turn runs all contenders once, and begins with another one than the turn before. */
export function measure(contenders: readonly Contender[], effort: Effort): readonly Measured[] {
  const plan = contenders.map((contender) => ({ contender, times: timesFor(contender, effort), samples: new Array<number>() }));
  for (let turn = 0; turn < effort.turns; turn += 1) {
    for (const index of plan.keys()) {
      const next = plan[(turn + index) % plan.length];
      next?.samples.push(msOf(next.contender, next.times));
    }
  }
  const first = plan[0]?.samples ?? [];
  return plan.map(({ contender, samples }, index) => {
    const beside = index === 0 ? [...first.slice(1), ...first.slice(0, 1)] : first;
    return { name: contender.name, ms: spreadOf(samples), ratio: spreadOf(samples.map((ms, turn) => ms / (beside[turn] ?? Number.NaN))) };
  });
}
