/** What is no text that a person would review: too large, or binary. */
import type { Mistake } from "./mistakes.ts";
import type { Spans } from "./spans.ts";

/** In UTF-16 units. The largest guild that Discord allows takes about a third of it. */
const MOST_CHARACTERS = 1_048_576;

/** Control characters other than tab and line ends. (Whoever decoded the file saw whether it is UTF-8.) */
const NOT_TEXT = /[^\t\n\r\u0020-\uFFFF]/;

/** The reason why a text cannot be read at all, or null. */
export function findUnreadable(text: string, spans: Spans): Mistake | null {
  if (text.length > MOST_CHARACTERS) {
    return {
      code: "too-large",
      span: spans.between(0, 1),
      message: `the file is too large to be a policy: more than ${MOST_CHARACTERS} characters`,
    };
  }
  const at = text.search(NOT_TEXT);
  if (at === -1) return null;
  return {
    code: "not-text",
    span: spans.between(at, at + 1),
    message: "this is a control character, which a text file does not have; save the file as plain text in UTF-8",
  };
}
