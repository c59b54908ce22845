/** What a run changed on GitHub, by its requests. */
import type { StageRun } from "./stage.ts";

/** Requests that change anything: GraphQL only asks who the token is. Long ids are `N`. */
export function writesOf({ requests }: Pick<StageRun, "requests">): readonly string[] {
  return requests.github
    .filter(({ method, path }) => method !== "GET" && path !== "/graphql")
    .map(({ method, path }) => `${method} ${path.replace(/\d{5,}/, "N")}`);
}

/** How many requests changed an issue, a comment or a label. */
export function issueWrites({ requests }: Pick<StageRun, "requests">): number {
  return requests.github.filter(({ method, path }) => method !== "GET" && path.includes("/issues")).length;
}
