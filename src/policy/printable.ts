/** Text from the file, made harmless for a terminal and for a reader: nothing hidden, nothing endless. */

const LONGEST = 400;

/** Control characters, line and paragraph separators, and the signs without width or that turn the writing direction (Unicode TR36, "Bidirectional Text Spoofing"). */
const HIDDEN = /[\p{Cc}\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF\p{Cs}]/gu;

/** One line in which hidden characters are shown by their number, cut where it is longer than anybody reads. */
export function printable(text: string): string {
  const shown = text.slice(0, LONGEST).replaceAll(HIDDEN, (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ""}}`);
  return text.length > LONGEST ? `${shown}…` : shown;
}

/** The same for a line of which columns count: each hidden character becomes one visible one, each tab one blank. */
export function printableInPlace(line: string): string {
  return line.replaceAll("\t", " ").replaceAll(HIDDEN, "\u{FFFD}");
}
