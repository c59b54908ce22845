/** Whether a synced channel only went the way of its category for a while: one act, which the category's finding tells. */
import type { EntryHead } from "../audit/entry.ts";
import { fieldKey, type Field } from "../audit/link.ts";
import { compareSnowflakes } from "../permissions/snowflake.ts";
import type { Sides } from "./field-state.ts";
import { groupBy } from "./group-by.ts";
import type { FieldExcursion } from "./ledger.ts";

/** The excursions that only went along with their category's. */
export function followers(all: readonly FieldExcursion[], sides: Sides): ReadonlySet<FieldExcursion> {
  const bySpot = groupBy(all, ({ field, cell }) => spotOf(field, cell));
  const along = all.filter((child) => {
    const above = fieldAbove(child.field, sides);
    return above !== null && bySpot.get(spotOf(above, child.cell))?.some((category) => wentAlong(child, category)) === true;
  });
  return new Set(along);
}

function spotOf(field: Field, cell: FieldExcursion["cell"]): string {
  return `${fieldKey(field)}/${cell}`;
}

/** The same overwrite in the category with which the policy says that the channel is synced; null for any other field. */
function fieldAbove(field: Field, { binding }: Sides): Field | null {
  if (field.of !== "overwrite") return null;
  const listed = binding.channelOfId.get(field.id)?.listed;
  const category = listed?.overwrites?.kind !== "synced" || listed.parent === null ? undefined : binding.channelOfPath.get(listed.parent);
  return category === undefined || category.id === null ? null : { ...field, id: category.id };
}

/** The child left its base after the category, by the same hand, and before the category came back. */
function wentAlong(child: FieldExcursion, category: FieldExcursion): boolean {
  const back = category.returned?.link.entry;
  return follows(child.left.link.entry, category.left.link.entry) && (back === undefined || isBefore(child.left.link.entry, back));
}

function follows(entry: EntryHead, first: EntryHead): boolean {
  return isBefore(first, entry) && first.actor?.id === entry.actor?.id;
}

function isBefore(left: EntryHead, right: EntryHead): boolean {
  return compareSnowflakes(left.id, right.id) < 0;
}
