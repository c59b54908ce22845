// The rate-limit headers on every answer, and a real 429 for a client that does not heed them.
import { createHash } from "node:crypto";
import type { Answer } from "../http/loopback.ts";

export interface RateLimit {
  /** Requests of one route and guild or channel in one window. */
  readonly limit: number;
  readonly windowSeconds: number;
}

export interface RateLimiter {
  /** Counts a request of this bucket: the headers for its answer, or the 429 that it gets instead. */
  count(bucket: string): { readonly headers: Readonly<Record<string, string>>; readonly refused: Answer | undefined };
}

/** Windows run on the machine's clock and not on the story's: a client really sleeps. */
export function createRateLimiter(rule: RateLimit): RateLimiter {
  const windows = new Map<string, { endsAt: number; used: number }>();
  return {
    count: (bucket) => {
      const now = Date.now();
      const last = windows.get(bucket);
      const window = last === undefined || last.endsAt <= now ? { endsAt: now + rule.windowSeconds * 1000, used: 0 } : last;
      windows.set(bucket, window);
      window.used += 1;
      const resetAfter = (window.endsAt - now) / 1000;
      const headers = rateLimitHeaders({ bucket, limit: rule.limit, left: rule.limit - window.used, resetAfter });
      const refused = window.used > rule.limit ? rateLimited({ bucket, retryAfter: resetAfter }) : undefined;
      return { headers, refused };
    },
  };
}

export interface Refusal {
  /** Seconds, with a fraction. */
  readonly retryAfter: number;
  readonly global?: boolean;
  readonly scope?: "user" | "global" | "shared";
  readonly bucket?: string;
}

/** A 429 as Discord sends it: the wait in the body, in Retry-After (whole seconds) and in X-RateLimit-Reset-After. */
export function rateLimited(refusal: Refusal): Answer {
  const { retryAfter, global = false, bucket = "refused" } = refusal;
  const scope = refusal.scope ?? (global ? "global" : "user");
  return {
    status: 429,
    headers: {
      ...rateLimitHeaders({ bucket, limit: 1, left: 0, resetAfter: retryAfter }),
      "retry-after": String(Math.ceil(retryAfter)),
      "x-ratelimit-scope": scope,
      ...(global ? { "x-ratelimit-global": "true" } : {}),
    },
    body: { message: "You are being rate limited.", retry_after: retryAfter, global, code: 0 },
  };
}

interface BucketState {
  readonly bucket: string;
  readonly limit: number;
  readonly left: number;
  readonly resetAfter: number;
}

function rateLimitHeaders({ bucket, limit, left, resetAfter }: BucketState): Record<string, string> {
  return {
    "x-ratelimit-limit": String(limit),
    "x-ratelimit-remaining": String(Math.max(0, left)),
    "x-ratelimit-reset": (Date.now() / 1000 + resetAfter).toFixed(3),
    "x-ratelimit-reset-after": resetAfter.toFixed(3),
    "x-ratelimit-bucket": createHash("sha256").update(bucket).digest("hex").slice(0, 32),
  };
}
