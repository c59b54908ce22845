/** Discord ids: what one is, how two compare, and the moment that one was made. */

import { isDecimal, numberIn } from "./decimal.ts";

declare const snowflake: unique symbol;

/** A Discord id: an unsigned 64-bit integer, kept as the decimal string that the API sends. */
export type Snowflake<Kind extends string = string> = string & { readonly [snowflake]: Kind };
export type GuildId = Snowflake<"guild">;
export type RoleId = Snowflake<"role">;
export type ChannelId = Snowflake<"channel">;
export type UserId = Snowflake<"user">;
export type EntryId = Snowflake<"entry">;

/** 2015-01-01T00:00:00.000Z in Unix milliseconds, where Discord's ids begin (docs: reference, "Snowflakes"). */
const DISCORD_EPOCH_MS = 1_420_070_400_000;

const LARGEST = 2n ** 64n - 1n;
const LARGEST_TEXT = LARGEST.toString();
const TIMESTAMP_SHIFT = 22;
/** An id is too large for a number, but these last digits are not, nor are the digits before them. */
const LAST_DIGITS = 12;

/** Whether a value from outside is an id: decimal digits, no leading zero (but "0"), at most 64 bits. */
export function isSnowflake<Kind extends string>(value: unknown): value is Snowflake<Kind> {
  return (
    typeof value === "string" && isDecimal(value, LARGEST_TEXT.length) && (value.length < LARGEST_TEXT.length || value <= LARGEST_TEXT)
  );
}

/** The id in a value from outside, or null where there is none. */
export function parseSnowflake<Kind extends string>(value: unknown): Snowflake<Kind> | null {
  return isSnowflake<Kind>(value) ? value : null;
}

/** Orders ids as the integers they are: negative, zero or positive, as sort functions want it. */
export function compareSnowflakes(left: Snowflake, right: Snowflake): number {
  if (left.length !== right.length) return left.length - right.length;
  return left < right ? -1 : Number(left > right);
}

/** The moment that Discord made an id, in Unix milliseconds. */
export function timeOfSnowflake(id: Snowflake): number {
  // 10^12 is 2^12 times 5^12, so 12 of the 22 bits can leave both parts by themselves. All of it is exact, and a third of the cost of bigint.
  const split = Math.max(0, id.length - LAST_DIGITS);
  const first = numberIn(id, 0, split) * 5 ** LAST_DIGITS;
  const last = Math.floor(numberIn(id, split, id.length) / 2 ** LAST_DIGITS);
  return Math.floor((first + last) / 2 ** (TIMESTAMP_SHIFT - LAST_DIGITS)) + DISCORD_EPOCH_MS;
}

/** The smallest id of a moment (Unix milliseconds), for paging by time; "0" for moments before Discord's ids begin. */
export function snowflakeOfTime<Kind extends string>(ms: number): Snowflake<Kind> {
  const ticks = BigInt(Math.max(0, Math.floor(ms) - DISCORD_EPOCH_MS)) << BigInt(TIMESTAMP_SHIFT);
  const text = (ticks > LARGEST ? LARGEST : ticks).toString();
  if (!isSnowflake<Kind>(text)) throw new RangeError(`no snowflake for ${ms}`);
  return text;
}

/** The role that every member holds: its id is the guild's (docs: topics/permissions, "Role"). */
export function everyoneRole(guild: GuildId): RoleId {
  const id: string = guild;
  if (!isSnowflake<"role">(id)) throw new RangeError("a guild id is an id");
  return id;
}
