/** Chooses the permission sets of a policy: only those that make it shorter and clearer, always the same for the same lists. */
import { candidatesOf, lengthOf, REFERENCE_LENGTH, weigh, type Candidate, type Weighed } from "./set-candidates.ts";
import { countBits, coverWith, type PermissionSet } from "./spell.ts";
import { TOPICS } from "./topics.ts";

/** Characters that a set must save: the first one of a topic explains itself, any other must be worth another word. */
const LEAST_SAVED = { first: 60, further: 300 } as const;
/** More than this nobody keeps in mind. */
const MOST_SETS = 8;

/** In the order in which the file defines them. `lists`: each list as often as it would be written; `everyone`: what @everyone holds. */
export function chooseSets(lists: readonly bigint[], everyone: bigint): readonly PermissionSet[] {
  const weighed = weigh(lists);
  const open = [...candidatesOf(weighed, everyone)];
  const chosen: Candidate[] = [];
  let cost = costOf(weighed, chosen);
  while (chosen.length < MOST_SETS) {
    const best = cheapest(open, chosen, weighed);
    if (best === null || best.cost >= cost) break;
    chosen.push(best.candidate);
    cost = best.cost;
  }
  return named(withoutNeedless(chosen, weighed), everyone);
}

interface Priced {
  readonly candidate: Candidate;
  readonly cost: number;
}

/** The candidate with which the file is shortest, or null where none saves enough. */
function cheapest(open: readonly Candidate[], chosen: readonly Candidate[], weighed: readonly Weighed[]): Priced | null {
  const before = costOf(weighed, chosen);
  let best: Priced | null = null;
  for (const candidate of open) {
    if (chosen.includes(candidate)) continue;
    const cost = costOf(weighed, [...chosen, candidate]);
    if (before - cost >= leastSaved(candidate, chosen) && (best === null || cost < best.cost)) best = { candidate, cost };
  }
  return best;
}

function leastSaved({ topic }: Candidate, chosen: readonly Candidate[]): number {
  return topic !== null && !chosen.some((other) => other.topic === topic) ? LEAST_SAVED.first : LEAST_SAVED.further;
}

/** The characters of all lists and of the sets themselves. */
function costOf(weighed: readonly Weighed[], chosen: readonly Candidate[]): number {
  const sets = chosen.map(unnamed);
  const lists = weighed.reduce((sum, { bits, count }) => sum + count * lengthWith(bits, sets), 0);
  return sets.reduce((sum, set) => sum + REFERENCE_LENGTH + lengthWith(set.bits, smallerThan(set, sets)), lists);
}

function lengthWith(bits: bigint, sets: readonly PermissionSet[]): number {
  const { used, rest } = coverWith(bits, sets);
  return used.size * REFERENCE_LENGTH + lengthOf(rest);
}

function unnamed({ bits }: Candidate): PermissionSet {
  return { name: "", bits };
}

function smallerThan(set: PermissionSet, sets: readonly PermissionSet[]): readonly PermissionSet[] {
  return sets.filter((other) => other !== set && other.bits !== set.bits);
}

/** A set that was good before a better one came may say nothing any more. */
function withoutNeedless(chosen: readonly Candidate[], weighed: readonly Weighed[]): readonly Candidate[] {
  const cost = costOf(weighed, chosen);
  const needless = chosen.find((one) => {
    const others = chosen.filter((other) => other !== one);
    return costOf(weighed, others) < cost + leastSaved(one, others);
  });
  return needless === undefined
    ? chosen
    : withoutNeedless(
        chosen.filter((one) => one !== needless),
        weighed,
      );
}

/** By topic, then whole lists; of several on one topic the smaller one first. */
function named(chosen: readonly Candidate[], everyone: bigint): readonly PermissionSet[] {
  const ofTopics = TOPICS.flatMap((topic) => numbered(topic.name, bySize(chosen.filter((one) => one.topic === topic))));
  const whole = bySize(chosen.filter(({ topic }) => topic === null));
  const [members, others] = [whole.filter(({ bits }) => (bits & ~everyone) === 0n), whole.filter(({ bits }) => (bits & ~everyone) !== 0n)];
  return [...ofTopics, ...numbered("member", members), ...others.map(({ bits }, index) => ({ name: `set-${index + 1}`, bits }))];
}

function numbered(name: string, sorted: readonly Candidate[]): readonly PermissionSet[] {
  return sorted.map(({ bits }, index) => ({ name: index === 0 ? name : `${name}-${index + 1}`, bits }));
}

function bySize(candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.toSorted((left, right) => countBits(left.bits) - countBits(right.bits) || (left.bits < right.bits ? -1 : 1));
}
