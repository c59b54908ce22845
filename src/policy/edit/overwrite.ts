/** An overwrite of a channel: put in, or its two lists changed. */
import { valueAt } from "./find.ts";
import { open } from "./own.ts";
import { changePermissions } from "./permission-list.ts";
import type { Keys, PolicyEdit } from "./policy-edit.ts";
import { put } from "./put.ts";
import { remove } from "./remove.ts";
import { keyFor, valueFor, type Spelling } from "./write-new.ts";

/** The keys as the file has them, where a target can be written in several ways. */
export function existing(text: string, { keys, other }: { readonly keys: Keys; readonly other: readonly string[] }): Keys {
  const ways = [keys, ...other.map((last) => [...keys.slice(0, -1), last])];
  return ways.find((way) => isThere(text, way)) ?? keys;
}

function isThere(text: string, keys: Keys): boolean {
  return valueAt(open(text), keys) !== null;
}

export function putOverwrite(text: string, edit: Extract<PolicyEdit, { kind: "overwrite" }>, spelling: Spelling): string {
  const keys = existing(text, edit);
  const sides = [["allow", edit.allow] as const, ["deny", edit.deny] as const];
  if (!isThere(text, keys)) {
    const entries = sides.filter(([, bits]) => bits !== 0n).map(([side, bits]) => [side, { kind: "permissions", bits }] as const);
    const value = valueFor(keys, { kind: "map", entries, style: "flow" }, { text, spelling });
    return put(text, { keys, value, key: keyFor(keys.at(-1) ?? "", spelling) });
  }
  // What comes is written before what goes, so that a map is not emptied and filled again.
  const ordered = sides.toSorted(([, left], [, right]) => Number(left === 0n) - Number(right === 0n));
  return ordered.reduce((result, [side, bits]) => putSide(result, { keys: [...keys, side], side, bits }, spelling), text);
}

interface Side {
  readonly keys: Keys;
  readonly side: "allow" | "deny";
  readonly bits: bigint;
}

function putSide(text: string, { keys, side, bits }: Side, spelling: Spelling): string {
  if (bits === 0n) return remove(text, keys);
  if (isThere(text, keys)) return changePermissions(text, keys, bits);
  return put(text, { keys, value: valueFor(keys, { kind: "permissions", bits }, { text, spelling }), key: side });
}
