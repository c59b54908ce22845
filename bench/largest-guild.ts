/** Made-up guilds of a given size, the same in every run: 250 roles and 500 channels are the most that Discord allows. */
import type { ChannelRights, GuildRights } from "../src/effective/guild-rights.ts";
import { CHANNEL_TYPE_NAMES } from "../src/permissions/channel-types.ts";
import type { Overwrite } from "../src/permissions/overwrite.ts";
import { ADMINISTRATOR, bits, channelId, guildId, newDice, roleId, userId, type Dice } from "./made-up.ts";

export interface Size {
  readonly roles: number;
  readonly channels: number;
  /** Role overwrites in each channel, @everyone's among them. */
  readonly overwrites: number;
}

/** docs: topics/opcodes-and-status-codes, 30005 and 30013. */
export const LARGEST = { roles: 250, channels: 500 } as const;

/** Those that discord.js can build. */
const TYPES = CHANNEL_TYPE_NAMES.filter((type) => type !== "directory");

function overwritesOf(channel: number, { roles, overwrites }: Size, dice: Dice): readonly Overwrite[] {
  return Array.from({ length: overwrites }, (_, index) => ({
    target: { type: "role", id: roleId(index === 0 ? 0 : 1 + ((channel * 13 + index * 7) % (roles - 1))) },
    allow: bits(dice),
    deny: bits(dice),
  }));
}

/** One role of ten has ADMINISTRATOR. No bits beyond the documented ones: there discord.js would answer otherwise. */
export function guildOf(size: Size): GuildRights {
  const dice = newDice();
  const roles = Array.from({ length: size.roles }, (_, number) => ({
    id: roleId(number),
    permissions: bits(dice) | (number % 10 === 9 ? ADMINISTRATOR : 0n),
  }));
  const channels = Array.from({ length: size.channels }, (_, number): ChannelRights => ({
    id: channelId(number),
    type: TYPES[number % TYPES.length] ?? "text",
    parent: null,
    overwrites: overwritesOf(number, size, dice),
  }));
  return { id: guildId(), ownerId: userId(0), roles, channels };
}
