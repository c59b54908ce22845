// Tokens and what they may do: GITHUB_TOKEN of a run, a fork's read-only one, and a person's own.
import type { LoggedRequest } from "../http/loopback.ts";
import { accountOf, ACTIONS_BOT, type AccountState } from "./accounts.ts";
import { notFound, refuse } from "./answers.ts";
import { fullNameOf, type RepositoryState, type World } from "./world.ts";

type Access = "none" | "read" | "write";

export interface Rights {
  readonly issues: Access;
  readonly actions: Access;
  readonly contents: Access;
  readonly pullRequests: Access;
}

/** What a run on a pull request from a fork gets, whatever the workflow asks for. */
export const FORK_RIGHTS: Rights = {
  issues: "read",
  actions: "read",
  contents: "read",
  pullRequests: "read",
};

/** What README tells users to give the review. */
export const REVIEW_RIGHTS: Rights = {
  issues: "read",
  actions: "read",
  contents: "read",
  pullRequests: "write",
};

/** What README tells users to give the check. */
const CHECK_RIGHTS: Rights = {
  issues: "write",
  actions: "read",
  contents: "read",
  pullRequests: "none",
};

export interface TokenState {
  readonly token: string;
  /** `actions`: an installation token that writes as the bot; `personal`: it writes as its owner. */
  readonly kind: "actions" | "personal";
  readonly account: AccountState;
  /** "owner/name" of the one repository that it is for. */
  readonly repository: string;
  readonly rights: Rights;
  /** Requests an hour. */
  readonly limit: number;
  used: number;
  /** End of the running hour, Unix milliseconds. */
  resetsAt: number;
}

export interface NewToken {
  readonly token: string;
  readonly repository: string;
  /** Default "actions". */
  readonly kind?: "actions" | "personal";
  /** Whose token it is: only for personal ones; default "token-owner". */
  readonly login?: string;
  /** Default CHECK_RIGHTS; what is left out is "none". */
  readonly rights?: Partial<Rights>;
  /** Requests an hour; default 1,000 (actions) or 5,000 (personal). */
  readonly limit?: number;
}

const HOUR_MS = 3_600_000;
const NO_RIGHTS: Rights = { issues: "none", actions: "none", contents: "none", pullRequests: "none" };
const LIMITS = { actions: 1000, personal: 5000 } as const;

export function addToken(world: World, spec: NewToken): TokenState {
  const kind = spec.kind ?? "actions";
  const made: TokenState = {
    token: spec.token,
    kind,
    account: kind === "actions" ? ACTIONS_BOT : accountOf(world, spec.login ?? "token-owner"),
    repository: spec.repository,
    rights: spec.rights === undefined ? CHECK_RIGHTS : { ...NO_RIGHTS, ...spec.rights },
    limit: spec.limit ?? LIMITS[kind],
    used: 0,
    resetsAt: world.now() + HOUR_MS,
  };
  world.tokens.set(spec.token, made);
  return made;
}

/** The token of a request; null without one. An unknown one is refused with 401. */
export function authenticate(world: World, request: LoggedRequest): TokenState | null {
  const header = request.headers["authorization"];
  if (header === undefined) return null;
  const value = /^(?:token|bearer) (?<token>.+)$/i.exec(header)?.groups?.["token"];
  const token = value === undefined ? undefined : world.tokens.get(value);
  if (token === undefined) throw refuse(401, "Bad credentials");
  return token;
}

/** Counts a request against the token's hour, and refuses it where the hour is used up. */
export function countRequest(world: World, token: TokenState): void {
  if (world.now() >= token.resetsAt) {
    token.used = 0;
    token.resetsAt = world.now() + HOUR_MS;
  }
  if (token.used >= token.limit) throw refuse(403, "API rate limit exceeded for installation ID 1.");
  token.used += 1;
}

export function rateLimitHeaders(token: TokenState | null): Record<string, string> {
  if (token === null) return {};
  return {
    "x-ratelimit-limit": String(token.limit),
    "x-ratelimit-remaining": String(token.limit - token.used),
    "x-ratelimit-used": String(token.used),
    "x-ratelimit-reset": String(Math.floor(token.resetsAt / 1000)),
    "x-ratelimit-resource": "core",
  };
}

/** 404 where the viewer may not even know that the repository exists. */
export function requireVisible(repository: RepositoryState, viewer: TokenState | null): void {
  if (repository.private && !isFor(repository, viewer)) throw notFound();
}

/** Refuses a viewer that lacks a right. What is public may be read without one. */
export function requireRight(
  repository: RepositoryState,
  viewer: TokenState | null,
  [right, access]: readonly [keyof Rights, "read" | "write"],
): void {
  if (access === "read" && !repository.private) return;
  if (viewer === null) throw refuse(401, "Requires authentication");
  if (!holds(repository, viewer, [right, access])) throw refuse(403, notAccessible(viewer));
}

/** Whether a token has a right of its own: to write is to read. */
export function holds(
  repository: RepositoryState,
  viewer: TokenState | null,
  [right, access]: readonly [keyof Rights, "read" | "write"],
): boolean {
  const held = viewer !== null && isFor(repository, viewer) ? viewer.rights[right] : "none";
  return held === "write" || held === access;
}

export function notAccessible(viewer: TokenState): string {
  return viewer.kind === "actions" ? "Resource not accessible by integration" : "Resource not accessible by personal access token";
}

function isFor(repository: RepositoryState, viewer: TokenState | null): boolean {
  return viewer?.repository.toLowerCase() === fullNameOf(repository).toLowerCase();
}
