// Bot accounts and their tokens.
import type { LoggedRequest } from "../http/loopback.ts";
import { unauthorized } from "./api-error.ts";

export interface Bot {
  readonly userId: string;
  readonly token: string;
}

/** A token as Discord makes them: the id in base64, then two parts that only look random. */
export function tokenFor(userId: string): string {
  const id = Buffer.from(userId).toString("base64").replaceAll("=", "");
  return `${id}.EmbEdd.${Buffer.from(`secret of ${userId}, for tests`).toString("base64url").slice(0, 38)}`;
}

/** The bot that a request comes from. Any other Authorization is answered with 401. */
export function authenticate(request: LoggedRequest, bots: ReadonlyMap<string, Bot>): Bot {
  const [, token] = /^Bot (.+)$/.exec(request.headers["authorization"] ?? "") ?? [];
  const bot = token === undefined ? undefined : bots.get(token);
  if (bot === undefined) throw unauthorized();
  return bot;
}
