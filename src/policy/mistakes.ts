/** Gathers the problems of one file, so that all of them are reported at once. */
import { printable } from "./printable.ts";
import type { Span } from "./node.ts";
import type { PolicyProblem } from "./problem.ts";

/** More than this many help nobody; the rest is counted. */
const MOST_SHOWN = 200;

/** A problem as the readers report it. */
export interface Mistake {
  readonly code: string;
  readonly span: Span;
  readonly message: string;
  /** Asked only for problems that are shown, since a search for close words costs time. */
  readonly suggest?: () => string | undefined;
  readonly related?: { readonly span: Span; readonly message: string };
}

export interface Mistakes {
  readonly add: (mistake: Mistake) => void;
  readonly isEmpty: () => boolean;
  /** How many there are: who compares two counts knows whether something went wrong in between. */
  readonly count: () => number;
  /** Each problem once, in file order. */
  readonly list: () => readonly PolicyProblem[];
}

/** An empty collection. What an alias repeats is one mistake at one place, and kept once. */
export function gatherMistakes(): Mistakes {
  const found = new Map<string, Mistake>();
  return {
    add(mistake) {
      const { line, column } = mistake.span.at;
      const key = `${line}:${column} ${mistake.code} ${mistake.message}`;
      if (!found.has(key)) found.set(key, mistake);
    },
    isEmpty: () => found.size === 0,
    count: () => found.size,
    list: () => shorten([...found.values()].toSorted(compareMistakes)),
  };
}

/** File order; at the same place by code, then by message. */
function compareMistakes(left: Mistake, right: Mistake): number {
  const byPlace = left.span.at.line - right.span.at.line || left.span.at.column - right.span.at.column;
  if (byPlace !== 0) return byPlace;
  const [first, second] = [left.code + left.message, right.code + right.message];
  return first < second ? -1 : Number(first > second);
}

function shorten(mistakes: readonly Mistake[]): readonly PolicyProblem[] {
  const shown = mistakes.slice(0, MOST_SHOWN).map(problemOf);
  const hidden = mistakes[MOST_SHOWN];
  if (hidden === undefined) return shown;
  const message = `${mistakes.length - MOST_SHOWN} more problems from here on are not shown`;
  return [...shown, problemOf({ code: "more-problems", span: hidden.span, message })];
}

function problemOf({ code, span, message, suggest, related }: Mistake): PolicyProblem {
  const suggestion = suggest?.();
  return {
    code,
    at: span.at,
    endColumn: span.endColumn,
    // Names from the file stand in these texts, and an escape in quotes can hide any character in a name.
    message: printable(message),
    ...(suggestion === undefined ? {} : { suggestion: printable(suggestion) }),
    ...(related === undefined ? {} : { related: { at: related.span.at, message: related.message } }),
  };
}
