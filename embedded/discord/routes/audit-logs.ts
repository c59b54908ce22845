// GET /guilds/{id}/audit-logs: filters, both orders, and the eight arrays.
import type { Answer } from "../../http/loopback.ts";
import { invalidForm, missingPermissions } from "../api-error.ts";
import type { AuditEntry } from "../audit-log.ts";
import { permissionBits } from "../permission-bits.ts";
import { guildPermissions } from "../permissions.ts";
import { guildOf, integerQuery, snowflakeQuery, type Call, type Route } from "./route.ts";

const viewAuditLog = permissionBits("VIEW_AUDIT_LOG");

export const auditLogRoute: Route = { path: "/guilds/{guild_id}/audit-logs", answer: auditLogs };

function auditLogs(call: Call): Answer {
  const guild = guildOf(call);
  if ((guildPermissions(guild, call.bot.userId) & viewAuditLog) === 0n) throw missingPermissions();
  const entries = page(call, guild.log.visible(call.now).filter(wanted(call)));
  return {
    status: 200,
    body: {
      audit_log_entries: entries,
      users: usersOf(call, entries),
      integrations: [],
      webhooks: [],
      guild_scheduled_events: [],
      threads: [],
      application_commands: [],
      auto_moderation_rules: [],
    },
  };
}

function wanted(call: Call): (entry: AuditEntry) => boolean {
  const userId = snowflakeQuery(call, "user_id");
  const targetId = snowflakeQuery(call, "target_id");
  const type = integerQuery(call, "action_type");
  return (entry) =>
    (userId === undefined || entry.user_id === userId) &&
    (targetId === undefined || entry.target_id === targetId) &&
    (type === undefined || entry.action_type === type);
}

/**
 * Entries come newest first below `before` (default: the end), and oldest first above `after`.
 * When both are given, Discord heeds `before` alone.
 */
function page(call: Call, oldestFirst: readonly AuditEntry[]): AuditEntry[] {
  const before = snowflakeQuery(call, "before");
  const after = snowflakeQuery(call, "after");
  const limit = limitOf(call);
  if (before === undefined && after !== undefined) {
    return oldestFirst.filter(({ id }) => BigInt(id) > BigInt(after)).slice(0, limit);
  }
  const older = before === undefined ? oldestFirst : oldestFirst.filter(({ id }) => BigInt(id) < BigInt(before));
  return older.toReversed().slice(0, limit);
}

function limitOf(call: Call): number {
  const limit = integerQuery(call, "limit") ?? 50;
  if (limit < 1) throw invalidForm("limit", "NUMBER_TYPE_MIN", "int value should be greater than or equal to 1.");
  if (limit > 100) throw invalidForm("limit", "NUMBER_TYPE_MAX", "int value should be less than or equal to 100.");
  return limit;
}

/** The users that the entries name as actor or target, as far as Discord still knows them. */
function usersOf(call: Call, entries: readonly AuditEntry[]): object[] {
  const ids = new Set(entries.flatMap((entry) => [entry.user_id, entry.target_id]));
  return [...call.users.values()].filter(({ id }) => ids.has(id));
}
