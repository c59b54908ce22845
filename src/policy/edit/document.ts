/** A policy's text as nodes that know from where to where they stand in it: what an edit needs and a reading does not. */
import { parseDocument, isAlias, isMap, isPair, isScalar, isSeq } from "yaml";

/** Offsets into the text, the end exclusive; of a value without its anchor, of a block value up to its last sign. */
interface Range {
  readonly from: number;
  readonly to: number;
}

interface Common extends Range {
  readonly anchor: string | null;
  /** Whether it stands in brackets or braces of another value. */
  readonly inFlow: boolean;
}

interface TextNode extends Common {
  readonly kind: "text";
  readonly text: string;
}

export interface AliasNode extends Common {
  readonly kind: "alias";
  readonly target: EditNode | null;
}

export interface ListNode extends Common {
  readonly kind: "list";
  readonly flow: boolean;
  readonly items: readonly EditNode[];
}

export interface MapNode extends Common {
  readonly kind: "map";
  readonly flow: boolean;
  readonly entries: readonly Entry[];
}

export interface Entry extends Range {
  readonly key: TextNode;
  readonly value: EditNode;
}

export type EditNode = TextNode | AliasNode | ListNode | MapNode;

interface Context {
  readonly anchors: Map<string, EditNode>;
  readonly text: string;
}

/** The root map of a text that was read as a policy before. Null for any other text. */
export function openDocument(text: string): MapNode | null {
  const document = parseDocument(text, {
    schema: "core",
    version: "1.2",
    merge: false,
    uniqueKeys: false,
    resolveKnownTags: false,
    prettyErrors: false,
    logLevel: "silent",
  });
  if (document.errors.length > 0) return null;
  const root = convert(document.contents, { anchors: new Map(), text }, { inFlow: false, from: 0 });
  return root.kind === "map" ? root : null;
}

interface Spot {
  readonly inFlow: boolean;
  /** Where a value without content would stand. */
  readonly from: number;
}

function convert(node: unknown, context: Context, spot: Spot): EditNode {
  const converted = convertContent(node, context, spot);
  if (converted.anchor !== null) context.anchors.set(converted.anchor, converted);
  return converted;
}

function convertContent(node: unknown, context: Context, { inFlow, from }: Spot): EditNode {
  if (isAlias(node)) {
    return { kind: "alias", ...rangeOf(node.range, from), anchor: null, inFlow, target: context.anchors.get(node.source) ?? null };
  }
  if (isScalar(node)) {
    const range = rangeOf(node.range, from);
    const source = context.text.slice(range.from, range.to);
    const text = typeof node.value === "string" ? node.value : source;
    return { kind: "text", from: range.from, to: range.from + source.trimEnd().length, text, anchor: node.anchor ?? null, inFlow };
  }
  if (isSeq(node)) {
    const flow = node.flow === true;
    const range = rangeOf(node.range, from);
    const items = node.items.map((item) => convert(item, context, { inFlow: inFlow || flow, from: range.from }));
    return { kind: "list", ...ended(range, flow, items.at(-1)), anchor: node.anchor ?? null, flow, items, inFlow };
  }
  if (isMap(node)) {
    const flow = node.flow === true;
    const range = rangeOf(node.range, from);
    const entries = node.items.flatMap((pair) => entryOf(pair, context, { inFlow: inFlow || flow, from: range.from }) ?? []);
    return { kind: "map", ...ended(range, flow, entries.at(-1)), anchor: node.anchor ?? null, flow, entries, inFlow };
  }
  return { kind: "text", from, to: from, text: "", anchor: null, inFlow };
}

function entryOf(pair: unknown, context: Context, spot: Spot): Entry | null {
  if (!isPair(pair)) return null;
  const key = convert(pair.key, context, spot);
  if (key.kind !== "text") return null;
  const colon = context.text.indexOf(":", key.to) + 1;
  const value = convert(pair.value, context, { inFlow: spot.inFlow, from: Math.max(colon, key.to) });
  return { key, value, from: key.from, to: Math.max(value.to, key.to) };
}

function rangeOf(range: unknown, from: number): Range {
  if (!Array.isArray(range)) return { from, to: from };
  const [start, end]: readonly unknown[] = range;
  return typeof start === "number" && typeof end === "number" ? { from: start, to: end } : { from, to: from };
}

/** The library lets a block value end behind the comments that follow it. */
function ended({ from, to }: Range, flow: boolean, last: Range | undefined): Range {
  return { from, to: flow || last === undefined ? to : last.to };
}
