/** The use case "validate": is this a policy, and what would make it stronger? Nothing but the file is looked at. */
import { adviseOn } from "../policy/advice.ts";
import type { PolicyAdvice } from "../policy/gathered-advice.ts";
import type { Policy } from "../policy/policy.ts";
import type { PolicyProblem } from "../policy/problem.ts";
import { readPolicy } from "../policy/read-policy.ts";
import type { PolicySource } from "../policy/render-problem.ts";

export type Validated =
  | { readonly ok: true; readonly policy: Policy; readonly advice: readonly PolicyAdvice[] }
  | { readonly ok: false; readonly problems: readonly [PolicyProblem, ...PolicyProblem[]] };

export function validate(source: PolicySource): Validated {
  const read = readPolicy(source);
  return read.ok ? { ok: true, policy: read.value, advice: adviseOn(read.value) } : read;
}
