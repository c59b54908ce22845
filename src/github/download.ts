/** Downloads one artifact: bounded, without our token at the storage, and compared with GitHub's digest before anything is unpacked. */
import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { AnswerTooLarge, fetchWhole, isLoopback } from "../http/fetch-whole.ts";
import { oneByOne } from "../http/one-by-one.ts";
import { CannotCheck } from "../runs/cannot-check.ts";
import type { GitHubClient } from "./client.ts";
import { explainGitHub, statusOf } from "./errors.ts";
import type { Artifact } from "./run-data.ts";
import { MAX_ARTIFACT_BYTES } from "./trusted-run.ts";

/** The bytes of the zip, or the clause that says why they are not to be used. */
export type Download = { readonly ok: true; readonly zip: Uint8Array } | { readonly ok: false; readonly why: string };

const TIMEOUT_MS = 30_000;
/** The pause before each try, in units of the client. */
const TRIES = [0, 2, 5];

/** Throws CannotCheck where GitHub or its storage fails: then nobody knows what the cursor says. */
export async function downloadArtifact(github: GitHubClient, artifact: Artifact): Promise<Download> {
  const tries = oneByOne(TRIES, async (wait) => {
    if (wait > 0) await pause(wait * github.retryUnitMs);
    return await tryDownload(github, artifact);
  });
  for await (const result of tries) {
    if (result !== null) return result;
  }
  throw new CannotCheck("The cursor of the last run cannot be downloaded from GitHub. Run again later.");
}

/** Null where another try may help. Each try asks for a new address, since one is good for a minute only. */
async function tryDownload(github: GitHubClient, artifact: Artifact): Promise<Download | null> {
  const address = await locate(github, artifact.id);
  if (address === "expired") return { ok: false, why: "it has expired" };
  const url = parseAddress(address);
  if (url === null) return { ok: false, why: "GitHub's address for it is not one that can be trusted" };
  try {
    const response = await fetchWhole(url, { method: "GET" }, { maxBytes: MAX_ARTIFACT_BYTES, timeoutMs: TIMEOUT_MS });
    return response.status === 200 ? checkDigest(new Uint8Array(await response.arrayBuffer()), artifact.digest) : null;
  } catch (error) {
    return error instanceof AnswerTooLarge ? { ok: false, why: "it is too large for a cursor" } : null;
  }
}

async function locate(github: GitHubClient, id: number): Promise<string | null> {
  const parameters = { artifact_id: id, archive_format: "zip" };
  try {
    return await github.locate("GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}", parameters);
  } catch (error) {
    const status = statusOf(error);
    if (status === 410 || status === 404) return "expired";
    throw explainGitHub(error, "actions: read");
  }
}

function parseAddress(address: string | null): URL | null {
  if (address === null || !URL.canParse(address)) return null;
  const url = new URL(address);
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname)) ? url : null;
}

function checkDigest(zip: Uint8Array, digest: string | null): Download {
  const found = `sha256:${createHash("sha256").update(zip).digest("hex")}`;
  return found === digest ? { ok: true, zip } : { ok: false, why: "its content is not what its digest says" };
}
