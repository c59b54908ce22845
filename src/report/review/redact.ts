/** `report-details: minimal`: the same review without names of people and without the reasons that they gave. Ids stay. */
import type { Effect, Target } from "../../drift/finding.ts";
import type { ChangeValue, LiveReview, PolicyChange, Review } from "../../review/review.ts";
import { redactFinding } from "../redact.ts";

export function redactReview(review: Review): Review {
  return {
    ...review,
    changes: review.changes.map(redactChange),
    effect: review.effect.map(redactEffect),
    brokenRules: review.brokenRules.map((rule) => ({
      ...rule,
      breaches: rule.breaches.map((breach) => ({ ...breach, who: nameless(breach.who) })),
    })),
    live: review.live === null ? null : redactLive(review.live),
  };
}

function redactChange(change: PolicyChange): PolicyChange {
  return {
    ...change,
    ...(change.target === undefined ? {} : { target: nameless(change.target) }),
    before: redactValue(change.before),
    after: redactValue(change.after),
    effect: change.effect.map(redactEffect),
  };
}

function redactEffect(effect: Effect): Effect {
  return { ...effect, who: nameless(effect.who) };
}

function redactValue(value: ChangeValue | null): ChangeValue | null {
  return value?.kind === "members" ? { kind: "members", people: value.people.map(({ id }) => ({ id, name: null })) } : value;
}

function redactLive(live: LiveReview): LiveReview {
  return {
    ...live,
    drift: live.drift.map(redactFinding),
    checklist: live.checklist.map(redactFinding),
    adopted: live.adopted.map(redactFinding),
    remaining: live.remaining.map(redactFinding),
  };
}

function nameless(target: Target): Target {
  return target.type === "member" ? { ...target, name: null } : target;
}
