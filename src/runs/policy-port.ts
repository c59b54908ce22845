/** What a run needs of the policy's past: the file as it was at a commit. */
import type { PolicySource } from "../policy/render-problem.ts";

/** `missing`: that commit has no such file. `unreadable`: nobody can say; `why` is a plain clause. */
export type PolicyAt =
  | { readonly kind: "read"; readonly source: PolicySource }
  | { readonly kind: "missing" }
  | { readonly kind: "unreadable"; readonly why: string };

/** Reads the policy as it was at a commit (a full hash). Throws CannotCheck only where GitHub itself does not answer. */
export type ReadPolicyAt = (commit: string) => Promise<PolicyAt>;
