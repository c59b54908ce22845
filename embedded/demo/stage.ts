/** Everything that one run of the Action needs around it: Discord with a server, GitHub with a repository, and a checkout. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { startDiscord, type DiscordOptions, type EmbeddedDiscord } from "../discord/server.ts";
import type { NewRepository, RepositoryHandle } from "../github/repository-handle.ts";
import { startGitHub, type EmbeddedGitHub } from "../github/start-github.ts";
import type { LoggedRequest } from "../http/loopback.ts";
import type { ActionResult } from "../runner/result.ts";
import { startAction, type ActionOptions, type RunningAction } from "../runner/run-action.ts";
import { buildLighthouse, type Lighthouse } from "./lighthouse.ts";

export interface StageOptions {
  /** Where action.yml and dist/ are. */
  readonly actionDir: string;
  /** The policy that the server is built from. */
  readonly policy: string;
  /** What the repository holds as permissions.yaml; default the policy. Null: nothing. */
  readonly checkedIn?: string | null;
  /** Discord's clock; default the machine's. */
  readonly discord?: DiscordOptions;
  /** GitHub's clock; default the machine's. */
  readonly githubNow?: () => Date;
  readonly repository?: Partial<NewRepository>;
}

/** What a caller may say about one run; the rest is as the stage has it. */
export type RunOptions = Partial<Omit<ActionOptions, "actionDir" | "workspace" | "github" | "repository">>;

export interface StageRun extends ActionResult {
  /** The requests of this run, in the order of their arrival, by server. */
  readonly requests: { readonly discord: readonly LoggedRequest[]; readonly github: readonly LoggedRequest[] };
  readonly tookMs: number;
}

export interface Stage extends AsyncDisposable {
  readonly discord: EmbeddedDiscord;
  readonly github: EmbeddedGitHub;
  readonly repository: RepositoryHandle;
  readonly lighthouse: Lighthouse;
  /** Checks the newest commit out and starts the Action as a scheduled run, unless told otherwise. */
  readonly start: (options?: RunOptions) => Promise<RunningAction>;
  /** The same, to its end; its requests are told apart from those before it. */
  readonly run: (options?: RunOptions) => Promise<StageRun>;
  readonly close: () => Promise<void>;
}

const POLICY_FILE = "permissions.yaml";

export async function openStage(options: StageOptions): Promise<Stage> {
  const discord = await startDiscord(options.discord);
  const github = await startGitHub(options.githubNow === undefined ? {} : { now: options.githubNow });
  const home = await mkdtemp(join(tmpdir(), "lighthouse-"));
  const repository = addRepository(github, options);
  const lighthouse = buildLighthouse(discord, options.policy);
  const place = { discord, github, repository, lighthouse };
  const start = async (run: RunOptions = {}): Promise<RunningAction> => {
    const workspace = await checkOut(repository, await mkdtemp(join(home, "checkout-")), shaOf(run));
    return await startAction({
      actionDir: options.actionDir,
      workspace,
      github,
      repository,
      secrets: [lighthouse.botToken],
      ...run,
      inputs: { "discord-token": lighthouse.botToken, "discord-api-url": discord.apiUrl, ...run.inputs },
    });
  };
  const close = async (): Promise<void> => {
    await Promise.all([discord.close(), github.close(), rm(home, { recursive: true, force: true })]);
  };
  return { ...place, start, run: async (run) => await runToEnd(place, async () => await start(run)), close, [Symbol.asyncDispose]: close };
}

function addRepository(github: EmbeddedGitHub, { policy, checkedIn, repository }: StageOptions): RepositoryHandle {
  const text = checkedIn === undefined ? policy : checkedIn;
  const handle = github.addRepository({
    owner: "lighthouse",
    name: "community",
    collaborators: ["ada-l", "ben-k"],
    files: { "README.md": "# Lighthouse\n", ...(text === null ? {} : { [POLICY_FILE]: text }) },
    ...repository,
  });
  handle.addWorkflow({ name: "Permission drift", path: ".github/workflows/drift.yml" });
  return handle;
}

function shaOf({ run, pullRequest }: RunOptions): string | undefined {
  return pullRequest?.mergeSha ?? pullRequest?.headSha ?? run?.headSha;
}

/** As actions/checkout does: the files of the commit, and no history. */
async function checkOut(repository: RepositoryHandle, folder: string, sha = repository.tip()): Promise<string> {
  const files = repository.state.commits.get(sha)?.files ?? new Map<string, string>();
  await Promise.all(
    [...files].map(async ([path, text]) => {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }),
  );
  return folder;
}

async function runToEnd({ discord, github }: Pick<Stage, "discord" | "github">, start: () => Promise<RunningAction>): Promise<StageRun> {
  discord.forgetRequests();
  github.api.forgetRequests();
  github.results.forgetRequests();
  const began = performance.now();
  const running = await start();
  const result = await running.finished;
  return {
    ...result,
    tookMs: performance.now() - began,
    requests: { discord: [...discord.requests], github: [...github.api.requests, ...github.results.requests] },
  };
}
