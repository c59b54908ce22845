// The runtime token: an unsigned JWT whose scope names the run and the job that may use the results service.
import type { LoggedRequest } from "../http/loopback.ts";
import { isObject } from "./body.ts";
import type { RunState } from "./run-state.ts";
import type { RepositoryState, World } from "./world.ts";

export function runtimeToken(world: World, run: RunState): string {
  const scope = `Actions.ExampleScope Actions.Results:${run.backend.run}:${run.backend.job}`;
  const issued = Math.floor(world.now() / 1000);
  return [encoded({ alg: "none", typ: "JWT" }), encoded({ scp: scope, iat: issued, exp: issued + 6 * 3600 }), ""].join(".");
}

export interface RunningJob {
  readonly repository: RepositoryState;
  readonly run: RunState;
}

/** The run that a request's token is for; null where it is for none, or for an attempt that is over. */
export function jobOf(world: World, request: LoggedRequest): RunningJob | null {
  const backend = backendIn(request.headers["authorization"] ?? "");
  for (const repository of world.repositories) {
    const run = repository.runs.find((one) => one.backend.run === backend);
    if (run !== undefined) return run.status === "completed" ? null : { repository, run };
  }
  return null;
}

function backendIn(header: string): string | null {
  const payload = /^bearer [^.]*\.(?<payload>[^.]+)\./i.exec(header)?.groups?.["payload"] ?? "";
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    const scope = isObject(claims) ? String(claims["scp"]) : "";
    return /(?:^| )Actions\.Results:(?<run>[^: ]+):[^: ]+/.exec(scope)?.groups?.["run"] ?? null;
  } catch {
    return null;
  }
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
