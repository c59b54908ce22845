// Writes the audit entry that a real Discord writes for a change: only changed keys, null sides left out.
import type { AuditChange, AuditLog } from "./audit-log.ts";
import type { WireChannel, WireOverwrite } from "./channel.ts";
import type { IdSource } from "./snowflakes.ts";
import type { WireRole } from "./role.ts";

/** The numbers of Discord's audit log event types that this server writes by itself. */
export const auditType = {
  guildUpdate: 1,
  channelCreate: 10,
  channelUpdate: 11,
  channelDelete: 12,
  overwriteCreate: 13,
  overwriteUpdate: 14,
  overwriteDelete: 15,
  memberKick: 20,
  memberUpdate: 24,
  memberRoleUpdate: 25,
  botAdd: 28,
  roleCreate: 30,
  roleUpdate: 31,
  roleDelete: 32,
  commandPermissionUpdate: 121,
} as const;

export interface NewEntry {
  readonly type: number;
  readonly target: string | null;
  readonly changes?: readonly AuditChange[];
  readonly options?: Readonly<Record<string, string>>;
}

export type WriteEntry = (entry: NewEntry) => void;

export interface Author {
  /** null: Discord names nobody. */
  readonly actor: string | null;
  readonly reason: string | undefined;
}

export function auditWriter(log: AuditLog, ids: IdSource, author: Author): WriteEntry {
  return (entry) => {
    log.append({
      id: ids.next(),
      action_type: entry.type,
      user_id: author.actor,
      target_id: entry.target,
      ...(entry.changes === undefined ? {} : { changes: entry.changes }),
      ...(entry.options === undefined ? {} : { options: entry.options }),
      ...(author.reason === undefined ? {} : { reason: author.reason }),
    });
  };
}

type Fields = Readonly<Record<string, unknown>>;

/** One change for each key whose value differs. A side that is null or missing is left out, as Discord does. */
export function changedFields(before: Fields, after: Fields): AuditChange[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys]
    .filter((key) => JSON.stringify(before[key] ?? null) !== JSON.stringify(after[key] ?? null))
    .map((key) => change(key, before[key], after[key]));
}

function change(key: string, old: unknown, next: unknown): AuditChange {
  const oldSide = isNothing(old) ? {} : { old_value: old };
  return isNothing(next) ? { key, ...oldSide } : { key, ...oldSide, new_value: next };
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null;
}

/** What the log says about a role. Its position is not logged. */
export function roleFields(role: WireRole): Fields {
  return {
    name: role.name,
    permissions: role.permissions,
    color: role.color,
    colors: role.colors,
    hoist: role.hoist,
    mentionable: role.mentionable,
    icon_hash: role.icon,
    unicode_emoji: role.unicode_emoji,
  };
}

/** What CHANNEL_UPDATE can say about a channel. Position and parent are not logged. */
export function channelFields(channel: WireChannel): Fields {
  return {
    name: channel.name,
    type: channel.type,
    topic: channel.topic,
    nsfw: channel.nsfw,
    rate_limit_per_user: channel.rate_limit_per_user,
    flags: channel.flags,
  };
}

/** CHANNEL_CREATE and CHANNEL_DELETE also hold the overwrites and the position. */
export function wholeChannelFields(channel: WireChannel): Fields {
  return {
    ...channelFields(channel),
    position: channel.position,
    permission_overwrites: channel.permission_overwrites.map((overwrite) => ({ ...overwrite })),
  };
}

export function overwriteFields({ id, type, allow, deny }: WireOverwrite): Fields {
  return { id, type, allow, deny };
}
