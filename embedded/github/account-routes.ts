// The REST routes about the viewer and the repository itself, and the one GraphQL query that we use.
import type { Answer } from "../http/loopback.ts";
import { publicUser } from "./accounts.ts";
import { notEmulated, refuse } from "./answers.ts";
import { readBody } from "./body.ts";
import { fullRepository } from "./repository-answers.ts";
import { repositoryRoute, type Call, type RepositoryCall, type Route } from "./router.ts";
import { notAccessible, type TokenState } from "./tokens.ts";

export const accountRoutes: readonly Route[] = [
  { method: "GET", pattern: "/user", handle: user },
  { method: "POST", pattern: "/graphql", handle: graphql },
  repositoryRoute("GET", "", repository),
];

/** An Actions token is no user: GitHub refuses it here. */
function user(call: Call): Answer {
  const viewer = signedIn(call);
  if (viewer.kind === "actions") throw refuse(403, notAccessible(viewer));
  return { status: 200, body: publicUser(call.world, viewer.account) };
}

/** `query { viewer { login } }` and nothing else. */
function graphql(call: Call): Answer {
  const viewer = signedIn(call);
  const { query } = readBody(call.request, ["query", "variables", "operationName"]);
  const words = typeof query === "string" ? query.replaceAll(/\s+/g, "") : "";
  if (!/^(?:query\w*)?\{viewer\{login\}\}$/.test(words)) throw notEmulated("this GraphQL query");
  return { status: 200, body: { data: { viewer: { login: viewer.account.login } } } };
}

function repository(call: RepositoryCall): Answer {
  return { status: 200, body: fullRepository(call.world, call.repository) };
}

function signedIn({ viewer }: Call): TokenState {
  if (viewer === null) throw refuse(401, "Requires authentication");
  return viewer;
}
