/** Which items of a list may stay where they are: the longest part of it that is in order already. */

/**
 * The indices of a longest strictly ascending part of the list. Of several that are as long it takes the one that stands latest, so that
 * what came to the front is what has moved: of two that changed places the second stays.
 */
export function longestInOrder(ranks: readonly number[]): ReadonlySet<number> {
  const best: { readonly length: number; readonly before: number }[] = [];
  for (const rank of ranks) {
    let [length, before] = [1, -1];
    for (const [earlier, known] of best.entries()) {
      if ((ranks[earlier] ?? rank) < rank && known.length + 1 >= length) [length, before] = [known.length + 1, earlier];
    }
    best.push({ length, before });
  }
  const longest = Math.max(0, ...best.map(({ length }) => length));
  const kept = new Set<number>();
  for (let at = best.findLastIndex(({ length }) => length === longest); at >= 0; at = best[at]?.before ?? -1) kept.add(at);
  return kept;
}
