/** Entries of a block map, line by line: one put in, taken out or carried elsewhere, the other lines as they stand. */
import type { EditNode, Entry, MapNode } from "./document.ts";
import {
  beginsLine,
  columnOf,
  indentOf,
  isBlankLine,
  isCommentLine,
  lineAt,
  lineEnd,
  lineEndOf,
  lineStart,
  nextLine,
  type Splice,
} from "./lines.ts";
import { EditRefused } from "./refused.ts";
import { entryLines, type Value } from "./value.ts";

/** The lines of an entry: from the start of its key's line to behind its last one, with comments that are indented further. */
export function linesOf(text: string, { from, to }: Entry): { readonly from: number; readonly to: number } {
  if (!beginsLine(text, from)) throw new EditRefused("it is written in a way that this tool does not change; change it by hand");
  const column = columnOf(text, from);
  let end = nextLine(text, Math.max(from, to - 1));
  for (let look = end; look < text.length; look = nextLine(text, look)) {
    const line = lineAt(text, look);
    if (isBlankLine(line)) continue;
    if (!isCommentLine(line) || indentOf(line) <= column) break;
    end = nextLine(text, look);
  }
  return { from: lineStart(text, from), to: end };
}

/** `behind`: the entry that it follows, the last one where it is left out. */
export interface NewEntry {
  readonly key: string;
  readonly value: Value;
  readonly behind?: Entry | undefined;
}

/** Puts an entry behind another one, with a blank line between where the entries of the map have one. */
export function insertInBlock(text: string, map: MapNode, entry: NewEntry): Splice[] {
  const before = entry.behind ?? map.entries.at(-1);
  if (before === undefined) return [];
  const indent = columnOf(text, before.from);
  const lines = entryLines(entry.key, entry.value, { indent, pad: padFor(text, map, entry.key) });
  const eol = lineEndOf(text);
  const at = linesOf(text, before).to;
  const apart = areApart(text, map) ? [""] : [];
  const joined = [...apart, ...lines].join(eol);
  // A file may end without a line end.
  const atLineStart = at === 0 || text[at - 1] === "\n";
  return [{ from: at, to: at, text: atLineStart ? `${joined}${eol}` : `${eol}${joined}` }];
}

/** Whether blank lines stand between the entries of a map. */
function areApart(text: string, { entries }: MapNode): boolean {
  const behind = entries.slice(1);
  return behind.length > 0 && entries.slice(0, -1).every((entry, index) => hasBlankLine(text, entry, behind[index] ?? entry));
}

function hasBlankLine(text: string, left: Entry, right: Entry): boolean {
  return /\n[ \t]*\r?\n/.test(text.slice(lineEnd(text, left.to), lineStart(text, right.from)));
}

/** Blanks behind the colon, so that values stay below one another where they do. */
function padFor(text: string, { entries }: MapNode, key: string): string {
  const columns = entries
    .filter(({ key: { to }, value }) => value.from > to && lineStart(text, value.from) === lineStart(text, to))
    .map(({ key: { from, to }, value }) => ({ gap: value.from - to - 1, width: value.from - from }));
  const aligned = columns.find(({ gap }) => gap > 1);
  return " ".repeat(Math.max(1, (aligned?.width ?? 0) - key.length - 1));
}

/** An entry that goes, with its map and the entry of which that is the value. */
export interface Removal {
  readonly map: MapNode;
  readonly entry: Entry;
  readonly owner: Entry | null;
}

/** Takes an entry out, with the comment above that speaks of it. A map that would be empty is written `{}`. */
export function removeFromBlock(text: string, { map, entry, owner }: Removal): Splice[] {
  const { from, to: end } = wholeOf(text, map, entry);
  const to = isBlankAbove(text, from) ? withBlankBelow(text, end) : end;
  const cut: Splice = { from, to, text: "" };
  if (map.entries.length > 1 || owner === null) return [cut];
  const at = behindKey(text, owner);
  return [{ from: at, to: at, text: " {}" }, cut];
}

/** The lines of an entry and the comment above that speaks of it. Above the first entry it may be about all of them. */
export function wholeOf(text: string, map: MapNode, entry: Entry): { readonly from: number; readonly to: number } {
  const { from, to } = linesOf(text, entry);
  return { from: map.entries.indexOf(entry) === 0 ? from : withCommentAbove(text, from, columnOf(text, entry.from)), to };
}

/** Behind the colon of a key, and behind the anchor of its value. */
export function behindKey(text: string, { key, value }: Entry): number {
  if (value.anchor !== null) return anchorAt(text, value) + value.anchor.length + 1;
  return text.indexOf(":", key.to) + 1;
}

/** Where the `&` of an anchored value stands. */
export function anchorAt(text: string, node: EditNode): number {
  return text.lastIndexOf(`&${node.anchor ?? ""}`, node.from);
}

function withCommentAbove(text: string, from: number, column: number): number {
  let start = from;
  while (start > 0) {
    const above = lineStart(text, start - 1);
    const line = lineAt(text, above);
    if (!isCommentLine(line) || indentOf(line) !== column) break;
    start = above;
  }
  return start;
}

function isBlankAbove(text: string, at: number): boolean {
  return at > 0 && isBlankLine(lineAt(text, lineStart(text, at - 1)));
}

function withBlankBelow(text: string, at: number): number {
  let end = at;
  while (end < text.length && isBlankLine(lineAt(text, end))) end = nextLine(text, end);
  return end;
}
