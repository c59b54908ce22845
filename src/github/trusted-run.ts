/** Which cursor is ours: anyone who can open a pull request can upload an artifact under any name, so its name proves nothing. */
import type { Artifact, WorkflowRun } from "./run-data.ts";

/** What a trusted run and its artifact must belong to. */
export interface Trust {
  readonly repositoryId: number;
  readonly workflowId: number;
  readonly defaultBranch: string;
}

/** Events that only people with write access, or GitHub's clock, can cause on the default branch. */
const TRUSTED_EVENTS: ReadonlySet<string> = new Set(["schedule", "workflow_dispatch", "repository_dispatch", "push"]);

/** The zip around a cursor of at most 1 MiB. */
export const MAX_ARTIFACT_BYTES = 1024 * 1024 + 64 * 1024;

/** Why a run cannot be trusted, as a clause, or null where it can. (Whether its commit is on the default branch takes a request.) */
export function distrustRun(run: WorkflowRun, trust: Trust): string | null {
  if (run.repositoryId !== trust.repositoryId) return "it belongs to another repository";
  if (run.headRepositoryId !== trust.repositoryId) return "it ran code of a fork";
  if (run.workflowId !== trust.workflowId) return "it belongs to another workflow";
  if (run.headBranch !== trust.defaultBranch) return `it did not run on ${trust.defaultBranch}`;
  if (!TRUSTED_EVENTS.has(run.event)) return `it was started by ${safeWord(run.event)}`;
  return null;
}

/** Why the artifact of a trusted run cannot be trusted, as a clause, or null where it can. */
export function distrustArtifact(artifact: Artifact, run: WorkflowRun, trust: Trust): string | null {
  if (artifact.run.id !== run.id) return "GitHub says that it is from another run";
  if (artifact.run.repositoryId !== trust.repositoryId) return "it belongs to another repository";
  if (artifact.run.headRepositoryId !== trust.repositoryId) return "it was made by code of a fork";
  if (artifact.run.headBranch !== trust.defaultBranch) return `it was not made on ${trust.defaultBranch}`;
  if (artifact.run.headSha !== run.headSha) return "it was made from another commit than its run";
  if (artifact.expired) return "it has expired";
  if (artifact.bytes > MAX_ARTIFACT_BYTES) return "it is too large for a cursor";
  if (artifact.digest === null || !/^sha256:[\da-f]{64}$/.test(artifact.digest)) return "it has no SHA-256 digest";
  return null;
}

/**
 * Why a run may not write issues or a cursor, as a clause, or null where it may: only the default branch holds what was agreed, and a
 * cursor of any other run would not be trusted later.
 */
export function whyDry({ event, ref }: { readonly event: string; readonly ref: string }, defaultBranch: string): string | null {
  if (!TRUSTED_EVENTS.has(event)) return `a run that was started by ${safeWord(event)} only shows what it would do`;
  return ref === `refs/heads/${defaultBranch}` ? null : `this is not the default branch, ${defaultBranch}`;
}

/** An event's name comes from GitHub, but it ends up in a log: only letters that a name can have. */
function safeWord(text: string): string {
  return text.replaceAll(/\W/g, "?").slice(0, 40);
}
