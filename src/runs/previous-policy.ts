/** The policy as it was at the last run: what it said then was agreed. */
import type { Memory } from "../drift/memory.ts";
import type { Policy } from "../policy/policy.ts";
import type { PolicySource } from "../policy/render-problem.ts";
import type { PolicyAt, ReadPolicyAt } from "./policy-port.ts";
import { validate } from "./validate.ts";

export interface PreviousPolicy {
  /** Null where it is this one, or nobody can know it. */
  readonly previous: Policy | null;
  /** What a person should know, one sentence each. */
  readonly remarks: readonly string[];
}

interface Question {
  readonly memory: Memory | null;
  readonly policy: Policy;
  readonly source: PolicySource;
  readonly commit: string;
  readonly policyAt: ReadPolicyAt;
}

/** No request where the last run checked the same commit. Throws CannotCheck only where GitHub does not answer. */
export async function findPreviousPolicy({ memory, policy, source, commit, policyAt }: Question): Promise<PreviousPolicy> {
  const last = memory?.commit ?? commit;
  if (last === commit) return { previous: null, remarks: [] };
  const at = await policyAt(last);
  if (at.kind === "read" && at.source.text === source.text) return { previous: null, remarks: [] };
  const read = policyIn(at, policy);
  return "why" in read ? { previous: null, remarks: [remarkOn(last, read.why)] } : { previous: read.policy, remarks: [] };
}

function policyIn(at: PolicyAt, { guild }: Policy): { readonly policy: Policy } | { readonly why: string } {
  if (at.kind === "missing") return { why: "there is no such file, or no such commit any more" };
  if (at.kind === "unreadable") return { why: at.why };
  const result = validate(at.source);
  if (!result.ok) return { why: "it has mistakes" };
  return result.policy.guild.id === guild.id ? { policy: result.policy } : { why: "it is for another server" };
}

function remarkOn(commit: string, why: string): string {
  return `The policy at the last run's commit ${commit.slice(0, 7)} could not be read (${why}), so what the policy changed since then may be told as drift.`;
}
