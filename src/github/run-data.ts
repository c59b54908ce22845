/** Workflow runs and artifacts as GitHub sends them, checked: what of them decides about trust. */
import { isRecord } from "./issue-data.ts";

export interface WorkflowRun {
  readonly id: number;
  readonly workflowId: number;
  readonly event: string;
  readonly headBranch: string | null;
  readonly headSha: string;
  /** Null where GitHub does not say: a fork that was deleted. */
  readonly repositoryId: number | null;
  readonly headRepositoryId: number | null;
}

export interface Artifact {
  readonly id: number;
  readonly name: string;
  readonly expired: boolean;
  /** `sha256:` and 64 hex digits, as it should be; null where GitHub has none. */
  readonly digest: string | null;
  /** Of the zip file. */
  readonly bytes: number;
  /** ISO 8601. */
  readonly createdAt: string;
  /** The run that GitHub says it is from. */
  readonly run: {
    readonly id: number | null;
    readonly repositoryId: number | null;
    readonly headRepositoryId: number | null;
    readonly headBranch: string | null;
    readonly headSha: string | null;
  };
}

/** Null where the value is not a workflow run. */
export function parseRun(value: unknown): WorkflowRun | null {
  if (!isRecord(value)) return null;
  const id = numberOf(value["id"]);
  const workflowId = numberOf(value["workflow_id"]);
  const event = textOf(value["event"]);
  const headSha = textOf(value["head_sha"]);
  if (id === null || workflowId === null || event === null || headSha === null) return null;
  const ids = { repositoryId: idOf(value["repository"]), headRepositoryId: idOf(value["head_repository"]) };
  return { id, workflowId, event, headSha, headBranch: textOf(value["head_branch"]), ...ids };
}

/** Null where the value is not an artifact. */
export function parseArtifact(value: unknown): Artifact | null {
  if (!isRecord(value)) return null;
  const id = numberOf(value["id"]);
  const name = textOf(value["name"]);
  const bytes = numberOf(value["size_in_bytes"]);
  if (id === null || name === null || bytes === null) return null;
  const run = isRecord(value["workflow_run"]) ? value["workflow_run"] : {};
  return {
    id,
    name,
    bytes,
    // Anything but a plain "no" counts as expired.
    expired: value["expired"] !== false,
    digest: textOf(value["digest"]),
    createdAt: textOf(value["created_at"]) ?? "",
    run: {
      id: numberOf(run["id"]),
      repositoryId: numberOf(run["repository_id"]),
      headRepositoryId: numberOf(run["head_repository_id"]),
      headBranch: textOf(run["head_branch"]),
      headSha: textOf(run["head_sha"]),
    },
  };
}

function idOf(value: unknown): number | null {
  return isRecord(value) ? numberOf(value["id"]) : null;
}

function numberOf(value: unknown): number | null {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
