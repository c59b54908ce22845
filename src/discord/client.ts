/** The connection to Discord. It can only read: nothing but `get` leaves this module, and the transport refuses every other method. */
import { type RateLimitData, REST, type RESTOptions } from "@discordjs/rest";
import { setTimeout as sleep } from "node:timers/promises";
import { fetchWhole } from "../http/fetch-whole.ts";
import { oneByOne } from "../http/one-by-one.ts";
import { CannotCheck } from "../runs/cannot-check.ts";
import { BrokenAnswer, explainFailure, isTransient } from "./errors.ts";

export interface DiscordClient {
  /** One answer as JSON, unchecked. Throws DiscordRefusal where Discord says no, CannotCheck where there is no answer. */
  readonly get: (route: `/${string}`, query?: URLSearchParams) => Promise<unknown>;
}

export interface DiscordConnection {
  /** From `parseDiscordApiUrl`. */
  readonly api: string;
  /** From `parseToken`. */
  readonly token: string;
  /** Waits so many milliseconds between two tries; a test passes one that does not. */
  readonly pause?: (ms: number) => Promise<unknown>;
  /** How long one answer may take, in milliseconds. */
  readonly timeoutMs?: number;
}

/** Between tries, in milliseconds. @discordjs/rest repeats at once, which does not help a server in trouble; so its own retries are off. */
const BACKOFF_MS = [1000, 3000, 9000];
const TIMEOUT_MS = 20_000;
/** The largest real answers (500 channels with many overwrites) are a few MiB. */
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;
/** A job that sleeps costs money: one wait longer than this ends the run, and so do waits that add up. */
const LONGEST_WAIT_MS = 60_000;
const LONGEST_WAITS_MS = 10 * 60_000;

export function createDiscordClient(connection: DiscordConnection): DiscordClient {
  const rest = new REST({
    api: connection.api,
    retries: 0,
    // Our own timeout covers the body as well; this one stops at the headers.
    timeout: 2 * (connection.timeoutMs ?? TIMEOUT_MS),
    hashSweepInterval: 0,
    handlerSweepInterval: 0,
    userAgentAppendix: "discord-permission-drift",
    rejectOnRateLimit: waitLimit(),
    makeRequest: transport(connection.timeoutMs ?? TIMEOUT_MS),
  });
  const pause = connection.pause ?? sleep;
  const once = async (route: `/${string}`, query?: URLSearchParams): Promise<unknown> => {
    // A refused token is forgotten by the library; setting it each time keeps the second error as clear as the first.
    rest.setToken(connection.token);
    const answer = await rest.get(route, query === undefined ? {} : { query });
    if (answer instanceof ArrayBuffer) throw new BrokenAnswer("the answer is not JSON");
    return answer;
  };
  return { get: async (route, query) => await withRetries(async () => await once(route, query), pause) };
}

async function withRetries(ask: () => Promise<unknown>, pause: (ms: number) => Promise<unknown>): Promise<unknown> {
  let failure: unknown = null;
  const tries = oneByOne([0, ...BACKOFF_MS], async (delay) => {
    if (delay > 0) await pause(delay);
    return await ask().then(
      (answer) => ({ ok: true, answer }) as const,
      (error: unknown) => ({ ok: false, error }) as const,
    );
  });
  for await (const outcome of tries) {
    if (outcome.ok) return outcome.answer;
    failure = outcome.error;
    if (!isTransient(failure)) break;
  }
  throw explainFailure(failure);
}

/** One request through Node's fetch: GET only, bounded, no redirect followed. */
function transport(timeoutMs: number): RESTOptions["makeRequest"] {
  return async (url, { method, headers }) => {
    if (method !== "GET") throw new Error("The Discord client only reads.");
    const sent = new Headers(
      headers instanceof Headers ? headers : Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)]),
    );
    const response = await fetchWhole(url, { method: "GET", headers: sent }, { maxBytes: MAX_ANSWER_BYTES, timeoutMs });
    if (response.status >= 300 && response.status < 400)
      throw new CannotCheck("Discord's address leads elsewhere (a redirect). Check discord-api-url.");
    // Without the header the library would ask again at once, for ever.
    if (response.status === 429 && !(Number(response.headers.get("retry-after")) > 0))
      throw new BrokenAnswer("a rate limit without a time");
    return response;
  };
}

/** True where a wait is not worth it: too long, or one too many. */
function waitLimit(): (data: RateLimitData) => boolean {
  let waited = 0;
  return ({ timeToReset, retryAfter, sublimitTimeout }) => {
    const wait = Math.max(timeToReset, retryAfter, sublimitTimeout);
    waited += wait;
    return wait > LONGEST_WAIT_MS || waited > LONGEST_WAITS_MS;
  };
}
