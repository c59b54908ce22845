/** New values of a policy, and how they are written: in braces where that fits on a line, else as a block. */
import { textWidth } from "../text-width.ts";
import { quoted } from "../write-scalar.ts";
import type { EditNode, MapNode } from "./document.ts";

/** Texts are as they stand in the file, quotes and all. */
export type Value =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly Value[] }
  | { readonly kind: "map"; readonly entries: readonly (readonly [string, Value])[]; readonly block?: true };

/** In cells of a terminal. */
const WIDTH = 120;

export function textValue(text: string): Value {
  return { kind: "text", text };
}

export function listValue(items: readonly string[]): Value {
  return { kind: "list", items: items.map(textValue) };
}

/** `[a, b]`, `{ a: b }`. */
export function flowText(value: Value): string {
  switch (value.kind) {
    case "text":
      return value.text;
    case "list":
      return `[${value.items.map(flowText).join(", ")}]`;
    case "map": {
      const entries = value.entries.map(([key, inner]) => `${key}: ${flowText(inner)}`);
      return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
    }
  }
}

/** Where an entry of a block map begins, and how many blanks stand between its colon and its value. */
export interface Margin {
  readonly indent: number;
  readonly pad?: string;
}

/** The lines of an entry of a block map, each indented. */
export function entryLines(key: string, value: Value, { indent, pad = " " }: Margin): string[] {
  const margin = " ".repeat(indent);
  const line = `${margin}${key}:${pad}${flowText(value)}`;
  const block = value.kind === "map" && value.entries.length > 0 && (value.block === true || textWidth(line) > WIDTH);
  if (!block) return [line];
  return [`${margin}${key}:`, ...value.entries.flatMap(([inner, of]) => entryLines(inner, of, { indent: indent + 2 }))];
}

/** Whether a line is short enough to be read at once. */
export function fits(line: string): boolean {
  return textWidth(line) <= WIDTH;
}

/** What a node comes to when it is written out: aliases and merged entries as what they stand for, without comments. */
export function valueOf(node: EditNode, text: string): Value {
  switch (node.kind) {
    case "alias":
      return node.target === null ? textValue("null") : valueOf(node.target, text);
    case "text":
      return textValue(sourceOf(node, text));
    case "list":
      return { kind: "list", items: node.items.map((item) => valueOf(item, text)) };
    case "map": {
      const block = node.flow ? {} : ({ block: true } as const);
      return { kind: "map", entries: allEntries(node).map(({ key, value }) => [sourceOf(key, text), valueOf(value, text)]), ...block };
    }
  }
}

function sourceOf({ from, to, text: meant }: Extract<EditNode, { kind: "text" }>, text: string): string {
  const source = text.slice(from, to);
  return source === "" || /[\r\n]/.test(source) ? quoted(meant) : source;
}

/** The entries of a map that count, own ones before merged ones. */
export function allEntries(map: MapNode): MapNode["entries"] {
  const own = map.entries.filter((entry) => !isMerge(entry));
  const merged = map.entries.filter(isMerge).flatMap(({ value }) => mergedMaps(value).flatMap(allEntries));
  const kept = new Map<string, MapNode["entries"][number]>();
  for (const entry of [...own, ...merged]) if (!kept.has(entry.key.text)) kept.set(entry.key.text, entry);
  return [...kept.values()];
}

/** Whether an entry is a merge key: `<<` without quotes. */
export function isMerge({ key }: MapNode["entries"][number]): boolean {
  return key.text === "<<" && key.to - key.from === 2;
}

function mergedMaps(value: EditNode): MapNode[] {
  if (value.kind === "map") return [value];
  if (value.kind === "list") return value.items.flatMap(mergedMaps);
  return value.kind === "alias" && value.target !== null ? mergedMaps(value.target) : [];
}
