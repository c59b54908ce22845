/** One entry of the audit log as JSON, version 1: decoded, with nothing of it lost. */
import type { AuditChange, AuditEntry } from "../../audit/entry.ts";
import { namesOf } from "../../permissions/flags.ts";
import { anyJson, type Json } from "./value.ts";

export function auditJson(entry: AuditEntry): Json {
  const { actor, target } = entry;
  return {
    id: entry.id,
    at: entry.at,
    type: entry.type,
    action: entry.action,
    actor: actor === null ? null : { id: actor.id, name: actor.name, bot: actor.bot },
    target: target === null ? null : { type: target.type, id: target.id, name: target.name },
    reason: entry.reason,
    options: anyJson(entry.options),
    changes: entry.changes.map(changeJson),
    permission: entry.permission,
  };
}

/** A side that Discord left out is left out. */
function changeJson(change: AuditChange): Json {
  return {
    key: change.key,
    ...("old" in change ? { old: anyJson(change.old) } : {}),
    ...("new" in change ? { new: anyJson(change.new) } : {}),
    ...(change.granted === undefined ? {} : { granted: namesOf(change.granted) }),
    ...(change.revoked === undefined ? {} : { revoked: namesOf(change.revoked) }),
  };
}
