// Artifacts: what a run uploaded, and what a test planted.
import { createHash } from "node:crypto";
import type { RunState } from "./run-state.ts";
import type { RepositoryState, World } from "./world.ts";

export interface ArtifactState {
  readonly id: number;
  readonly name: string;
  readonly run: RunState;
  /** The backend id of the attempt that made it: names are unique within one. */
  readonly backend: RunState["backend"];
  /** Path of the blob on the results server. */
  readonly blob: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** Finalized uploads only are seen by anyone. */
  ready: boolean;
  /** "sha256:<hex>" as the uploader told it; null for artifacts from before digests. */
  digest: string | null;
  size: number;
  forcedExpired: boolean;
  /** Overrides of what the answer says about the run. */
  readonly claims: Partial<ArtifactClaims>;
}

/** The run facts that an artifact answer carries; a test may make them lie. */
interface ArtifactClaims {
  readonly runId: number;
  readonly repositoryId: number;
  readonly headRepositoryId: number;
  readonly headBranch: string;
  readonly headSha: string;
}

export const DAY_MS = 86_400_000;
export const DEFAULT_RETENTION_DAYS = 90;

export function isExpired(world: World, artifact: ArtifactState): boolean {
  return artifact.forcedExpired || world.now() >= artifact.expiresAt;
}

function sha256(bytes: Uint8Array): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

/** A fresh blob path, shaped like those that GitHub signs. */
export function blobPath(run: RunState["backend"], extension: string): string {
  const file = createHash("sha256").update(`${run.run}${Math.random()}`).digest("hex");
  return `/actions-results/${run.run}/workflow-job-run-${run.job}/artifacts/${file}${extension}`;
}

export interface ArtifactOverrides extends Partial<ArtifactClaims> {
  /** What the answer says, instead of the truth. */
  readonly digest?: string | null;
  readonly size?: number;
  readonly expired?: boolean;
  /** Unix milliseconds; default now. */
  readonly createdAt?: number;
  readonly expiresAt?: number;
  /** Default "application/zip". */
  readonly contentType?: string;
}

/** Puts an artifact into a run without any upload; `bytes` is what a download gives. */
export function plantArtifact(
  { world, repository, run }: { readonly world: World; readonly repository: RepositoryState; readonly run: RunState },
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
  overrides: ArtifactOverrides,
): ArtifactState {
  const contentType = overrides.contentType ?? "application/zip";
  const blob = blobPath(run.backend, contentType === "application/zip" ? ".zip" : "");
  world.blobs.set(blob, { bytes: Buffer.from(bytes), contentType, blocks: new Map() });
  const createdAt = overrides.createdAt ?? world.now();
  const made: ArtifactState = {
    id: world.nextId(),
    name,
    run,
    backend: run.backend,
    blob,
    createdAt,
    expiresAt: overrides.expiresAt ?? createdAt + DEFAULT_RETENTION_DAYS * DAY_MS,
    ready: true,
    digest: overrides.digest === undefined ? sha256(bytes) : overrides.digest,
    size: overrides.size ?? bytes.length,
    forcedExpired: overrides.expired ?? false,
    claims: overrides,
  };
  repository.artifacts.push(made);
  return made;
}
