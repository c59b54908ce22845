import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { longestInOrder } from "../../src/drift/longest-in-order.ts";

/** The length of the longest ascending part, by trying all. */
function longestOf(ranks: readonly number[]): number {
  let most = 0;
  for (let set = 0; set < 2 ** ranks.length; set += 1) {
    const part = ranks.filter((_, index) => (set & (1 << index)) !== 0);
    if (part.every((rank, index) => index === 0 || (part[index - 1] ?? 0) < rank)) most = Math.max(most, part.length);
  }
  return most;
}

describe("the longest part in order", () => {
  test("is one of the longest, and in order", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(20), { maxLength: 9 }), (ranks) => {
        const kept = [...longestInOrder(ranks)].toSorted((left, right) => left - right).map((index) => ranks[index] ?? -1);
        expect(kept).toEqual(kept.toSorted((left, right) => left - right));
        expect(kept).toHaveLength(longestOf(ranks));
      }),
    );
  });

  test("of two that changed places the second stays", () => {
    expect([...longestInOrder([1, 0])]).toEqual([1]);
  });

  test("of nothing it is nothing", () => {
    expect(longestInOrder([]).size).toBe(0);
  });
});
