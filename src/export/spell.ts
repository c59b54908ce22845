/** Spells a list of permissions with the sets that there are. */
import { bitsOf, namesOf } from "../permissions/flags.ts";

export interface PermissionSet {
  /** Without the `$`. */
  readonly name: string;
  readonly bits: bigint;
}

const ADMINISTRATOR = bitsOf(["ADMINISTRATOR"]);
/** One name says more than a set that brings no other. */
const LEAST_BROUGHT = 2;

/**
 * The items of a list, as few as possible: first ADMINISTRATOR, which no reader must miss, then sets in their order, then the rest by bit.
 * A set is used only where all of it is meant.
 */
export function spell(bits: bigint, sets: readonly PermissionSet[]): readonly string[] {
  const { used, rest } = coverWith(bits, sets);
  return [
    ...namesOf(rest & ADMINISTRATOR),
    ...sets.filter((set) => used.has(set)).map(({ name }) => `$${name}`),
    ...namesOf(rest & ~ADMINISTRATOR),
  ];
}

/** The items of a set itself, with the smaller sets that it holds. */
export function spellSet(set: PermissionSet, sets: readonly PermissionSet[]): readonly string[] {
  return spell(
    set.bits,
    sets.filter(({ bits }) => bits !== set.bits && (bits & ~set.bits) === 0n),
  );
}

interface Cover {
  readonly used: ReadonlySet<PermissionSet>;
  readonly rest: bigint;
}

/** The set that brings most first, so that what another one holds already is not written again. */
export function coverWith(bits: bigint, sets: readonly PermissionSet[]): Cover {
  const used = new Set<PermissionSet>();
  let rest = bits;
  for (;;) {
    const best = mostBringing(bits, rest, sets);
    if (best === null) return { used, rest };
    used.add(best);
    rest &= ~best.bits;
  }
}

function mostBringing(bits: bigint, rest: bigint, sets: readonly PermissionSet[]): PermissionSet | null {
  let best: PermissionSet | null = null;
  let most = LEAST_BROUGHT - 1;
  for (const set of sets) {
    const brought = (set.bits & ~bits) === 0n ? countBits(set.bits & rest) : 0;
    if (brought > most) {
      best = set;
      most = brought;
    }
  }
  return best;
}

/** How many permissions there are in a list. */
export function countBits(bits: bigint): number {
  let count = 0;
  for (let left = bits; left !== 0n; left &= left - 1n) count += 1;
  return count;
}
