/** The roles in `$add` and `$remove` of a MEMBER_ROLE_UPDATE entry. */
import { isJsonObject } from "../permissions/json-object.ts";
import { parseSnowflake, type RoleId } from "../permissions/snowflake.ts";
import type { AuditEntry } from "./entry.ts";

export interface HandedRole {
  readonly id: RoleId;
  /** As it was called then; null where the log does not say. */
  readonly name: string | null;
}

function rolesIn(side: unknown): HandedRole[] {
  if (!Array.isArray(side)) return [];
  return side.flatMap((item: unknown) => {
    const id = isJsonObject(item) ? parseSnowflake<"role">(item["id"]) : null;
    if (!isJsonObject(item) || id === null) return [];
    return [{ id, name: typeof item["name"] === "string" ? item["name"] : null }];
  });
}

function rolesUnder(entry: Pick<AuditEntry, "changes">, key: string): readonly HandedRole[] {
  return entry.changes.filter((change) => change.key === key).flatMap((change) => rolesIn(change.new));
}

/** The roles that the entry gave to its target and took from it; both may hold several. */
export function handedRoles(entry: Pick<AuditEntry, "changes">): {
  readonly added: readonly HandedRole[];
  readonly removed: readonly HandedRole[];
} {
  return { added: rolesUnder(entry, "$add"), removed: rolesUnder(entry, "$remove") };
}
