/** Items of a list: taken out, put in behind the others, exchanged. */
import type { ListNode } from "./document.ts";
import { anchorAt, behindKey } from "./block.ts";
import type { Entry } from "./document.ts";
import { insertInFlow, removeFromFlow } from "./flow.ts";
import { columnOf, lineEnd, lineEndOf, lineStart, nextLine, spliced, type Splice } from "./lines.ts";
import { own } from "./own.ts";
import { EditRefused } from "./refused.ts";
import { fits } from "./value.ts";

/** What becomes of an item, as it is meant (for a set with its `$`): itself, others, or nothing. */
export interface ListChange {
  readonly each: (item: string) => readonly string[];
  /** Behind the others. */
  readonly more: readonly string[];
}

/** Changes the list at these keys. Items are written as they are given. Throws EditRefused. */
export function changeList(text: string, keys: readonly string[], change: ListChange): string {
  const { text: owned, found } = own(text, keys);
  if (found.kind !== "own" || found.entry.value.kind !== "list") throw new EditRefused("no list stands there");
  const list = found.entry.value;
  if (list.flow && !/[\r\n#]/.test(owned.slice(list.from, list.to))) return wholeLine(owned, list, change);
  const index = list.items.findIndex((item) => item.kind !== "text" || !isKept(item.text, change));
  const item = list.items[index];
  if (item !== undefined && index !== -1) {
    const next = item.kind === "text" ? change.each(item.text) : [];
    return changeList(
      spliced(owned, next.length === 0 ? without(owned, found.entry, { list, index }) : exchanged(owned, { list, index }, next)),
      keys,
      change,
    );
  }
  return change.more.reduce((result, piece) => append(result, keys, piece), owned);
}

function isKept(item: string, { each }: ListChange): boolean {
  const [only, ...others] = each(item);
  return only === item && others.length === 0;
}

function wholeLine(text: string, list: ListNode, { each, more }: ListChange): string {
  const pieces = list.items.flatMap((item) => {
    const source = text.slice(item.anchor === null ? item.from : anchorAt(text, item), item.to);
    if (item.kind !== "text") return each(item.kind === "alias" && item.target?.kind === "text" ? item.target.text : source);
    return isKept(item.text, { each, more }) ? [source] : each(item.text);
  });
  const padded = /^\[\s/.test(text.slice(list.from, list.to)) && list.items.length > 0;
  const all = [...pieces, ...more].join(", ");
  const line = padded && all !== "" ? `[ ${all} ]` : `[${all}]`;
  return spliced(text, [{ from: list.from, to: list.to, text: wrapped(text, list, line) }]);
}

/** A line that an addition makes too long goes on below its bracket. */
function wrapped(text: string, list: ListNode, flow: string): string {
  const column = columnOf(text, list.from) + 1;
  const rest = text.slice(list.to, nextLine(text, list.to)).split("#")[0]?.trimEnd() ?? "";
  if (list.inFlow || fits(" ".repeat(column) + flow + rest) || column > 50) return flow;
  let line = "";
  const lines: string[] = [];
  for (const piece of flow.split(/(?<=,) /)) {
    if (line !== "" && !fits(`${" ".repeat(column)}${line} ${piece}`)) {
      lines.push(line);
      line = piece;
    } else line = line === "" ? piece : `${line} ${piece}`;
  }
  return [...lines, line].join(lineEndOf(text) + " ".repeat(column));
}

interface Slot {
  readonly list: ListNode;
  readonly index: number;
}

function exchanged(text: string, { list, index }: Slot, next: readonly string[]): Splice[] {
  const item = list.items[index];
  if (item === undefined) return [];
  const joint = list.flow ? ", " : `${lineEndOf(text)}${" ".repeat(Math.max(0, dashColumn(text, item.from)))}- `;
  return [{ from: item.from, to: item.to, text: next.join(joint) }];
}

function dashColumn(text: string, at: number): number {
  return text.slice(lineStart(text, at), at).indexOf("-");
}

function without(text: string, entry: Entry, { list, index }: Slot): Splice[] {
  if (list.flow) return removeFromFlow(text, list, index);
  const item = list.items[index];
  if (item === undefined) return [];
  const cut: Splice = { from: lineStart(text, item.from), to: nextLine(text, Math.max(item.from, item.to - 1)), text: "" };
  if (list.items.length > 1) return [cut];
  const at = behindKey(text, entry);
  return [{ from: at, to: at, text: " []" }, cut];
}

function append(text: string, keys: readonly string[], piece: string): string {
  const { text: owned, found } = own(text, keys);
  if (found.kind !== "own" || found.entry.value.kind !== "list") return owned;
  const list = found.entry.value;
  if (list.flow) return spliced(owned, insertInFlow(owned, list, { piece }));
  const last = list.items.at(-1);
  if (last === undefined) return owned;
  const eol = lineEndOf(owned);
  const at = nextLine(owned, Math.max(last.from, last.to - 1));
  const line = `${" ".repeat(dashColumn(owned, last.from))}- ${piece}`;
  return spliced(owned, [{ from: at, to: at, text: owned[at - 1] === "\n" ? line + eol : eol + line }]);
}

/** The same items in another order, each with the comment behind it where it has a line of its own. */
export function reorderList(text: string, keys: readonly string[], order: readonly string[]): string {
  const { text: owned, found } = own(text, keys);
  if (found.kind !== "own" || found.entry.value.kind !== "list") throw new EditRefused("no list stands there");
  const { items, flow } = found.entry.value;
  const slots = items.map((item) => ({ item, from: item.from, to: flow ? item.to : lineEnd(owned, item.from) }));
  const sources = new Map(
    slots.flatMap(({ item, from, to }) => (item.kind === "text" ? [[item.text, owned.slice(from, to)] as const] : [])),
  );
  if (sources.size !== order.length || !order.every((name) => sources.has(name))) {
    throw new EditRefused("the list is written in a way that this tool does not change; change it by hand");
  }
  return spliced(
    owned,
    slots.map(({ from, to }, index) => ({ from, to, text: sources.get(order[index] ?? "") ?? owned.slice(from, to) })),
  );
}
