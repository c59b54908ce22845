/** The overwrites that entries speak of: whom one is for, and whole lists of them in the changes of a channel. */
import type { Overwrite, OverwriteTarget } from "../permissions/overwrite.ts";
import { parseOverwrite, parseOverwriteTarget } from "../permissions/parse-overwrite.ts";
import type { AuditEntry } from "./entry.ts";

function sideOf(entry: Pick<AuditEntry, "changes">, key: string): unknown {
  const change = entry.changes.find((candidate) => candidate.key === key);
  return change?.new ?? change?.old;
}

/** Whom the overwrite of a CHANNEL_OVERWRITE_* entry is for, by its options or else its changes; null where neither says it. */
export function overwriteTargetOf(entry: Pick<AuditEntry, "options" | "changes">): OverwriteTarget | null {
  const { id = sideOf(entry, "id"), type = sideOf(entry, "type") } = entry.options;
  return parseOverwriteTarget(id, type);
}

/** The overwrites in one side of a `permission_overwrites` change, in its order; null where it is no list or one of them cannot be read. */
export function overwritesIn(side: unknown): readonly Overwrite[] | null {
  if (!Array.isArray(side)) return null;
  const overwrites = side.map(parseOverwrite).filter((overwrite) => overwrite !== null);
  return overwrites.length === side.length ? overwrites : null;
}
