// GET routes of channels. What the bot cannot view is left out of the list, and refused one by one.
import { missingAccess, unknownChannel } from "../api-error.ts";
import { canView } from "../permissions.ts";
import { guildOf, snowflakeParam, type Route } from "./route.ts";

export const channelRoutes: readonly Route[] = [
  {
    path: "/guilds/{guild_id}/channels",
    answer: (call) => {
      const guild = guildOf(call);
      const channels = [...guild.channels.values()];
      return { status: 200, body: channels.filter((channel) => canView(guild, call.bot.userId, channel)) };
    },
  },
  {
    path: "/channels/{channel_id}",
    answer: (call) => {
      const id = snowflakeParam(call, "channel_id");
      const guild = [...call.guilds.values()].find(({ channels }) => channels.has(id));
      const channel = guild?.channels.get(id);
      if (guild === undefined || channel === undefined) throw unknownChannel();
      const isMember = guild.members.has(call.bot.userId);
      if (!isMember || !canView(guild, call.bot.userId, channel)) throw missingAccess();
      return { status: 200, body: channel };
    },
  },
];
