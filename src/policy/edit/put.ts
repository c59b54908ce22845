/** Sets and removes the value of a key: the smallest change of the text that does it. */
import { writeScalar } from "../write-scalar.ts";
import { behindKey } from "./block.ts";
import type { EditNode, Entry, MapNode } from "./document.ts";
import { columnOf, lineAt, lineEnd, lineEndOf, spliced, type Splice } from "./lines.ts";
import { insertEntry, ownToRemove, type Owned } from "./own.ts";
import { EditRefused } from "./refused.ts";
import { entryLines, fits, flowText, type Value } from "./value.ts";

/** A value and where it goes. `key`: how the last of the keys is written, where it is new. */
export interface Placed {
  readonly keys: readonly string[];
  readonly value: Value;
  readonly key: string;
}

/** The value of the last key becomes this one; maps on the way to it are made where they are not there. */
export function put(text: string, placed: Placed): string {
  const owned = ownToRemove(text, placed.keys);
  return owned.found.kind === "own" ? replace(owned, placed) : add(owned, placed);
}

function add({ text, found }: Owned, placed: Placed): string {
  const { keys, key, value } = placed;
  if (found.kind !== "absent") throw new EditRefused("the file has no place for it");
  if (found.depth < keys.length - 1) {
    const above = keys.slice(0, -1);
    return put(text, { keys: above, value: { kind: "map", entries: [[key, value]], block: true }, key: writeScalar(above.at(-1) ?? "") });
  }
  const splices = insertEntry(text, found.map, { key, value, behind: behindOf(found.map, keys) });
  const { owner, map } = found;
  if (owner === null || !isExpandable(map) || !(isBlock(value) || map.entries.length === 0 || !fitsAfter(text, splices))) {
    return spliced(text, splices);
  }
  if (map.entries.length === 0) return expand(text, { owner, map, more: { key, value } });
  return put(expand(text, { owner, map, more: null }), placed);
}

/** In braces, and where a block may stand instead. */
function isExpandable({ flow, inFlow }: MapNode): boolean {
  return flow && !inFlow;
}

/** The entry behind which a new one reads best: a name behind the id, a role before @everyone, which is the lowest; else the last. */
function behindOf({ entries }: MapNode, keys: readonly string[]): Entry | undefined {
  if (keys.at(-1) === "name") return entries.find(({ key }) => key.text === "id");
  const last = entries.at(-1);
  return keys.length === 2 && keys[0] === "roles" && last?.key.text === "@everyone" ? entries.at(-2) : last;
}

function isBlock(value: Value): boolean {
  return value.kind === "map" && value.block === true;
}

function replace({ text, found }: Owned, placed: Placed): string {
  const { value } = placed;
  if (found.kind !== "own") return text;
  const { entry, map, owner } = found;
  const flow: Splice = { from: entry.value.from, to: entry.value.to, text: flowText(value) };
  if (isSmall(entry.value) && (map.inFlow || (!isBlock(value) && fitsAfter(text, [flow])))) return spliced(text, [flow]);
  if (owner !== null && isExpandable(map) && isOnOneLine(text, map)) return put(expand(text, { owner, map, more: null }), placed);
  return spliced(text, [map.flow ? flow : inBlock(text, entry, value)]);
}

/** Whether something stands there that is written on one line or in brackets. */
function isSmall(node: EditNode): boolean {
  return node.from !== node.to && (node.kind === "text" || (node.kind !== "alias" && node.flow));
}

/** A block value, or a line that would be too long: the lines of the entry anew, with the comment of its first line. */
function inBlock(text: string, entry: Entry, value: Value): Splice {
  const from = behindKey(text, entry);
  const end = entry.to > from ? entry.to : from;
  const [first = "", ...rest] = entryLines(text.slice(entry.key.from, entry.key.to), value, { indent: columnOf(text, entry.from) });
  const margin = columnOf(text, entry.from) + entry.key.to - entry.key.from + 1;
  const comment = /^[ \t]*#.*/.exec(text.slice(from, lineEnd(text, from)))?.[0] ?? "";
  return { from, to: end, text: [first.slice(margin) + comment, ...rest].join(lineEndOf(text)) };
}

function fitsAfter(text: string, splices: readonly Splice[]): boolean {
  const [first] = splices;
  return first === undefined || fits(lineAt(spliced(text, splices), first.from));
}

function isOnOneLine(text: string, { from, to }: MapNode): boolean {
  return lineEnd(text, from) >= to;
}

/** `more`: an entry that comes to it. */
interface Expansion {
  readonly owner: Entry;
  readonly map: MapNode;
  readonly more: { readonly key: string; readonly value: Value } | null;
}

/** A map in braces as a block below its key, each entry as it was. */
function expand(text: string, { owner, map, more }: Expansion): string {
  const indent = columnOf(text, owner.from) + 2;
  const margin = " ".repeat(indent);
  const kept = map.entries.map(({ from, to }) => margin + text.slice(from, to));
  const lines = more === null ? kept : [...kept, ...entryLines(more.key, more.value, { indent })];
  const behind = behindKey(text, owner);
  const end = lineEnd(text, map.to);
  const rest = text.slice(map.to, end).trimEnd();
  return spliced(text, [{ from: behind, to: end, text: `${rest}${lineEndOf(text)}${lines.join(lineEndOf(text))}` }]);
}
