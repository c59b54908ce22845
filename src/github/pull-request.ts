/** The pull request that a run is about, from the payload of its event. Whoever opened it chose its branch, and may have deleted its repository. */
import { CannotCheck } from "../runs/cannot-check.ts";
import type { RunContext } from "./context.ts";
import { readEventFile } from "./event-file.ts";
import { isRecord, loginOf } from "./issue-data.ts";

/**
 * Who proposes: a branch of the repository itself, a fork (one that was deleted too), or Dependabot. GitHub gives runs of the last two no secrets
 * of Actions and, unless somebody chose otherwise, a token that only reads (docs: "Events that trigger workflows", pull requests from forks;
 * "Troubleshooting Dependabot on GitHub Actions", restrictions by github.actor, which stays the same when a person starts the run again).
 */
export type PullRequestOrigin = "repository" | "fork" | "dependabot";

export interface PullRequest {
  readonly number: number;
  /** A full commit hash. */
  readonly headSha: string;
  /** A branch's name, by whoever made the branch: a fork's branch can be called main. */
  readonly headRef: string;
  /** Null where the fork was deleted. */
  readonly headRepository: { readonly id: number; readonly fullName: string } | null;
  /** What the base branch pointed at when the event happened, or earlier. */
  readonly baseSha: string;
  readonly baseRef: string;
  readonly baseRepositoryId: number;
  /** Null where the account was deleted. */
  readonly author: string | null;
  readonly origin: PullRequestOrigin;
}

/** Why a run has no secrets and may write nothing, as a clause, where that is no mistake. */
export const WITHOUT_SECRETS = {
  repository: null,
  fork: "GitHub gives no secrets to a pull request from a fork",
  dependabot: "GitHub gives no secrets to a pull request of Dependabot",
} as const satisfies Record<PullRequestOrigin, string | null>;

const DEPENDABOT = "dependabot[bot]";

type Environment = Readonly<Record<string, string | undefined>>;

/** From the event file that `env` names. Throws CannotCheck where it does not describe a pull request of this repository. */
export async function readPullRequest(env: Environment, { repositoryId }: Pick<RunContext, "repositoryId">): Promise<PullRequest> {
  const pull = parsePullRequest(await readEventFile(env["GITHUB_EVENT_PATH"]), env["GITHUB_ACTOR"]);
  if (pull.baseRepositoryId === repositoryId) return pull;
  throw new CannotCheck("The event file is about a pull request of another repository. Run this as a step of a GitHub workflow.");
}

/** `actor`: GITHUB_ACTOR, where it is known. Throws CannotCheck that names the first part which is not as GitHub sends it. */
export function parsePullRequest(payload: unknown, actor?: string): PullRequest {
  const event = recordOf(payload, "pull_request");
  const pull = recordOf(event["pull_request"], "pull_request");
  const head = recordOf(pull["head"], "pull_request.head");
  const base = recordOf(pull["base"], "pull_request.base");
  const headRepository = head["repo"] === null ? null : repositoryOf(head["repo"], "pull_request.head.repo");
  const { id: baseRepositoryId } = repositoryOf(base["repo"], "pull_request.base.repo");
  const byDependabot = [actor, loginOf(event["sender"])].includes(DEPENDABOT);
  return {
    number: idOf(pull["number"], "pull_request.number"),
    headSha: textOf(head["sha"], SHA, "pull_request.head.sha"),
    headRef: textOf(head["ref"], REF, "pull_request.head.ref"),
    headRepository,
    baseSha: textOf(base["sha"], SHA, "pull_request.base.sha"),
    baseRef: textOf(base["ref"], REF, "pull_request.base.ref"),
    baseRepositoryId,
    author: pull["user"] === null ? null : textOf(loginOf(pull["user"]), LOGIN, "pull_request.user.login"),
    origin: originOf(headRepository?.id ?? null, baseRepositoryId, byDependabot),
  };
}

/** Compared by id: a fork's name says nothing, and a fork that was deleted has none. */
function originOf(head: number | null, base: number, byDependabot: boolean): PullRequestOrigin {
  if (head !== base) return "fork";
  return byDependabot ? "dependabot" : "repository";
}

const SHA = /^[\da-f]{40,64}$/;
const REF = /^[^\p{Cc}\s~^:?*[\\]{1,255}$/u;
const NAME = /^[\w.-]{1,100}\/[\w.-]{1,100}$/;
const LOGIN = /^[\w.-]{1,100}(?:\[bot\])?$/;

function repositoryOf(value: unknown, path: string): { readonly id: number; readonly fullName: string } {
  const repository = recordOf(value, path);
  return { id: idOf(repository["id"], `${path}.id`), fullName: textOf(repository["full_name"], NAME, `${path}.full_name`) };
}

function recordOf(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (isRecord(value)) return value;
  throw wrong(path);
}

function idOf(value: unknown, path: string): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value > 0) return value;
  throw wrong(path);
}

function textOf(value: unknown, pattern: RegExp, path: string): string {
  if (typeof value === "string" && pattern.test(value)) return value;
  throw wrong(path);
}

/** The value itself is not shown: it may be anything. */
function wrong(path: string): CannotCheck {
  return new CannotCheck(
    `The event file does not describe a pull request: ${path} is missing or wrong. Start the workflow by pull_request.`,
  );
}
