/** A difference between the policy and the live guild, before anybody asked the log who made it. */
import type { Field, FieldValue } from "../audit/link.ts";
import { NEUTRAL, difference as bitDifference, type OverwriteBits } from "../permissions/overwrite.ts";
import type { Place } from "../policy/policy.ts";
import { withoutEnding } from "./rollout-key.ts";
import type { Finding, FindingValue, Named, StateKind, Subject, Target } from "./finding.ts";

export interface Difference {
  readonly kind: StateKind;
  readonly subject: Subject;
  readonly target?: Target;
  readonly desired: FindingValue | null;
  readonly live: FindingValue | null;
  readonly granted: bigint;
  readonly revoked: bigint;
  readonly at: Place | null;
  readonly also: readonly Named[];
  readonly note: string | null;
  /** The fields whose history explains it; none where nothing can. */
  readonly fields: readonly Watched[];
}

/** A field of a difference, with the cells of it that differ. */
export interface Watched {
  readonly field: Field;
  readonly desired: FieldValue;
  readonly live: FieldValue;
  /** For bit sets the bits that differ, null for words. */
  readonly cells: bigint | null;
  /** No field of the policy says it, but a rule does: its base is `desired`, whatever an older policy said. */
  readonly beyond?: true;
}

/** A watched word: it differs as a whole. */
export function watchedWord(field: Field, desired: FieldValue, live: FieldValue): Watched {
  return { field, desired, live, cells: null };
}

/** A difference of which most is as usual: no target, no bits, nothing more to say. */
export function differing(kind: StateKind, subject: Subject, rest: Partial<Difference> & Pick<Difference, "desired" | "live">): Difference {
  return { kind, subject, granted: 0n, revoked: 0n, at: null, also: [], note: null, fields: [], ...rest };
}

/** `kind/subject.type:subject.id[/target.type:target.id]`: ids only, never a name of Discord's. What the policy calls an object may end like another's rollout. */
export function keyOf({
  kind,
  subject,
  target,
}: {
  readonly kind: Finding["kind"];
  readonly subject: Subject;
  readonly target?: Target;
}): string {
  const suffix = target === undefined ? "" : `/${target.type}:${target.id}`;
  return `${kind}/${subject.type}:${withoutEnding(subject.id)}${suffix}`;
}

/** What rose and fell when everything that a role held is compared with what it should hold. */
export function grantsOf(desired: bigint, live: bigint): { readonly granted: bigint; readonly revoked: bigint } {
  return bitDifference({ ...NEUTRAL, allow: desired }, { ...NEUTRAL, allow: live });
}

/** The overwrite as a finding shows it: null where there is none. */
export function overwriteValue(bits: OverwriteBits | undefined): FindingValue | null {
  return bits === undefined ? null : { kind: "overwrite", allow: bits.allow, deny: bits.deny };
}
