// GET routes of a guild and its roles and members.
import { invalidForm, missingAccess, unknownMember } from "../api-error.ts";
import { unchangingGuildFields } from "../guild-settings.ts";
import type { GuildState } from "../guild-state.ts";
import { guildOf, integerQuery, snowflakeParam, snowflakeQuery, type Call, type Route } from "./route.ts";

export const guildRoutes: readonly Route[] = [
  {
    path: "/guilds/{guild_id}",
    answer: (call) => {
      const guild = guildOf(call);
      const counts =
        call.query.get("with_counts") === "true" ? { approximate_member_count: guild.members.size, approximate_presence_count: 0 } : {};
      return { status: 200, body: { ...unchangingGuildFields, ...guild.settings, roles: rolesOf(guild), ...counts } };
    },
  },
  { path: "/guilds/{guild_id}/roles", answer: (call) => ({ status: 200, body: rolesOf(guildOf(call)) }) },
  {
    path: "/guilds/{guild_id}/roles/member-counts",
    answer: (call) => ({ status: 200, body: memberCounts(guildOf(call)) }),
  },
  { path: "/guilds/{guild_id}/members", answer: (call) => ({ status: 200, body: membersOf(call) }) },
  {
    path: "/guilds/{guild_id}/members/{user_id}",
    answer: (call) => {
      const member = guildOf(call).members.get(snowflakeParam(call, "user_id"));
      if (member === undefined) throw unknownMember();
      return { status: 200, body: member };
    },
  },
];

function rolesOf(guild: GuildState): object[] {
  return [...guild.roles.values()];
}

/** By id, from above `after`. Only for bots with the privileged members intent; without `limit` Discord sends one. */
function membersOf(call: Call): object[] {
  const guild = guildOf(call);
  if (!guild.listsMembers) throw missingAccess();
  const after = snowflakeQuery(call, "after") ?? "0";
  const limit = integerQuery(call, "limit") ?? 1;
  if (limit < 1) throw invalidForm("limit", "NUMBER_TYPE_MIN", "int value should be greater than or equal to 1.");
  if (limit > 1000) throw invalidForm("limit", "NUMBER_TYPE_MAX", "int value should be less than or equal to 1000.");
  return [...guild.members.values()]
    .filter(({ user }) => BigInt(user.id) > BigInt(after))
    .toSorted((left, right) => (BigInt(left.user.id) < BigInt(right.user.id) ? -1 : 1))
    .slice(0, limit);
}

/** Role id to number of members, without @everyone. */
function memberCounts(guild: GuildState): Record<string, number> {
  const members = [...guild.members.values()];
  const ids = [...guild.roles.keys()].filter((id) => id !== guild.id);
  return Object.fromEntries(ids.map((id) => [id, members.filter(({ roles }) => roles.includes(id)).length]));
}
