/** The use case "review": what a change of the policy means, and against the live guild where there is one to look at. It writes nothing. */
import type { Finding } from "../drift/finding.ts";
import type { Memory } from "../drift/memory.ts";
import type { Policy } from "../policy/policy.ts";
import type { PolicyProblem } from "../policy/problem.ts";
import { readPolicyForReview, type ReviewablePolicy } from "../policy/read-policy.ts";
import type { TrackedIssue } from "../report/issues/step.ts";
import { knownIssues } from "../report/issues/known.ts";
import { settledIssues } from "../report/issues/settled.ts";
import { reviewLive } from "../review/live.ts";
import { policyToLookAt } from "../review/policy-to-look-at.ts";
import { reviewNewPolicy, reviewPolicies } from "../review/review-policies.ts";
import type { LiveReview, PolicyReview, Review } from "../review/review.ts";
import { startOf } from "./check.ts";
import { lookAtGuild } from "./look.ts";
import type { PolicyAt } from "./policy-port.ts";
import type { DiscordSource, Progress } from "./ports.ts";

/** What the head is compared with. */
export type BasePolicy =
  | { readonly kind: "read"; readonly policy: Policy }
  /** The change adds the policy. */
  | { readonly kind: "none" }
  /** `why`: a plain clause. */
  | { readonly kind: "unreadable"; readonly why: string };

export interface ReviewRequest {
  readonly base: BasePolicy;
  readonly head: ReviewablePolicy;
  /** Whether the two files differ in their text: a change without a meaning then says so. */
  readonly textChanged?: boolean;
  /** Null where Discord is not looked at. */
  readonly live: LiveRequest | null;
}

export interface LiveRequest {
  readonly discord: DiscordSource;
  /** Of the last scheduled run; null where nobody knows. */
  readonly memory: Memory | null;
  /** The issues of this tool; null where they cannot be read. */
  readonly tracked: readonly TrackedIssue[] | null;
  /** ISO 8601: the clock's time. A recording has its own and goes before it. */
  readonly now: string;
  readonly progress: Progress;
}

/** The policy at the base. One that breaks its own rules is read too: somebody may have merged it in spite of a review. */
export function readBase(at: PolicyAt): BasePolicy {
  if (at.kind === "missing") return { kind: "none" };
  if (at.kind === "unreadable") return at;
  const read = readPolicyForReview(at.source);
  return read.ok ? { kind: "read", policy: read.value.policy } : { kind: "unreadable", why: mistakesIn(read.problems) };
}

function mistakesIn([first, ...others]: readonly [PolicyProblem, ...PolicyProblem[]]): string {
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  return `it has mistakes (line ${first.at.line}: ${first.message}${more})`;
}

/** Throws CannotCheck where Discord was to be looked at and gives no state. */
export async function review({ base, head, textChanged = false, live }: ReviewRequest): Promise<Review> {
  const before = base.kind === "read" ? base.policy : null;
  const policies: PolicyReview =
    base.kind === "read" ? reviewPolicies({ base: base.policy, head, textChanged }) : reviewNewPolicy(head, base);
  return { ...policies, live: live === null ? null : await lookAndReview(before, head.policy, live) };
}

async function lookAndReview(base: Policy | null, head: Policy, live: LiveRequest): Promise<LiveReview> {
  const { discord, memory, tracked, progress } = live;
  const look = await lookAtGuild({ policy: policyToLookAt(base, head), previous: base, discord, memory, progress });
  const now = (await discord.moment()) ?? live.now;
  const verdict = reviewLive({ ...look, memory, start: startOf(memory), now }, { base, head });
  return { ...verdict, settles: tracked === null ? null : settledBy(verdict, tracked) };
}

function settledBy(
  { guild, drift, remaining, checklist }: Omit<LiveReview, "settles">,
  tracked: readonly TrackedIssue[],
): readonly number[] {
  return settledIssues(knownIssues(tracked, guild.id), { before: keysOf(drift), after: keysOf([...remaining, ...checklist]) });
}

function keysOf(findings: readonly Finding[]): string[] {
  return findings.map(({ key }) => key);
}
