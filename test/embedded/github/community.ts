// One embedded GitHub with a repository, and an Octokit for each kind of token.
import { Octokit } from "@octokit/core";
import { paginateRest, type PaginateInterface } from "@octokit/plugin-paginate-rest";
import { FORK_RIGHTS, type NewToken } from "../../../embedded/github/tokens.ts";
import type { RepositoryHandle } from "../../../embedded/github/repository-handle.ts";
import { startGitHub, type EmbeddedGitHub } from "../../../embedded/github/start-github.ts";

export const HERE = { owner: "acme", repo: "community" } as const;

export interface Community extends AsyncDisposable {
  readonly github: EmbeddedGitHub;
  readonly repository: RepositoryHandle;
  /** Writes issues as the bot. */
  readonly octokit: Octokit & { paginate: PaginateInterface };
  /** A client with a token of other rights; without a token where none is given. */
  client(token?: Partial<NewToken>): Octokit;
  fork(): Octokit;
}

const Client = Octokit.plugin(paginateRest);
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** A community whose clock stands still at `clock.at` (Unix milliseconds). */
export async function openCommunity(
  repositoryOptions: { readonly private?: boolean } = {},
  clock = { at: Date.UTC(2026, 10, 24) },
): Promise<Community> {
  const github = await startGitHub({ now: () => new Date(clock.at) });
  const repository = github.addRepository({ owner: HERE.owner, name: HERE.repo, collaborators: ["alice"], ...repositoryOptions });
  let tokens = 0;
  const client = (spec?: Partial<NewToken>): Octokit & { paginate: PaginateInterface } => {
    if (spec === undefined) return new Client({ baseUrl: github.apiUrl, log: silent });
    tokens += 1;
    const token = `token-${tokens}`;
    github.addToken({ token, repository: repository.fullName, ...spec });
    return new Client({ auth: token, baseUrl: github.apiUrl, log: silent });
  };
  return {
    github,
    repository,
    octokit: client({}),
    client,
    fork: () => client({ rights: FORK_RIGHTS }),
    [Symbol.asyncDispose]: async () => github.close(),
  };
}

/** The status and message that a request was refused with. */
export async function refusal(request: Promise<unknown>): Promise<readonly [status: number, message: string]> {
  try {
    await request;
  } catch (error) {
    if (error instanceof Error && "status" in error && typeof error.status === "number")
      return [error.status, error.message.replace(/ - https:.*$/s, "")];
    throw error;
  }
  throw new Error("The request was not refused.");
}
