/** What went wrong on the way to Discord, in words that say what to do. No message here repeats an address, a header or a token. */
import { DiscordAPIError, HTTPError, RateLimitError } from "@discordjs/rest";
import { AnswerTooLarge } from "../http/fetch-whole.ts";
import { CannotCheck } from "../runs/cannot-check.ts";

/** Discord understood the request and said no. The caller knows what the number means for its request. */
export class DiscordRefusal extends Error {
  override readonly name = "DiscordRefusal";
  readonly status: number;
  /** Discord's JSON error code (docs: topics/opcodes-and-status-codes). */
  readonly code: number;

  constructor(status: number, code: number) {
    super(`Discord answered ${status} with error ${code}`);
    this.status = status;
    this.code = code;
  }
}

/** An answer that is no answer: worth another try, since the next one may be whole. */
export class BrokenAnswer extends Error {
  override readonly name = "BrokenAnswer";
}

/** Whether asking again can help: 5xx, a timeout, a connection that broke, half an answer. */
export function isTransient(error: unknown): boolean {
  if (error instanceof HTTPError || error instanceof BrokenAnswer || error instanceof SyntaxError) return true;
  if (error instanceof AnswerTooLarge) return false;
  // fetch throws TypeError for every failure of the network, and a DOMException for a timeout.
  return isTimeout(error) || (error instanceof TypeError && (error.message === "fetch failed" || error.message === "terminated"));
}

/** The error that leaves the client: a DiscordRefusal, or CannotCheck with a sentence. */
export function explainFailure(error: unknown): Error {
  if (error instanceof CannotCheck) return error;
  if (error instanceof DiscordAPIError) return explainRefusal(error);
  if (error instanceof RateLimitError) return rateLimited(Math.max(error.timeToReset, error.retryAfter, error.sublimitTimeout));
  if (error instanceof HTTPError)
    return new CannotCheck(
      `Discord has trouble: it answered ${error.status} again and again. Wait for the next run, or look at discordstatus.com.`,
    );
  if (error instanceof AnswerTooLarge)
    return new CannotCheck(`Discord's answer cannot be read: ${error.message}. Check that discord-api-url leads to Discord.`);
  if (error instanceof SyntaxError || error instanceof BrokenAnswer)
    return new CannotCheck("Discord's answer is not whole or not JSON. Check that discord-api-url leads to Discord, then run again.");
  if (isTimeout(error)) return new CannotCheck("Discord did not answer in time. Check the network, then run again.");
  return new CannotCheck(`Discord cannot be reached${causeOf(error)}. Check the network and discord-api-url, then run again.`);
}

/** The sentence for a wait that is too long, in milliseconds. */
function rateLimited(ms: number): CannotCheck {
  const seconds = Math.ceil(ms / 1000);
  const wait = seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  return new CannotCheck(`Discord asks this bot to wait ${wait} before it may ask again. Wait that long, then run again.`);
}

function explainRefusal(error: DiscordAPIError): Error {
  if (error.status === 401)
    return new CannotCheck(
      "Discord does not accept the token. Reset it in the Developer Portal under Bot, and put the new one in the secret that discord-token reads.",
    );
  if (typeof error.code === "number") return new DiscordRefusal(error.status, error.code);
  return new CannotCheck(
    `Something in front of Discord refused the request (status ${error.status}), as it does when an address sent too much. Run again in an hour, or from another network.`,
  );
}

function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && (error.name === "TimeoutError" || error.name === "AbortError");
}

/** Node's code for a network failure (ECONNREFUSED, ENOTFOUND): only the code, since messages can hold addresses. */
function causeOf(error: unknown): string {
  const cause: unknown = error instanceof Error ? (error.cause ?? error) : null;
  const code = typeof cause === "object" && cause !== null && "code" in cause ? cause.code : null;
  return typeof code === "string" && /^[A-Z_]{3,40}$/.test(code) ? ` (${code})` : "";
}
