/** Whether a review makes its job fail, so that a branch rule can require a second look. */
import type { ReviewResult } from "../../review/review.ts";

/** From which result on the job fails; the values of the input `review-fail-on`. */
export const REVIEW_FAIL_ON = ["never", "broken-rule", "escalation"] as const;
export type ReviewFailOn = (typeof REVIEW_FAIL_ON)[number];

const FAILS = {
  never: [],
  "broken-rule": ["broken-rule"],
  escalation: ["escalation", "broken-rule"],
} as const satisfies Record<ReviewFailOn, readonly ReviewResult[]>;

/** `escalation` fails on a broken rule too. */
export function reviewFailsOn(failOn: ReviewFailOn, result: ReviewResult): boolean {
  const results: readonly ReviewResult[] = FAILS[failOn];
  return results.includes(result);
}

/** Why the job failed, for its log; one sentence. */
export function gateSentence(result: ReviewResult): string {
  return WHY[result];
}

const WHY = {
  "no-effect": "The change means nothing for anybody.",
  change: "The change needs no second look.",
  escalation: "The change makes something more dangerous, and review-fail-on asks for a second look at that.",
  "broken-rule": "The policy breaks a rule of its own, and a check would refuse it.",
} as const satisfies Record<ReviewResult, string>;
