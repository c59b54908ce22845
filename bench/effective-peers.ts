/** The peers of the matrix: discord.js, and the loop that one would write first. */
import { DOCUMENTED } from "../src/effective/algorithm.ts";
import type { GuildRights } from "../src/effective/guild-rights.ts";
import { everyoneRole } from "../src/permissions/snowflake.ts";
import { discordChannel, discordGuild } from "../test/effective/discord-js.ts";

/** `permissionsFor` of discord.js for every role in every channel, on structures that are built beforehand. */
export function discordJs(guild: GuildRights): () => readonly bigint[] {
  const peer = discordGuild(guild);
  const roles = guild.roles.map(({ id }) => peer.roles.cache.get(id)).filter((role) => role !== undefined);
  const channels = guild.channels.map(({ id }) => discordChannel(peer, id));
  return () => channels.flatMap((channel) => roles.map((role) => channel.permissionsFor(role, true).bitfield));
}

/** The documented algorithm on bigint, without a wasted step: overwrites found by id, one pass over channels and roles. */
export function plainLoop(guild: GuildRights): readonly bigint[] {
  const everyone = everyoneRole(guild.id);
  const open = guild.roles.find(({ id }) => id === everyone)?.permissions ?? 0n;
  const result: bigint[] = [];
  for (const { overwrites } of guild.channels) {
    const byRole = new Map<string, (typeof overwrites)[number]>(overwrites.map((overwrite) => [overwrite.target.id, overwrite]));
    const gate = byRole.get(everyone);
    for (const { id, permissions } of guild.roles) {
      let bits = permissions | open;
      if ((bits & 8n) !== 0n) {
        result.push(DOCUMENTED);
        continue;
      }
      if (gate !== undefined) bits = (bits & ~gate.deny) | gate.allow;
      const own = id === everyone ? undefined : byRole.get(id);
      result.push(own === undefined ? bits : (bits & ~own.deny) | own.allow);
    }
  }
  return result;
}
