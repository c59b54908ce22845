/** A list of permissions that is to come to other bits: sets and names stay where what they give is still wanted. */
import { namesOf, unionOf } from "../../permissions/flags.ts";
import { changeList } from "./list.ts";
import { open, own } from "./own.ts";
import { bitsOfItem, itemsOf, setsOf, type NamedSet } from "./sets.ts";

/** The list at these keys comes to exactly `wanted`. It must be there. */
export function changePermissions(text: string, keys: readonly string[], wanted: bigint): string {
  const sets = setsOf(open(text));
  const items = listed(text, keys);
  if (unionOf(items.map((item) => bitsOfItem(item, sets))) === wanted) return text;
  const parts = new Map(items.map((item) => [item, partsOf(item, wanted, sets)]));
  // What a set still brings whole is not written again for what is left of another.
  const whole = unionOf(items.filter((item) => parts.get(item)?.[0] === item).map((item) => bitsOfItem(item, sets)));
  const told = new Set<string>();
  const each = (item: string): readonly string[] =>
    (parts.get(item) ?? []).filter((part) => {
      if (part === item) return true;
      const needless = (bitsOfItem(part, sets) & ~whole) === 0n || told.has(part);
      told.add(part);
      return !needless;
    });
  const settled = new Map([...parts.keys()].map((item) => [item, each(item)]));
  const covered = unionOf([...settled.values()].flat().map((item) => bitsOfItem(item, sets)));
  return changeList(text, keys, { each: (item) => settled.get(item) ?? [item], more: namesOf(wanted & ~covered) });
}

/** An item as it is where all of it is wanted, else what is left of it. */
function partsOf(item: string, wanted: bigint, sets: ReadonlyMap<string, NamedSet>): readonly string[] {
  if ((bitsOfItem(item, sets) & ~wanted) === 0n) return [item];
  const set = item.startsWith("$") ? sets.get(item.slice(1)) : undefined;
  return set === undefined ? [] : [...new Set(set.items.flatMap((inner) => partsOf(inner, wanted, sets)))];
}

function listed(text: string, keys: readonly string[]): readonly string[] {
  const { found } = own(text, keys);
  return found.kind === "own" ? itemsOf(found.entry.value).map((item) => item.text) : [];
}
