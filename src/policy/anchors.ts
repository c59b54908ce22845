/** Anchors and aliases of a file: which value a name stands for, and how much of them is too much. */
import { closest } from "./suggest.ts";
import type { MapEntry, PolicyNode, Span } from "./node.ts";
import type { Mistakes } from "./mistakes.ts";

/** Values that all aliases of a file together may bring, and how deep one may nest: far more than a policy needs, far less than a bomb. */
const MOST_ALIASED = 20_000;
const DEEPEST = 64;

export interface Anchors {
  /** An anchored value begins: until it is defined, an alias for it would hold itself. */
  readonly begin: (name: string) => void;
  readonly define: (name: string, node: PolicyNode) => void;
  /** What an alias stands for, or null after a report. */
  readonly resolve: (name: string, span: Span) => PolicyNode | null;
}

interface Weight {
  readonly size: number;
  readonly depth: number;
}

/** No anchors yet. */
export function anchorsOf(mistakes: Mistakes): Anchors {
  const nodes = new Map<string, PolicyNode | null>();
  const weights = new Map<PolicyNode, Weight>();
  let aliased = 0;
  return {
    begin: (name) => void nodes.set(name, null),
    define: (name, node) => void nodes.set(name, node),
    resolve(name, span) {
      const node = nodes.get(name);
      if (node === undefined) return unknown(name, span);
      if (node === null) return refuse("alias-in-itself", `\`*${name}\` stands inside the value that it repeats`, span);
      const { size, depth } = weigh(node, weights);
      if (aliased > MOST_ALIASED) return null;
      aliased += size;
      if (aliased <= MOST_ALIASED && depth <= DEEPEST) return node;
      aliased = Infinity;
      return refuse("too-many-aliases", "the aliases of this file repeat so much that it cannot be read", span);
    },
  };

  function refuse(code: string, message: string, span: Span): null {
    mistakes.add({ code, span, message });
    return null;
  }

  function unknown(name: string, span: Span): null {
    const suggest = (): string | undefined => starred(closest(name, nodes.keys()));
    mistakes.add({ code: "unknown-anchor", span, message: `no anchor \`&${name}\` stands above this alias`, suggest });
    return null;
  }
}

function starred(name: string | undefined): string | undefined {
  return name === undefined ? undefined : `*${name}`;
}

/** Counts a node with all that its aliases bring; each node is counted once and remembered. */
function weigh(node: PolicyNode, weights: Map<PolicyNode, Weight>): Weight {
  const known = weights.get(node);
  if (known !== undefined) return known;
  let size = 1;
  let depth = 0;
  for (const child of childrenOf(node)) {
    const weight = weigh(child, weights);
    size += weight.size;
    depth = Math.max(depth, weight.depth);
  }
  const weight = { size, depth: depth + 1 };
  weights.set(node, weight);
  return weight;
}

function childrenOf(node: PolicyNode): readonly PolicyNode[] {
  if (node.kind === "list") return node.items;
  return node.kind === "map" ? node.entries.map((entry: MapEntry) => entry.value) : [];
}
