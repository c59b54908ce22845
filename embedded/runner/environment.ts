// The environment of an action: what a runner sets, and nothing of ours.
import { commandFileVariables, type CommandFiles } from "./file-commands.ts";
import { refVariables, shaOf, type EventPlace } from "./event.ts";

interface Folders {
  readonly workspace: string;
  readonly temp: string;
  readonly eventFile: string;
  readonly home: string;
}

export interface EnvironmentParts {
  readonly place: EventPlace;
  readonly folders: Folders;
  readonly files: CommandFiles;
  readonly token: string;
  readonly retentionDays: number;
  readonly serverUrl: string;
}

/** The `github` context, as far as the defaults of inputs use it. */
export function githubContext({ place, folders, token, serverUrl }: EnvironmentParts): Record<string, string> {
  const { github, repository, run } = place;
  return {
    token,
    workspace: folders.workspace,
    repository: repository.fullName,
    repository_owner: repository.owner,
    run_id: String(run.id),
    sha: shaOf(place),
    actor: run.actor.login,
    api_url: github.apiUrl,
    server_url: serverUrl,
    event_name: run.event,
  };
}

export function runnerVariables(parts: EnvironmentParts): Record<string, string> {
  return {
    PATH: "/usr/local/bin:/usr/bin:/bin",
    HOME: parts.folders.home,
    CI: "true",
    ...githubVariables(parts),
    ...repositoryVariables(parts),
    ...refVariables(parts.place),
    ...commandFileVariables(parts.files),
    ...serviceVariables(parts),
    RUNNER_TEMP: parts.folders.temp,
    RUNNER_TOOL_CACHE: parts.folders.home,
    RUNNER_WORKSPACE: parts.folders.home,
    RUNNER_OS: "Linux",
    RUNNER_ARCH: "X64",
    RUNNER_NAME: "embedded",
    RUNNER_ENVIRONMENT: "github-hosted",
  };
}

function githubVariables({ place, folders, retentionDays, serverUrl }: EnvironmentParts): Record<string, string> {
  const { github, run } = place;
  return {
    GITHUB_ACTIONS: "true",
    GITHUB_ACTION: "drift",
    GITHUB_ACTOR: run.actor.login,
    GITHUB_ACTOR_ID: String(run.actor.id),
    GITHUB_TRIGGERING_ACTOR: run.actor.login,
    GITHUB_API_URL: github.apiUrl,
    GITHUB_GRAPHQL_URL: `${github.apiUrl}/graphql`,
    GITHUB_SERVER_URL: serverUrl,
    GITHUB_EVENT_NAME: run.event,
    GITHUB_EVENT_PATH: folders.eventFile,
    GITHUB_WORKSPACE: folders.workspace,
    GITHUB_JOB: "drift",
    GITHUB_RETENTION_DAYS: String(retentionDays),
  };
}

function repositoryVariables({ place }: EnvironmentParts): Record<string, string> {
  const { repository, run } = place;
  const workflowRef = `refs/heads/${repository.defaultBranch}`;
  return {
    GITHUB_REPOSITORY: repository.fullName,
    GITHUB_REPOSITORY_ID: String(repository.id),
    GITHUB_REPOSITORY_OWNER: repository.owner,
    GITHUB_REPOSITORY_OWNER_ID: String(repository.state.owner.id),
    GITHUB_RUN_ID: String(run.id),
    GITHUB_RUN_NUMBER: String(run.number),
    GITHUB_RUN_ATTEMPT: String(run.attempt),
    GITHUB_WORKFLOW: run.workflow.name,
    GITHUB_WORKFLOW_REF: `${repository.fullName}/${run.workflow.path}@${workflowRef}`,
    GITHUB_WORKFLOW_SHA: run.headSha,
    GITHUB_SHA: shaOf(place),
  };
}

function serviceVariables({ place }: EnvironmentParts): Record<string, string> {
  const { github, repository, run } = place;
  return {
    ACTIONS_RUNTIME_URL: github.resultsUrl,
    ACTIONS_RESULTS_URL: github.resultsUrl,
    ACTIONS_RUNTIME_TOKEN: repository.runtimeToken(run),
    ACTIONS_ORCHESTRATION_ID: `${run.backend.run}.drift.__default`,
  };
}
