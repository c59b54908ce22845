/** How lines are laid out: lists that wrap under their bracket, comments behind or above a line. */
import { textWidth } from "../policy/text-width.ts";

/** In cells of a terminal. */
const WIDTH = 110;
/** Comments are read as prose, which is better narrower. */
const COMMENT_WIDTH = 100;
/** Behind a longer key a list would have no room. */
const DEEPEST_BRACKET = 50;

/** Blanks for a depth: two each. */
export function indent(depth: number): string {
  return "  ".repeat(depth);
}

/** Whether a line is short enough to be read at once. */
export function fits(line: string): boolean {
  return textWidth(line) <= WIDTH;
}

/** `start[a, b]`, on as many lines as it takes; further ones begin under the first item. */
export function listLines(start: string, items: readonly string[]): readonly string[] {
  const opening = textWidth(start) + 1;
  const hanging = " ".repeat(opening > DEEPEST_BRACKET ? start.length - start.trimStart().length + 4 : opening);
  const lines: string[] = [];
  let line = `${start}[`;
  items.forEach((item, index) => {
    const piece = index === items.length - 1 ? `${item}]` : `${item},`;
    const gap = line.endsWith("[") || line === hanging ? "" : " ";
    if (gap !== "" && !fits(line + gap + piece)) {
      lines.push(line);
      line = hanging + piece;
    } else {
      line += gap + piece;
    }
  });
  return [...lines, items.length === 0 ? `${line}]` : line];
}

/** A comment on lines of its own; `text` is one line. */
export function commentLines(start: string, text: string): readonly string[] {
  const lines: string[] = [];
  let line = `${start}#`;
  for (const word of text.split(" ")) {
    if (line !== `${start}#` && textWidth(`${line} ${word}`) > COMMENT_WIDTH) {
      lines.push(line);
      line = `${start}#`;
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}

/** A line with what is noteworthy about it: behind it where there is room, else above it. */
export function noted(line: string, notes: readonly string[]): readonly string[] {
  if (notes.length === 0) return [line];
  const short = `${line}  # ${notes.join("; ")}`;
  if (fits(short)) return [short];
  const start = line.slice(0, line.length - line.trimStart().length);
  return [...notes.flatMap((note) => commentLines(start, note)), line];
}
