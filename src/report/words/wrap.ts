/** Lines that fit a terminal: broken between words, and cut where they must be. */
import { textWidth } from "../../policy/text-width.ts";

/** How the lines of one paragraph begin. */
export interface Margins {
  readonly first: string;
  readonly next: string;
}

/** The text in lines of at most `width` cells. A word that is longer than a line stays whole. */
export function wrap(text: string, width: number, { first, next }: Margins): string {
  const lines: string[] = [];
  let line = first;
  let room = width - textWidth(first);
  let empty = true;
  for (const word of text.split(" ")) {
    const cells = textWidth(word);
    if (!empty && cells + 1 > room) {
      lines.push(line);
      line = next;
      room = width - textWidth(next);
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    room -= empty ? cells : cells + 1;
    empty = false;
  }
  return [...lines, line].join("\n");
}

/** At most `cells` cells, the last one an ellipsis where something was cut. */
export function fit(text: string, cells: number): string {
  if (textWidth(text) <= cells) return text;
  let short = "";
  let used = 1;
  for (const character of text) {
    used += textWidth(character);
    if (used > cells) break;
    short += character;
  }
  return `${short}…`;
}

/** The text with blanks behind it, up to `cells` cells. */
export function padded(text: string, cells: number): string {
  return text + " ".repeat(Math.max(0, cells - textWidth(text)));
}
