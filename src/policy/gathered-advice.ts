/** A piece of advice, and one piece for several things that need the same. */
import { printable } from "./printable.ts";
import type { Place } from "./policy.ts";

export interface PolicyAdvice {
  readonly at: Place;
  /** One sentence without a full stop. */
  readonly message: string;
}

/** How many names a sentence lists before it counts the rest. */
const MOST_NAMES = 5;

interface Named {
  readonly at: Place;
  readonly name: string;
}

/** One piece of advice for all of them, at the first one. */
export function gathered(named: readonly Named[], sentence: (names: string) => string): readonly PolicyAdvice[] {
  const [first] = named;
  if (first === undefined) return [];
  const names = named.slice(0, MOST_NAMES).map(({ name }) => `\`${name}\``);
  const rest = named.length > MOST_NAMES ? ` and ${named.length - MOST_NAMES} more` : "";
  return [{ at: first.at, message: printable(sentence(names.join(", ") + rest)) }];
}
