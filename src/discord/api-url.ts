/** The address of Discord's API, or of a proxy or test server that stands in for it. */
import { isLoopback } from "../http/fetch-whole.ts";
import { CannotCheck } from "../runs/cannot-check.ts";

export const DISCORD_API_URL = "https://discord.com/api";

/**
 * Checks an address before a token is sent to it: https, or http on this machine, without credentials, query or fragment.
 * The version is left off, since the client adds its own. Throws CannotCheck, without repeating the address where it could hold a secret.
 */
export function parseDiscordApiUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null) throw wrong("is not an address");
  if (url.username !== "" || url.password !== "") throw wrong("must not hold a user name or password");
  if (url.search !== "" || url.hash !== "") throw wrong("must not have a query or a fragment");
  const safe = url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname));
  if (!safe) throw wrong("must begin with https:// (http:// only for this machine)");
  return `${url.origin}${url.pathname.replace(/\/+$/, "").replace(/\/v\d+$/, "")}`;
}

function wrong(what: string): CannotCheck {
  return new CannotCheck(`The input discord-api-url ${what}. Leave it out, or write it like ${DISCORD_API_URL}.`);
}
