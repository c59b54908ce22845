/** Turns one answer of GET /guilds/{id}/audit-logs into entries: nothing that can be read is dropped, and nothing throws. */
import { isJsonObject, type JsonObject } from "../permissions/json-object.ts";
import { parseSnowflake, timeOfSnowflake, type EntryId } from "../permissions/snowflake.ts";
import { actionName, canMoveRights } from "./actions.ts";
import { decodeChange } from "./changes.ts";
import { isoOf } from "./iso.ts";
import type { Actor, AuditChange, AuditEntry } from "./entry.ts";
import { decodeOptions } from "./options.ts";
import { readPageNames, type PageNames } from "./page-names.ts";
import { decodeTarget } from "./target.ts";

export interface AuditPage {
  /** In the order in which Discord sent them. */
  readonly entries: readonly AuditEntry[];
  /** What could not be read, one plain sentence each. With any of them the log was read in part only. */
  readonly problems: readonly string[];
}

/** An entry while it is decoded: collects what cannot be read. */
interface Reading {
  readonly id: EntryId;
  readonly raw: JsonObject;
  readonly problems: string[];
}

function decodeType({ id, raw, problems }: Reading): number | null {
  const type = raw["action_type"];
  if (typeof type === "number" && Number.isSafeInteger(type) && type >= 0) return type;
  if (type !== null) problems.push(`Audit log entry ${id} has an action type that is no number.`);
  return null;
}

function decodeActor({ id, raw, problems }: Reading, names: PageNames): Actor | null {
  const userId = raw["user_id"] ?? null;
  const user = parseSnowflake<"user">(userId);
  if (user !== null) return names.users.get(user) ?? { id: user, name: null, bot: false };
  if (userId !== null) problems.push(`Audit log entry ${id} has an actor whose id cannot be read.`);
  return null;
}

function decodeChanges({ id, raw, problems }: Reading): readonly AuditChange[] {
  const list: unknown = raw["changes"] ?? [];
  if (!Array.isArray(list)) {
    problems.push(`Audit log entry ${id} has changes that are no list.`);
    return [];
  }
  const changes = list.map(decodeChange);
  if (changes.every((change) => change !== null)) return changes;
  problems.push(`Audit log entry ${id} has a change that cannot be read.`);
  return changes.filter((change) => change !== null);
}

/** The id of the target; null where the log names none, as for invites, moves and migrations. */
function decodeTargetId({ id, raw, problems }: Reading): string | null {
  const target = raw["target_id"] ?? null;
  if (typeof target === "string") return target;
  if (target !== null) problems.push(`Audit log entry ${id} has a target whose id cannot be read.`);
  return null;
}

function decodeEntry(reading: Reading, names: PageNames): AuditEntry {
  const { id, raw } = reading;
  const type = decodeType(reading);
  const changes = decodeChanges(reading);
  const options = decodeOptions(raw["options"]);
  const targetId = decodeTargetId(reading);
  return {
    id,
    at: isoOf(timeOfSnowflake(id)),
    type,
    action: actionName(type),
    actor: decodeActor(reading, names),
    target: targetId === null ? null : decodeTarget({ id: targetId, type, options, changes }, names),
    reason: typeof raw["reason"] === "string" ? raw["reason"] : null,
    options,
    changes,
    permission: canMoveRights(type, changes),
  };
}

/** The entries of one page. An entry without a usable id cannot be told from others and becomes a problem; unknown types, keys and bits are kept. */
export function decodeAuditPage(answer: unknown): AuditPage {
  const list = isJsonObject(answer) ? answer["audit_log_entries"] : undefined;
  if (!isJsonObject(answer) || !Array.isArray(list)) return { entries: [], problems: ["Discord's answer is no page of an audit log."] };
  const names = readPageNames(answer);
  const entries: AuditEntry[] = [];
  const problems: string[] = [];
  for (const raw of list as readonly unknown[]) {
    const id = isJsonObject(raw) ? parseSnowflake<"entry">(raw["id"]) : null;
    if (!isJsonObject(raw) || id === null) problems.push("The audit log has an entry without a usable id.");
    else entries.push(decodeEntry({ id, raw, problems }, names));
  }
  return { entries, problems };
}
