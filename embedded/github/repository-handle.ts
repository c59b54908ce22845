// A repository in the hands of a test: everything that is not done over HTTP.
import { accountOf } from "./accounts.ts";
import { plantArtifact, type ArtifactOverrides, type ArtifactState } from "./artifact-state.ts";
import { addCommit, mergePull, type NewCommit, type PullToMerge } from "./git-state.ts";
import { findIssue, personIn, viewOf, type IssueView, type Person } from "./person.ts";
import { addRun, completeRun, rerun, type NewRun, type RunState, type WorkflowState } from "./run-state.ts";
import { runtimeToken } from "./runtime-token.ts";
import { findRepository, fullNameOf, type RepositoryState, type World } from "./world.ts";

export interface NewRepository {
  readonly owner: string;
  readonly name: string;
  readonly id?: number;
  /** Default "main". */
  readonly defaultBranch?: string;
  /** Default false. */
  readonly private?: boolean;
  /** Whether issues are on; default true. */
  readonly issues?: boolean;
  /** Who may be assigned, beside the owner. */
  readonly collaborators?: readonly string[];
  /** Files of the first commit, which is always made. */
  readonly files?: Readonly<Record<string, string>>;
}

export interface RepositoryHandle {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly fullName: string;
  readonly defaultBranch: string;
  /** The raw state, for the odd test that needs more than is below. */
  readonly state: RepositoryState;
  /** Issues and pull requests, oldest first. */
  issues(): readonly IssueView[];
  issue(number: number): IssueView;
  as(login: string): Person;
  setIssuesEnabled(enabled: boolean): void;
  setArtifactOrder(order: RepositoryState["artifactOrder"]): void;
  /** Makes a commit and gives its sha. */
  commit(commit?: NewCommit): string;
  /** What a branch points at; default the default branch. */
  tip(branch?: string): string;
  /** Merges a head into what its base points at, as GitHub does whenever a pull request moves. Gives the sha of refs/pull/N/merge. */
  mergePull(pull: PullToMerge): string;
  addWorkflow(workflow: { readonly name: string; readonly path: string; readonly id?: number }): WorkflowState;
  addRun(run?: NewRun): RunState;
  rerun(run: RunState): void;
  completeRun(run: RunState, conclusion: string): void;
  /** Removes a run with its artifacts, as a person or the retention does. */
  deleteRun(run: RunState): void;
  runtimeToken(run: RunState): string;
  plantArtifact(
    run: RunState,
    artifact: { readonly name: string; readonly bytes: Uint8Array },
    overrides?: ArtifactOverrides,
  ): ArtifactState;
  /** All artifacts with their bytes, oldest first. */
  artifacts(): readonly { readonly artifact: ArtifactState; readonly bytes: Buffer }[];
}

export function addRepository(world: World, given: NewRepository): RepositoryHandle {
  const state = newState(world, given);
  if (findRepository(world, fullNameOf(state)) !== undefined) throw new Error(`There is a ${fullNameOf(state)} already.`);
  world.repositories.push(state);
  addCommit(world, state, { message: "Initial commit", files: given.files ?? { "README.md": `# ${given.name}\n` } });
  return {
    id: state.id,
    owner: state.owner.login,
    name: state.name,
    fullName: fullNameOf(state),
    defaultBranch: state.defaultBranch,
    state,
    ...issueActions(world, state),
    ...gitActions(world, state),
    ...runActions(world, state),
    ...artifactActions(world, state),
  };
}

function newState(world: World, given: NewRepository): RepositoryState {
  return {
    id: given.id ?? world.nextId(),
    owner: accountOf(world, given.owner),
    name: given.name,
    defaultBranch: given.defaultBranch ?? "main",
    private: given.private ?? false,
    hasIssues: given.issues ?? true,
    createdAt: world.now(),
    collaborators: new Set(given.collaborators),
    labels: [],
    issues: [],
    deletedIssues: new Set(),
    commits: new Map(),
    branches: new Map(),
    pullRefs: new Map(),
    workflows: [],
    runs: [],
    artifacts: [],
    artifactOrder: "newest-first",
  };
}

function issueActions(world: World, state: RepositoryState): Pick<RepositoryHandle, "issues" | "issue" | "as" | "setIssuesEnabled"> {
  return {
    issues: () => state.issues.map((issue) => viewOf(issue)),
    issue: (number) => viewOf(findIssue(state, number)),
    as: (login) => personIn(world, state, login),
    setIssuesEnabled: (enabled) => {
      state.hasIssues = enabled;
    },
  };
}

function gitActions(world: World, state: RepositoryState): Pick<RepositoryHandle, "commit" | "tip" | "mergePull"> {
  return {
    mergePull: (pull) => mergePull(world, state, pull).sha,
    commit: (commit = {}) => addCommit(world, state, commit).sha,
    tip: (branch = state.defaultBranch) => {
      const sha = state.branches.get(branch);
      if (sha === undefined) throw new Error(`There is no branch ${branch}.`);
      return sha;
    },
  };
}

function runActions(
  world: World,
  state: RepositoryState,
): Pick<RepositoryHandle, "addWorkflow" | "addRun" | "rerun" | "completeRun" | "deleteRun" | "runtimeToken"> {
  return {
    addWorkflow: ({ name, path, id }) => {
      const made: WorkflowState = { id: id ?? world.nextId(), name, path, runs: 0 };
      state.workflows.push(made);
      return made;
    },
    addRun: (run = {}) => addRun(world, state, run),
    rerun: (run) => {
      rerun(world, run);
    },
    completeRun: (run, conclusion) => {
      completeRun(world, run, conclusion);
    },
    deleteRun: (run) => {
      state.runs.splice(state.runs.indexOf(run), 1);
      const kept = state.artifacts.filter((artifact) => artifact.run !== run);
      state.artifacts.splice(0, state.artifacts.length, ...kept);
    },
    runtimeToken: (run) => runtimeToken(world, run),
  };
}

function artifactActions(world: World, state: RepositoryState): Pick<RepositoryHandle, "plantArtifact" | "artifacts" | "setArtifactOrder"> {
  return {
    plantArtifact: (run, artifact, overrides = {}) => plantArtifact({ world, repository: state, run }, artifact, overrides),
    artifacts: () =>
      state.artifacts
        .filter(({ ready }) => ready)
        .map((artifact) => ({ artifact, bytes: world.blobs.get(artifact.blob)?.bytes ?? Buffer.alloc(0) })),
    setArtifactOrder: (order) => {
      state.artifactOrder = order;
    },
  };
}
