/** Bit sets as single bits. */
import type { FieldValue } from "../audit/link.ts";

/** The bits of a set, each as a set of its own, ascending. */
export function cellsIn(set: bigint): bigint[] {
  const cells: bigint[] = [];
  for (let rest = set; rest > 0n; rest &= rest - 1n) cells.push(rest & -rest);
  return cells;
}

/** The bits of a field's value; none of a word. */
export function bitsIn(value: FieldValue): bigint {
  return typeof value === "bigint" ? value : 0n;
}
