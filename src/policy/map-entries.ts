/** Entries of a map as written: duplicates are reported and dropped, merge keys (`<<`) are carried out. */
import { describeNode } from "./node.ts";
import type { MapEntry, MapNode, PolicyNode, ScalarNode } from "./node.ts";
import type { Mistakes } from "./mistakes.ts";

/** The entries that count: each key once, what is written before what is merged. */
export function settleEntries(written: readonly MapEntry[], mistakes: Mistakes): readonly MapEntry[] {
  const kept = new Map<string, MapEntry>();
  for (const entry of written) {
    const first = kept.get(entry.key.text);
    if (first === undefined) kept.set(entry.key.text, entry);
    else reportDuplicate(first.key, entry.key, mistakes);
  }
  const merge = kept.get("<<");
  if (merge === undefined || !merge.key.plain) return [...kept.values()];
  kept.delete("<<");
  for (const source of mergeSources(merge.value, mistakes)) {
    for (const entry of source.entries) if (!kept.has(entry.key.text)) kept.set(entry.key.text, entry);
  }
  return [...kept.values()];
}

function reportDuplicate(first: ScalarNode, second: ScalarNode, mistakes: Mistakes): void {
  mistakes.add({
    code: "duplicate-key",
    span: second.span,
    message: `\`${second.text}\` stands in this map twice`,
    related: { span: first.span, message: "first defined here" },
  });
}

function mergeSources(value: PolicyNode, mistakes: Mistakes): readonly MapNode[] {
  const sources = value.kind === "list" ? value.items : [value];
  return sources.flatMap((source) => {
    if (source.kind === "map") return [source];
    const message = `\`<<\` merges maps, and this is ${describeNode(source)}; write \`<<: *name\` with the anchor of a map`;
    mistakes.add({ code: "wrong-merge", span: source.span, message });
    return [];
  });
}
