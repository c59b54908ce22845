/** The ratios that were reached, kept in budget.json, and whether a new run has lost one by more than the noise. */
import { isJsonObject } from "../src/permissions/json-object.ts";
import type { Held } from "./bench.ts";
import type { Spread } from "./measure.ts";

export type Budget = ReadonlyMap<string, Spread>;

/** Two machines, or two days on one, differ by about this much even where the turns of each run agree. */
const LEAST_NOISE = 0.25;

/** Half of what was reached is a loss on any machine. */
const MOST_NOISE = 0.5;

/** The budget in the file's text; throws where it is not one. */
export function parseBudget(text: string): Budget {
  const value: unknown = JSON.parse(text);
  if (!isJsonObject(value)) throw new TypeError("budget.json is no object");
  return new Map(Object.entries(value).map(([name, entry]) => [name, spreadIn(name, entry)]));
}

function spreadIn(name: string, entry: unknown): Spread {
  const { ratio, noise } = isJsonObject(entry) ? entry : {};
  if (typeof ratio !== "number" || typeof noise !== "number") throw new TypeError(`budget.json: ${name} needs a ratio and a noise`);
  return { median: ratio, noise };
}

/** The file's text with these ratios in place of the old ones; what was not measured stays. */
export function printBudget(budget: Budget, held: readonly Held[]): string {
  const all = new Map([...budget, ...held.map(({ name, ratio }) => [name, ratio] as const)]);
  const entries = [...all].map(([name, { median, noise }]) => [
    name,
    { ratio: Number(median.toPrecision(3)), noise: Number(noise.toFixed(2)) },
  ]);
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}

/** What is lost, in a sentence; null where the ratio holds within the noise of both runs. */
export function lossOf({ name, ratio, goal }: Held, budget: Budget): string | null {
  const reached = budget.get(name);
  if (reached === undefined) return `${name}: not in budget.json; record it with --record`;
  const noise = Math.min(MOST_NOISE, Math.max(LEAST_NOISE, reached.noise, ratio.noise));
  if (ratio.median < reached.median * (1 - noise)) return `${name}: x${ratio.median.toFixed(2)}, was x${reached.median}`;
  return ratio.median * (1 + ratio.noise / 2) < goal ? `${name}: x${ratio.median.toFixed(2)} is below the goal of x${goal}` : null;
}
