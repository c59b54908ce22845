/** Offsets in a text as places: lines and columns count from 1, columns in UTF-16 units as editors do. */
import type { Span } from "./node.ts";

/** Makes spans of one text. */
export interface Spans {
  /** From one offset to another; what lies on further lines is left out. Never before or behind the text that is there. */
  readonly between: (from: number, to: number) => Span;
}

/** Reads the line starts of a text once. */
export function spansOf(text: string): Spans {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  const lastUsed = Math.max(0, text.trimEnd().length - 1);
  return {
    between(from, to) {
      // An unclosed quote is noticed at the end of the file, behind its last line: there is nothing to see there.
      const begin = Math.max(0, from > lastUsed ? lastUsed : from);
      const line = lineAt(starts, begin);
      const start = starts[line] ?? 0;
      const next = starts[line + 1];
      const lineEnd = next === undefined ? text.length : next - 1;
      const end = Math.max(begin + 1, Math.min(to, lineEnd));
      return { at: { line: line + 1, column: begin - start + 1 }, endColumn: end - start + 1 };
    },
  };
}

/** The index of the last start that is not behind the offset. */
function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
