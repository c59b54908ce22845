/** What might become a permission set: what lists of the policy have in common, on one topic or as a whole. */
import { bitsOf, FLAG_NAMES } from "../permissions/flags.ts";
import { countBits } from "./spell.ts";
import { TOPICS, type Topic } from "./topics.ts";

/** Bounds that keep the search short. Real servers stay below the first. */
const MOST_LISTS = 250;
const MOST_PARTS = 100;
const MOST_CANDIDATES = 20;
/** What two lists share is found by reading both. */
const LEAST_USES = 3;

/** `$name, ` */
export const REFERENCE_LENGTH = 8;

/** No set hides ADMINISTRATOR, nor a permission that this version does not know. */
const SHARED = bitsOf(FLAG_NAMES) & ~bitsOf(["ADMINISTRATOR"]);

/** A list of the policy, and how often it would be written. */
export interface Weighed {
  readonly bits: bigint;
  readonly count: number;
}

export interface Candidate {
  /** Null: a whole list that is written often. */
  readonly topic: Topic | null;
  readonly bits: bigint;
  /** The lists that hold all of it. */
  readonly holding: readonly Weighed[];
}

/** Different lists of at least two permissions that sets may hold, the heaviest first. */
export function weigh(lists: readonly bigint[]): readonly Weighed[] {
  const counts = new Map<bigint, number>();
  for (const list of lists) {
    const bits = list & SHARED;
    if (countBits(bits) > 1) counts.set(bits, (counts.get(bits) ?? 0) + 1);
  }
  return [...counts]
    .map(([bits, count]) => ({ bits, count, weight: count * lengthOf(bits) }))
    .toSorted((left, right) => right.weight - left.weight || ascending(left.bits, right.bits))
    .slice(0, MOST_LISTS);
}

const LENGTHS: ReadonlyMap<bigint, number> = new Map(FLAG_NAMES.map((name) => [bitsOf([name]), name.length + 2]));

/** What a list of shared permissions takes in the file, in characters. */
export function lengthOf(bits: bigint): number {
  let length = 0;
  for (let left = bits; left !== 0n; left &= left - 1n) length += LENGTHS.get(left & -left) ?? 0;
  return length;
}

/** Candidates in a fixed order. `everyone`: what every member may do, which many roles repeat. */
export function candidatesOf(weighed: readonly Weighed[], everyone: bigint): readonly Candidate[] {
  const topical = TOPICS.flatMap((topic) => promising(onTopic(topic, weighed), topic, weighed));
  const repeated = weighed.filter(({ count }) => count > 1).map(({ bits }) => bits);
  const known = new Set(topical.map(({ bits }) => bits));
  const whole = [everyone & SHARED, ...repeated].filter((bits) => !known.has(bits));
  return [...topical, ...promising(new Set(whole), null, weighed)];
}

/** What the lists say on a topic, and what any two of them have in common. */
function onTopic(topic: Topic, weighed: readonly Weighed[]): ReadonlySet<bigint> {
  const parts = [...new Set(weighed.map(({ bits }) => bits & topic.all))].slice(0, MOST_PARTS);
  const shared = new Set<bigint>();
  for (const [index, left] of parts.entries()) for (const right of parts.slice(index)) shared.add(left & right);
  return new Set([...shared].filter((bits) => (bits & topic.core) !== 0n && countBits(bits) >= topic.least));
}

/** Those that would save most if there were no other set. */
function promising(found: ReadonlySet<bigint>, topic: Topic | null, weighed: readonly Weighed[]): readonly Candidate[] {
  return [...found]
    .filter((bits) => countBits(bits) > 1)
    .map((bits) => {
      const holding = weighed.filter((list) => (bits & ~list.bits) === 0n);
      const uses = holding.reduce((sum, { count }) => sum + count, 0);
      return { topic, bits, holding, uses, saved: (uses - 1) * lengthOf(bits) - uses * REFERENCE_LENGTH };
    })
    .filter(({ uses, saved }) => uses >= LEAST_USES && saved > 0)
    .toSorted((left, right) => right.saved - left.saved || ascending(left.bits, right.bits))
    .slice(0, MOST_CANDIDATES);
}

function ascending(left: bigint, right: bigint): number {
  return left < right ? -1 : Number(left > right);
}
