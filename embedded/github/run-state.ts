// Workflows and their runs.
import { randomUUID } from "node:crypto";
import { accountOf, ACTIONS_BOT, type AccountState } from "./accounts.ts";
import type { RepositoryName } from "./repository-answers.ts";
import type { RepositoryState, World } from "./world.ts";

export interface WorkflowState {
  readonly id: number;
  readonly name: string;
  /** ".github/workflows/drift.yml" */
  readonly path: string;
  runs: number;
}

type RunStatus = "queued" | "in_progress" | "completed";

export interface RunState {
  readonly id: number;
  readonly number: number;
  attempt: number;
  readonly workflow: WorkflowState;
  readonly event: string;
  readonly headBranch: string | null;
  readonly headSha: string;
  readonly headRepository: RepositoryName;
  readonly actor: AccountState;
  readonly createdAt: number;
  startedAt: number;
  updatedAt: number;
  status: RunStatus;
  conclusion: string | null;
  /** The ids that the runtime token carries; each attempt has its own. */
  backend: { readonly run: string; readonly job: string };
}

export interface NewRun {
  /** Default: the repository's first workflow. */
  readonly workflow?: WorkflowState;
  /** Default "schedule". */
  readonly event?: string;
  /** Default the default branch. */
  readonly headBranch?: string | null;
  /** Default what that branch points at. */
  readonly headSha?: string;
  /** Default this repository; a number that this server does not hold becomes a fork of it. */
  readonly headRepositoryId?: number;
  /** Default "completed". */
  readonly status?: RunStatus;
  /** Default "success" where completed. */
  readonly conclusion?: string | null;
  readonly attempt?: number;
  readonly actor?: string;
}

export function addRun(world: World, repository: RepositoryState, given: NewRun): RunState {
  const workflow = given.workflow ?? repository.workflows[0];
  if (workflow === undefined) throw new Error("Add a workflow before a run.");
  const branch = given.headBranch === undefined ? repository.defaultBranch : given.headBranch;
  workflow.runs += 1;
  const now = world.now();
  const made: RunState = {
    ...defaultsOf(given),
    id: world.nextId(),
    number: workflow.runs,
    workflow,
    headBranch: branch,
    headSha: given.headSha ?? tipOf(repository, branch),
    headRepository: headRepository(world, repository, given.headRepositoryId),
    actor: given.actor === undefined ? ACTIONS_BOT : accountOf(world, given.actor),
    createdAt: now,
    startedAt: now,
    updatedAt: now,
    backend: newBackend(),
  };
  repository.runs.push(made);
  return made;
}

function defaultsOf(given: NewRun): Pick<RunState, "attempt" | "event" | "status" | "conclusion"> {
  const status = given.status ?? "completed";
  return {
    attempt: given.attempt ?? 1,
    event: given.event ?? "schedule",
    status,
    conclusion: status === "completed" ? (given.conclusion ?? "success") : null,
  };
}

/** Starts the next attempt of a run, as "Re-run jobs" does: same id, new backend. */
export function rerun(world: World, run: RunState): void {
  run.attempt += 1;
  run.status = "in_progress";
  run.conclusion = null;
  run.startedAt = world.now();
  run.updatedAt = run.startedAt;
  run.backend = newBackend();
}

export function completeRun(world: World, run: RunState, conclusion: string): void {
  run.status = "completed";
  run.conclusion = conclusion;
  run.updatedAt = world.now();
}

function newBackend(): RunState["backend"] {
  return { run: randomUUID(), job: randomUUID() };
}

function tipOf(repository: RepositoryState, branch: string | null): string {
  const tip = branch === null ? undefined : repository.branches.get(branch);
  const sha = tip ?? repository.branches.get(repository.defaultBranch);
  if (sha === undefined) throw new Error("The repository has no commit yet.");
  return sha;
}

function headRepository(world: World, repository: RepositoryState, id: number | undefined): RepositoryName {
  const known = world.repositories.find((one) => one.id === (id ?? repository.id));
  if (known !== undefined) return { ...known, fork: false };
  const owner = accountOf(world, "fork-owner");
  return { id: id ?? 0, owner, name: repository.name, private: false, fork: true };
}
