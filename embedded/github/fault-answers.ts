// Ready answers for faults: what GitHub says when it limits, fails or goes down.
import type { Answer } from "../http/loopback.ts";
import { failure } from "./answers.ts";

/** A server error as GitHub's front gives it: HTML for 502 and 504 is common, JSON for the others. */
export function serverError(status: 500 | 502 | 503 | 504): Answer {
  return status === 502 || status === 504
    ? { status, headers: { "content-type": "text/html" }, body: "<html><title>Unicorn!</title></html>" }
    : failure(status, "Server Error");
}

/** The secondary rate limit; wait so many seconds. */
export function secondaryLimit(retryAfterSeconds: number): Answer {
  return {
    ...failure(403, "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."),
    headers: { "retry-after": String(retryAfterSeconds) },
  };
}

/** The primary rate limit is used up until `resetMs` (Unix milliseconds). */
export function primaryLimit(resetMs: number): Answer {
  return {
    ...failure(403, "API rate limit exceeded for installation ID 1."),
    headers: {
      "x-ratelimit-limit": "1000",
      "x-ratelimit-remaining": "0",
      "x-ratelimit-used": "1000",
      "x-ratelimit-reset": String(Math.ceil(resetMs / 1000)),
      "x-ratelimit-resource": "core",
    },
  };
}

/** 429, as some endpoints limit. */
export function tooManyRequests(retryAfterSeconds: number): Answer {
  return { ...failure(429, "Too many requests"), headers: { "retry-after": String(retryAfterSeconds) } };
}
