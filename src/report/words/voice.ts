/** The ways of saying the same sentence: in Markdown, in a title, and as plain lines for logs and terminals. */
import { code, prose, terminalText, titleText } from "./neutralise.ts";

/** How names and clauses of others are put into a sentence of ours. Each makes them inert for its own place. */
export interface Voice {
  readonly name: (text: string, max?: number) => string;
  /** A clause that this tool made, which may hold names. */
  readonly clause: (text: string) => string;
}

export const MARKDOWN: Voice = { name: code, clause: prose };

export const PLAIN: Voice = { name: (text, max) => `"${terminalText(text, max)}"`, clause: terminalText };

export const TITLE: Voice = { name: titleText, clause: titleText };
