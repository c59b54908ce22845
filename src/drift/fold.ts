/**
 * Folding: how the entries of one field lead from its base to its live value.
 *
 * No clock decides which entries the snapshot already holds. Per field, the longest run of entries whose result is the live value is in
 * it; later ones were made after the snapshot and wait for the next run.
 */
import type { FieldValue, Link } from "../audit/link.ts";
import { compareSnowflakes } from "../permissions/snowflake.ts";

/** A link as the fold reads it. */
export interface KnownLink extends Omit<Link, "field"> {
  /** Already reported by an earlier run, as part of drift that stood then. */
  readonly reported: boolean;
  /** Certainly in the snapshot: an earlier run has read it. */
  readonly held: boolean;
}

/** The order of the log. */
export function byEntry(left: KnownLink, right: KnownLink): number {
  return compareSnowflakes(left.entry.id, right.entry.id);
}

export interface Fold {
  /** In the snapshot, oldest first. */
  readonly used: readonly KnownLink[];
  /** Made after the snapshot was taken. */
  readonly waiting: readonly KnownLink[];
}

/** Splits the links of one field at the snapshot. `base` is the value before the first of them, `live` the snapshot's. */
export function foldField(base: FieldValue, links: readonly KnownLink[], live: FieldValue): Fold {
  const sorted = links.toSorted(byEntry);
  const held = sorted.findLastIndex((link) => link.held) + 1;
  const cut = cutOf(base, sorted, { live, held });
  return { used: sorted.slice(0, cut), waiting: sorted.slice(cut) };
}

/** How many links are in the snapshot. Where no run of them leads to the live value, all are: something that the log lacks came after. */
function cutOf(
  base: FieldValue,
  links: readonly KnownLink[],
  { live, held }: { readonly live: FieldValue; readonly held: number },
): number {
  for (let count = links.length; count >= held; count -= 1) {
    const result = count === 0 ? base : links[count - 1]?.to;
    if (result === live || links[count]?.from === live) return count;
  }
  return links.length;
}

/** One bit of a bit set, or a word as a whole (`null`). */
export type Cell = bigint | null;

/** A cell's value in a field's value: for bits 1 or 0, for words the word. */
export function cellOf(value: FieldValue, cell: Cell): FieldValue {
  if (cell === null) return value;
  return typeof value === "bigint" && (value & cell) !== 0n ? 1n : 0n;
}

export interface Step {
  readonly link: KnownLink;
  readonly from: FieldValue;
  readonly to: FieldValue;
  /** Between the step before and this one the cell changed without an entry. */
  readonly gap: boolean;
}

/** The links that moved a cell, with what they moved it from and to. A link that does not know its old side takes what stood. */
export function stepsOf(cell: Cell, base: FieldValue, links: readonly KnownLink[]): Step[] {
  const steps: Step[] = [];
  let stands = cellOf(base, cell);
  for (const link of links) {
    const from = link.from === undefined ? stands : cellOf(link.from, cell);
    const to = cellOf(link.to, cell);
    if (from !== to) steps.push({ link, from, to, gap: from !== stands });
    stands = to;
  }
  return steps;
}

/** How a cell came from its base to where it is. */
export interface Path {
  /** The steps since it last stood at its base. */
  readonly steps: readonly Step[];
  readonly status: "exact" | "gap" | "none";
}

/** What a cell's history is read against. */
interface Outlook {
  readonly links: readonly KnownLink[];
  readonly live: FieldValue;
}

/** The path of a cell that is not at its base now. `gap`: entries explain a part of the way only. */
export function pathOf(cell: Cell, base: FieldValue, { links, live }: Outlook): Path {
  const steps = stepsOf(cell, base, links);
  const start = cellOf(base, cell);
  const returned = steps.findLastIndex((step) => step.to === start);
  // A step that starts from the base after a gap shows that the cell had come back, whoever did it.
  const left = steps.findLastIndex((step) => step.from === start);
  const tail = steps.slice(Math.max(returned + 1, left, 0));
  const last = tail.at(-1);
  if (last === undefined || last.to !== cellOf(live, cell)) return { steps: tail, status: tail.length === 0 ? "none" : "gap" };
  const gapless = tail.every((step, index) => (index === 0 ? step.from === start : !step.gap));
  return { steps: tail, status: gapless && !tail.some((step) => step.link.weak) ? "exact" : "gap" };
}

/** A cell that left its base and came back while nobody looked. */
export interface Excursion {
  readonly left: Step;
  /** Null: it is back, and no entry says how. */
  readonly returned: Step | null;
}

/** All excursions of a cell that no run has told of yet, as drift or as an excursion, oldest first. */
export function excursionsOf(cell: Cell, base: FieldValue, { links, live }: Outlook): Excursion[] {
  const start = cellOf(base, cell);
  const outings = outingsOf(start, stepsOf(cell, base, links));
  const last = outings.at(-1);
  return outings.flatMap(({ left, returned }) => {
    if (left === null || left.link.reported) return [];
    const stillAway = returned === null && left === last?.left && cellOf(live, cell) !== start;
    return stillAway ? [] : [{ left, returned }];
  });
}

interface Outing {
  /** Null: it came back without an entry that says how it had left. */
  readonly left: Step | null;
  readonly returned: Step | null;
}

function outingsOf(start: FieldValue, steps: readonly Step[]): Outing[] {
  const outings: Outing[] = [];
  let left: Step | null = null;
  for (const step of steps) {
    if (step.to === start) {
      outings.push({ left, returned: step });
      left = null;
    } else if (step.from === start) {
      if (left !== null) outings.push({ left, returned: null });
      left = step;
    }
  }
  return left === null ? outings : [...outings, { left, returned: null }];
}
