/** What the runner says about this run, by environment and event file: checked, since a person can start the tool with anything there. */
import { CannotCheck } from "../runs/cannot-check.ts";
import { readEventFile } from "./event-file.ts";
import { isRecord } from "./issue-data.ts";
import { parseRepository, type RepositoryFacts } from "./repository.ts";

export interface RunContext {
  readonly owner: string;
  readonly repo: string;
  readonly repositoryId: number;
  readonly runId: number;
  /** A full ref: refs/heads/main. */
  readonly ref: string;
  /** A full commit hash. */
  readonly sha: string;
  readonly event: string;
  readonly apiUrl: string;
  readonly serverUrl: string;
  /** Where the checkout is. */
  readonly workspace: string;
  /** A folder that the runner empties after the job. */
  readonly temp: string;
  /** Null where the event file does not say. */
  readonly repository: RepositoryFacts | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Throws CannotCheck outside of a workflow. */
export async function readContext(env: Environment): Promise<RunContext> {
  const repository = wanted(env, "GITHUB_REPOSITORY", /^[\w.-]{1,100}\/[\w.-]{1,100}$/);
  const [owner = "", repo = ""] = repository.split("/");
  return {
    owner,
    repo,
    repositoryId: Number(wanted(env, "GITHUB_REPOSITORY_ID", /^\d{1,15}$/)),
    runId: Number(wanted(env, "GITHUB_RUN_ID", /^\d{1,15}$/)),
    ref: wanted(env, "GITHUB_REF", /^refs\/\S{1,1000}$/),
    sha: wanted(env, "GITHUB_SHA", /^[\da-f]{40,64}$/),
    event: wanted(env, "GITHUB_EVENT_NAME", /^\w{1,60}$/),
    apiUrl: address(env, "GITHUB_API_URL", "https://api.github.com"),
    serverUrl: address(env, "GITHUB_SERVER_URL", "https://github.com"),
    workspace: wanted(env, "GITHUB_WORKSPACE", /^.+$/),
    temp: wanted(env, "RUNNER_TEMP", /^.+$/),
    repository: await readEventRepository(env["GITHUB_EVENT_PATH"]),
  };
}

function wanted(env: Environment, name: string, pattern: RegExp): string {
  const value = env[name] ?? "";
  if (!pattern.test(value)) throw new CannotCheck(`The variable ${name} is missing or wrong. Run this as a step of a GitHub workflow.`);
  return value;
}

function address(env: Environment, name: string, usual: string): string {
  const text = env[name] ?? usual;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) throw new CannotCheck(`The variable ${name} is not an address.`);
  return text.replace(/\/+$/, "");
}

/** An event file that is not there or makes no sense is no error: GitHub can be asked instead. */
async function readEventRepository(path: string | undefined): Promise<RepositoryFacts | null> {
  const payload = await readEventFile(path);
  return isRecord(payload) ? parseRepository(payload["repository"]) : null;
}
