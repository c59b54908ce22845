/** New values as they are written into a certain file: with its sets, and like the entries beside them. */
import { quoted } from "../write-scalar.ts";
import { find } from "./find.ts";
import { open } from "./own.ts";
import type { Keys, NewValue } from "./policy-edit.ts";
import { setsOf, type NamedSet } from "./sets.ts";
import { listValue, textValue, type Value } from "./value.ts";

/** How new text is written. */
export interface Spelling {
  /** The items of a list of these bits: `$set` and permission names. */
  readonly spell: (bits: bigint, sets: readonly NamedSet[]) => readonly string[];
  /** A text as one YAML scalar. */
  readonly write: (text: string) => string;
}

/** The file as it is now, and how something new is written into it. */
export interface Writing {
  readonly text: string;
  readonly spelling: Spelling;
}

/** A key; ids in it stand in quotes, as in all examples of the language. */
export function keyFor(key: string, { write }: Spelling): string {
  return /^(?:member|role):/.test(key) ? quoted(key) : write(key);
}

/** The value that goes to the keys. */
export function valueFor(keys: Keys, value: NewValue, writing: Writing): Value {
  const { text, spelling } = writing;
  switch (value.kind) {
    case "text":
      return textValue(spelling.write(value.text));
    case "id":
      return textValue(quoted(value.id));
    case "word":
      return textValue(value.word);
    case "permissions":
      return listValue(spelling.spell(value.bits, [...setsOf(open(text)).values()]));
    case "map": {
      const entries = value.entries.map(([key, inner]) => [keyFor(key, spelling), valueFor([...keys, key], inner, writing)] as const);
      const block = value.style === "block" || (value.style === "like-others" && !othersInFlow(text, keys));
      return { kind: "map", entries, ...(block ? ({ block: true } as const) : {}) };
    }
  }
}

/** Whether the last of the entries beside it is written in braces. */
function othersInFlow(text: string, keys: Keys): boolean {
  const found = find(open(text), keys);
  if (found.kind !== "absent") return false;
  const last = found.map.entries.at(-1)?.value;
  return last?.kind === "map" && last.flow && last.entries.length > 0;
}
