/** A large file is not read anew for each of many small edits: those within one role or channel are made in its own lines. */
import { linesOf } from "./block.ts";
import type { EditNode, MapNode } from "./document.ts";
import { find, wholeTree } from "./find.ts";
import { beginsLine, columnOf, lineEndOf, spliced, type Splice } from "./lines.ts";
import { open } from "./own.ts";
import type { Keys, PolicyEdit } from "./policy-edit.ts";
import { setsOf } from "./sets.ts";
import { flowText, listValue } from "./value.ts";
import { quoted } from "../write-scalar.ts";

/** Edits that are all within one entry of the file. */
interface Group {
  readonly entry: Keys;
  readonly edits: readonly PolicyEdit[];
}

type Apply = (text: string, edit: PolicyEdit) => string;

/** Carries out edits in their order, those of a run that stay within one entry each in the lines of that entry. */
export function applyFocused(text: string, edits: readonly PolicyEdit[], apply: Apply): string {
  let result = text;
  let run: PolicyEdit[] = [];
  for (const edit of edits) {
    if (entryOf(edit) !== null) run.push(edit);
    else {
      result = apply(applyRun(result, run, apply), edit);
      run = [];
    }
  }
  return applyRun(result, run, apply);
}

/** The role or channel within which the edit stays; null for one that reaches further. */
function entryOf(edit: PolicyEdit): Keys | null {
  const [section, ...rest] = edit.keys;
  if (edit.kind === "move") return null;
  if (section === "roles" && rest.length > 1) return edit.keys.slice(0, 2);
  if (section !== "channels") return null;
  const length = rest[1] === "channels" ? 4 : 2;
  return edit.keys.length > length ? edit.keys.slice(0, length) : null;
}

/** Within categories first: their channels stand in the lines of the category. */
function applyRun(text: string, run: readonly PolicyEdit[], apply: Apply): string {
  if (run.length === 0) return text;
  if (run.length === 1 || hasAlias(open(text))) return run.reduce(apply, text);
  const groups = groupsOf(run);
  const inner = groups.filter(({ entry }) => entry.length === 4);
  const outer = groups.filter(({ entry }) => entry.length < 4);
  return [inner, outer].reduce((result, part) => applyGroups(result, part, apply), text);
}

function hasAlias(root: EditNode): boolean {
  return wholeTree(root).some(({ kind }) => kind === "alias");
}

function groupsOf(run: readonly PolicyEdit[]): readonly Group[] {
  const groups = new Map<string, { entry: Keys; edits: PolicyEdit[] }>();
  for (const edit of run) {
    const entry = entryOf(edit) ?? [];
    const key = JSON.stringify(entry);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { entry, edits: [edit] });
    else group.edits.push(edit);
  }
  return [...groups.values()];
}

function applyGroups(text: string, groups: readonly Group[], apply: Apply): string {
  if (groups.length === 0) return text;
  const root = open(text);
  const sets = setsText(root);
  const splices: Splice[] = [];
  const rest: PolicyEdit[] = [];
  for (const { entry, edits } of groups) {
    const part = partOf(text, root, entry);
    if (part === null) rest.push(...edits);
    else splices.push({ ...part, text: applyWithin(text, { ...part, entry, edits, sets }, apply) });
  }
  return rest.reduce(apply, spliced(text, splices));
}

interface Part {
  readonly from: number;
  readonly to: number;
}

/** The lines of an entry; null where it does not have lines of its own. */
function partOf(text: string, root: MapNode, entry: Keys): Part | null {
  const found = find(root, entry);
  if (found.kind !== "own" || found.map.flow || !beginsLine(text, found.entry.from)) return null;
  return columnOf(text, found.entry.from) >= entry.length - 1 ? linesOf(text, found.entry) : null;
}

/** The lines below keys like those that they stand below, and the sets that they may name. */
function applyWithin(text: string, { from, to, entry, edits, sets }: Part & Group & { readonly sets: string }, apply: Apply): string {
  const eol = lineEndOf(text);
  const above = entry.slice(0, -1).map((key, depth) => `${" ".repeat(depth)}${quoted(key)}:`);
  const head = [sets, ...above, ""].join(eol);
  return edits.reduce(apply, head + text.slice(from, to)).slice(head.length);
}

function setsText(root: MapNode): string {
  const entries = [...setsOf(root)].map(([name, { items }]) => [quoted(name), listValue(items.map(quoted))] as const);
  return `sets: ${flowText({ kind: "map", entries })}`;
}
