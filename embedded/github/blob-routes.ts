// The blob store behind signed URLs: the part of Azure's block blobs that uploads and downloads use.
import type { Answer, LoggedRequest } from "../http/loopback.ts";
import { isSigned } from "./signed-url.ts";
import type { BlobState, World } from "./world.ts";

export function answerBlob(world: World, request: LoggedRequest): Answer {
  const blob = world.blobs.get(request.path);
  if (request.method === "PUT") return put(world, request, blob);
  if (request.method === "GET") return get(world, request, blob);
  return problem(405, "UnsupportedHttpVerb");
}

function get(world: World, request: LoggedRequest, blob: BlobState | undefined): Answer {
  const refused = refusal(world, request, "r");
  if (refused !== null) return refused;
  if (blob?.bytes === null || blob === undefined) return problem(404, "BlobNotFound");
  const disposition = request.query.get("rscd");
  return {
    status: 200,
    headers: {
      "content-type": blob.contentType,
      ...(disposition === null ? {} : { "content-disposition": disposition }),
    },
    body: blob.bytes,
  };
}

function put(world: World, request: LoggedRequest, blob: BlobState | undefined): Answer {
  const refused = refusal(world, request, "w");
  if (refused !== null) return refused;
  if (blob === undefined) return problem(404, "ContainerNotFound");
  switch (request.query.get("comp")) {
    case "block":
      blob.blocks.set(request.query.get("blockid") ?? "", request.body);
      return created();
    case "blocklist":
      return commitBlocks(request, blob);
    case null:
      return keep(request, blob, request.body);
    default:
      return problem(400, "InvalidQueryParameterValue");
  }
}

/** The blob becomes the listed blocks, in the order of the list. */
function commitBlocks(request: LoggedRequest, blob: BlobState): Answer {
  const xml = request.body.toString("utf8");
  const ids = [...xml.matchAll(/<(?:Latest|Uncommitted|Committed)>(?<id>[^<]*)</g)].map((match) => match.groups?.["id"] ?? "");
  const blocks = ids.map((id) => blob.blocks.get(id));
  const found = blocks.filter((block) => block !== undefined);
  if (found.length < blocks.length) return problem(400, "InvalidBlockList");
  return keep(request, blob, Buffer.concat(found));
}

function keep(request: LoggedRequest, blob: BlobState, bytes: Buffer): Answer {
  blob.bytes = bytes;
  blob.contentType = request.headers["x-ms-blob-content-type"] ?? blob.contentType;
  blob.blocks.clear();
  return created();
}

/** Azure takes either a signature or an Authorization header, never both. */
function refusal(world: World, request: LoggedRequest, permission: "r" | "w"): Answer | null {
  if (request.headers["authorization"] !== undefined) return problem(403, "AuthenticationFailed");
  return isSigned(world, request.path, [request.query, permission]) ? null : problem(403, "AuthenticationFailed");
}

function created(): Answer {
  return { status: 201, headers: { etag: '"0x8D"', "x-ms-request-server-encrypted": "true" } };
}

function problem(status: number, code: string): Answer {
  return {
    status,
    headers: { "content-type": "application/xml", "x-ms-error-code": code },
    body: `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`,
  };
}
