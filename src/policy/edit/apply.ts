/** Carries out edits of a policy's text: comments, order, anchors, quotes and sets stay as they stand everywhere else. */
import { valueAt } from "./find.ts";
import { applyFocused } from "./focus.ts";
import { changeList, reorderList } from "./list.ts";
import { moveEntry } from "./move.ts";
import { open } from "./own.ts";
import { existing, putOverwrite } from "./overwrite.ts";
import { changePermissions } from "./permission-list.ts";
import type { PolicyEdit } from "./policy-edit.ts";
import { put } from "./put.ts";
import { remove, renameKey } from "./remove.ts";
import { keyFor, valueFor, type Spelling } from "./write-new.ts";

/** The text after all edits, in their order. Throws EditRefused where one cannot be made. */
export function applyEdits(text: string, edits: readonly PolicyEdit[], spelling: Spelling): string {
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  return mark + applyFocused(text.slice(mark.length), edits, (result, edit) => applyEdit(result, edit, spelling));
}

function applyEdit(text: string, edit: PolicyEdit, spelling: Spelling): string {
  switch (edit.kind) {
    case "put":
      return applyPut(text, edit, spelling);
    case "remove":
      return remove(text, edit.keys);
    case "permissions":
      return changePermissions(text, edit.keys, edit.bits);
    case "overwrite":
      return putOverwrite(text, edit, spelling);
    case "remove-overwrite":
      return remove(text, existing(text, edit));
    case "rename":
      return renameKey(text, existing(text, edit), keyFor(edit.key, spelling));
    case "items":
      return changeList(text, edit.keys, { each: (item) => (edit.drop.includes(item) ? [] : [item]), more: edit.add });
    case "order":
      return reorderList(text, edit.keys, edit.items);
    case "move":
      return moveEntry(text, edit.keys, edit.to);
  }
}

function applyPut(text: string, { keys, value, instead }: Extract<PolicyEdit, { kind: "put" }>, spelling: Spelling): string {
  const now = instead === undefined ? null : valueAt(open(text), keys);
  if (instead !== undefined && (now?.kind !== "text" || now.text !== instead)) return text;
  return put(text, { keys, value: valueFor(keys, value, { text, spelling }), key: keyFor(keys.at(-1) ?? "", spelling) });
}
