// The faults of a Discord having a bad day, for `discord.faults.add({ path, nth, times, fault })`.
import type { Fault } from "../http/faults.ts";
import { rateLimited, type Refusal } from "./rate-limit.ts";

/** A 429 with the body and all headers; `retryAfter` in seconds. */
export function rateLimitFault(refusal: Refusal): Fault {
  return { kind: "answer", answer: rateLimited(refusal) };
}

/** An error of Discord's own servers, as JSON. */
export function serverErrorFault(status = 500): Fault {
  return { kind: "answer", answer: { status, body: { message: `${status}: Internal Server Error`, code: 0 } } };
}

/** What the network in front of Discord answers: a page, no JSON. 403 is a block, 502 a dead upstream. */
export function htmlFault(status: number): Fault {
  const headers = { "content-type": "text/html; charset=UTF-8" };
  return { kind: "answer", answer: { status, headers, body: `<html><body><h1>Error ${status}</h1></body></html>` } };
}

/** Any JSON instead of the real answer, to see what a client does with shapes that it does not expect. */
export function jsonFault(body: object, status = 200): Fault {
  return { kind: "answer", answer: { status, body } };
}
