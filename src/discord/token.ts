/** A bot token: cleaned, checked before it goes into a header, and the bot's id that it begins with. */
import { parseSnowflake, type UserId } from "../permissions/snowflake.ts";
import { CannotCheck } from "../runs/cannot-check.ts";

/**
 * Takes the token as people paste it: with spaces or a line break around it, or with `Bot ` before it. Throws CannotCheck where it is
 * empty or cannot be one; a header with a line break in it would else put the token into fetch's own error message.
 */
export function parseToken(text: string): string {
  const token = text.trim().replace(/^Bot(?:\s+|$)/i, "");
  if (token === "")
    throw new CannotCheck("There is no Discord token. Set discord-token (Action) or DISCORD_TOKEN (command) to the bot's token.");
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new CannotCheck(
      "The Discord token holds a space, a line break or a character that no token has. Copy it again from the Developer Portal.",
    );
  return token;
}

/** The bot's user id: base64 in the token's first part (not documented by Discord, so null where it does not decode). */
export function botIdOf(token: string): UserId | null {
  const first = token.split(".")[0] ?? "";
  return parseSnowflake<"user">(Buffer.from(first, "base64").toString("latin1"));
}
