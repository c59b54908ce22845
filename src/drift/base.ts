/** The base of a field: the value on which policy and live last agreed, per bit. */
import { fieldKey, type Field, type FieldValue } from "../audit/link.ts";
import { DANGEROUS } from "../permissions/flags.ts";
import { bitsIn } from "./cells.ts";
import { stateOf, type FieldState, type Sides } from "./field-state.ts";
import { byEntry, type KnownLink } from "./fold.ts";
import type { History } from "./history.ts";
import { keptCells } from "./memory.ts";
import { toleratedAt } from "./tolerance.ts";
import { isAwaitedObject, wasAwaited } from "./was-awaited.ts";

/** A field, and what it is compared with. */
export interface Compared {
  readonly field: Field;
  readonly desired: FieldValue;
  readonly live: FieldValue;
  /** See `Watched`. */
  readonly beyond?: true;
}

interface Read {
  readonly history: History;
  readonly sides: Sides;
}

/** Per bit the memory's where the field differed already, else what the policy said at the last run, else what this one says. */
export function baseOf(compared: Compared, { history, sides }: Read): FieldValue {
  const agreed = agreedBefore(compared, { history, sides });
  const known = history.standing.get(fieldKey(compared.field));
  if (known === undefined) return agreed;
  if (typeof known.base !== "bigint" || typeof agreed !== "bigint") return known.base;
  const kept = keptCells(known) & ~noLongerTolerated(compared.field, { history, sides });
  return (known.base & kept) | (agreed & ~kept);
}

/** What an exception tolerated that the policy has given up since, before its last day: that was agreed until then. */
function noLongerTolerated(field: Field, { history, sides }: Read): bigint {
  if (sides.previous === null) return 0n;
  const before = toleratedAt(field, sides.previous.tolerance) & ~toleratedAt(field, sides.tolerance);
  return before & (history.tolerated.get(fieldKey(field)) ?? 0n);
}

function agreedBefore(compared: Compared, { history, sides }: Read): FieldValue {
  const { field, desired } = compared;
  if (compared.beyond === true) return desired;
  if (wasAwaited(compared, history, sides)) return valueBefore({ ...compared, live: begunUnseen(compared, { history, sides }) }, history);
  if (sides.previous === null) return desired;
  const before = stateOf(field, sides.previous);
  if (isSame(before, stateOf(field, sides))) return desired;
  if (before === null) return valueBefore(compared, history);
  if (typeof before.desired !== "bigint" || before.open === 0n) return before.desired;
  const stood = valueBefore(compared, history);
  return typeof stood === "bigint" ? (before.desired & ~before.open) | (stood & before.open) : before.desired;
}

function isSame(before: FieldState | null, now: FieldState | null): boolean {
  if (before === null || now === null) return before === now;
  return before.desired === now.desired && before.open === now.open;
}

/** What the field was at the last run, as far as new entries tell; what is live where none does. An object that was made since began as it was made. */
function valueBefore({ field, desired, live }: Compared, { links, continued }: History): FieldValue {
  const stands = live === null && typeof desired === "bigint" ? desired : live;
  if (!continued) return stands;
  const fresh = (links.get(fieldKey(field)) ?? []).filter((link) => !link.reported).toSorted(byEntry);
  const [first] = fresh;
  if (first !== undefined && isMade(first, field)) return begunAs(first);
  return fresh.find(({ from }) => from !== undefined)?.from ?? (fresh.some(({ from }) => from === null) ? null : stands);
}

function isMade({ entry: { action } }: KnownLink, { part }: Field): boolean {
  return part !== "exists" && (action === "ROLE_CREATE" || action === "CHANNEL_CREATE");
}

/** What an object that was to be made may have begun with, where no entry tells of it. In a channel that was there nothing spoke of a new role. */
function begunUnseen({ field, desired, live }: Compared, { history, sides }: Read): FieldValue {
  if (field.of === "member") return null;
  if (field.of === "overwrite" && !isAwaitedObject({ type: "channel", id: field.id }, history, sides.binding))
    return bitsIn(live) & bitsIn(desired);
  return typeof live === "bigint" ? live & (~DANGEROUS | bitsIn(desired)) : live;
}

/** But for dangerous permissions: those are given from the first moment on. */
function begunAs({ from, to }: KnownLink): FieldValue {
  if (typeof to !== "bigint") return to;
  return (to & ~DANGEROUS) | (typeof from === "bigint" ? from & DANGEROUS : 0n);
}

/**
 * The base once the entries of the snapshot are known: where one of them brought a cell to what is agreed now, policy and live agreed there last. So what
 * was carried out and undone is drift, whether or not a run saw it in between. Without a last run nobody knows which entries came after it.
 */
export function settledBase(base: FieldValue, { field, desired }: Compared, { used, history }: Settling): FieldValue {
  if (!history.continued || base === desired) return base;
  // What an object is made with comes from nowhere: the side before says nothing.
  const fresh = used.filter((link) => !link.reported).map((link) => (isMade(link, field) ? { ...link, from: undefined } : link));
  const counts = countedLeaving({ field, desired }, history);
  if (typeof base !== "bigint" || typeof desired !== "bigint") {
    return fresh.some(({ from, to }) => to === desired || (counts !== 0n && from === desired)) ? desired : base;
  }
  const reached = fresh.reduce((cells, { from, to }) => {
    const left = typeof from === "bigint" ? ~(from ^ desired) & counts : 0n;
    return cells | left | (typeof to === "bigint" ? ~(to ^ desired) : 0n);
  }, 0n);
  return (base & ~reached) | (desired & reached);
}

/**
 * The cells in which leaving what is agreed now shows that it was agreed then, 0n for a word in which it does not. What stood as drift was at that value before
 * the policy was; but whoever gives anew what is agreed no more is told.
 */
function countedLeaving({ field, desired }: Pick<Compared, "field" | "desired">, { standing }: History): bigint {
  const away = standing.get(fieldKey(field))?.away ?? 0n;
  if (typeof desired === "bigint") return ~away | (DANGEROUS & (field.part === "deny" ? desired : ~desired));
  return away === 0n || (field.of === "member" && desired === null) ? 1n : 0n;
}

interface Settling {
  /** The entries that the snapshot holds. */
  readonly used: readonly KnownLink[];
  readonly history: History;
}
