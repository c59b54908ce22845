// Runs a built action as a runner would, against the embedded GitHub.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EmbeddedGitHub } from "../github/start-github.ts";
import type { RepositoryHandle } from "../github/repository-handle.ts";
import type { NewRun, RunState } from "../github/run-state.ts";
import type { Rights } from "../github/tokens.ts";
import { inputVariables, readManifest, unexpectedInputs } from "./action-manifest.ts";
import { ConsoleReader } from "./console-reader.ts";
import { githubContext, runnerVariables, type EnvironmentParts } from "./environment.ts";
import { eventPayload } from "./event.ts";
import { createCommandFiles } from "./file-commands.ts";
import { createLineSplitter } from "./lines.ts";
import { node24 } from "./node-path.ts";
import { isFork, type PullRequestEvent } from "./pull-request-event.ts";
import { collectResult, type ActionResult } from "./result.ts";

export interface ActionOptions {
  /** Where action.yml is. */
  readonly actionDir: string;
  /** The checkout: GITHUB_WORKSPACE and the current folder. */
  readonly workspace: string;
  readonly github: EmbeddedGitHub;
  readonly repository: RepositoryHandle;
  readonly inputs?: Readonly<Record<string, string>>;
  /** A run that is there already (a re-run, say), or how to make one; default a scheduled run. It appears in GitHub in progress. */
  readonly run?: NewRun | RunState;
  readonly pullRequest?: PullRequestEvent;
  /** GITHUB_TOKEN; default a fresh one with `rights`, which ends with the run. */
  readonly token?: string;
  /** Default: contents and actions read, issues write. */
  readonly rights?: Partial<Rights>;
  /** What the repository holds as secrets: hidden in the log from the start, as the token is. */
  readonly secrets?: readonly string[];
  /** Variables of the step, on top of the runner's. */
  readonly env?: Readonly<Record<string, string>>;
  /** Default 90. */
  readonly retentionDays?: number;
  /** Default GitHub's; another one makes it a GitHub Enterprise Server. */
  readonly serverUrl?: string;
  /** SIGKILL after so many milliseconds; default two minutes. */
  readonly timeoutMs?: number;
}

/** Of every fork: no test needs two. */
const FORK_ID = 4_900_000_001;

export interface RunningAction {
  readonly run: RunState;
  /** SIGKILL, at once. Safe to call when it has ended. */
  kill(): void;
  readonly finished: Promise<ActionResult>;
}

/** Starts an action and waits for its end. A step that fails is a result, not an error. */
export async function runAction(options: ActionOptions): Promise<ActionResult> {
  const running = await startAction(options);
  return running.finished;
}

/** Starts an action; the run is in progress when this resolves. */
export async function startAction(options: ActionOptions): Promise<RunningAction> {
  const manifest = await readManifest(options.actionDir);
  const parts = await prepare(options);
  const variables = {
    ...runnerVariables(parts),
    ...inputVariables(manifest, options.inputs ?? {}, githubContext(parts)),
    ...options.env,
  };
  const reader = new ConsoleReader([parts.token, ...(options.secrets ?? [])]);
  const unexpected = unexpectedInputs(manifest, options.inputs ?? {});
  if (unexpected.length > 0) reader.annotate("warning", `Unexpected input(s) '${unexpected.join("', '")}', valid inputs are [...]`);
  const child = spawn(node24(), [manifest.main], {
    cwd: options.workspace,
    env: variables,
    stdio: ["ignore", "pipe", "pipe"],
  });
  return {
    run: parts.place.run,
    kill: () => {
      child.kill("SIGKILL");
    },
    finished: finish({ child, reader, parts, options }),
  };
}

interface Started {
  readonly child: ChildProcess;
  readonly reader: ConsoleReader;
  readonly parts: EnvironmentParts;
  readonly options: ActionOptions;
}

async function finish({ child, reader, parts, options }: Started): Promise<ActionResult> {
  const stdout = listen(child.stdout, reader);
  const stderr = listen(child.stderr, reader);
  const timer = setTimeout(() => child.kill("SIGKILL"), options.timeoutMs ?? 120_000);
  const [code, signal]: readonly (number | string | null)[] = await once(child, "close");
  clearTimeout(timer);
  const { repository, run } = parts.place;
  const result = await collectResult({
    exitCode: typeof code === "number" ? code : null,
    killed: signal !== null,
    reader,
    files: parts.files,
    rawStdout: stdout(),
    rawStderr: stderr(),
    run,
    temp: parts.folders.temp,
    cleanUp: async () => rm(parts.folders.home, { recursive: true, force: true }),
  });
  repository.completeRun(run, result.conclusion);
  if (options.token === undefined) options.github.world.tokens.delete(parts.token);
  return result;
}

/** Feeds a stream to the reader line by line; gives the raw text at the end. */
function listen(stream: ChildProcess["stdout"], reader: ConsoleReader): () => string {
  const chunks: Buffer[] = [];
  const lines = createLineSplitter((line) => {
    reader.line(line);
  });
  stream?.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    lines.push(chunk);
  });
  stream?.on("end", () => {
    lines.end();
  });
  return () => Buffer.concat(chunks).toString("utf8");
}

async function prepare(options: ActionOptions): Promise<EnvironmentParts> {
  const { github, repository } = options;
  const home = await mkdtemp(join(tmpdir(), "embedded-runner-"));
  const folders = {
    home,
    workspace: options.workspace,
    temp: join(home, "_temp"),
    eventFile: join(home, "event.json"),
  };
  const run = runOf(options);
  const place = { github, repository, run, pullRequest: options.pullRequest ?? null };
  await mkdir(folders.temp);
  await writeFile(folders.eventFile, JSON.stringify(eventPayload(place), null, 2));
  const files = await createCommandFiles(join(home, "_file_commands"));
  const token = options.token ?? freshToken(options, run);
  return {
    place,
    folders,
    files,
    token,
    retentionDays: options.retentionDays ?? 90,
    serverUrl: options.serverUrl ?? github.serverUrl,
  };
}

function runOf({ repository, run, pullRequest }: ActionOptions): RunState {
  if (run !== undefined && "backend" in run) return run;
  const fromPull = pullRequest === undefined ? {} : ofPull(repository, pullRequest);
  return repository.addRun({ ...fromPull, ...run, status: "in_progress" });
}

function ofPull(repository: RepositoryHandle, pull: PullRequestEvent): NewRun {
  const fork = isFork(repository, pull) ? { headRepositoryId: FORK_ID } : {};
  return { event: "pull_request", headBranch: pull.headRef, headSha: pull.headSha, ...fork };
}

function freshToken({ github, repository, rights }: ActionOptions, run: RunState): string {
  const token = `ghs_${run.backend.run.replaceAll("-", "")}`;
  github.addToken({ token, repository: repository.fullName, ...(rights === undefined ? {} : { rights }) });
  return token;
}
