/** The changes of an entry: each changed key with its sides as sent, and what a permission bitfield grants and revokes. */
import { parseBitfield } from "../permissions/flags.ts";
import { isJsonObject } from "../permissions/json-object.ts";
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

/** One change while it is read. */
type Writable = { -readonly [Part in keyof AuditChange]: AuditChange[Part] };

/** Adds what a change of one bitfield key grants and revokes; nothing for other keys and for sides that are no bitfield. */
function addMoved(change: Writable): void {
  const part = BITFIELDS.get(change.key);
  if (part === undefined) return;
  const before = bitsOfSide(change.old);
  const after = bitsOfSide(change.new);
  if (before === null || after === null) return;
  const moved = before ^ after;
  change.granted = moved & (part === "allow" ? after : before);
  change.revoked = moved ^ change.granted;
}

/** One change. Null only where it is not an object at all; a key that is null or left out (the API description allows it) is "". */
export function decodeChange(raw: unknown): AuditChange | null {
  if (!isJsonObject(raw)) return null;
  const { key, old_value: before, new_value: after } = raw;
  // Filled in step by step: there are many of them, and putting objects together with spreads costs several times as much.
  const change: Writable = { key: typeof key === "string" ? key : "" };
  if (before !== undefined) change.old = before;
  if (after !== undefined) change.new = after;
  addMoved(change);
  return change;
}
