/** Approved entries: those that moved what the policy manages only towards it. */
import type { Approved } from "./report.ts";
import { changeOf } from "./attribute.ts";
import type { Sides } from "./field-state.ts";
import { groupBy } from "./group-by.ts";
import type { History } from "./history.ts";
import type { Ledger, Move } from "./ledger.ts";
import { subjectOf } from "./naming.ts";

/** One item an entry, in the order of the log. An entry that waits for the next run is not judged yet. */
export function approvedEntries(ledger: Ledger, history: History, sides: Sides): Approved[] {
  const byEntry = groupBy(ledger.moves, (move) => move.entry.id);
  return history.entries.flatMap((entry) => {
    const moves = byEntry.get(entry.id) ?? [];
    // What the memory holds of an entry is drift: it did more than what this run reads of it.
    if (ledger.waiting.has(entry.id) || history.told.has(entry.id) || !moves.every((move) => move.towards)) return [];
    const [first] = moves;
    if (first === undefined) return [];
    const { subject, target } = subjectOf(first.field, sides, history);
    const one = new Set(moves.map((move) => JSON.stringify(subjectOf(move.field, sides, history)))).size === 1;
    return [{ ...changeOf(entry), subject, ...(target !== undefined && one ? { target } : {}), ...grantsOf(moves) }];
  });
}

/** What moves grant and revoke together, on deny < neutral < allow. */
export function grantsOf(moves: readonly Pick<Move, "field" | "cell" | "to">[]): { readonly granted: bigint; readonly revoked: bigint } {
  let [granted, revoked] = [0n, 0n];
  for (const { field, cell, to } of moves) {
    if (cell === null) continue;
    // Losing a deny is a gain.
    const rises = (to === 1n) !== (field.of === "overwrite" && field.part === "deny");
    if (rises) granted |= cell;
    else revoked |= cell;
  }
  return { granted, revoked: revoked & ~granted };
}
