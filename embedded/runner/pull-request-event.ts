// The payload of pull_request: a real one, with our repository, people and commits put in the place of those that it was sent for.
import { accountOf, simpleUser, type AccountState } from "../github/accounts.ts";
import { isObject, type JsonObject } from "../github/body.ts";
import { fullRepository, minimalRepository } from "../github/repository-answers.ts";
import type { RepositoryHandle } from "../github/repository-handle.ts";
import type { RunState } from "../github/run-state.ts";
import { apiUrlOf, webUrlOf, type World } from "../github/world.ts";
import { exampleOf } from "./webhook-examples.ts";

/** A pull request as far as a run on it can see. */
export interface PullRequestEvent {
  readonly number: number;
  readonly headRef: string;
  readonly headSha: string;
  readonly baseRef: string;
  /** What the base pointed at when the pull request was last synchronised: often not its tip any more. */
  readonly baseSha: string;
  /** "owner/name"; another one than the repository's is a fork. Null: a fork that was deleted. Default: the repository itself. */
  readonly headRepository?: string | null;
  /** The commit of refs/pull/N/merge, which GITHUB_SHA names; default the head, as a run has it that somebody made by hand. */
  readonly mergeSha?: string;
  /** Default: the owner of the fork, else who started the run. */
  readonly author?: string;
  /** Default "synchronize". */
  readonly action?: string;
}

export interface PullRequestPlace {
  readonly world: World;
  readonly repository: RepositoryHandle;
  readonly run: RunState;
  readonly pull: PullRequestEvent;
}

/** Whether GitHub would treat the run as one of a fork. */
export function isFork(repository: RepositoryHandle, { headRepository }: PullRequestEvent): boolean {
  return headRepository !== undefined && headRepository !== repository.fullName;
}

export function pullRequestPayload(place: PullRequestPlace): object {
  const { world, repository, run, pull } = place;
  // GitHub gives the payload of an app's hook an `installation`; that of a workflow has none.
  const { installation: _, ...example } = exampleHere(place);
  const here = fullRepository(world, repository.state);
  const commits = pull.action === undefined || pull.action === "synchronize" ? { before: pull.baseSha, after: pull.headSha } : {};
  return {
    ...example,
    ...commits,
    number: pull.number,
    pull_request: pullRequestOf(place, objectAt(example, "pull_request"), here),
    repository: { ...objectAt(example, "repository"), ...here },
    sender: simpleUser(world, run.actor),
  };
}

function pullRequestOf(place: PullRequestPlace, example: JsonObject, here: object): object {
  const { world, repository, run, pull } = place;
  const { headRepository, headRef, headSha, baseRef, baseSha, number } = pull;
  const headOwner = ownerOf(place);
  // The repository within a pull request has more keys than the one beside it.
  const base = { ...objectAt(objectAt(example, "base"), "repo"), ...here };
  const author = accountOf(world, pull.author ?? (headRepository === undefined ? run.actor.login : headOwner.login));
  return {
    ...example,
    number,
    user: simpleUser(world, author),
    merge_commit_sha: pull.mergeSha ?? null,
    head: {
      label: `${headOwner.login}:${headRef}`,
      ref: headRef,
      sha: headSha,
      user: simpleUser(world, headOwner),
      repo: headOf(place, base),
    },
    base: {
      label: `${repository.owner}:${baseRef}`,
      ref: baseRef,
      sha: baseSha,
      user: simpleUser(world, repository.state.owner),
      repo: base,
    },
  };
}

function headOf({ world, repository, run, pull }: PullRequestPlace, base: JsonObject): JsonObject | null {
  if (pull.headRepository === null) return null;
  if (!isFork(repository, pull)) return base;
  const [owner = "", name = ""] = (pull.headRepository ?? "").split("/");
  const fork = { id: run.headRepository.id, owner: accountOf(world, owner), name, private: repository.state.private, fork: true };
  return { ...base, ...minimalRepository(world, fork) };
}

function ownerOf({ world, repository, pull }: PullRequestPlace): AccountState {
  if (!isFork(repository, pull)) return repository.state.owner;
  return accountOf(world, pull.headRepository?.split("/")[0] ?? "fork-owner");
}

/** The example with the addresses of this repository and this number. */
function exampleHere({ world, repository, pull }: PullRequestPlace): JsonObject {
  const example = exampleOf("pull_request", pull.action ?? "synchronize");
  const text = JSON.stringify(example)
    .replaceAll(/https:\/\/api\.github\.com\/repos\/[\w-]+\/[\w-]+/g, apiUrlOf(world, repository.state))
    .replaceAll(/https:\/\/github\.com\/[\w-]+\/[\w-]+/g, webUrlOf(world, repository.state))
    .replaceAll(/\/(?<kind>pulls?|issues)\/2\b/g, `/$<kind>/${pull.number}`);
  const here: unknown = JSON.parse(text);
  return isObject(here) ? here : {};
}

function objectAt(value: JsonObject, key: string): JsonObject {
  const inner = value[key];
  return isObject(inner) ? inner : {};
}
