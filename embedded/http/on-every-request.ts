// One row of numbers over several servers, so that a test can stop its client at "the n-th request of the run".
import type { LoggedRequest, Loopback } from "./loopback.ts";

/** What to do at a request; "drop" cuts the connection and the request has no effect. `n` counts from 1 over all servers. */
export type AtRequest = (n: number, request: LoggedRequest) => unknown;

/**
 * Calls `act` before each request is handled, or with `"handled"` after its effect and before its answer. Replaces the hook that
 * the servers had for that moment. Gives a function that takes the hooks off and says how many requests there were.
 */
export function onEveryRequest(
  servers: readonly Pick<Loopback, "hooks">[],
  act: AtRequest,
  moment: "before" | "handled" = "before",
): () => number {
  const name = moment === "before" ? "onRequest" : "onHandled";
  let count = 0;
  const hook = (_n: number, request: LoggedRequest): unknown => {
    count += 1;
    return act(count, request);
  };
  for (const { hooks } of servers) hooks[name] = hook;
  return () => {
    for (const { hooks } of servers) if (hooks[name] === hook) delete hooks[name];
    return count;
  };
}
