/** The same guild as discord.js keeps it, built without a network, so that its `permissionsFor` can be asked. */
import { Client, Guild, type GuildChannel, type GuildMember } from "discord.js";
import type { GuildRights } from "../../src/effective/guild-rights.ts";
import type { Subject } from "../../src/effective/subject.ts";

const TYPE_NUMBERS: ReadonlyMap<string, number> = new Map([
  ["text", 0],
  ["voice", 2],
  ["category", 4],
  ["announcement", 5],
  ["stage", 13],
  ["forum", 15],
  ["media", 16],
]);

/** One client for all guilds of a process. It never logs in. */
const client = new Client({ intents: [] });

/** The guild's data as the gateway would send it; unknown channel types have no number here. */
function rawGuild(guild: GuildRights): object {
  return {
    id: guild.id,
    name: "guild",
    owner_id: guild.ownerId,
    roles: guild.roles.map(({ id, permissions }, position) => ({ id, name: id, position, permissions: String(permissions), colors: {} })),
    channels: guild.channels.map((channel, position) => ({
      id: channel.id,
      name: channel.id,
      guild_id: guild.id,
      position,
      type: TYPE_NUMBERS.get(channel.type),
      permission_overwrites: channel.overwrites.map(({ target, allow, deny }) => ({
        id: target.id,
        type: target.type === "role" ? 0 : 1,
        allow: String(allow),
        deny: String(deny),
      })),
    })),
  };
}

/** The guild in discord.js. Only the last one that was built can be asked: the client keeps channels by id, with the guild that they came with. */
export function discordGuild(guild: GuildRights): Guild {
  client.channels.cache.clear();
  const built: unknown = Reflect.construct(Guild, [client, rawGuild(guild)]);
  if (!(built instanceof Guild)) throw new TypeError("no guild");
  return built;
}

export function discordChannel(guild: Guild, id: string): GuildChannel {
  const channel = guild.channels.cache.get(id);
  if (channel === undefined || channel.isThread()) throw new TypeError(`no channel ${id}`);
  return channel;
}

/** A member of the guild, in discord.js' cache. */
export function discordMember(guild: Guild, { user, roles }: Extract<Subject, { kind: "member" }>): GuildMember {
  const members: unknown = Reflect.get(guild.members, "_add");
  if (typeof members !== "function") throw new TypeError("no way to add a member");
  return Reflect.apply(members, guild.members, [{ user: { id: user, username: user }, roles }]);
}
