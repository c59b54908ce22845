/** A mistake in the policy file: what, where, and what was probably meant. */
import type { Place } from "./policy.ts";

export interface PolicyProblem {
  /** Stable, kebab-case: `unknown-permission`. */
  readonly code: string;
  readonly at: Place;
  /** Where the marked text ends (exclusive), on the same line as `at`. */
  readonly endColumn: number;
  /** One sentence without a full stop. */
  readonly message: string;
  /** What was probably meant, as it would stand in the file. */
  readonly suggestion?: string;
  /** The second place where two are involved, with its words ("first defined here"). */
  readonly related?: { readonly at: Place; readonly message: string };
}

/** A value, or all problems at once: never none. */
export type Checked<Value, Problem> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problems: readonly [Problem, ...Problem[]] };
