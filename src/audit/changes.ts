/** The changes of an entry: each changed key with its sides as sent, and what a permission bitfield grants and revokes. */
import { parseBitfield } from "../permissions/flags.ts";
import { isJsonObject, type JsonObject } from "../permissions/json-object.ts";
import type { AuditChange } from "./entry.ts";

/** Bitfield keys (docs: topics/permissions and resources/channel). API v6 and v7 sent them with `_new`, and a narrower twin without. */
const BITFIELDS: ReadonlyMap<string, "allow" | "deny"> = new Map([
  ["permissions", "allow"],
  ["permissions_new", "allow"],
  ["allow", "allow"],
  ["allow_new", "allow"],
  ["deny", "deny"],
  ["deny_new", "deny"],
]);

/** A side that Discord left out, or sent as null, was or became empty (docs: resources/audit-log, "Audit Log Change Object"). */
function bitsOfSide(side: unknown): bigint | null {
  return side === undefined || side === null ? 0n : parseBitfield(side);
}

/** What a bitfield key grants and revokes when one set becomes the other. */
interface Moved {
  readonly granted: bigint;
  readonly revoked: bigint;
}

/** Null for the other keys, and where a side is no bitfield: it tells nothing. */
function movedBy(key: string, old: unknown, next: unknown): Moved | null {
  const part = BITFIELDS.get(key);
  if (part === undefined) return null;
  const before = bitsOfSide(old);
  const after = bitsOfSide(next);
  if (before === null || after === null) return null;
  const moved = before ^ after;
  const granted = moved & (part === "allow" ? after : before);
  return { granted, revoked: moved ^ granted };
}

// Each change is written down whole, in the one of eight shapes that it has. There are many of them, and an object that gets its keys one
// by one makes room again and again: it takes three times the memory, all of which the collector has to copy.

function plainChange(key: string, old: unknown, next: unknown): AuditChange {
  if (old === undefined) return next === undefined ? { key } : { key, new: next };
  return next === undefined ? { key, old } : { key, old, new: next };
}

function bitChange(key: string, { old_value: old, new_value: next }: JsonObject, { granted, revoked }: Moved): AuditChange {
  if (old === undefined) return next === undefined ? { key, granted, revoked } : { key, new: next, granted, revoked };
  return next === undefined ? { key, old, granted, revoked } : { key, old, new: next, granted, revoked };
}

/** One change. Null only where it is not an object at all; a key that is null or left out (the API description allows it) is "". */
export function decodeChange(raw: unknown): AuditChange | null {
  if (!isJsonObject(raw)) return null;
  const { key: sent, old_value: old, new_value: next } = raw;
  const key = typeof sent === "string" ? sent : "";
  const moved = movedBy(key, old, next);
  return moved === null ? plainChange(key, old, next) : bitChange(key, raw, moved);
}
