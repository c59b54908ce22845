/** Reads `sets`: named permission lists that may hold one another, but not themselves. */
import { closest } from "./suggest.ts";
import { expectMap } from "./fields.ts";
import { isName } from "./scalars.ts";
import { readPermissions } from "./read-permissions.ts";
import type { MapEntry, ScalarNode } from "./node.ts";
import type { Mistakes } from "./mistakes.ts";
import type { SetLookup } from "./read-permissions.ts";

/** How deep sets may hold one another. */
const DEEPEST = 20;

interface OpenSet {
  readonly entry: MapEntry;
  /** Null while its own list is being read. */
  bits: bigint | null;
  state: "unread" | "reading" | "read";
}

/** Reads all sets, those too that nothing uses, and gives a lookup for the rest of the file. */
export function readSets(field: MapEntry | undefined, mistakes: Mistakes): SetLookup {
  const sets = new Map<string, OpenSet>();
  const map = field === undefined ? null : expectMap(field.value, field.key, mistakes);
  for (const entry of map?.entries ?? []) {
    const name = readSetName(entry.key, mistakes);
    if (name !== null) sets.set(name, { entry, bits: null, state: "unread" });
  }
  const lookup: SetLookup = {
    has: (name) => sets.has(name),
    bitsOfSet: (reference) => bitsOf(reference, sets, { lookup, mistakes }),
  };
  for (const set of sets.values()) readSet(set, lookup, mistakes);
  return lookup;
}

/** A name with `$` is reported, and stands without it for the rest of the file. */
function readSetName(key: ScalarNode, mistakes: Mistakes): string | null {
  if (!isName(key, mistakes)) return null;
  const name = key.text.replace(/^\$+/, "");
  if (name === key.text) return name;
  const message = "the name of a set is written without `$` here, and with it where it is used";
  mistakes.add({ code: "wrong-handle", span: key.span, message, suggest: () => name });
  return name;
}

function readSet(set: OpenSet, lookup: SetLookup, mistakes: Mistakes): void {
  if (set.state !== "unread") return;
  set.state = "reading";
  set.bits = readPermissions(set.entry, lookup, mistakes).bits;
  set.state = "read";
}

function bitsOf(
  reference: ScalarNode,
  sets: ReadonlyMap<string, OpenSet>,
  { lookup, mistakes }: { readonly lookup: SetLookup; readonly mistakes: Mistakes },
): bigint | null {
  const set = sets.get(reference.text.slice(1));
  if (set === undefined) {
    const suggest = (): string | undefined => dollar(closest(reference.text.slice(1), sets.keys()));
    mistakes.add({
      code: "unknown-set",
      span: reference.span,
      message: `no set \`${reference.text.slice(1)}\` is defined in \`sets\``,
      suggest,
    });
    return null;
  }
  if (set.state === "reading") {
    mistakes.add({
      code: "set-in-itself",
      span: reference.span,
      message: `\`${reference.text}\` is part of itself, over this set or others`,
      related: { span: set.entry.key.span, message: "the set begins here" },
    });
    return null;
  }
  if (set.state === "unread" && [...sets.values()].filter(({ state }) => state === "reading").length >= DEEPEST) {
    mistakes.add({ code: "set-in-itself", span: reference.span, message: `sets hold one another more than ${DEEPEST} deep here` });
    return null;
  }
  readSet(set, lookup, mistakes);
  return set.bits;
}

function dollar(name: string | undefined): string | undefined {
  return name === undefined ? undefined : `$${name}`;
}
