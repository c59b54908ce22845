/** Carries an entry of a map into another map, with its lines and comments where both are blocks. */
import { wholeOf } from "./block.ts";
import { columnOf, indentOf, isBlankLine, spliced } from "./lines.ts";
import { own, ownToRemove } from "./own.ts";
import type { Keys } from "./policy-edit.ts";
import { put } from "./put.ts";
import { remove } from "./remove.ts";
import { EditRefused } from "./refused.ts";
import { valueOf } from "./value.ts";

/** The entry at `keys` goes to the end of the map at `to`. Throws EditRefused where that has such a key. */
export function moveEntry(text: string, keys: Keys, to: Keys): string {
  const key = keys.at(-1);
  const { text: owned, found } = ownToRemove(text, keys);
  if (found.kind !== "own" || key === undefined) throw new EditRefused("the file has no such entry");
  if (own(owned, [...to, key]).found.kind === "own")
    throw new EditRefused("an entry of this name stands there already; give it another handle first");
  const { map, entry } = found;
  const value = valueOf(entry.value, owned);
  const lines = map.flow ? null : linesWithout(owned.slice(...pairOf(wholeOf(owned, map, entry))), columnOf(owned, entry.from));
  const isNew = own(owned, to).found.kind !== "own";
  const bare = remove(owned, keys);
  const source = owned.slice(entry.key.from, entry.key.to);
  const placed = isNew
    ? put(bare, { keys: to, value: { kind: "map", entries: [[source, value]], block: true }, key: "channels" })
    : put(bare, { keys: [...to, key], value, key: source });
  return lines === null ? placed : withLines(placed, [...to, key], lines);
}

function pairOf({ from, to }: { readonly from: number; readonly to: number }): [number, number] {
  return [from, to];
}

/** Lines without the margin that their place gave them. */
function linesWithout(text: string, margin: number): string[] {
  return text
    .replace(/\r?\n$/, "")
    .split(/\r?\n/)
    .map((line) => (isBlankLine(line) ? "" : line.slice(Math.min(margin, indentOf(line)))));
}

/** The entry's own lines in the place of those that were written for it. */
function withLines(text: string, keys: Keys, lines: readonly string[]): string {
  const { text: owned, found } = own(text, keys);
  if (found.kind !== "own" || found.map.flow) return owned;
  const { from, to } = wholeOf(owned, found.map, found.entry);
  const margin = " ".repeat(columnOf(owned, found.entry.from));
  const eol = owned.includes("\r\n") ? "\r\n" : "\n";
  const ends = /\r?\n$/.exec(owned.slice(from, to))?.[0] ?? "";
  const indented = lines.map((line) => (line === "" ? "" : margin + line)).join(eol);
  return spliced(owned, [{ from, to, text: indented + ends }]);
}
