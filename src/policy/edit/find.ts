/** The way to a value by keys, and what lies on it: aliases, merged entries, anchors that others use. */
import type { AliasNode, EditNode, Entry, MapNode } from "./document.ts";
import { allEntries } from "./value.ts";

export type Found =
  /** `entry`: with its own map around it and, where there is one, the entry of that map. */
  | { readonly kind: "own"; readonly entry: Entry; readonly map: MapNode; readonly owner: Entry | null; readonly way: readonly EditNode[] }
  | {
      readonly kind: "absent";
      readonly map: MapNode;
      readonly owner: Entry | null;
      readonly depth: number;
      readonly way: readonly EditNode[];
    }
  | {
      readonly kind: "merged";
      readonly map: MapNode;
      readonly owner: Entry | null;
      readonly entry: Entry;
      readonly way: readonly EditNode[];
    }
  | { readonly kind: "alias"; readonly alias: AliasNode; readonly owner: Entry }
  /** Something that is no map stands where one is looked for. */
  | { readonly kind: "blocked" };

/** Follows the keys from the root as far as they go. */
export function find(root: MapNode, keys: readonly string[]): Found {
  let map = root;
  let owner: Entry | null = null;
  const way: EditNode[] = [root];
  for (const [depth, key] of keys.entries()) {
    const entry = allEntries(map).find((one) => one.key.text === key);
    if (entry === undefined) return { kind: "absent", map, owner, depth, way };
    if (!map.entries.includes(entry)) return { kind: "merged", map, owner, entry, way };
    if (entry.value.kind === "alias") return { kind: "alias", alias: entry.value, owner: entry };
    way.push(entry.value);
    if (depth === keys.length - 1) return { kind: "own", entry, map, owner, way };
    if (entry.value.kind !== "map") return { kind: "blocked" };
    owner = entry;
    map = entry.value;
  }
  return { kind: "blocked" };
}

/** What stands at the keys, wherever aliases and merge keys bring it from; null where nothing does. */
export function valueAt(root: EditNode, keys: readonly string[]): EditNode | null {
  let node: EditNode | null = root;
  for (const key of keys) {
    const map: EditNode | null = node?.kind === "alias" ? node.target : node;
    node = map?.kind === "map" ? (allEntries(map).find((entry) => entry.key.text === key)?.value ?? null) : null;
  }
  return node?.kind === "alias" ? node.target : node;
}

/** The first alias of a node, in the order of the file; what stands within `except` is not looked at. */
export function firstAlias(root: EditNode, target: EditNode, except: EditNode | null = null): AliasNode | null {
  if (root === except) return null;
  if (root.kind === "alias") return root.target === target ? root : null;
  for (const node of innerOf(root)) {
    const alias = firstAlias(node, target, except);
    if (alias !== null) return alias;
  }
  return null;
}

/** The values that stand in a value. */
function innerOf(node: EditNode): readonly EditNode[] {
  if (node.kind === "map") return node.entries.map(({ value }) => value);
  return node.kind === "list" ? node.items : [];
}

/** A value and all that stand in it. */
export function wholeTree(node: EditNode): readonly EditNode[] {
  return [node, ...innerOf(node).flatMap(wholeTree)];
}
