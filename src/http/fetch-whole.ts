/** fetch with bounds: the whole body is read before the answer is given, within a time and up to a size. */

/** The body is longer than the bound. */
export class AnswerTooLarge extends Error {
  override readonly name = "AnswerTooLarge";

  constructor(maxBytes: number) {
    super(`the answer is larger than ${maxBytes} bytes`);
  }
}

/** What a request is bounded by. `signal` ends it early. */
export interface FetchBounds {
  readonly maxBytes: number;
  /** For the whole exchange, body included, in milliseconds. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** Statuses for which the Response constructor takes no body. */
const WITHOUT_BODY = new Set([204, 205, 304]);

/**
 * Sends one request; redirects are handed back, not followed, so that a token goes nowhere else. Throws AnswerTooLarge,
 * a DOMException named TimeoutError, or the error of fetch.
 */
export async function fetchWhole(url: string | URL, init: RequestInit, bounds: FetchBounds): Promise<Response> {
  const timeout = AbortSignal.timeout(bounds.timeoutMs);
  const signal = bounds.signal === undefined ? timeout : AbortSignal.any([timeout, bounds.signal]);
  const response = await fetch(url, { ...init, redirect: "manual", signal });
  const body = await readBody(response, bounds.maxBytes);
  const { status, statusText, headers } = response;
  const whole = new Response(WITHOUT_BODY.has(status) ? null : body, { status, statusText, headers });
  // The constructor has no place for it, and Octokit reads it.
  return Object.defineProperty(whole, "url", { value: response.url });
}

async function readBody(response: Response, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    // Leaving the loop cancels the stream, so the rest is never read.
    if (length > maxBytes) throw new AnswerTooLarge(maxBytes);
    chunks.push(chunk);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** Whether a host name is this machine: the only place where plain http keeps a token safe. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname.endsWith(".localhost") || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
