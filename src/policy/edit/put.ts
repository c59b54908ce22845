/** Sets and removes the value of a key: the smallest change of the text that does it. */
import { behindKey, removeFromBlock } from "./block.ts";
import type { EditNode, Entry, MapNode } from "./document.ts";
import { removeFromFlow } from "./flow.ts";
import { columnOf, lineAt, lineEnd, lineEndOf, spliced, type Splice } from "./lines.ts";
import { insertEntry, own, ownToRemove, type Owned } from "./own.ts";
import { EditRefused } from "./refused.ts";
import { allEntries, entryLines, fits, flowText, isMerge, keyText, valueOf, type Value } from "./value.ts";

/** The value of the last key becomes this one; maps on the way to it are made where they are not there. */
export function put(text: string, keys: readonly string[], value: Value): string {
  const owned = ownToRemove(text, keys);
  return owned.found.kind === "own" ? replace(owned, keys, value) : add(owned, keys, value);
}

function add({ text, found }: Owned, keys: readonly string[], value: Value): string {
  const key = keys.at(-1);
  if (found.kind !== "absent" || key === undefined) throw new EditRefused("the file has no place for it");
  if (found.depth < keys.length - 1) return put(text, keys.slice(0, -1), { kind: "map", entries: [[keyText(key), value]], block: true });
  const entry = { key: keyText(key), value };
  const splices = insertEntry(text, found.map, { ...entry, behind: behindOf(found.map, keys) });
  const { owner, map } = found;
  const wanted = map.flow && !map.inFlow && owner !== null && (map.entries.length === 0 || isBlock(value) || !fitsAfter(text, splices));
  if (!wanted || owner === null) return spliced(text, splices);
  const open = expand(text, owner, map, map.entries.length === 0 ? entry : null);
  return map.entries.length === 0 ? open : put(open, keys, value);
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

function replace(owned: Owned, keys: readonly string[], value: Value): string {
  const { text, found } = owned;
  if (found.kind !== "own") return text;
  const { entry, map, owner } = found;
  const flow: Splice = { from: entry.value.from, to: entry.value.to, text: flowText(value) };
  const wide = isBlock(value) && !map.inFlow;
  const small = !wide && (entry.value.kind === "text" || (entry.value.kind !== "alias" && entry.value.flow));
  if (small && entry.value.from !== entry.value.to && (map.inFlow || fitsAfter(text, [flow]))) return spliced(text, [flow]);
  if (map.flow && !map.inFlow && owner !== null && isOnOneLine(text, map)) return put(expand(text, owner, map, null), keys, value);
  if (map.flow) return spliced(text, [flow]);
  return spliced(text, [inBlock(text, entry, value)]);
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

/** A map in braces as a block below its key, each entry as it was. */
function expand(text: string, owner: Entry, map: MapNode, more: { readonly key: string; readonly value: Value } | null): string {
  const indent = columnOf(text, owner.from) + 2;
  const margin = " ".repeat(indent);
  const kept = map.entries.map(({ from, to }) => margin + text.slice(from, to));
  const lines = more === null ? kept : [...kept, ...entryLines(more.key, more.value, { indent })];
  const behind = behindKey(text, owner);
  const end = lineEnd(text, map.to);
  const rest = text.slice(map.to, end).trimEnd();
  return spliced(text, [{ from: behind, to: end, text: `${rest}${lineEndOf(text)}${lines.join(lineEndOf(text))}` }]);
}

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
  const { text: owned, found } = keys.length === 1 ? { text, found: null } : own(text, keys.slice(0, -1));
  if (key === undefined || found?.kind !== "own" || found.entry.value.kind !== "map") return owned;
  const map = found.entry.value;
  const merge = map.entries.find(isMerge);
  if (merge === undefined || !brings(merge.value, key)) return owned;
  const others = new Set(map.entries.map((entry) => entry.key.text));
  const brought = allEntries(map).filter((entry) => !map.entries.includes(entry) && !others.has(entry.key.text));
  const entries = brought.map((entry) => [owned.slice(entry.key.from, entry.key.to), valueOf(entry.value, owned)] as const);
  if (entries.length === 0) {
    const cut = map.flow
      ? removeFromFlow(owned, map, map.entries.indexOf(merge))
      : removeFromBlock(owned, { map, entry: merge, owner: found.entry });
    return spliced(owned, cut);
  }
  const indent = columnOf(owned, merge.from);
  const written = map.flow
    ? entries.map(([name, value]) => `${name}: ${flowText(value)}`).join(", ")
    : entries
        .flatMap(([name, value]) => entryLines(name, value, { indent }))
        .join(lineEndOf(owned))
        .trimStart();
  return spliced(owned, [{ from: merge.from, to: merge.to, text: written }]);
}

function brings(source: EditNode, key: string): boolean {
  if (source.kind === "alias") return source.target !== null && brings(source.target, key);
  if (source.kind === "list") return source.items.some((item) => brings(item, key));
  return source.kind === "map" && allEntries(source).some((entry) => entry.key.text === key);
}

/** Another key in the place of the last one, with the same value. */
export function renameKey(text: string, keys: readonly string[], key: string): string {
  const { text: owned, found } = own(unmerged(text, keys), keys);
  if (found.kind !== "own") return text;
  const { from, to } = found.entry.key;
  return spliced(owned, [{ from, to, text: keyText(key) }]);
}
