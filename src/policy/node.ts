/** The policy file as values of our own: maps, lists and scalars that know their place, free of any YAML type. */
import type { Place } from "./policy.ts";

/** A marked piece of one line. `endColumn` is exclusive. */
export interface Span {
  readonly at: Place;
  readonly endColumn: number;
}

export interface ScalarNode {
  readonly kind: "scalar";
  /** What YAML 1.2 takes it for. */
  readonly type: "text" | "number" | "boolean" | "null";
  /** The text that is meant; for the other types the text that is written. */
  readonly text: string;
  /** Without quotes. */
  readonly plain: boolean;
  readonly span: Span;
}

interface ListNode {
  readonly kind: "list";
  readonly items: readonly PolicyNode[];
  readonly span: Span;
}

export interface MapEntry {
  readonly key: ScalarNode;
  readonly value: PolicyNode;
}

export interface MapNode {
  readonly kind: "map";
  /** In file order, without duplicates; what a merge key brought stands at the end. */
  readonly entries: readonly MapEntry[];
  readonly span: Span;
}

export type PolicyNode = ScalarNode | ListNode | MapNode;

/** What a node is, in words for a person. */
export function describeNode(node: PolicyNode): string {
  switch (node.kind) {
    case "list":
      return "a list";
    case "map":
      return "a map";
    case "scalar":
      return { text: "a text", number: "a number", boolean: "true or false", null: "nothing" }[node.type];
  }
}

/** A value without content. */
export function emptyAt(span: Span): ScalarNode {
  return { kind: "scalar", type: "null", text: "", plain: true, span };
}

/** Whether a key or value was left without content. */
export function isEmpty(node: PolicyNode): boolean {
  return node.kind === "scalar" && node.type === "null";
}
