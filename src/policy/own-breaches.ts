/** Judges the policy's own desired state by its rules. */
import type { Mistakes } from "./mistakes.ts";
import type { Policy } from "./policy.ts";
import type { ListedRule } from "./read-rules.ts";

/** Does nothing yet. */
export function reportOwnBreaches(_policy: Policy, _rules: readonly ListedRule[], _mistakes: Mistakes): void {}
