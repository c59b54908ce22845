/** Runs the benches: `npm run bench [-- --check | --record | --quick] [-- name ...]`. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { lossOf, parseBudget, printBudget } from "./budget.ts";
import { actionBench } from "./action.ts";
import { auditBench } from "./audit.ts";
import type { Bench, BenchResult } from "./bench.ts";
import { effectiveBench } from "./effective.ts";
import type { Effort } from "./measure.ts";
import { replayBench } from "./replay.ts";

/** Every bench. A new one is a file of this folder and a line here. */
const BENCHES: readonly Bench[] = [effectiveBench, auditBench, replayBench, actionBench];

const THOROUGH: Effort = { turns: 25, sampleMs: 20 };
const QUICK: Effort = { turns: 5, sampleMs: 5 };
const BUDGET = join(import.meta.dirname, "budget.json");

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: "boolean" }, record: { type: "boolean" }, quick: { type: "boolean" } },
});

async function runBench(bench: Bench): Promise<BenchResult> {
  process.stdout.write(`\n${bench.name}\n`);
  const result = await bench.run(values.quick === true ? QUICK : THOROUGH);
  process.stdout.write(`${result.lines.join("\n")}\n`);
  return result;
}

const wanted = BENCHES.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
if (wanted.length === 0) throw new Error(`no such bench; there are: ${BENCHES.map(({ name }) => name).join(", ")}`);

/** One after the other: two at a time would disturb each other. */
const results = await Array.fromAsync(wanted, runBench);
const held = results.flatMap((result) => result.held);
const budget = parseBudget(readFileSync(BUDGET, "utf8"));

if (values.record === true) writeFileSync(BUDGET, printBudget(budget, held));
if (values.check === true) {
  const losses = held.map((one) => lossOf(one, budget)).filter((loss) => loss !== null);
  process.stdout.write(losses.length === 0 ? "\nNo ratio is lost.\n" : `\n${losses.join("\n")}\n`);
  process.exitCode = losses.length === 0 ? 0 : 1;
}
