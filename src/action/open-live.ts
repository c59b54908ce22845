/** From inputs and context to a look at Discord for a review: with what the last check remembers and the open issues, as far as the job may read them. */
import { DISCORD_API_URL, parseDiscordApiUrl } from "../discord/api-url.ts";
import { createDiscordSource } from "../discord/source.ts";
import { parseToken } from "../discord/token.ts";
import { progress } from "../github/actions-console.ts";
import type { GitHubClient } from "../github/client.ts";
import type { RunContext } from "../github/context.ts";
import { openCursorStore } from "../github/cursor-artifact.ts";
import type { ActionInputs } from "../github/inputs.ts";
import type { RepositoryFacts } from "../github/repository.ts";
import { findCursorsIfAllowed, readIssuesIfAllowed } from "../github/review-reading.ts";
import type { GuildId } from "../permissions/snowflake.ts";
import { findMemory, issuesIn } from "../runs/find-memory.ts";
import type { LiveRequest } from "../runs/review.ts";

export interface OpenLive {
  readonly request: LiveRequest;
  /** What could not be read, one sentence each. */
  readonly remarks: readonly string[];
}

interface LivePlace {
  readonly inputs: ActionInputs;
  readonly context: RunContext;
  readonly repository: RepositoryFacts;
  readonly guild: GuildId;
}

/** Throws CannotCheck for a token or an address that cannot be one, and where GitHub fails. */
export async function openLive(github: GitHubClient, { inputs, context, repository, guild }: LivePlace): Promise<OpenLive> {
  const api = parseDiscordApiUrl(inputs.discordApiUrl ?? DISCORD_API_URL);
  const discord = createDiscordSource({ api, token: parseToken(inputs.discordToken) });
  const now = new Date().toISOString();
  const store = openCursorStore(github, context, {
    guild,
    retentionDays: inputs.cursorRetentionDays,
    defaultBranch: repository.defaultBranch,
  });
  progress("Reading what the last check remembers, and its open issues");
  const { memory, refused } = await findMemory({ cursors: { find: async () => await findCursorsIfAllowed(store) }, guild, now });
  const { issues, remarks } = await readIssuesIfAllowed(github, issuesIn(memory));
  return { request: { discord, memory, tracked: issues, now, progress }, remarks: [...refused, ...remarks] };
}
