// The event that started a run: its payload file and the refs that follow from it.
import { simpleUser } from "../github/accounts.ts";
import type { EmbeddedGitHub } from "../github/start-github.ts";
import type { RepositoryHandle } from "../github/repository-handle.ts";
import { fullRepository } from "../github/repository-answers.ts";
import type { RunState } from "../github/run-state.ts";
import { pullRequestPayload, type PullRequestEvent } from "./pull-request-event.ts";

export interface EventPlace {
  readonly github: EmbeddedGitHub;
  readonly repository: RepositoryHandle;
  readonly run: RunState;
  readonly pullRequest: PullRequestEvent | null;
}

/** What GITHUB_EVENT_PATH holds. */
export function eventPayload({ github, repository, run, pullRequest }: EventPlace): object {
  if (pullRequest !== null) return pullRequestPayload({ world: github.world, repository, run, pull: pullRequest });
  const common = {
    repository: fullRepository(github.world, repository.state),
    sender: simpleUser(github.world, run.actor),
  };
  const ref = `refs/heads/${run.headBranch ?? repository.defaultBranch}`;
  if (run.event === "schedule") return { ...common, schedule: "17 * * * *", workflow: run.workflow.path };
  if (run.event === "workflow_dispatch") return { ...common, inputs: null, ref, workflow: run.workflow.path };
  if (run.event === "push") return { ...common, ref, after: run.headSha, forced: false, commits: [] };
  return common;
}

/** GITHUB_SHA. The run's own head_sha is the pull request's head; what the workflow gets is the merge. */
export function shaOf({ run, pullRequest }: EventPlace): string {
  return pullRequest === null ? run.headSha : (pullRequest.mergeSha ?? pullRequest.headSha);
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
