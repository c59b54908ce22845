/** "Did you mean": the known word that is closest to a mistyped one. */

/** Longer words are not compared, and no more candidates than this: the comparison is quadratic, and a file may be hostile. */
const LONGEST = 40;
const MOST_CANDIDATES = 300;

/** The candidate closest to the word, or undefined where none is near enough. Case and separators weigh nothing. */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = plainForm(word);
  if (wanted === "" || wanted.length > LONGEST) return undefined;
  let best: { readonly candidate: string; readonly distance: number } | undefined;
  let compared = 0;
  for (const candidate of candidates) {
    if (++compared > MOST_CANDIDATES) break;
    const distance = distanceWithin(wanted, plainForm(candidate), best?.distance ?? allowedDistance(wanted) + 1);
    if (distance !== null) best = { candidate, distance };
  }
  return best?.candidate;
}

/** The word without what people get wrong without noticing: case, blanks, hyphens, underscores, dots. */
function plainForm(word: string): string {
  return word.toLowerCase().replaceAll(/[\s_.-]+/g, "");
}

/** A third of the word may be wrong; one letter in a short one. */
function allowedDistance(word: string): number {
  return Math.max(1, Math.floor(word.length / 3));
}

/** The distance if it is below the bound, else null. */
function distanceWithin(left: string, right: string, bound: number): number | null {
  if (right.length > LONGEST || Math.abs(left.length - right.length) >= bound) return null;
  const distance = editDistance(left, right);
  return distance < bound ? distance : null;
}

/** Damerau-Levenshtein (optimal string alignment): insertions, deletions, replacements and swaps of neighbours. */
export function editDistance(left: string, right: string): number {
  let rows: Rows = { beforeLast: [], last: Array.from({ length: right.length + 1 }, (_, index) => index) };
  for (let row = 1; row <= left.length; row += 1) {
    rows = { beforeLast: rows.last, last: nextRow(row, { left, right }, rows) };
  }
  return rows.last[right.length] ?? 0;
}

/** The two rows of the distance table above the one that is being computed. */
interface Rows {
  readonly beforeLast: readonly number[];
  readonly last: readonly number[];
}

function nextRow(row: number, { left, right }: { readonly left: string; readonly right: string }, { beforeLast, last }: Rows): number[] {
  const current = [row];
  for (let column = 1; column <= right.length; column += 1) {
    const replaced = (last[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
    const swap = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
    const swapped = swap ? (beforeLast[column - 2] ?? Infinity) + 1 : Infinity;
    current.push(Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, replaced, swapped));
  }
  return current;
}
