/** From inputs and context to everything that a watch needs: the adapters, real or dry. */
import { DISCORD_API_URL, parseDiscordApiUrl } from "../discord/api-url.ts";
import { createDiscordSource } from "../discord/source.ts";
import { parseToken } from "../discord/token.ts";
import { repositoryPath } from "../files/repository-path.ts";
import { progress } from "../github/actions-console.ts";
import { createGitHubClient, type GitHubClient } from "../github/client.ts";
import { compareCommits } from "../github/commit-order.ts";
import type { RunContext } from "../github/context.ts";
import { openCursorStore } from "../github/cursor-artifact.ts";
import type { Desk } from "../github/create-issue.ts";
import { openDryRunDesk } from "../github/dry-run.ts";
import { readLogin } from "../github/identity.ts";
import type { ActionInputs } from "../github/inputs.ts";
import { openIssueDesk, readTracked } from "../github/issue-desk.ts";
import { readPolicyAt } from "../github/policy-at.ts";
import { readRepository } from "../github/repository.ts";
import { whyDry } from "../github/trusted-run.ts";
import type { IssueDesk } from "../runs/issue-port.ts";
import type { WatchRequest } from "../runs/watch.ts";
import type { ReadPolicy } from "./read-policy.ts";

export interface OpenWatch {
  readonly request: WatchRequest;
  /** Why this run writes nothing, as a clause; null where it writes. */
  readonly dryRun: string | null;
  readonly publicRepository: boolean;
}

/** Throws CannotCheck. Asks nobody yet, but for what the event left out about the repository. */
export async function openWatch(inputs: ActionInputs, context: RunContext, { policy, source }: ReadPolicy): Promise<OpenWatch> {
  const api = parseDiscordApiUrl(inputs.discordApiUrl ?? DISCORD_API_URL);
  const discord = createDiscordSource({ api, token: parseToken(inputs.discordToken) });
  const { owner, repo, apiUrl } = context;
  const github = createGitHubClient({ apiUrl, token: inputs.githubToken, owner, repo });
  const repository = context.repository ?? (await readRepository(github));
  const dryRun = whyDry(context, repository.defaultBranch);
  const cursorOptions = { guild: policy.guild.id, retentionDays: inputs.cursorRetentionDays, defaultBranch: repository.defaultBranch };
  const { labels, assignees, maxIssues, confirmMassChange, reportDetails } = inputs;
  const request: WatchRequest = {
    policy,
    source,
    discord,
    cursors: openCursorStore(github, context, cursorOptions),
    openDesk: async () => openDesk({ github, login: await readLogin(github), guild: policy.guild.id }, dryRun),
    policyAt: async (commit) => await readPolicyAt(github, await repositoryPath(context.workspace, inputs.policy))(commit),
    isOlder: async (commit, than) => dryRun === null && (await isOlder(github, commit, than)),
    progress,
    issues: { labels, assignees, maxIssues },
    now: new Date().toISOString(),
    commit: context.sha,
    confirmMassChange,
    minimal: reportDetails === "minimal",
  };
  return { request, dryRun, publicRepository: repository.public };
}

function openDesk(desk: Desk, dryRun: string | null): IssueDesk {
  if (dryRun === null) return openIssueDesk(desk, progress);
  return openDryRunDesk(async (numbers) => await readTracked(desk, numbers), progress);
}

async function isOlder(github: GitHubClient, commit: string, than: string): Promise<boolean> {
  return (await compareCommits(github, commit, than)) === "ahead";
}
