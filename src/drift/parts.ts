/** One difference as one or two findings: what live left is drift, and what only the policy left awaits rollout. */
import type { FieldValue } from "../audit/link.ts";
import { traceField, type Known } from "./attribute.ts";
import { awaitsAsWhole } from "./awaits-as-whole.ts";
import { bitsIn } from "./cells.ts";
import { restrict } from "./restrict.ts";
import type { Difference, Watched } from "./difference.ts";
import type { FindingValue } from "./finding.ts";
import type { StandingField } from "./memory.ts";

export interface Part {
  readonly difference: Difference;
  readonly awaits: boolean;
  /** See `Finding`. */
  readonly alone?: FindingValue;
  /** What the memory keeps beside the difference's own fields. */
  readonly kept: readonly StandingField[];
}

/** Every cell of the difference is in exactly one part. */
export function partsOf(difference: Difference, known: Known): Part[] {
  // What cannot be looked at is nobody's to carry out.
  if (difference.kind === "channel.hidden") return [{ difference, awaits: false, kept: [] }];
  if (difference.fields.length === 0) return [{ difference, ...awaitsAsWhole(difference, known) }];
  const { drift, rollout } = cutOf(difference, known);
  if (isEmpty(rollout)) return [{ difference, awaits: false, kept: [] }];
  if (isEmpty(drift)) return [{ difference, awaits: true, kept: [] }];
  return [
    { ...restrict(difference, drift), awaits: false, kept: [] },
    { ...restrict(difference, rollout), awaits: true, kept: [] },
  ];
}

/** By field: the cells of each part, 1n for a word. */
interface Cut {
  readonly drift: readonly bigint[];
  readonly rollout: readonly bigint[];
}

function cutOf({ kind, fields }: Difference, known: Known): Cut {
  const all = fields.map(({ cells }) => cells ?? 1n);
  const left = fields.map((watched) => leftCells(watched, known));
  const drift = isOneAct(fields, left) ? all : kind.startsWith("overwrite.") ? together(all, left) : left;
  return { drift, rollout: all.map((cells, index) => cells & ~(drift[index] ?? 0n)) };
}

/** The cells that differ and that live left; 1n for a word. */
export function leftCells(watched: Watched, known: Pick<Known, "history" | "sides">): bigint {
  const { away } = traceField(watched, known).standing;
  return watched.cells === null ? away : away & differing(watched.desired, watched.live);
}

function differing(desired: FieldValue, live: FieldValue): bigint {
  return bitsIn(desired) ^ bitsIn(live);
}

/** A bit of an overwrite is on one of three steps: where either side of it is drift, the bit is. */
function together(all: readonly bigint[], left: readonly bigint[]): bigint[] {
  const drift = left.reduce((bits, cells) => bits | cells, 0n);
  return all.map((cells) => cells & drift);
}

/** Who made what should not be there made all of it. */
function isOneAct(fields: readonly Watched[], left: readonly bigint[]): boolean {
  return fields.some(({ field }, index) => field.part === "exists" && left[index] !== 0n);
}

function isEmpty(cells: readonly bigint[]): boolean {
  return cells.every((some) => some === 0n);
}
