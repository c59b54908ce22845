/** Lines around an offset of a text, and how it ends its lines. */

/** A piece of the text that is to be replaced. */
export interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Carries out splices that do not overlap. */
export function spliced(text: string, splices: readonly Splice[]): string {
  return splices
    .toSorted((left, right) => right.from - left.from || right.to - left.to)
    .reduce((result, { from, to, text: piece }) => result.slice(0, from) + piece + result.slice(to), text);
}

/** The line end that the file uses. */
export function lineEndOf(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

export function lineStart(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

/** Where the line's own signs end: before its line end. */
export function lineEnd(text: string, at: number): number {
  const next = text.indexOf("\n", at);
  if (next === -1) return text.length;
  return text[next - 1] === "\r" && next > at ? next - 1 : next;
}

/** Where the next line begins, or the end of the text. */
export function nextLine(text: string, at: number): number {
  const next = text.indexOf("\n", at);
  return next === -1 ? text.length : next + 1;
}

export function lineAt(text: string, at: number): string {
  return text.slice(lineStart(text, at), lineEnd(text, at));
}

/** Columns from the start of the line, from 0. */
export function columnOf(text: string, at: number): number {
  return at - lineStart(text, at);
}

/** Whether only blanks stand before the offset in its line. */
export function beginsLine(text: string, at: number): boolean {
  return text.slice(lineStart(text, at), at).trim() === "";
}

export function isBlankLine(line: string): boolean {
  return line.trim() === "";
}

export function isCommentLine(line: string): boolean {
  return line.trimStart().startsWith("#");
}

export function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
