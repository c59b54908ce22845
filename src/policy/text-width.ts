/** How many cells of a terminal a text takes. */

/** Marks that join the character before them. */
const JOINED = /^[\p{Mn}\p{Me}\uFE0F]$/u;
/** Emoji, and the blocks of Unicode TR11 that are wide as a whole: Hangul, kana, Han, full-width forms. */
const WIDE =
  /^(?:\p{Emoji_Presentation}|[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|[\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}])$/u;

/** The cells of one character. */
function cellsOf(character: string): 0 | 1 | 2 {
  if (JOINED.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/** The cells of a text. */
export function textWidth(text: string): number {
  return Array.from(text).reduce((cells, character) => cells + cellsOf(character), 0);
}
