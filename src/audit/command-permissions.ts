/** Who may use an app's commands and where, in the changes of an APPLICATION_COMMAND_PERMISSION_UPDATE entry. */
import { isJsonObject } from "../permissions/json-object.ts";
import { parseSnowflake, type Snowflake } from "../permissions/snowflake.ts";
import type { AuditEntry } from "./entry.ts";

/** Docs: interactions/application-commands, "Application Command Permission Type". */
const SUBJECTS: ReadonlyMap<unknown, "role" | "user" | "channel"> = new Map<unknown, "role" | "user" | "channel">([
  [1, "role"],
  [2, "user"],
  [3, "channel"],
]);

export interface CommandPermission {
  readonly type: "role" | "user" | "channel";
  /** @everyone is the guild's id, and all channels together the guild's id less one. */
  readonly id: Snowflake;
  /** Null where there was or is no setting of its own. */
  readonly before: boolean | null;
  readonly after: boolean | null;
}

function allowedIn(side: unknown): boolean | null {
  const allowed = isJsonObject(side) ? side["permission"] : null;
  return typeof allowed === "boolean" ? allowed : null;
}

/** The settings that the entry changed, in its order. A change whose key is no id or whose type is unknown is left to the raw changes. */
export function commandPermissionsIn(entry: Pick<AuditEntry, "changes">): readonly CommandPermission[] {
  return entry.changes.flatMap((change) => {
    const id = parseSnowflake(change.key);
    const side = change.new ?? change.old;
    const type = isJsonObject(side) ? SUBJECTS.get(side["type"]) : undefined;
    if (id === null || type === undefined) return [];
    return [{ type, id, before: allowedIn(change.old), after: allowedIn(change.new) }];
  });
}
