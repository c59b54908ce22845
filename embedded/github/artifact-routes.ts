// The REST routes of artifacts: lists by run and by repository, one, and the redirect to its bytes.
import type { components } from "@octokit/openapi-types";
import type { Answer } from "../http/loopback.ts";
import { notFound, refuse } from "./answers.ts";
import { isExpired, type ArtifactState } from "./artifact-state.ts";
import { knowsOnly, pageOf } from "./paging.ts";
import { repositoryRoute, type RepositoryCall, type Route } from "./router.ts";
import { runOf } from "./run-routes.ts";
import { signedUrl } from "./signed-url.ts";
import { requireRight } from "./tokens.ts";
import { apiUrlOf, nodeId, timestamp } from "./world.ts";

/** docs: the Location of a download "expires after 1 minute". */
const DOWNLOAD_MS = 60_000;

export const artifactRoutes: readonly Route[] = [
  repositoryRoute("GET", "/actions/runs/:id/artifacts", listOfRun),
  repositoryRoute("GET", "/actions/artifacts", listAll),
  repositoryRoute("GET", "/actions/artifacts/:artifact", read),
  repositoryRoute("GET", "/actions/artifacts/:artifact/zip", download),
];

function listOfRun(call: RepositoryCall): Answer {
  const run = runOf(call);
  knowsOnly(call, "name", "direction");
  const sign = call.request.query.get("direction") === "asc" ? 1 : -1;
  const found = visible(call).filter((artifact) => artifact.run === run);
  return list(
    call,
    found.toSorted((a, b) => sign * (a.id - b.id)),
  );
}

function listAll(call: RepositoryCall): Answer {
  requireRight(call.repository, call.viewer, ["actions", "read"]);
  knowsOnly(call, "name");
  const sign = call.repository.artifactOrder === "newest-first" ? -1 : 1;
  return list(
    call,
    visible(call).toSorted((a, b) => sign * (a.id - b.id)),
  );
}

function read(call: RepositoryCall): Answer {
  return { status: 200, body: artifactAnswer(call, artifactOf(call)) };
}

/** A token is needed even where the repository is public. */
function download(call: RepositoryCall): Answer {
  if (call.viewer === null) throw refuse(401, "Requires authentication");
  const artifact = artifactOf(call);
  if (isExpired(call.world, artifact)) throw refuse(410, "Artifact has expired");
  const url = signedUrl(call.world, artifact.blob, {
    permission: "r",
    until: call.world.now() + DOWNLOAD_MS,
    fileName: artifact.blob.endsWith(".zip") ? `${artifact.name}.zip` : artifact.name,
  });
  return { status: 302, headers: { location: url } };
}

function list(call: RepositoryCall, artifacts: readonly ArtifactState[]): Answer {
  const name = call.request.query.get("name");
  const found = artifacts.filter((artifact) => name === null || artifact.name === name);
  const { items, headers } = pageOf(call, found);
  const body = { total_count: found.length, artifacts: items.map((one) => artifactAnswer(call, one)) };
  return { status: 200, headers, body };
}

function visible(call: RepositoryCall): readonly ArtifactState[] {
  return call.repository.artifacts.filter(({ ready }) => ready);
}

function artifactOf(call: RepositoryCall): ArtifactState {
  requireRight(call.repository, call.viewer, ["actions", "read"]);
  const found = visible(call).find(({ id }) => String(id) === call.parts["artifact"]);
  if (found === undefined) throw notFound();
  return found;
}

function artifactAnswer({ world, repository }: RepositoryCall, artifact: ArtifactState): components["schemas"]["artifact"] {
  const { run, claims } = artifact;
  const url = `${apiUrlOf(world, repository)}/actions/artifacts/${artifact.id}`;
  const headBranch = claims.headBranch ?? run.headBranch;
  return {
    id: artifact.id,
    node_id: nodeId("Artifact", artifact.id),
    name: artifact.name,
    size_in_bytes: artifact.size,
    url,
    archive_download_url: `${url}/zip`,
    expired: isExpired(world, artifact),
    digest: artifact.digest,
    created_at: timestamp(artifact.createdAt),
    updated_at: timestamp(artifact.createdAt),
    expires_at: timestamp(artifact.expiresAt),
    workflow_run: {
      id: claims.runId ?? run.id,
      repository_id: claims.repositoryId ?? repository.id,
      head_repository_id: claims.headRepositoryId ?? run.headRepository.id,
      ...(headBranch === null ? {} : { head_branch: headBranch }),
      head_sha: claims.headSha ?? run.headSha,
    },
  };
}
