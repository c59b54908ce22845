/** Makes the place that an edit is about stand for itself, so that a change there changes no other place. */
import { behindKey, insertInBlock, type NewEntry } from "./block.ts";
import { openDocument, type EditNode, type Entry, type MapNode } from "./document.ts";
import { find, firstAlias, wholeTree, type Found } from "./find.ts";
import { insertInFlow } from "./flow.ts";
import { columnOf, lineAt, lineEndOf, lineStart, spliced, type Splice } from "./lines.ts";
import { EditRefused } from "./refused.ts";
import { entryLines, fits, flowText, valueOf, type Value } from "./value.ts";

/** More steps than a policy has levels and anchors on one way. */
const MOST_STEPS = 100;

/** A place that is changed alone. */
export interface Owned {
  readonly text: string;
  readonly root: MapNode;
  readonly found: Extract<Found, { kind: "own" | "absent" }>;
}

/** Writes out what aliases and merge keys bring on the way to the keys, until nothing on it is shared. Throws EditRefused. */
export function own(text: string, keys: readonly string[]): Owned {
  return settle(text, keys, false);
}

/** The same for a value that goes: what others use of it is handed on to them as well. */
export function ownToRemove(text: string, keys: readonly string[]): Owned {
  return settle(text, keys, true);
}

function settle(text: string, keys: readonly string[], goes: boolean): Owned {
  let current = text;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const root = open(current);
    const found = find(root, keys);
    const splices = unshare(current, root, found) ?? (goes && found.kind === "own" ? handOn(current, root, found.entry.value) : null);
    if (splices === null) {
      if (found.kind === "own" || found.kind === "absent") return { text: current, root, found };
      break;
    }
    current = spliced(current, splices);
  }
  throw new EditRefused("it is written in a way that this tool does not change; change it by hand");
}

/** The text that was read last: one edit looks at the same text several times, and a large one takes long to read. */
let last: { readonly text: string; readonly root: MapNode } | null = null;

/** Throws EditRefused for a text that is no policy. */
export function open(text: string): MapNode {
  if (last?.text === text) return last.root;
  const root = openDocument(text);
  if (root === null) throw new EditRefused("the file cannot be read as YAML");
  last = { text, root };
  return root;
}

/** One step towards a place of its own; null where nothing is left to do. */
function unshare(text: string, root: MapNode, found: Found): Splice[] | null {
  switch (found.kind) {
    case "alias":
      return writeOut(text, { at: found.alias, owner: found.owner, value: valueOf(found.alias, text), anchor: "" });
    case "merged":
      return insertEntry(text, found.map, {
        key: text.slice(found.entry.key.from, found.entry.key.to),
        value: valueOf(found.entry.value, text),
      });
    case "own":
    case "absent":
      return moveAnchor(text, found.way, { root, except: null });
    case "blocked":
      return null;
  }
}

/** Where aliases are looked for: in the whole file but for a part that goes. */
interface Users {
  readonly root: MapNode;
  readonly except: EditNode | null;
}

function handOn(text: string, root: MapNode, goes: EditNode): Splice[] | null {
  return moveAnchor(text, wholeTree(goes), { root, except: goes });
}

/** An anchored value that others use: its first alias becomes the place of the anchor, with the value as it was. */
function moveAnchor(text: string, nodes: readonly EditNode[], users: Users): Splice[] | null {
  for (const node of nodes) {
    const alias = node.anchor === null ? null : firstAlias(users.root, node, users.except);
    if (alias === null || node.anchor === null) continue;
    const at = text.lastIndexOf(`&${node.anchor}`, node.from);
    const behind = /^[ \t]*/.exec(text.slice(at + node.anchor.length + 1))?.[0].length ?? 0;
    const atLineEnd = /^\s*(?:\r?\n|$)/.test(text.slice(at + node.anchor.length + 1));
    // `key: &name` at the end of a line leaves no blank behind.
    const cut: Splice = atLineEnd
      ? { from: at - (text[at - 1] === " " ? 1 : 0), to: at + node.anchor.length + 1, text: "" }
      : { from: at, to: at + node.anchor.length + 1 + behind, text: "" };
    return [cut, ...writeOut(text, { at: alias, owner: null, value: valueOf(node, text), anchor: `&${node.anchor} ` })];
  }
  return null;
}

interface WritingOut {
  readonly at: EditNode;
  readonly owner: Entry | null;
  readonly value: Value;
  readonly anchor: string;
}

/** In the place of an alias what it stands for: on the line where it fits, else as a block below the key. */
function writeOut(text: string, { at, owner, value, anchor }: WritingOut): Splice[] {
  const flow = flowText(value);
  const line = lineAt(text, at.from);
  if (owner === null || value.kind !== "map" || at.inFlow || fits(line.replace(text.slice(at.from, at.to), flow))) {
    return [{ from: at.from, to: at.to, text: anchor + flow }];
  }
  const indent = columnOf(text, owner.from) + 2;
  const lines = value.entries.flatMap(([key, inner]) => entryLines(key, inner, { indent }));
  const rest = text.slice(at.to, lineStart(text, at.to) + line.length);
  const behind = behindKey(text, owner);
  const eol = lineEndOf(text);
  return [{ from: behind, to: at.to + rest.length, text: `${rest.trim() === "" ? "" : ` ${rest.trim()}`}${eol}${lines.join(eol)}` }];
}

/** Puts an entry into a map, wherever that stands. */
export function insertEntry(text: string, map: MapNode, entry: NewEntry): Splice[] {
  if (!map.flow) return insertInBlock(text, map, entry);
  return insertInFlow(text, map, { piece: `${entry.key}: ${flowText(entry.value)}`, behind: entry.behind });
}
