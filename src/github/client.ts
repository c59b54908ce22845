/** The connection to GitHub's API: one repository, bounded answers, polite waits, and creates that are never repeated blindly. */
import { Octokit } from "@octokit/core";
import { paginateRest } from "@octokit/plugin-paginate-rest";
import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";
import { fetchWhole, isLoopback } from "../http/fetch-whole.ts";
import { CannotCheck } from "../runs/cannot-check.ts";

type Parameters = Readonly<Record<string, unknown>>;

/** Routes are as GitHub documents them; `{owner}` and `{repo}` are filled in. All answers are unchecked. */
export interface GitHubClient {
  readonly read: (route: `GET ${string}`, parameters?: Parameters) => Promise<unknown>;
  /** The items of a list, page by page, to the end. */
  readonly readPages: (route: `GET ${string}`, parameters?: Parameters) => AsyncIterable<readonly unknown[]>;
  /** A write that may be repeated without harm: Octokit repeats it after a 5xx. */
  readonly write: (route: `${"PATCH" | "POST" | "DELETE"} ${string}`, parameters: Parameters) => Promise<unknown>;
  /** A write that makes something new: sent once. */
  readonly createOnce: (route: `POST ${string}`, parameters: Parameters) => Promise<unknown>;
  /** The address that a GET leads to (a redirect), or null where it leads nowhere. */
  readonly locate: (route: `GET ${string}`, parameters?: Parameters) => Promise<string | null>;
  /** What pauses between tries are counted in, in milliseconds. */
  readonly retryUnitMs: number;
  /** The login by GraphQL, for tokens that have no user. */
  readonly viewer: () => Promise<unknown>;
}

export interface GitHubConnection {
  /** GITHUB_API_URL. */
  readonly apiUrl: string;
  readonly token: string;
  readonly owner: string;
  readonly repo: string;
  /** What the growing pauses between tries are counted in, in milliseconds; a test takes 1. */
  readonly retryUnitMs?: number;
}

const RETRY_UNIT_MS = 1000;
const TIMEOUT_MS = 30_000;
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;
/** GitHub's advice of how long to wait is followed up to this, in seconds, and so many times. */
const LONGEST_WAIT_S = 120;
const MOST_WAITS = 3;
const PAGE_SIZE = 100;
const MAX_PAGES = 200;

const Client = Octokit.plugin(paginateRest, retry, throttling);

export function createGitHubClient(connection: GitHubConnection): GitHubClient {
  const octokit = new Client(optionsOf(connection));
  const here = { owner: connection.owner, repo: connection.repo };
  const send = async (route: string, parameters: Parameters = {}): Promise<unknown> => {
    const { data }: { data: unknown } = await octokit.request(route, { ...here, ...parameters });
    return data;
  };
  return {
    read: send,
    readPages: (route, parameters = {}) => readPages(octokit, route, { ...here, per_page: PAGE_SIZE, ...parameters }),
    write: send,
    createOnce: async (route, parameters) => await send(route, { ...parameters, request: { retries: 0 } }),
    locate: async (route, parameters = {}) => {
      const { headers } = await octokit.request(route, { ...here, ...parameters });
      return headers.location ?? null;
    },
    retryUnitMs: connection.retryUnitMs ?? RETRY_UNIT_MS,
    viewer: async () => await octokit.graphql<unknown>("query { viewer { login } }"),
  };
}

async function* readPages(octokit: InstanceType<typeof Client>, route: string, parameters: Parameters): AsyncIterable<readonly unknown[]> {
  let pages = 0;
  for await (const { data } of octokit.paginate.iterator<unknown>(route, parameters)) {
    pages += 1;
    if (pages > MAX_PAGES) throw new CannotCheck("A list on GitHub did not end after 200 pages. Report it with the step's log.");
    if (!Array.isArray(data)) throw new CannotCheck("GitHub's answer is not the list that it should be. Run again.");
    yield data;
  }
}

/** GitHub's pace (3 s between issues) is for github.com; on this machine it would only make tests slow. */
function optionsOf({ apiUrl, token, retryUnitMs }: GitHubConnection): ConstructorParameters<typeof Client>[0] {
  return {
    baseUrl: apiUrl,
    auth: token,
    userAgent: "discord-permission-drift",
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    request: { fetch: boundedFetch },
    retry: { retryAfterBaseValue: retryUnitMs ?? RETRY_UNIT_MS },
    throttle: { enabled: !isLoopback(new URL(apiUrl).hostname), onRateLimit: isWorthWaiting, onSecondaryRateLimit: isWorthWaiting },
  };
}

/** The plugin's question: so many seconds, after so many waits before. */
function isWorthWaiting(seconds: number, ...[, , count]: readonly [options: unknown, octokit: unknown, count: number]): boolean {
  return seconds <= LONGEST_WAIT_S && count < MOST_WAITS;
}

async function boundedFetch(url: string, init: RequestInit): Promise<Response> {
  return await fetchWhole(url, init, { maxBytes: MAX_ANSWER_BYTES, timeoutMs: TIMEOUT_MS });
}

/** Octokit would write its warnings to the job's log, where they could hold text from outside. */
function quiet(): void {}
