/** The keys of `rules` and `exceptions`: names that reports and issues use. */
import { isName } from "./scalars.ts";
import type { ScalarNode } from "./node.ts";
import type { Mistakes } from "./mistakes.ts";

/** In characters. They stand in titles and in tables. */
export const LONGEST_ENTRY_NAME = 100;

/** The name that a key is, or null after a report. `what` is what it names: "a rule". */
export function readEntryName(key: ScalarNode, what: string, mistakes: Mistakes): string | null {
  if (!isName(key, mistakes)) return null;
  const length = Array.from(key.text).length;
  if (key.text.trim() !== "" && length <= LONGEST_ENTRY_NAME) return key.text;
  mistakes.add({
    code: "wrong-name",
    span: key.span,
    message: `the name of ${what} has 1 to ${LONGEST_ENTRY_NAME} characters, and this has ${length}`,
  });
  return null;
}
