/** Reads a map with known keys: what is missing, unknown, empty or of another version of the language is reported here. */
import { describeNode, isEmpty } from "./node.ts";
import { closest } from "./suggest.ts";
import type { MapEntry, MapNode, PolicyNode, ScalarNode, Span } from "./node.ts";
import type { Mistakes } from "./mistakes.ts";

/** What a map may hold. */
export interface Shape {
  /** For messages: "a role". */
  readonly what: string;
  readonly keys: readonly string[];
  /** Keys that cannot be left out. Whoever reads the map says what is missing, and why it is needed. */
  readonly required?: readonly string[];
  /** Whether keys that begin with `x-` are free. */
  readonly extensible?: boolean;
}

/** The known entries of a map by key. A key without content is reported and left out. */
export type Fields = ReadonlyMap<string, MapEntry>;

/** The known fields of a map. */
export function readFields(node: MapNode, shape: Shape, mistakes: Mistakes): Fields {
  const fields = new Map<string, MapEntry>();
  for (const [index, entry] of node.entries.entries()) {
    const key = entry.key.text;
    if (shape.extensible === true && key.startsWith("x-")) continue;
    if (!shape.keys.includes(key)) reportKey(entry, { shape, before: node.entries[index - 1] }, mistakes);
    else if (isEmpty(entry.value)) reportEmpty(entry.key, mistakes, shape.required);
    else fields.set(key, entry);
  }
  return fields;
}

/** The keys that a map has, with a value or without. */
export function writtenKeys({ entries }: MapNode): ReadonlySet<string> {
  return new Set(entries.map(({ key }) => key.text));
}

/** The node as a map, or null after a report. `owner` is the key that it belongs to. */
export function expectMap(node: PolicyNode, owner: ScalarNode, mistakes: Mistakes): MapNode | null {
  if (node.kind === "map") return node;
  if (isEmpty(node)) reportEmpty(owner, mistakes);
  else
    reportType(
      node.span,
      `\`${owner.text}\` is ${describeNode(node)}, and a map is needed here, like \`${owner.text}: { key: value }\``,
      mistakes,
    );
  return null;
}

/** The items of a list; none, after a report, where the node is no list. */
export function expectList(node: PolicyNode, owner: ScalarNode, mistakes: Mistakes): readonly PolicyNode[] {
  if (node.kind === "list") return node.items;
  if (isEmpty(node)) {
    reportEmpty(owner, mistakes);
    return [];
  }
  const message = `\`${owner.text}\` is ${describeNode(node)}, and a list is needed here, like \`${owner.text}: [...]\``;
  const suggest = (): string | undefined => (node.kind === "scalar" && node.plain ? `[${node.text}]` : undefined);
  mistakes.add({ code: "wrong-type", span: node.span, message, suggest });
  return [];
}

/** Says that a value has the wrong type. */
export function reportType(span: Span, message: string, mistakes: Mistakes): void {
  mistakes.add({ code: "wrong-type", span, message });
}

/** What to write instead of nothing, by key. */
const INSTEAD: ReadonlyMap<string, string> = new Map([
  ["overwrites", "write `{}` where there are no overwrites, or leave the key out to leave them unmanaged"],
  ["permissions", "write `[]` where there are none, or leave the key out to leave them unmanaged"],
  ["at-most", "write `[]` for no permissions, or leave the key out"],
  ["allow", "write `[]`, or leave the key out"],
  ["deny", "write `[]`, or leave the key out"],
  ["ignore", "write `[]`, or leave the key out"],
  ["members", "write `[]` where nobody holds it, or leave the key out to leave them unchecked"],
  ["hierarchy", "write the handles of roles, the highest first, or leave the key out"],
  ["only", "write `[]` where nobody may have it"],
]);

/** Says that a key has no value. */
function reportEmpty(key: ScalarNode, mistakes: Mistakes, required: readonly string[] = []): void {
  if (required.includes(key.text)) {
    mistakes.add({ code: "no-value", span: key.span, message: `\`${key.text}\` has no value; write it behind the colon` });
    return;
  }
  const instead = INSTEAD.get(key.text) ?? "write its value behind the colon (`{}` for a map without content), or remove the key";
  mistakes.add({ code: "no-value", span: key.span, message: `\`${key.text}\` has no value; ${instead}` });
}

function reportKey(
  { key, value }: MapEntry,
  { shape, before }: { readonly shape: Shape; readonly before: MapEntry | undefined },
  mistakes: Mistakes,
): void {
  mistakes.add({
    code: "unknown-key",
    span: key.span,
    message: `${shape.what} has no key \`${key.text}\`; it has ${shape.keys.map((known) => `\`${known}\``).join(", ")}`,
    suggest: () => closest(key.text, shape.keys) ?? (isEmpty(value) ? cutText(before, key) : undefined),
  });
}

/** In braces a comma ends a text that has no quotes; what follows then looks like a key. */
function cutText(before: MapEntry | undefined, { span, text }: ScalarNode): string | undefined {
  const value = before?.value;
  if (value?.kind !== "scalar" || value.type !== "text" || !value.plain || value.span.at.line !== span.at.line) return undefined;
  return `"${value.text}, ${text}"`;
}
