// Finds the route of a request: `/api/v10` and then a path with ids in it.
import type { LoggedRequest } from "../http/loopback.ts";
import { methodNotAllowed, noSuchRoute } from "./api-error.ts";
import { auditLogRoute } from "./routes/audit-logs.ts";
import { channelRoutes } from "./routes/channels.ts";
import { guildRoutes } from "./routes/guilds.ts";
import type { Route } from "./routes/route.ts";
import { userRoutes } from "./routes/users.ts";

export interface Routed {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

const routes = [...guildRoutes, ...channelRoutes, auditLogRoute, ...userRoutes].map((route) => ({
  route,
  pattern: new RegExp(`^/api/v10${route.path.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`),
}));

/** More exact routes win by being tried before those with more ids in them. */
const inOrder = routes.toSorted((left, right) => holes(left.route) - holes(right.route));

/** Throws the answers 404 and 405. */
export function findRoute(request: LoggedRequest): Routed {
  for (const { route, pattern } of inOrder) {
    const match = pattern.exec(request.path);
    if (match !== null) {
      if (request.method !== "GET") throw methodNotAllowed();
      return { route, params: { ...match.groups } };
    }
  }
  throw noSuchRoute();
}

function holes({ path }: Route): number {
  return path.split("{").length;
}
