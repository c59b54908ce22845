/** The named permission sets of a file, as far as an edit of a list needs them. */
import { parsePermission, unionOf } from "../../permissions/flags.ts";
import type { EditNode, MapNode } from "./document.ts";
import { allEntries } from "./value.ts";

export interface NamedSet {
  /** Without the `$`. */
  readonly name: string;
  readonly bits: bigint;
  /** As it is written: names and other sets. */
  readonly items: readonly string[];
}

/** By name, in the order of the file, which was read as a policy before: no set holds itself. */
export function setsOf(root: MapNode): ReadonlyMap<string, NamedSet> {
  const field = allEntries(root).find(({ key }) => key.text === "sets");
  const map = field === undefined ? null : resolved(field.value);
  const written = new Map(
    (map?.kind === "map" ? allEntries(map) : []).map(({ key, value }) => [key.text, itemsOf(value).map(({ text }) => text)] as const),
  );
  const known = new Map<string, bigint>();
  const bitsOfName = (name: string): bigint => {
    const before = known.get(name);
    if (before !== undefined) return before;
    known.set(name, 0n);
    const bits = unionOf((written.get(name) ?? []).map((item) => (item.startsWith("$") ? bitsOfName(item.slice(1)) : itemBits(item))));
    known.set(name, bits);
    return bits;
  };
  return new Map([...written].map(([name, items]) => [name, { name, items, bits: bitsOfName(name) }]));
}

function itemBits(item: string): bigint {
  return parsePermission(item) ?? 0n;
}

/** The texts of a list, those behind aliases too. */
export function itemsOf(node: EditNode): readonly { readonly text: string }[] {
  const list = resolved(node);
  if (list?.kind !== "list") return [];
  return list.items.flatMap((item) => {
    const text = resolved(item);
    return text?.kind === "text" ? [text] : [];
  });
}

function resolved(node: EditNode): EditNode | null {
  return node.kind === "alias" ? node.target : node;
}

/** The bits of an item of a list. */
export function bitsOfItem(item: string, sets: ReadonlyMap<string, NamedSet>): bigint {
  return item.startsWith("$") ? (sets.get(item.slice(1))?.bits ?? 0n) : itemBits(item);
}
