/** Finds the cursors that earlier runs of this workflow saved, and takes only those that can be trusted. */
import type { CursorCandidate, CursorSearch } from "../runs/cursor-port.ts";
import { oneByOne } from "../http/one-by-one.ts";
import { CannotCheck } from "../runs/cannot-check.ts";
import type { GitHubClient } from "./client.ts";
import { isOnBranch } from "./commit-order.ts";
import { downloadArtifact } from "./download.ts";
import { explainGitHub } from "./errors.ts";
import { readSingleFile } from "./read-zip.ts";
import { type Artifact, parseArtifact, parseRun, type WorkflowRun } from "./run-data.ts";
import { distrustArtifact, distrustRun, type Trust } from "./trusted-run.ts";

/** The one file in the artifact. */
export const CURSOR_FILE = "cursor.json";
export const MAX_CURSOR_BYTES = 1024 * 1024;

export interface CursorQuest {
  /** The artifact's name. */
  readonly name: string;
  /** This run. */
  readonly runId: number;
  readonly repositoryId: number;
  readonly defaultBranch: string;
}

/** Of so many runs that can be trusted, and of so many that have a cursor, the newest are looked at. */
const MOST_RUNS = 50;
const MOST_FOUND = 3;
/** Runs that cannot be trusted do not use up the 50, but the search ends: so many pages of 50. */
const MOST_LISTED = 200;
/** Attempts of one run can each leave a cursor. */
const MOST_PER_RUN = 3;

/** What `CursorStore.find` promises. */
export async function findCursors(github: GitHubClient, quest: CursorQuest): Promise<CursorSearch> {
  const self = await readOwnRun(github, quest.runId);
  const hunt: Hunt = { github, quest, trust: { ...quest, workflowId: self.workflowId } };
  const looks: Look[] = [];
  const next: WorkflowRun[] = [];
  // As many at once as are wanted for certain: the same requests as one after the other, in less time.
  const lookAtNext = async (): Promise<void> => {
    looks.push(...(await Promise.all(next.splice(0).map(async (run) => await lookAt(hunt, run)))));
  };
  for await (const run of newestRuns(hunt, self)) {
    next.push(run);
    if (next.length < wanted(looks)) continue;
    await lookAtNext();
    if (wanted(looks) === 0) break;
  }
  await lookAtNext();
  return { candidates: looks.flatMap(({ candidates }) => candidates), refused: looks.flatMap(({ refused }) => refused) };
}

interface Hunt {
  readonly github: GitHubClient;
  readonly quest: CursorQuest;
  readonly trust: Trust;
}

/** What came of one run. */
interface Look {
  readonly candidates: readonly CursorCandidate[];
  readonly refused: readonly string[];
  readonly trusted: boolean;
}

/** How many more runs are looked at whatever comes of each of them. */
function wanted(looks: readonly Look[]): number {
  const found = looks.filter(({ candidates }) => candidates.length > 0).length;
  const trusted = looks.filter((look) => look.trusted).length;
  return Math.max(0, Math.min(MOST_FOUND - found, MOST_RUNS - trusted, MOST_LISTED - looks.length));
}

async function readOwnRun(github: GitHubClient, runId: number): Promise<WorkflowRun> {
  try {
    const run = parseRun(await github.read("GET /repos/{owner}/{repo}/actions/runs/{run_id}", { run_id: runId }));
    if (run !== null) return run;
  } catch (error) {
    throw explainGitHub(error, "actions: read");
  }
  throw new CannotCheck("GitHub's answer for this workflow run cannot be read. Run again.");
}

/** This run first, for what its earlier attempts saved, then the others on the default branch, newest first. */
async function* newestRuns({ github, quest, trust }: Hunt, self: WorkflowRun): AsyncGenerator<WorkflowRun, void> {
  if (self.headBranch === quest.defaultBranch) yield self;
  const route = "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs";
  const parameters = { workflow_id: trust.workflowId, branch: quest.defaultBranch, per_page: 50 };
  try {
    for await (const page of github.readPages(route, parameters)) {
      const runs = page.map(parseRun).filter((run) => run !== null);
      yield* runs.filter(({ id }) => id !== self.id).toSorted((left, right) => right.id - left.id);
    }
  } catch (error) {
    throw explainGitHub(error, "actions: read");
  }
}

async function lookAt(hunt: Hunt, run: WorkflowRun): Promise<Look> {
  const why = distrustRun(run, hunt.trust);
  if (why !== null) return { candidates: [], refused: [`Run ${run.id} was not looked at for a cursor: ${why}`], trusted: false };
  const artifacts = await listCursors(hunt, run);
  if (artifacts.length === 0) return { candidates: [], refused: [], trusted: true };
  if (!(await isOnBranch(hunt.github, run.headSha, hunt.trust.defaultBranch))) {
    const refused = [`The cursor of run ${run.id} was not used: its commit is not on ${hunt.trust.defaultBranch}`];
    return { candidates: [], refused, trusted: true };
  }
  const taken = await Array.fromAsync(oneByOne(artifacts, async (artifact) => await take(hunt, run, artifact)));
  return {
    candidates: taken.flatMap((one) => ("text" in one ? [one] : [])),
    refused: taken.flatMap((one) => ("why" in one ? [`The cursor of run ${run.id} was not used: ${one.why}`] : [])),
    trusted: true,
  };
}

async function listCursors({ github, quest }: Hunt, run: WorkflowRun): Promise<readonly Artifact[]> {
  const artifacts: Artifact[] = [];
  const route = "GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts";
  try {
    for await (const page of github.readPages(route, { run_id: run.id, name: quest.name }))
      artifacts.push(...page.map(parseArtifact).filter((artifact) => artifact !== null));
  } catch (error) {
    throw explainGitHub(error, "actions: read");
  }
  const named = artifacts.filter(({ name }) => name === quest.name);
  return named.toSorted((left, right) => right.id - left.id).slice(0, MOST_PER_RUN);
}

async function take(hunt: Hunt, run: WorkflowRun, artifact: Artifact): Promise<CursorCandidate | { readonly why: string }> {
  const text = await readCursor(hunt, run, artifact);
  return typeof text === "string" ? { text, runId: run.id, artifactId: artifact.id, createdAt: artifact.createdAt } : text;
}

async function readCursor({ github, trust }: Hunt, run: WorkflowRun, artifact: Artifact): Promise<string | { readonly why: string }> {
  const why = distrustArtifact(artifact, run, trust);
  if (why !== null) return { why };
  const download = await downloadArtifact(github, artifact);
  if (!download.ok) return download;
  const text = readSingleFile(download.zip, CURSOR_FILE, MAX_CURSOR_BYTES);
  return text ?? { why: `it does not hold exactly one file ${CURSOR_FILE} of at most 1 MiB` };
}
