// The state of the embedded GitHub: everything that its answers are made from.
import type { AccountState } from "./accounts.ts";
import type { ArtifactState } from "./artifact-state.ts";
import type { CommitState } from "./git-state.ts";
import type { IssueState, LabelState } from "./issue-state.ts";
import type { RunState, WorkflowState } from "./run-state.ts";
import type { TokenState } from "./tokens.ts";

export interface RepositoryState {
  readonly id: number;
  readonly owner: AccountState;
  readonly name: string;
  defaultBranch: string;
  private: boolean;
  hasIssues: boolean;
  readonly createdAt: number;
  /** Logins that may be assigned and that count as collaborators. */
  readonly collaborators: Set<string>;
  readonly labels: LabelState[];
  readonly issues: IssueState[];
  /** Numbers of deleted issues: they answer 410 and are never used again. */
  readonly deletedIssues: Set<number>;
  /** By full sha. */
  readonly commits: Map<string, CommitState>;
  /** Branch name to sha. */
  readonly branches: Map<string, string>;
  /** "pull/7/head" and "pull/7/merge" to sha. */
  readonly pullRefs: Map<string, string>;
  readonly workflows: WorkflowState[];
  readonly runs: RunState[];
  readonly artifacts: ArtifactState[];
  /** GitHub documents no order of an artifact list: a test can turn it round. */
  artifactOrder: "newest-first" | "oldest-first";
}

export interface World {
  /** The server's clock, Unix milliseconds. */
  readonly now: () => number;
  /** Where the servers listen, without a slash at the end; `web` is what html_url starts with. */
  readonly origins: { api: string; results: string; readonly web: string };
  readonly accounts: Map<string, AccountState>;
  readonly tokens: Map<string, TokenState>;
  readonly repositories: RepositoryState[];
  /** Uploaded bytes by blob path. */
  readonly blobs: Map<string, BlobState>;
  /** A fresh database id. They start beyond 32 bits, as GitHub's do today. */
  readonly nextId: () => number;
}

export interface BlobState {
  bytes: Buffer | null;
  contentType: string;
  readonly blocks: Map<string, Buffer>;
}

const FIRST_ID = 5_000_000_000;

export function createWorld(now: () => number): World {
  let last = FIRST_ID;
  return {
    now,
    origins: { api: "", results: "", web: "http://github.localhost" },
    accounts: new Map(),
    tokens: new Map(),
    repositories: [],
    blobs: new Map(),
    nextId: () => {
      last += 1;
      return last;
    },
  };
}

/** A moment as GitHub writes it: ISO 8601, whole seconds, UTC. */
export function timestamp(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, "Z");
}

/** The repository of an "owner/name", in any case, as GitHub finds it. */
export function findRepository(world: World, fullName: string): RepositoryState | undefined {
  return world.repositories.find((one) => fullNameOf(one).toLowerCase() === fullName.toLowerCase());
}

export function fullNameOf(repository: RepositoryState): string {
  return `${repository.owner.login}/${repository.name}`;
}

export function apiUrlOf(world: World, repository: RepositoryState): string {
  return `${world.origins.api}/repos/${fullNameOf(repository)}`;
}

export function webUrlOf(world: World, repository: RepositoryState): string {
  return `${world.origins.web}/${fullNameOf(repository)}`;
}

/** An opaque GraphQL id that no client should read. */
export function nodeId(kind: string, id: number | string): string {
  return Buffer.from(`${kind}:${id}`).toString("base64url");
}
