/** Made-up guilds of a given size, the same in every run: 250 roles and 500 channels are the most that Discord allows. */
import { DOCUMENTED } from "../src/effective/algorithm.ts";
import type { ChannelRights, GuildRights } from "../src/effective/guild-rights.ts";
import { CHANNEL_TYPE_NAMES } from "../src/permissions/channel-types.ts";
import { bitsOf } from "../src/permissions/flags.ts";
import type { Overwrite } from "../src/permissions/overwrite.ts";
import { parseSnowflake, type Snowflake } from "../src/permissions/snowflake.ts";

export interface Size {
  readonly roles: number;
  readonly channels: number;
  /** Role overwrites in each channel, @everyone's among them. */
  readonly overwrites: number;
}

/** docs: topics/opcodes-and-status-codes, 30005 and 30013. */
export const LARGEST = { roles: 250, channels: 500 } as const;

const GUILD = 100_000_000_000_000_000n;
const ADMINISTRATOR = bitsOf(["ADMINISTRATOR"]);
/** Those that discord.js can build. */
const TYPES = CHANNEL_TYPE_NAMES.filter((type) => type !== "directory");

/** A new string each time, as a parsed answer of Discord has them. */
function id<Kind extends string>(number: number): Snowflake<Kind> {
  const parsed = parseSnowflake<Kind>(String(GUILD + BigInt(number)));
  if (parsed === null) throw new RangeError(`no id for ${number}`);
  return parsed;
}

type Dice = () => number;

/** Numbers of 32 bits that look random (Marsaglia's xorshift), from a fixed seed. */
function newDice(): Dice {
  let state = 2_463_534_242;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

/** A set in which each documented permission but ADMINISTRATOR is there in a quarter of the cases. */
function bits(dice: Dice): bigint {
  const word = (): bigint => (BigInt(dice()) << 32n) | BigInt(dice());
  return word() & word() & DOCUMENTED & ~ADMINISTRATOR;
}

function overwritesOf(channel: number, { roles, overwrites }: Size, dice: Dice): readonly Overwrite[] {
  return Array.from({ length: overwrites }, (_, index) => ({
    target: { type: "role", id: id<"role">(index === 0 ? 0 : 1 + ((channel * 13 + index * 7) % (roles - 1))) },
    allow: bits(dice),
    deny: bits(dice),
  }));
}

/** One role of ten has ADMINISTRATOR. No bits beyond the documented ones: there discord.js would answer otherwise. */
export function guildOf(size: Size): GuildRights {
  const dice = newDice();
  const roles = Array.from({ length: size.roles }, (_, number) => ({
    id: id<"role">(number),
    permissions: bits(dice) | (number % 10 === 9 ? ADMINISTRATOR : 0n),
  }));
  const channels = Array.from({ length: size.channels }, (_, number): ChannelRights => ({
    id: id<"channel">(1_000_000 + number),
    type: TYPES[number % TYPES.length] ?? "text",
    parent: null,
    overwrites: overwritesOf(number, size, dice),
  }));
  return { id: id<"guild">(0), ownerId: id<"user">(2_000_000), roles, channels };
}
