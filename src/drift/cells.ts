/** Bit sets as single bits. */

/** The bits of a set, each as a set of its own, ascending. */
export function cellsIn(set: bigint): bigint[] {
  const cells: bigint[] = [];
  for (let rest = set; rest > 0n; rest &= rest - 1n) cells.push(rest & -rest);
  return cells;
}
