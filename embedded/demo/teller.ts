/** Tells the story on the terminal, and remembers what did not go as told. */
import { wrap } from "./plain-text.ts";

export interface Teller {
  /** A chapter of the story. */
  readonly chapter: (title: string) => void;
  /** A sentence or two. */
  readonly say: (text: string) => void;
  /** A line that belongs to what was said before. */
  readonly detail: (text: string) => void;
  /** Something that somebody did, with its moment. */
  readonly event: (at: Date, text: string) => void;
  /** A text as it is, under a line that says what it is. */
  readonly show: (what: string, text: string) => void;
  /** Says that a promise was kept, or that it was not. */
  readonly verify: (kept: boolean, promise: string) => void;
  /** The promises that were not kept. */
  readonly broken: readonly string[];
}

const DETAIL = " ".repeat(5);
const BESIDE_TIME = " ".repeat(13);

export function createTeller(write: (text: string) => void): Teller {
  const broken: string[] = [];
  let chapters = 0;
  const line = (text = ""): void => {
    write(`${text}\n`);
  };
  return {
    chapter: (title) => {
      chapters += 1;
      line();
      line(`${chapters}. ${title}`);
      line("=".repeat(String(chapters).length + 2 + title.length));
    },
    say: (text) => {
      line(wrap(text, ""));
    },
    detail: (text) => {
      line(wrap(text, DETAIL));
    },
    event: (at, text) => {
      line(`  ${at.toISOString().slice(11, 16)} UTC  ${wrap(text, BESIDE_TIME).trimStart()}`);
    },
    show: (what, text) => {
      line();
      line(`  --- ${what} ${"-".repeat(Math.max(0, 90 - what.length))}`);
      line(text.replaceAll(/^(?=.)/gm, "  | ").replaceAll(/^$/gm, "  |"));
      line(`  ${"-".repeat(95)}`);
      line();
    },
    verify: (kept, promise) => {
      if (!kept) broken.push(promise);
      line(`  ${kept ? "ok" : "NOT SO:"} ${promise}`);
    },
    broken,
  };
}
