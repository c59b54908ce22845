/** Reviews for the tests of the report: a small change of a policy, without and with a look at Discord. */
import type { Effect, Target } from "../../../src/drift/finding.ts";
import type { ReviewContext } from "../../../src/report/review/page.ts";
import type { LiveReview, PolicyChange, Review } from "../../../src/review/review.ts";
import { bits } from "../findings.ts";

export const helper: Target = { type: "role", id: "103", name: "Helper" };
export const staffChat = { id: "202", name: "staff-chat" } as const;

/** `Helper` gets Kick Members, with everything else as given. */
export function policyChange(over: Partial<PolicyChange> = {}): PolicyChange {
  const granted = over.granted ?? bits("KICK_MEMBERS");
  const effect: Effect[] = granted === 0n ? [] : [{ who: helper, channels: [], gained: granted, lost: 0n }];
  return {
    kind: "role.permissions",
    subject: { type: "role", id: "103", name: "Helper" },
    before: { kind: "permissions", bits: 0n },
    after: { kind: "permissions", bits: granted },
    granted,
    revoked: 0n,
    effect,
    severity: "medium",
    escalation: null,
    smallPrint: false,
    policy: { file: "permissions.yaml", line: 12, column: 5, side: "head" },
    ...over,
  };
}

export function reviewOf(changes: readonly PolicyChange[], over: Partial<Review> = {}): Review {
  const escalation = changes.some((change) => change.escalation !== null);
  const result = escalation ? "escalation" : changes.every(({ smallPrint }) => smallPrint) ? "no-effect" : "change";
  return { result, changes, effect: changes.flatMap(({ effect }) => effect), brokenRules: [], notes: [], live: null, ...over };
}

export function liveReview(over: Partial<LiveReview> = {}): LiveReview {
  return {
    at: "2026-11-24T09:30:00.000Z",
    guild: { id: "100", name: "Lighthouse" },
    drift: [],
    checklist: [],
    adopted: [],
    remaining: [],
    settles: [],
    unchecked: [],
    ...over,
  };
}

export function reviewContext(over: Partial<ReviewContext> = {}): ReviewContext {
  return {
    base: { kind: "commit", sha: "1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d", from: "merge-commit" },
    file: "permissions.yaml",
    liveWhy: null,
    publicRepository: false,
    minimal: false,
    headSha: "9f8e7d6c5b4a39281706f5e4d3c2b1a098765432",
    ...over,
  };
}
