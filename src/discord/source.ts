/** The live guild as the runs read it: every answer raw, every refusal as a sentence. */
import type { ProbeResult } from "../guild/snapshot.ts";
import { type ChannelId, type GuildId, parseSnowflake, type UserId } from "../permissions/snowflake.ts";
import { CannotCheck } from "../runs/cannot-check.ts";
import type { DiscordSource } from "../runs/ports.ts";
import { readAuditPages } from "./audit-pages.ts";
import { createDiscordClient, type DiscordClient, type DiscordConnection } from "./client.ts";
import { DiscordRefusal } from "./errors.ts";
import { readMemberPages } from "./member-pages.ts";
import { botIdOf } from "./token.ts";

/** Connects nothing yet: the first request is made by the first read. */
export function createDiscordSource(connection: DiscordConnection): DiscordSource {
  const client = createDiscordClient(connection);
  return {
    guild: async (guild) => await readOfGuild(client, `/guilds/${guild}`, guild),
    channels: async (guild) => await readOfGuild(client, `/guilds/${guild}/channels`, guild),
    self: async (guild) => await readSelf(client, guild, botIdOf(connection.token)),
    member: async (guild, user) => await readMember(client, guild, user),
    memberCounts: async (guild) => await readMemberCounts(client, guild),
    members: (guild) => readMemberPages(client, guild),
    probe: async (channel) => await probe(client, channel),
    auditLog: (guild, after) => readAuditPages(client, guild, after),
    moment: async () => await Promise.resolve(null),
  };
}

async function readOfGuild(client: DiscordClient, route: `/${string}`, guild: GuildId): Promise<unknown> {
  try {
    return await client.get(route);
  } catch (error) {
    if (error instanceof DiscordRefusal) throw unknownGuild(error, guild);
    throw error;
  }
}

/** 404/10004 and 403/50001 mean the same to a user: from outside a guild, Discord tells nobody whether it exists. */
function unknownGuild(error: DiscordRefusal, guild: GuildId): CannotCheck {
  const outside = error.status === 404 || error.code === 50_001;
  return new CannotCheck(
    outside
      ? `The bot cannot find the server ${guild}: the id is wrong, or the bot is not in it. Check guild in the policy, and invite the bot.`
      : `Discord refused to show the server ${guild} (status ${error.status}, code ${error.code}). Check the bot's rights, then run again.`,
    { cause: error },
  );
}

/** The bot's own member. The id in the token is not documented, so where Discord knows no such member, Discord is asked for the id. */
async function readSelf(client: DiscordClient, guild: GuildId, fromToken: UserId | null): Promise<unknown> {
  const guessed = fromToken === null ? null : await readMember(client, guild, fromToken);
  if (guessed !== null) return guessed;
  const me = await client.get("/users/@me");
  const id = typeof me === "object" && me !== null && "id" in me ? parseSnowflake<"user">(me.id) : null;
  return id === null || id === fromToken ? null : await readMember(client, guild, id);
}

async function readMember(client: DiscordClient, guild: GuildId, user: UserId): Promise<unknown> {
  try {
    return await client.get(`/guilds/${guild}/members/${user}`);
  } catch (error) {
    if (error instanceof DiscordRefusal && error.status === 404) return null;
    if (error instanceof DiscordRefusal) throw unknownGuild(error, guild);
    throw error;
  }
}

async function readMemberCounts(client: DiscordClient, guild: GuildId): Promise<unknown> {
  try {
    return await client.get(`/guilds/${guild}/roles/member-counts`);
  } catch (error) {
    if (!(error instanceof DiscordRefusal)) throw error;
    throw new CannotCheck(`Discord does not say how many members each role has (status ${error.status}, code ${error.code}).`, {
      cause: error,
    });
  }
}

async function probe(client: DiscordClient, channel: ChannelId): Promise<ProbeResult> {
  try {
    await client.get(`/channels/${channel}`);
    return "visible";
  } catch (error) {
    if (!(error instanceof DiscordRefusal)) throw error;
    if (error.status === 404) return "gone";
    // 50001 Missing Access: it is there, and the bot may not see it.
    if (error.status === 403) return "hidden";
    throw new CannotCheck(`Discord refused to show the channel ${channel} (status ${error.status}, code ${error.code}). Run again.`, {
      cause: error,
    });
  }
}
