/** A policy change against the guild as it is now: what is left to do after the merge, what was done by hand already, and what stays drift. */
import { checkGuild, type Checked, type CheckInput } from "../drift/check-guild.ts";
import { isEvent, type Finding } from "../drift/finding.ts";
import type { CheckReport } from "../drift/report.ts";
import { withoutRollout } from "../drift/rollout-key.ts";
import type { Policy } from "../policy/policy.ts";
import type { LiveReview } from "./review.ts";

/** What was seen of the guild, and what earlier runs know of it. */
export type LiveInput = Omit<CheckInput, "policy" | "previous" | "commit" | "confirmMassChange">;

/** All but the issues, which only the caller knows. */
export type LiveVerdict = Omit<LiveReview, "settles">;

/**
 * Checks the guild twice: against the base, as the next run would, and against the head with the base as what was agreed before. Without a base
 * all that differs from the head is told as what remains.
 */
export function reviewLive(input: LiveInput, { base, head }: { readonly base: Policy | null; readonly head: Policy }): LiveVerdict {
  const then = believed({ ...input, probes: withoutDelisted(input.probes, { base, head }) }, head, base);
  const after = standing(then.report);
  const today = base === null ? null : believed(input, base, null);
  const drift = today === null ? [] : standing(today.report);
  return {
    at: then.report.at,
    guild: then.report.guild,
    drift,
    checklist: after.filter(isToDo),
    adopted: drift.filter((finding) => !isToDo(finding)).flatMap((finding) => adoptedPart(finding, after)),
    remaining: after.filter((finding) => !isToDo(finding)),
    unchecked: then.report.unchecked,
  };
}

/** Nothing is closed or opened by it, so the answer is shown even where a run would not believe it; that it would not is said. */
function believed(input: LiveInput, policy: Policy, previous: Policy | null): Checked {
  const question = { ...input, policy, previous, commit: null };
  const careful = checkGuild({ ...question, confirmMassChange: false });
  if (careful.report.brake === null) return careful;
  const whole = checkGuild({ ...question, confirmMassChange: true });
  return { ...whole, report: { ...whole.report, unchecked: careful.report.unchecked } };
}

/** A channel that only the base lists was asked for on its account: what came of it says nothing to the head. */
function withoutDelisted(
  probes: LiveInput["probes"],
  { base, head }: { readonly base: Policy | null; readonly head: Policy },
): LiveInput["probes"] {
  const kept = new Set(head.channels.map(({ id }) => id));
  const delisted = new Set((base?.channels ?? []).map(({ id }) => id).filter((id) => !kept.has(id)));
  return new Map([...probes].filter(([id]) => !delisted.has(id)));
}

function standing({ findings }: CheckReport): Finding[] {
  return findings.filter((finding) => !isEvent(finding));
}

function isToDo({ cause }: Finding): boolean {
  return cause === "awaiting-rollout";
}

/** What of today's drift is none any more: all of it where the head has no such finding, else the bits that the head agrees to. */
function adoptedPart(finding: Finding, after: readonly Finding[]): Finding[] {
  const left = after.filter(({ key }) => withoutRollout(key) === finding.key);
  if (left.length === 0) return [finding];
  const still = left.reduce((bits, { granted, revoked }) => bits | granted | revoked, 0n);
  const granted = finding.granted & ~still;
  const revoked = finding.revoked & ~still;
  return granted === 0n && revoked === 0n ? [] : [{ ...finding, granted, revoked }];
}
