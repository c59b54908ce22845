// The results service that @actions/artifact talks to within a run: Twirp calls with JSON bodies.
import type { Answer, LoggedRequest } from "../http/loopback.ts";
import { Refusal } from "./answers.ts";
import { blobPath, DAY_MS, DEFAULT_RETENTION_DAYS, type ArtifactState } from "./artifact-state.ts";
import { isObject, type JsonObject } from "./body.ts";
import { orRefusal } from "./router.ts";
import { jobOf, type RunningJob } from "./runtime-token.ts";
import { signedUrl } from "./signed-url.ts";
import { timestamp, type World } from "./world.ts";

export const TWIRP_PREFIX = "/twirp/github.actions.results.api.v1.ArtifactService/";

/** A signed URL of this service lives for an hour. */
const GRANT_MS = 3_600_000;

interface TwirpCall extends RunningJob {
  readonly world: World;
  readonly message: JsonObject;
}

const METHODS: Readonly<Record<string, (call: TwirpCall) => object>> = {
  CreateArtifact: create,
  FinalizeArtifact: finalize,
  ListArtifacts: list,
  GetSignedArtifactURL: sign,
  DeleteArtifact: remove,
};

export function answerResults(world: World, request: LoggedRequest): Answer {
  const method = METHODS[request.path.slice(TWIRP_PREFIX.length)];
  return orRefusal(() => {
    if (method === undefined || request.method !== "POST") throw twirpError(404, "bad_route", "no such method");
    const job = jobOf(world, request);
    if (job === null) throw twirpError(401, "unauthenticated", "the token is for no running job");
    const message: unknown = JSON.parse(request.body.toString("utf8"));
    if (!isObject(message)) throw twirpError(400, "malformed", "the body is no JSON object");
    if (text(message, "workflow_run_backend_id") !== job.run.backend.run)
      throw twirpError(403, "permission_denied", "the token is for another run");
    return { status: 200, body: method({ world, ...job, message }) };
  });
}

/** A name is taken from its first CreateArtifact on, finished or not, for this attempt of the run. */
function create(call: TwirpCall): object {
  const { world, repository, run, message } = call;
  const name = text(message, "name");
  if (name === "" || /["*/:<>?\\|\r\n]/.test(name)) throw twirpError(400, "invalid_argument", "bad artifact name");
  if (named(call, name) !== undefined)
    throw twirpError(409, "already_exists", "Conflict: an artifact with this name already exists on the workflow run");
  const type = text(message, "mime_type") || "application/zip";
  const blob = blobPath(run.backend, type === "application/zip" ? ".zip" : "");
  world.blobs.set(blob, { bytes: null, contentType: type, blocks: new Map() });
  const now = world.now();
  const wanted = Date.parse(text(message, "expires_at"));
  repository.artifacts.push({
    id: world.nextId(),
    name,
    run,
    backend: run.backend,
    blob,
    createdAt: now,
    expiresAt: Number.isNaN(wanted) ? now + DEFAULT_RETENTION_DAYS * DAY_MS : wanted,
    ready: false,
    digest: null,
    size: 0,
    forcedExpired: false,
    claims: {},
  });
  return { ok: true, signed_upload_url: signedUrl(world, blob, { permission: "w", until: now + GRANT_MS }) };
}

function finalize(call: TwirpCall): object {
  const { world, message } = call;
  const artifact = required(call);
  if (world.blobs.get(artifact.blob)?.bytes === null) throw twirpError(412, "failed_precondition", "nothing was uploaded");
  artifact.ready = true;
  artifact.size = Number(text(message, "size"));
  artifact.digest = text(message, "hash") || null;
  return { ok: true, artifact_id: String(artifact.id) };
}

function list(call: TwirpCall): object {
  const { repository, run, message } = call;
  const name = text(message, "name_filter");
  const id = text(message, "id_filter");
  const artifacts = repository.artifacts.filter(
    (one) => one.ready && one.run === run && (name === "" || one.name === name) && (id === "" || String(one.id) === id),
  );
  return {
    artifacts: artifacts.map((one) => ({
      workflow_run_backend_id: one.backend.run,
      workflow_job_run_backend_id: one.backend.job,
      database_id: String(one.id),
      name: one.name,
      size: String(one.size),
      created_at: timestamp(one.createdAt),
      digest: one.digest ?? undefined,
    })),
  };
}

function sign(call: TwirpCall): object {
  const { world } = call;
  const artifact = required(call);
  const fileName = artifact.blob.endsWith(".zip") ? `${artifact.name}.zip` : artifact.name;
  return { signed_url: signedUrl(world, artifact.blob, { permission: "r", until: world.now() + GRANT_MS, fileName }) };
}

function remove(call: TwirpCall): object {
  const artifact = required(call);
  call.repository.artifacts.splice(call.repository.artifacts.indexOf(artifact), 1);
  call.world.blobs.delete(artifact.blob);
  return { ok: true, artifact_id: String(artifact.id) };
}

function required(call: TwirpCall): ArtifactState {
  const artifact = named(call, text(call.message, "name"));
  if (artifact === undefined) throw twirpError(404, "not_found", "artifact not found");
  return artifact;
}

function named({ repository, run }: TwirpCall, name: string): ArtifactState | undefined {
  return repository.artifacts.find((one) => one.name === name && one.backend.run === run.backend.run);
}

/** Wrapped values (StringValue, Int64Value) and timestamps are plain strings in protobuf's JSON; absent is "". */
function text(message: JsonObject, field: string): string {
  const value = message[field];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function twirpError(status: number, code: string, message: string): Refusal {
  return new Refusal({ status, body: { code, msg: message } });
}
