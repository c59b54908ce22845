/** Turns one answer of GET /guilds/{id}/audit-logs into entries: nothing that can be read is dropped, and nothing throws. */
import { isJsonObject, type JsonObject } from "../permissions/json-object.ts";
import { parseSnowflake, timeOfSnowflake, type EntryId } from "../permissions/snowflake.ts";
import { actionName, canMoveRights } from "./actions.ts";
import { decodeChange } from "./changes.ts";
import { isoOf } from "./iso.ts";
import type { Actor, AuditChange, AuditEntry } from "./entry.ts";
import { decodeOptions } from "./options.ts";
import { nameOnPage, readPageNames, type PageNames } from "./page-names.ts";
import { nameInChanges, targetTypeIn } from "./target.ts";

export interface AuditPage {
  /** In the order in which Discord sent them. */
  readonly entries: readonly AuditEntry[];
  /** What could not be read, one plain sentence each. With any of them the log was read in part only. */
  readonly problems: readonly string[];
}

const NO_CHANGES: readonly AuditChange[] = [];

const isChange = (change: AuditChange | null): change is AuditChange => change !== null;

/** A page while it is decoded: the names that it brings along, and what of it cannot be read. */
interface Reading {
  readonly names: PageNames;
  readonly problems: string[];
}

function decodeType(raw: JsonObject, id: EntryId, { problems }: Reading): number | null {
  const type = raw["action_type"];
  if (typeof type === "number" && Number.isSafeInteger(type) && type >= 0) return type;
  if (type !== null) problems.push(`Audit log entry ${id} has an action type that is no number.`);
  return null;
}

function decodeActor(raw: JsonObject, id: EntryId, { names, problems }: Reading): Actor | null {
  const userId = raw["user_id"] ?? null;
  if (userId === null) return null;
  // Nearly everybody is among the names, and their ids were checked there.
  const known = typeof userId === "string" ? names.users.get(userId) : undefined;
  if (known !== undefined) return known;
  const user = parseSnowflake<"user">(userId);
  if (user !== null) return { id: user, name: null, bot: false };
  problems.push(`Audit log entry ${id} has an actor whose id cannot be read.`);
  return null;
}

function decodeChanges(raw: JsonObject, id: EntryId, { problems }: Reading): readonly AuditChange[] {
  const list: unknown = raw["changes"] ?? null;
  if (list === null) return NO_CHANGES;
  if (!Array.isArray(list)) {
    problems.push(`Audit log entry ${id} has changes that are no list.`);
    return NO_CHANGES;
  }
  const changes = list.map(decodeChange);
  if (changes.every(isChange)) return changes;
  problems.push(`Audit log entry ${id} has a change that cannot be read.`);
  return changes.filter(isChange);
}

/** The id of the target; null where the log names none, as for invites, moves and migrations. */
function decodeTargetId(raw: JsonObject, id: EntryId, { problems }: Reading): string | null {
  const target = raw["target_id"] ?? null;
  if (typeof target === "string") return target;
  if (target !== null) problems.push(`Audit log entry ${id} has a target whose id cannot be read.`);
  return null;
}

function decodeEntry(raw: JsonObject, id: EntryId, page: Reading): AuditEntry {
  const type = decodeType(raw, id, page);
  const changes = decodeChanges(raw, id, page);
  const options = decodeOptions(raw["options"]);
  const target = decodeTargetId(raw, id, page);
  const of = targetTypeIn(target, type, options);
  return {
    id,
    at: isoOf(timeOfSnowflake(id)),
    type,
    action: actionName(type),
    actor: decodeActor(raw, id, page),
    target: target === null ? null : { type: of, id: target, name: nameOnPage(page.names, of, target) ?? nameInChanges(of, changes) },
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
  const page: Reading = { names: readPageNames(answer), problems: [] };
  const entries: AuditEntry[] = [];
  for (const raw of list as readonly unknown[]) {
    const id = isJsonObject(raw) ? parseSnowflake<"entry">(raw["id"]) : null;
    if (!isJsonObject(raw) || id === null) page.problems.push("The audit log has an entry without a usable id.");
    else entries.push(decodeEntry(raw, id, page));
  }
  return { entries, problems: page.problems };
}
