// A small guild with one bot, for the tests of the embedded Discord.
import { REST } from "@discordjs/rest";
import type { AuditEntry } from "../../../embedded/discord/audit-log.ts";
import type { Bot } from "../../../embedded/discord/bots.ts";
import type { EmbeddedGuild } from "../../../embedded/discord/guild.ts";
import { startDiscord, type DiscordOptions, type EmbeddedDiscord } from "../../../embedded/discord/server.ts";

export interface TeaHouse extends AsyncDisposable {
  readonly discord: EmbeddedDiscord;
  readonly guild: EmbeddedGuild;
  readonly bot: Bot;
  readonly rest: REST;
  readonly roles: { readonly drift: string; readonly mods: string };
  readonly users: { readonly alice: string; readonly bob: string };
  readonly clock: { time: Date };
  /** A raw GET, without the retries of the client. */
  get(path: string, token?: string): Promise<{ status: number; headers: Headers; body: unknown }>;
  /** Entries as the route answers them. */
  entries(query?: string): Promise<AuditEntry[]>;
}

export async function openTeaHouse(options: DiscordOptions = {}): Promise<TeaHouse> {
  const clock = { time: new Date("2026-11-20T10:00:00Z") };
  const discord = await startDiscord({ now: () => clock.time, ...options });
  const guild = discord.addGuild({ name: "Tea house" });
  const bot = discord.addBot();
  const drift = guild.addRole({ name: "drift", permissions: ["VIEW_AUDIT_LOG"] }).id;
  const mods = guild.addRole({ name: "mods", permissions: ["KICK_MEMBERS", "MANAGE_MESSAGES"] }).id;
  guild.addMember({ id: bot.userId, roles: [drift] });
  const alice = guild.addMember({ name: "alice", roles: [mods] }).user.id;
  const bob = guild.addMember({ name: "bob" }).user.id;
  const get: TeaHouse["get"] = async (path, token = `Bot ${bot.token}`) => {
    const response = await fetch(`${discord.apiUrl}/v10${path}`, { headers: { authorization: token } });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  return {
    discord,
    guild,
    bot,
    rest: new REST({ api: discord.apiUrl }).setToken(bot.token),
    roles: { drift, mods },
    users: { alice, bob },
    clock,
    get,
    entries: async (query = "") => {
      const { body } = await get(`/guilds/${guild.id}/audit-logs${query}`);
      return (body as { audit_log_entries: AuditEntry[] }).audit_log_entries;
    },
    [Symbol.asyncDispose]: async () => {
      await discord.close();
    },
  };
}
