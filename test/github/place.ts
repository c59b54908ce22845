// A repository on the embedded GitHub with everything that the adapters' tests need.
import { startGitHub, type EmbeddedGitHub } from "../../embedded/github/start-github.ts";
import type { RepositoryHandle } from "../../embedded/github/repository-handle.ts";
import type { NewToken } from "../../embedded/github/tokens.ts";
import { createGitHubClient, type GitHubClient } from "../../src/github/client.ts";
import { printMarker } from "../../src/report/issues/marker.ts";

const TOKEN = "ghs_token";
export const BOT = "github-actions[bot]";
export const GUILD = "80351110224678912";

export interface Place extends AsyncDisposable {
  readonly github: EmbeddedGitHub;
  readonly repository: RepositoryHandle;
  readonly client: GitHubClient;
  connect(token: Omit<NewToken, "repository">): GitHubClient;
  /** Requests that write, as "METHOD path". */
  writes(): readonly string[];
}

export async function openPlace(): Promise<Place> {
  const github = await startGitHub();
  const repository = github.addRepository({ owner: "harbour", name: "guild", collaborators: ["anna"] });
  const connect = (token: Omit<NewToken, "repository">): GitHubClient => {
    github.addToken({ ...token, repository: repository.fullName });
    return createGitHubClient({ apiUrl: github.apiUrl, token: token.token, owner: "harbour", repo: "guild", retryUnitMs: 1 });
  };
  return {
    github,
    repository,
    client: connect({ token: TOKEN }),
    connect,
    writes: () => github.api.requests.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`),
    [Symbol.asyncDispose]: async () => {
      await github.close();
    },
  };
}

/** A body with a well-formed marker. */
export function bodyOf(identity: string, text = "Something drifted.", guild = GUILD): string {
  const hash = "0".repeat(18);
  return `${printMarker({ guild, identity, rev: 1, difference: hash, content: hash, flags: [], findings: [] })}\n${text}`;
}
