// Runs as GitHub shows them.
import type { components } from "@octokit/openapi-types";
import { simpleUser } from "./accounts.ts";
import { simpleCommit } from "./git-answers.ts";
import { minimalRepository } from "./repository-answers.ts";
import type { RunState } from "./run-state.ts";
import { apiUrlOf, nodeId, timestamp, webUrlOf, type RepositoryState, type World } from "./world.ts";

interface Place {
  readonly world: World;
  readonly repository: RepositoryState;
}

export function runAnswer(place: Place, run: RunState): components["schemas"]["workflow-run"] {
  const { world, repository } = place;
  const commit = repository.commits.get(run.headSha);
  const actor = simpleUser(world, run.actor);
  return {
    id: run.id,
    name: run.workflow.name,
    node_id: nodeId("WorkflowRun", run.id),
    head_branch: run.headBranch,
    head_sha: run.headSha,
    path: run.workflow.path,
    display_title: commit?.message ?? run.workflow.name,
    run_number: run.number,
    run_attempt: run.attempt,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    workflow_id: run.workflow.id,
    pull_requests: [],
    created_at: timestamp(run.createdAt),
    updated_at: timestamp(run.updatedAt),
    run_started_at: timestamp(run.startedAt),
    actor,
    triggering_actor: actor,
    referenced_workflows: [],
    head_commit: commit === undefined ? null : simpleCommit(commit),
    repository: minimalRepository(world, { ...repository, fork: false }),
    head_repository: minimalRepository(world, run.headRepository),
    ...runUrls(place, run),
  };
}

function runUrls({ world, repository }: Place, run: RunState) {
  const api = apiUrlOf(world, repository);
  const url = `${api}/actions/runs/${run.id}`;
  return {
    url,
    html_url: `${webUrlOf(world, repository)}/actions/runs/${run.id}`,
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    check_suite_url: `${api}/check-suites/${run.id}`,
    previous_attempt_url: run.attempt > 1 ? `${url}/attempts/${run.attempt - 1}` : null,
    workflow_url: `${api}/actions/workflows/${run.workflow.id}`,
  };
}
