/** Made-up ids and permission sets: they look random, and are the same in every run. */
import { DOCUMENTED } from "../src/effective/algorithm.ts";
import { bitsOf } from "../src/permissions/flags.ts";
import { parseSnowflake, type Snowflake } from "../src/permissions/snowflake.ts";

const GUILD = 100_000_000_000_000_000n;

export const ADMINISTRATOR = bitsOf(["ADMINISTRATOR"]);

/** A new string each time, as a parsed answer of Discord has them. */
function id<Kind extends string>(number: number): Snowflake<Kind> {
  const parsed = parseSnowflake<Kind>(String(GUILD + BigInt(number)));
  if (parsed === null) throw new RangeError(`no id for ${number}`);
  return parsed;
}

/** Where the ids of each kind begin; the guild's own is that of @everyone, role 0. */
export const guildId = (): Snowflake<"guild"> => id<"guild">(0);
export const roleId = (number: number): Snowflake<"role"> => id<"role">(number);
export const channelId = (number: number): Snowflake<"channel"> => id<"channel">(1_000_000 + number);
export const userId = (number: number): Snowflake<"user"> => id<"user">(2_000_000 + number);

export type Dice = () => number;

/** Numbers of 32 bits that look random (Marsaglia's xorshift), from a fixed seed. */
export function newDice(): Dice {
  let state = 2_463_534_242;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

/** A set in which each documented permission but ADMINISTRATOR is there in a quarter of the cases. */
export function bits(dice: Dice): bigint {
  const word = (): bigint => (BigInt(dice()) << 32n) | BigInt(dice());
  return word() & word() & DOCUMENTED & ~ADMINISTRATOR;
}
