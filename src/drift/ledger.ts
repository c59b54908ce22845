/** What every new entry did to the fields that the policy manages: towards it, away from it, or made after the snapshot. */
import type { EntryHead } from "../audit/entry.ts";
import { fieldKey, type Field, type FieldValue } from "../audit/link.ts";
import { DANGEROUS } from "../permissions/flags.ts";
import type { EntryId } from "../permissions/snowflake.ts";
import { cellsIn } from "./cells.ts";
import { stateOf, type FieldState, type Sides } from "./field-state.ts";
import { cellOf, excursionsOf, foldField, stepsOf, type Cell, type Excursion, type KnownLink, type Step } from "./fold.ts";
import { baseOf, settledBase } from "./base.ts";
import { lastValue, type History } from "./history.ts";

/** A cell that an entry moved. */
export interface Move {
  readonly entry: EntryHead;
  readonly field: Field;
  readonly cell: Cell;
  readonly from: FieldValue;
  readonly to: FieldValue;
  readonly towards: boolean;
}

export interface FieldExcursion extends Excursion {
  readonly field: Field;
  readonly cell: Cell;
}

export interface Ledger {
  /** In the order of fields, then cells, then entries. */
  readonly moves: readonly Move[];
  readonly excursions: readonly FieldExcursion[];
  readonly waiting: ReadonlySet<EntryId>;
}

/** Reads the new entries of all managed fields against policy and snapshot. */
export function ledgerOf(history: History, sides: Sides): Ledger {
  const pages = [...history.moved.values()].flatMap((field) => {
    const state = stateOf(field, sides);
    return state === null ? [] : [pageOf(field, state, { history, sides })];
  });
  const waiting = waitingEntries(pages);
  return {
    moves: pages.flatMap((page) => page.moves),
    excursions: pages.flatMap((page) => page.excursions.filter((excursion) => !isWaiting(excursion, waiting))),
    waiting,
  };
}

interface Page {
  readonly moves: readonly Move[];
  readonly excursions: readonly FieldExcursion[];
  readonly used: readonly EntryId[];
  readonly waiting: readonly EntryId[];
}

/** An entry that waits in one field waits in all, and so does what else is new in any of them: what belongs together is told together. */
function waitingEntries(pages: readonly Page[]): ReadonlySet<EntryId> {
  const waiting = new Set(pages.flatMap((page) => page.waiting));
  for (let before = -1; before !== waiting.size;) {
    before = waiting.size;
    for (const { used } of pages) {
      for (const id of used.some((one) => waiting.has(one)) ? used : []) waiting.add(id);
    }
  }
  return waiting;
}

function isWaiting({ left, returned }: Excursion, waiting: ReadonlySet<EntryId>): boolean {
  return waiting.has(left.link.entry.id) || (returned !== null && waiting.has(returned.link.entry.id));
}

function pageOf(field: Field, state: FieldState, { history, sides }: { readonly history: History; readonly sides: Sides }): Page {
  const compared = { field, desired: state.desired, live: state.live };
  const before = baseOf(compared, { history, sides });
  const live = state.unseen === true ? (lastValue(field, history) ?? before) : state.live;
  const { used, waiting } = foldField(before, history.links.get(fieldKey(field)) ?? [], live);
  const base = settledBase(before, compared, { used, history });
  return {
    moves: movedCells(used, base, state.decided).flatMap((cell) =>
      stepsOf(cell, base, used).flatMap((step) => moveOf(step, { field, cell, state, live })),
    ),
    excursions: movedCells(used, base, state.guarded).flatMap((cell) =>
      excursionsOf(cell, base, { links: used, live })
        .filter(({ left }) => left.to !== cellOf(state.desired, cell) && !(cell !== null && isBeginning(left.link.entry, cell)))
        .map((excursion) => ({ ...excursion, field, cell })),
    ),
    used: used.filter((link) => !link.reported).map((link) => link.entry.id),
    waiting: waiting.map((link) => link.entry.id),
  };
}

/** Those of the cells `among` that any link moved. */
function movedCells(links: readonly KnownLink[], base: FieldValue, among: bigint): Cell[] {
  if (typeof base !== "bigint") return links.length === 0 ? [] : [null];
  const touched = links.reduce((all, { from, to }) => all | (bitsOf(from ?? base) ^ bitsOf(to)), 0n);
  return cellsIn(touched & among);
}

function bitsOf(value: FieldValue): bigint {
  return typeof value === "bigint" ? value : 0n;
}

interface Spot {
  readonly field: Field;
  readonly cell: Cell;
  readonly state: FieldState;
  readonly live: FieldValue;
}

function moveOf({ link, from, to }: Step, { field, cell, state, live }: Spot): Move[] {
  if (link.reported) return [];
  const wanted = cellOf(state.desired, cell);
  const begun = field.part !== "exists" && isBeginning(link.entry, cell) && cellOf(live, cell) === wanted;
  return [{ entry: link.entry, field, cell, from, to, towards: to === wanted || begun }];
}

/**
 * What an object is made with is where it begins, not a change of it: Discord's settings give a new role a name and the rights of @everyone,
 * which are then edited. A dangerous permission is one from the first moment on.
 */
function isBeginning({ action }: EntryHead, cell: Cell): boolean {
  const made = action === "ROLE_CREATE" || action === "CHANNEL_CREATE";
  return made && (cell === null || (cell & DANGEROUS) === 0n);
}
