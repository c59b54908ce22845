/** What every bench gives to the runner: text to read, and ratios to hold. */
import type { Effort, Measured, Spread } from "./measure.ts";

/** A ratio that must not get worse: how many times as fast as a peer. */
export interface Held {
  /** Unique among all benches, and the key in the budget file. */
  readonly name: string;
  readonly ratio: Spread;
  /** Never below this, whatever the budget says. */
  readonly goal: number;
}

export interface BenchResult {
  readonly lines: readonly string[];
  readonly held: readonly Held[];
}

/** A bench: a file of this folder that exports one, listed in run.ts. */
export interface Bench {
  readonly name: string;
  readonly run: (effort: Effort) => BenchResult | Promise<BenchResult>;
}

function percent(part: number): string {
  return `±${(part * 50).toFixed(0)}%`;
}

/** Milliseconds and ratios of contenders, a line each. */
export function tableOf(measured: readonly Measured[]): readonly string[] {
  const width = Math.max(...measured.map(({ name }) => name.length));
  return measured.map(
    ({ name, ms, ratio }) =>
      `  ${name.padEnd(width)}  ${ms.median.toFixed(3).padStart(9)} ms ${percent(ms.noise).padStart(5)}   x${ratio.median.toFixed(2).padStart(8)} ${percent(ratio.noise).padStart(5)}`,
  );
}
