/** Takes a key out of a map, or gives it another name, also where a merge key brings it. */
import { removeFromBlock } from "./block.ts";
import type { EditNode, Entry, MapNode } from "./document.ts";
import { removeFromFlow } from "./flow.ts";
import { columnOf, lineEndOf, spliced, type Splice } from "./lines.ts";
import { own, ownToRemove } from "./own.ts";
import { allEntries, entryLines, flowText, isMerge, valueOf, type Value } from "./value.ts";

/** Takes a key out, also where a merge key brings it; nothing where it is not there. */
export function remove(text: string, keys: readonly string[]): string {
  const { text: owned, found } = ownToRemove(unmerged(text, keys), keys);
  if (found.kind !== "own") return text;
  const { map, entry, owner } = found;
  const splices = map.flow ? removeFromFlow(owned, map, map.entries.indexOf(entry)) : removeFromBlock(owned, { map, entry, owner });
  return spliced(owned, splices);
}

/** Writes out the merge key that brings the last key, since an own entry could only hide what it brings. */
function unmerged(text: string, keys: readonly string[]): string {
  const key = keys.at(-1);
  if (key === undefined || keys.length === 1) return text;
  const { text: owned, found } = own(text, keys.slice(0, -1));
  if (found.kind !== "own" || found.entry.value.kind !== "map") return owned;
  const merge = found.entry.value.entries.find(isMerge);
  return merge === undefined || !brings(merge.value, key)
    ? owned
    : spliced(owned, writtenOut(owned, found.entry, { map: found.entry.value, merge }));
}

/** The entries that a merge key brings in its place, or nothing in its place where it brings none. */
function writtenOut(text: string, owner: Entry, { map, merge }: { readonly map: MapNode; readonly merge: Entry }): Splice[] {
  const brought = allEntries(map).filter((entry) => !map.entries.includes(entry));
  if (brought.length === 0) {
    return map.flow ? removeFromFlow(text, map, map.entries.indexOf(merge)) : removeFromBlock(text, { map, entry: merge, owner });
  }
  const entries = brought.map(({ key, value }): [string, Value] => [text.slice(key.from, key.to), valueOf(value, text)]);
  const lines = entries.flatMap(([name, value]) => entryLines(name, value, { indent: columnOf(text, merge.from) }));
  const written = map.flow
    ? entries.map(([name, value]) => `${name}: ${flowText(value)}`).join(", ")
    : lines.join(lineEndOf(text)).trimStart();
  return [{ from: merge.from, to: merge.to, text: written }];
}

function brings(source: EditNode, key: string): boolean {
  if (source.kind === "alias") return source.target !== null && brings(source.target, key);
  if (source.kind === "list") return source.items.some((item) => brings(item, key));
  return source.kind === "map" && allEntries(source).some((entry) => entry.key.text === key);
}

/** Another key, as it is written, in the place of the last one, with the same value. */
export function renameKey(text: string, keys: readonly string[], key: string): string {
  const { text: owned, found } = own(unmerged(text, keys), keys);
  if (found.kind !== "own") return text;
  const { from, to } = found.entry.key;
  return spliced(owned, [{ from, to, text: key }]);
}
