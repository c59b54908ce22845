/** The changes of an entry: each changed key with its sides as sent, and what a permission bitfield grants and revokes. */
import { parseBitfield } from "../permissions/flags.ts";
import { isJsonObject } from "../permissions/json-object.ts";
import { difference, NEUTRAL, type OverwriteBits } from "../permissions/overwrite.ts";
import type { AuditChange } from "./entry.ts";

/** Bitfield keys (docs: topics/permissions and resources/channel). API v6 and v7 sent them with `_new`, and a narrower twin without. */
const BITFIELDS: ReadonlyMap<string, (bits: bigint) => OverwriteBits> = new Map([
  ["permissions", (allow) => ({ ...NEUTRAL, allow })],
  ["permissions_new", (allow) => ({ ...NEUTRAL, allow })],
  ["allow", (allow) => ({ ...NEUTRAL, allow })],
  ["allow_new", (allow) => ({ ...NEUTRAL, allow })],
  ["deny", (deny) => ({ ...NEUTRAL, deny })],
  ["deny_new", (deny) => ({ ...NEUTRAL, deny })],
]);

/** A side that Discord left out, or sent as null, was or became empty (docs: resources/audit-log, "Audit Log Change Object"). */
function bitsOfSide(side: unknown): bigint | null {
  return side === undefined || side === null ? 0n : parseBitfield(side);
}

/** What a change of one bitfield key grants and revokes; nothing for other keys and for sides that are no bitfield. */
function moved(key: string, sides: Pick<AuditChange, "old" | "new">): Pick<AuditChange, "granted" | "revoked"> {
  const asOverwrite = BITFIELDS.get(key);
  const before = bitsOfSide(sides.old);
  const after = bitsOfSide(sides.new);
  if (asOverwrite === undefined || before === null || after === null) return {};
  return difference(asOverwrite(before), asOverwrite(after));
}

/** One change. Null only where it is not an object at all; a key that is null or left out (the API description allows it) is "". */
export function decodeChange(raw: unknown): AuditChange | null {
  if (!isJsonObject(raw)) return null;
  const key = typeof raw["key"] === "string" ? raw["key"] : "";
  const sides = {
    ...(raw["old_value"] === undefined ? {} : { old: raw["old_value"] }),
    ...(raw["new_value"] === undefined ? {} : { new: raw["new_value"] }),
  };
  return { key, ...sides, ...moved(key, sides) };
}
