/** Chooses the permission sets of a policy: only those that make it shorter and clearer, always the same for the same lists. */
import { candidatesOf, lengthOf, REFERENCE_LENGTH, weigh, type Candidate } from "./set-candidates.ts";
import { countBits, coverWith, type PermissionSet } from "./spell.ts";
import { TOPICS, type Topic } from "./topics.ts";

/** Characters that a set must save: the first one of a topic explains itself, any other must be worth another word. */
const LEAST_SAVED = { first: 10, further: 300 } as const;
/** More than this nobody keeps in mind. */
const MOST_SETS = 8;

/** In the order in which the file defines them. `lists`: each list as often as it would be written; `everyone`: what @everyone holds. */
export function chooseSets(lists: readonly bigint[], everyone: bigint): readonly PermissionSet[] {
  const weighed = weigh(lists);
  const candidates = candidatesOf(weighed, everyone);
  const chosen: Candidate[] = [];
  while (chosen.length < MOST_SETS) {
    const best = mostSaving(candidates, chosen);
    if (best === null) break;
    chosen.push(best);
  }
  return named(withoutNeedless(chosen), everyone);
}

/** The candidate with which the file is shortest, or null where none saves enough. */
function mostSaving(candidates: readonly Candidate[], chosen: readonly Candidate[]): Candidate | null {
  let best: Candidate | null = null;
  let most = 0;
  for (const candidate of candidates) {
    const saved = chosen.includes(candidate) ? 0 : savedBy(candidate, chosen);
    if (saved > most && saved >= leastSaved(candidate, chosen)) {
      best = candidate;
      most = saved;
    }
  }
  return best;
}

/** The characters by which the file is shorter with this set beside the others. Only lists that hold it can change. */
function savedBy(candidate: Candidate, others: readonly Candidate[]): number {
  const [without, sets] = [others.map(unnamed), [...others, candidate].map(unnamed)];
  const inLists = candidate.holding.reduce((sum, { bits, count }) => sum + count * (lengthWith(bits, without) - lengthWith(bits, sets)), 0);
  return inLists + lengthOfSets(without) - lengthOfSets(sets);
}

function lengthOfSets(sets: readonly PermissionSet[]): number {
  return sets.reduce(
    (sum, { bits }) =>
      sum +
      REFERENCE_LENGTH +
      lengthWith(
        bits,
        sets.filter((other) => other.bits !== bits),
      ),
    0,
  );
}

function leastSaved({ topic }: Candidate, chosen: readonly Candidate[]): number {
  return topic !== null && !chosen.some((other) => other.topic === topic) ? LEAST_SAVED.first : LEAST_SAVED.further;
}

function lengthWith(bits: bigint, sets: readonly PermissionSet[]): number {
  const { used, rest } = coverWith(bits, sets);
  return used.size * REFERENCE_LENGTH + lengthOf(rest);
}

function unnamed({ bits }: Candidate): PermissionSet {
  return { name: "", bits };
}

/** A set that was good before a better one came may say little now. */
function withoutNeedless(chosen: readonly Candidate[]): readonly Candidate[] {
  const others = (one: Candidate): readonly Candidate[] => chosen.filter((other) => other !== one);
  const needless = chosen.find((one) => savedBy(one, others(one)) < leastSaved(one, others(one)));
  return needless === undefined ? chosen : withoutNeedless(others(needless));
}

/** What members may do, on each topic and as a whole, then what goes further; of several on one topic the smaller one first. */
function named(chosen: readonly Candidate[], everyone: bigint): readonly PermissionSet[] {
  const about = (topics: readonly Topic[]): readonly PermissionSet[] =>
    topics.flatMap((topic) => numbered(topic.name, bySize(chosen.filter((one) => one.topic === topic))));
  const whole = bySize(chosen.filter(({ topic }) => topic === null));
  const [members, others] = [whole.filter(({ bits }) => (bits & ~everyone) === 0n), whole.filter(({ bits }) => (bits & ~everyone) !== 0n)];
  return [
    ...about(TOPICS.filter(({ further }) => !further)),
    ...numbered("member", members),
    ...about(TOPICS.filter(({ further }) => further)),
    ...others.map(({ bits }, index) => ({ name: `set-${index + 1}`, bits })),
  ];
}

function numbered(name: string, sorted: readonly Candidate[]): readonly PermissionSet[] {
  return sorted.map(({ bits }, index) => ({ name: index === 0 ? name : `${name}-${index + 1}`, bits }));
}

function bySize(candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.toSorted((left, right) => countBits(left.bits) - countBits(right.bits) || (left.bits < right.bits ? -1 : 1));
}
