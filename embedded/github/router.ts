// From a request to its handler: patterns, the repository, the viewer, and refusals turned into answers.
import type { Answer, LoggedRequest } from "../http/loopback.ts";
import { notEmulated, notFound, Refusal, refuse } from "./answers.ts";
import { authenticate, countRequest, rateLimitHeaders, requireVisible, type TokenState } from "./tokens.ts";
import { findRepository, fullNameOf, type RepositoryState, type World } from "./world.ts";

/** What a handler gets to work with. */
export interface Call {
  readonly world: World;
  readonly request: LoggedRequest;
  /** The parts of the path that the pattern names, decoded. */
  readonly parts: Readonly<Record<string, string>>;
  readonly viewer: TokenState | null;
}

export interface RepositoryCall extends Call {
  readonly repository: RepositoryState;
}

export interface Route {
  readonly method: string;
  /** `:name` is one segment, `:name*` all the rest. */
  readonly pattern: string;
  readonly handle: (call: Call) => Answer;
}

/** A route under /repos/{owner}/{repo}: finds the repository first, 404 where the viewer may not see it. */
export function repositoryRoute(method: string, pattern: string, handle: (call: RepositoryCall) => Answer): Route {
  return {
    method,
    pattern: `/repos/:owner/:repo${pattern}`,
    handle: (call) => {
      const name = `${call.parts["owner"] ?? ""}/${call.parts["repo"] ?? ""}`;
      const repository = findRepository(call.world, name);
      if (repository === undefined) throw notFound();
      requireVisible(repository, call.viewer);
      return handle({ ...call, repository });
    },
  };
}

/** Answers one request of the REST API. */
export function answerRest(world: World, routes: readonly Route[], request: LoggedRequest): Answer {
  let viewer: TokenState | null = null;
  const answer = orRefusal(() => {
    if (request.headers["user-agent"] === undefined)
      throw refuse(403, "Request forbidden by administrative rules. Please make sure your request has a User-Agent header");
    viewer = authenticate(world, request);
    if (viewer !== null) countRequest(world, viewer);
    return dispatch(world, routes, { request, viewer });
  });
  const headers = {
    "content-type": "application/json; charset=utf-8",
    "x-github-api-version-selected": request.headers["x-github-api-version"] ?? "2022-11-28",
    "x-github-media-type": "github.v3; format=json",
    "x-github-request-id": `EMBD:${request.n}`,
    ...rateLimitHeaders(viewer),
  };
  return { ...answer, headers: { ...headers, ...answer.headers } };
}

/** Runs a handler; a Refusal becomes its answer, any other error goes on. */
export function orRefusal(handle: () => Answer): Answer {
  try {
    return handle();
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}

function dispatch(
  world: World,
  routes: readonly Route[],
  { request, viewer }: { readonly request: LoggedRequest; readonly viewer: TokenState | null },
): Answer {
  const path = byName(world, request.path);
  if (/%(?![0-9a-f]{2})/i.test(path)) throw refuse(400, "Bad Request");
  for (const route of routes) {
    const parts = route.method === request.method ? matchPath(route.pattern, path) : null;
    if (parts !== null) return route.handle({ world, request, parts, viewer });
  }
  throw notEmulated(`the route ${request.method} ${request.path}`);
}

/** GitHub's Link headers use /repositories/{id}/...: the same resources under the repository's number. */
function byName(world: World, path: string): string {
  const match = /^\/repositories\/(?<id>\d+)(?<rest>\/.*)?$/.exec(path);
  const repository = world.repositories.find((one) => String(one.id) === match?.groups?.["id"]);
  if (repository === undefined) return path;
  return `/repos/${fullNameOf(repository)}${match?.groups?.["rest"] ?? ""}`;
}

function matchPath(pattern: string, path: string): Readonly<Record<string, string>> | null {
  const wanted = pattern.split("/");
  const given = path.split("/");
  const rest = wanted.at(-1)?.endsWith("*") ?? false;
  if (rest ? given.length < wanted.length : given.length !== wanted.length) return null;
  const parts: Record<string, string> = {};
  for (const [index, want] of wanted.entries()) {
    const have = want.endsWith("*") ? given.slice(index).join("/") : (given[index] ?? "");
    if (want.startsWith(":")) parts[want.slice(1).replace("*", "")] = decodeURIComponent(have);
    else if (want !== have) return null;
  }
  return parts;
}
