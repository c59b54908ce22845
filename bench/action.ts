/** The Action on a quiet run against the embedded servers: until its first request, and as a whole; beside a bare script that makes the same requests. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { openStage, type Stage } from "../embedded/demo/stage.ts";
import type { LoggedRequest, Loopback } from "../embedded/http/loopback.ts";
import { onEveryRequest } from "../embedded/http/on-every-request.ts";
import { node24 } from "../embedded/runner/node-path.ts";
import { oneByOne } from "../src/http/one-by-one.ts";
import { buildBundle } from "../test/e2e/build-bundle.ts";
import type { Bench, BenchResult, Held } from "./bench.ts";
import { spreadOf, type Effort, type Spread } from "./measure.ts";

const ROOT = join(import.meta.dirname, "..");

/** As short as a script can be: the requests that it is given, one after the other, with undici. */
const BARE = `
  const [, undici, requests] = process.argv;
  const { request } = await import(undici);
  for (const { url, ...options } of JSON.parse(requests)) await (await request(url, options)).body.dump();
`;

/** Milliseconds. */
interface Taken {
  readonly first: number;
  readonly whole: number;
}

interface Runner {
  readonly name: string;
  readonly run: () => Promise<unknown>;
}

type Server = Pick<Loopback, "hooks" | "origin">;

function serversOf({ discord, github }: Stage): readonly Server[] {
  return [{ hooks: discord.hooks, origin: new URL(discord.apiUrl).origin }, github.api, github.results];
}

async function timed(stage: Stage, runner: Runner): Promise<Taken> {
  const start = performance.now();
  let first = Number.NaN;
  const off = onEveryRequest(serversOf(stage), (n) => {
    if (n === 1) first = performance.now() - start;
  });
  await runner.run();
  const whole = performance.now() - start;
  if (off() === 0) throw new Error("no request was made");
  return { first, whole };
}

/** What goes with a connection is left to the one who makes it. */
const OF_CONNECTION: ReadonlySet<string> = new Set(["host", "connection", "content-length", "transfer-encoding", "accept-encoding"]);

function repeatable(origin: string, { method, path, query, headers, body }: LoggedRequest): object {
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_CONNECTION.has(name)));
  const search = query.size === 0 ? "" : `?${query.toString()}`;
  return { url: `${origin}${path}${search}`, method, headers: kept, ...(body.length === 0 ? {} : { body: body.toString("latin1") }) };
}

/** All requests of a quiet run, in the order of their arrival. */
async function requestsOf(stage: Stage, quiet: Runner): Promise<readonly object[]> {
  const all: object[] = [];
  const hooked = serversOf(stage);
  for (const server of hooked) {
    server.hooks.onRequest = (_, request) => {
      all.push(repeatable(server.origin, request));
    };
  }
  await quiet.run();
  for (const server of hooked) delete server.hooks.onRequest;
  return all;
}

async function runNode(args: readonly string[]): Promise<void> {
  const child = spawn(node24(), args, { stdio: "ignore" });
  const [code]: readonly unknown[] = await once(child, "close");
  if (code !== 0) throw new Error(`a script ended with ${String(code)}`);
}

async function runnersOf(stage: Stage): Promise<readonly Runner[]> {
  const action: Runner = {
    name: "the Action",
    run: async () => {
      const { exitCode, log } = await stage.run();
      if (exitCode !== 0) throw new Error(log.join("\n"));
    },
  };
  // A few runs to find cursors of.
  for await (const _ of oneByOne(Array(4).keys(), action.run)) continue;
  const requests = JSON.stringify(await requestsOf(stage, action));
  const bare = ["--input-type=module", "-e", BARE, import.meta.resolve("undici"), requests];
  return [action, { name: "bare script with undici", run: async () => await runNode(bare) }];
}

async function measureRunners(stage: Stage, runners: readonly Runner[], turns: number): Promise<readonly (readonly Taken[])[]> {
  const order = Array.from({ length: turns }, (_, turn) => runners.map((__, index) => runners[(turn + index) % runners.length])).flat();
  const wanted = order.filter((runner) => runner !== undefined);
  const all = await Array.fromAsync(oneByOne(wanted, async (runner) => ({ runner, taken: await timed(stage, runner) })));
  return runners.map((runner) => all.filter((one) => one.runner === runner).map(({ taken }) => taken));
}

function ratioOf(over: readonly Taken[], under: readonly Taken[], part: keyof Taken): Spread {
  return spreadOf(over.map((taken, turn) => taken[part] / (under[turn]?.[part] ?? Number.NaN)));
}

function report(runners: readonly Runner[], taken: readonly (readonly Taken[])[]): BenchResult {
  const [action = [], bare = []] = taken;
  const parts = ["first", "whole"] as const;
  const held = parts.map((part): Held => ({ name: `action/${part}/bare script`, ratio: ratioOf(bare, action, part), goal: 0 }));
  const lines = runners.map(({ name }, index) => {
    const cells = parts.map((part) => {
      const { median, noise } = spreadOf((taken[index] ?? []).map((one) => one[part]));
      const times = ratioOf(taken[index] ?? [], action, part);
      return `${part} ${median.toFixed(0).padStart(5)} ms ±${(noise * 50).toFixed(0)}%  x${times.median.toFixed(2)}`;
    });
    return `  ${name.padEnd(24)}  ${cells.join("   ")}`;
  });
  return { lines: ["", "A quiet run: milliseconds until the first request arrives, and until the end", ...lines], held };
}

async function run({ turns }: Effort): Promise<BenchResult> {
  const bundle = await buildBundle();
  const stage = await openStage({ actionDir: bundle, policy: readFileSync(join(ROOT, "permissions.yaml"), "utf8") });
  try {
    const runners = await runnersOf(stage);
    return report(runners, await measureRunners(stage, runners, turns));
  } finally {
    await stage.close();
    rmSync(bundle, { recursive: true, force: true });
  }
}

export const actionBench: Bench = { name: "action", run };
