/** Whether a synced channel only went the way of its category for a while: one act, which the category's finding tells. */
import type { EntryHead } from "../audit/entry.ts";
import type { Field } from "../audit/link.ts";
import { targetKey } from "../permissions/overwrite.ts";
import { compareSnowflakes } from "../permissions/snowflake.ts";
import type { Sides } from "./field-state.ts";
import type { FieldExcursion } from "./ledger.ts";

/** The child left its base after the category, by the same hand, and before the category came back. */
export function wentAlong(child: FieldExcursion, category: FieldExcursion, sides: Sides): boolean {
  if (child.cell !== category.cell || !isSyncedUnder(child.field, category.field, sides)) return false;
  const back = category.returned?.link.entry;
  return follows(child.left.link.entry, category.left.link.entry) && (back === undefined || isBefore(child.left.link.entry, back));
}

/** Whether one is the same overwrite as the other, in a channel that the policy says is synced with that category. */
function isSyncedUnder(field: Field, above: Field, { binding }: Sides): boolean {
  if (field.of !== "overwrite" || above.of !== "overwrite") return false;
  const listed = binding.channelOfId.get(field.id)?.listed;
  if (listed?.overwrites?.kind !== "synced" || binding.channelOfId.get(above.id)?.listed.path !== listed.parent) return false;
  return field.part === above.part && targetKey(field.target) === targetKey(above.target);
}

function follows(entry: EntryHead, first: EntryHead): boolean {
  return isBefore(first, entry) && first.actor?.id === entry.actor?.id;
}

function isBefore(left: EntryHead, right: EntryHead): boolean {
  return compareSnowflakes(left.id, right.id) < 0;
}
