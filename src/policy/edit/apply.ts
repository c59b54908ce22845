/** Carries out edits of a policy's text: comments, order, anchors, quotes and sets stay as they stand everywhere else. */
import { quoted, writeScalar } from "../write-scalar.ts";
import { find, valueAt } from "./find.ts";
import { changeList, reorderList } from "./list.ts";
import { moveEntry } from "./move.ts";
import { open } from "./own.ts";
import { changePermissions } from "./permission-list.ts";
import type { Keys, NewValue, PolicyEdit } from "./policy-edit.ts";
import { put, remove, renameKey } from "./put.ts";
import { setsOf, type NamedSet } from "./sets.ts";
import { keyText, listValue, textValue, type Value } from "./value.ts";

/** How new text is written. */
export interface Spelling {
  /** The items of a list of these bits: `$set` and permission names. */
  readonly spell: (bits: bigint, sets: readonly NamedSet[]) => readonly string[];
}

/** The text after all edits, in their order. Throws EditRefused where one cannot be made. */
export function applyEdits(text: string, edits: readonly PolicyEdit[], spelling: Spelling): string {
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  return mark + edits.reduce((result, edit) => applyEdit(result, edit, spelling), text.slice(mark.length));
}

function applyEdit(text: string, edit: PolicyEdit, spelling: Spelling): string {
  switch (edit.kind) {
    case "put":
      if (edit.instead !== undefined && textAt(text, edit.keys) !== edit.instead) return text;
      return put(text, edit.keys, valueFor(text, edit.keys, edit.value, spelling));
    case "remove":
      return remove(text, edit.keys);
    case "permissions":
      return changePermissions(text, edit.keys, edit.bits);
    case "overwrite":
      return putOverwrite(text, edit, spelling);
    case "remove-overwrite":
      return remove(text, existing(text, edit));
    case "rename":
      return renameKey(text, existing(text, edit), edit.key);
    case "items":
      return changeList(text, edit.keys, { each: (item) => (edit.drop.includes(item) ? [] : [item]), more: edit.add });
    case "order":
      return reorderList(text, edit.keys, edit.items);
    case "move":
      return moveEntry(text, edit.keys, edit.to);
  }
}

/** The keys as the file has them, where a target can be written in several ways. */
function existing(text: string, { keys, other }: { readonly keys: Keys; readonly other: readonly string[] }): Keys {
  const ways = [keys, ...other.map((last) => [...keys.slice(0, -1), last])];
  return ways.find((way) => isThere(text, way)) ?? keys;
}

function textAt(text: string, keys: Keys): string | null {
  const value = valueAt(open(text), keys);
  return value?.kind === "text" ? value.text : null;
}

function isThere(text: string, keys: Keys): boolean {
  return valueAt(open(text), keys) !== null;
}

function putOverwrite(text: string, edit: Extract<PolicyEdit, { kind: "overwrite" }>, spelling: Spelling): string {
  const keys = existing(text, edit);
  const sides = [["allow", edit.allow] as const, ["deny", edit.deny] as const];
  if (!isThere(text, keys)) {
    const entries = sides.filter(([, bits]) => bits !== 0n).map(([side, bits]) => [side, { kind: "permissions", bits }] as const);
    return put(text, keys, valueFor(text, keys, { kind: "map", entries, style: "flow" }, spelling));
  }
  // What comes is written before what goes, so that a map is not emptied and filled again.
  const ordered = sides.toSorted(([, left], [, right]) => Number(left === 0n) - Number(right === 0n));
  return ordered.reduce((result, [side, bits]) => putSide(result, [...keys, side], bits, spelling), text);
}

function putSide(text: string, keys: Keys, bits: bigint, spelling: Spelling): string {
  if (bits === 0n) return remove(text, keys);
  if (isThere(text, keys)) return changePermissions(text, keys, bits);
  return put(text, keys, valueFor(text, keys, { kind: "permissions", bits }, spelling));
}

function valueFor(text: string, keys: Keys, value: NewValue, spelling: Spelling): Value {
  switch (value.kind) {
    case "text":
      return textValue(writeScalar(value.text));
    case "id":
      return textValue(quoted(value.id));
    case "word":
      return textValue(value.word);
    case "ids":
      return listValue(value.ids.map(quoted));
    case "permissions":
      return listValue(spelling.spell(value.bits, [...setsOf(open(text)).values()]));
    case "map": {
      const entries = value.entries.map(([key, inner]) => [keyText(key), valueFor(text, [...keys, key], inner, spelling)] as const);
      const block = value.style === "block" || (value.style === "like-others" && !othersInFlow(text, keys));
      return { kind: "map", entries, ...(block ? ({ block: true } as const) : {}) };
    }
  }
}

/** Whether the last of the entries beside it is written in braces. */
function othersInFlow(text: string, keys: Keys): boolean {
  const found = find(open(text), keys);
  if (found.kind !== "absent") return false;
  const last = found.map.entries.at(-1)?.value;
  return last?.kind === "map" && last.flow && last.entries.length > 0;
}
