/** What comparing gives: changes, and what is only worth a note. */
import type { ChangeKind, ChangeSubject, PolicyChange } from "./review.ts";

export interface Found {
  readonly changes: readonly PolicyChange[];
  /** Plain sentences. */
  readonly notes: readonly string[];
}

export const NOTHING: Found = { changes: [], notes: [] };

/** A change of which most is as usual: no bits, nobody who can do more, nothing dangerous. */
export function changing(
  kind: ChangeKind,
  subject: ChangeSubject,
  rest: Partial<PolicyChange> & Pick<PolicyChange, "before" | "after" | "policy">,
): PolicyChange {
  return { kind, subject, granted: 0n, revoked: 0n, effect: [], severity: "low", escalation: null, smallPrint: false, ...rest };
}

/** All that several comparisons found, in order. */
export function allOf(parts: readonly Found[]): Found {
  return { changes: parts.flatMap(({ changes }) => changes), notes: parts.flatMap(({ notes }) => notes) };
}
