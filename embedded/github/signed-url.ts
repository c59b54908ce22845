// Signed blob URLs: who holds one may use the blob until it ends, and nobody else may.
import { createHmac, randomBytes } from "node:crypto";
import { timestamp, type World } from "./world.ts";

const KEY = randomBytes(32);

export interface Grant {
  /** "r" reads, "w" writes. */
  readonly permission: "r" | "w";
  /** Unix milliseconds. */
  readonly until: number;
  /** What a download is called. */
  readonly fileName?: string;
}

export function signedUrl(world: World, path: string, grant: Grant): string {
  const until = timestamp(grant.until);
  const query = new URLSearchParams({
    se: until,
    sp: grant.permission,
    sr: "b",
    sv: "2025-11-05",
    ...(grant.fileName === undefined ? {} : { rscd: `attachment; filename="${grant.fileName}"` }),
    sig: signature(path, grant.permission, until),
  });
  return `${world.origins.results}${path}?${query.toString()}`;
}

/** Whether a query carries a signature for this path and permission that has not ended. */
export function isSigned(world: World, path: string, [query, permission]: readonly [URLSearchParams, Grant["permission"]]): boolean {
  const until = query.get("se") ?? "";
  const right = query.get("sig") === signature(path, permission, until);
  return right && Date.parse(until) >= Math.floor(world.now() / 1000) * 1000;
}

function signature(path: string, permission: string, until: string): string {
  return createHmac("sha256", KEY).update(`${path}\n${permission}\n${until}`).digest("base64");
}
