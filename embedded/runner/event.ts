// The event that started a run: its payload file and the refs that follow from it.
import { simpleUser } from "../github/accounts.ts";
import type { EmbeddedGitHub } from "../github/start-github.ts";
import type { RepositoryHandle } from "../github/repository-handle.ts";
import { fullRepository } from "../github/repository-answers.ts";
import type { RunState } from "../github/run-state.ts";

/** A pull request as far as a run on it can see. */
export interface PullRequestEvent {
  readonly number: number;
  readonly headRef: string;
  readonly headSha: string;
  readonly baseRef: string;
  readonly baseSha: string;
  /** "owner/name"; another one than the repository's is a fork. */
  readonly headRepository?: string;
}

export interface EventPlace {
  readonly github: EmbeddedGitHub;
  readonly repository: RepositoryHandle;
  readonly run: RunState;
  readonly pullRequest: PullRequestEvent | null;
}

/** What GITHUB_EVENT_PATH holds. */
export function eventPayload({ github, repository, run, pullRequest }: EventPlace): object {
  const common = {
    repository: fullRepository(github.world, repository.state),
    sender: simpleUser(github.world, run.actor),
  };
  if (pullRequest !== null) return { ...common, action: "synchronize", ...pullRequestPart(repository, pullRequest) };
  const ref = `refs/heads/${run.headBranch ?? repository.defaultBranch}`;
  if (run.event === "schedule") return { ...common, schedule: "17 * * * *", workflow: run.workflow.path };
  if (run.event === "workflow_dispatch") return { ...common, inputs: null, ref, workflow: run.workflow.path };
  if (run.event === "push") return { ...common, ref, after: run.headSha, forced: false, commits: [] };
  return common;
}

export function refVariables({ repository, run, pullRequest }: EventPlace): Record<string, string> {
  if (pullRequest === null) {
    const branch = run.headBranch ?? repository.defaultBranch;
    return {
      GITHUB_REF: `refs/heads/${branch}`,
      GITHUB_REF_NAME: branch,
      GITHUB_REF_TYPE: "branch",
      GITHUB_HEAD_REF: "",
      GITHUB_BASE_REF: "",
    };
  }
  return {
    GITHUB_REF: `refs/pull/${pullRequest.number}/merge`,
    GITHUB_REF_NAME: `${pullRequest.number}/merge`,
    GITHUB_REF_TYPE: "branch",
    GITHUB_HEAD_REF: pullRequest.headRef,
    GITHUB_BASE_REF: pullRequest.baseRef,
  };
}

function pullRequestPart(repository: RepositoryHandle, pull: PullRequestEvent): object {
  const headRepository = pull.headRepository ?? repository.fullName;
  const fork = headRepository !== repository.fullName;
  return {
    number: pull.number,
    pull_request: {
      number: pull.number,
      state: "open",
      head: { ref: pull.headRef, sha: pull.headSha, repo: { full_name: headRepository, fork } },
      base: { ref: pull.baseRef, sha: pull.baseSha, repo: { full_name: repository.fullName, id: repository.id } },
    },
  };
}
