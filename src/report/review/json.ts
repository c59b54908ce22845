/** The review as JSON, version 1: a frozen copy of what it says. New keys may be added, none may change or go. */
import { namesOf } from "../../permissions/flags.ts";
import type { BrokenOwnRule, ChangeValue, LiveReview, OwnBreach, PolicyChange, Review } from "../../review/review.ts";
import { effectJson, findingJson, subjectJson, targetJson } from "../json/check.ts";
import { valueJson, type Json } from "../json/value.ts";

/** The whole review. */
export function reviewJson({ result, changes, effect, brokenRules, notes, live }: Review): Json {
  return {
    version: 1,
    result,
    changes: changes.map(policyChangeJson),
    effect: effect.map(effectJson),
    brokenRules: brokenRules.map(brokenRuleJson),
    notes,
    live: live === null ? null : liveJson(live),
  };
}

function policyChangeJson(change: PolicyChange): Json {
  const { kind, subject, target, policy, escalation } = change;
  return {
    kind,
    subject: { type: subject.type, id: subject.id, name: subject.name },
    ...targetJson(target),
    before: sideJson(change.before),
    after: sideJson(change.after),
    granted: namesOf(change.granted),
    revoked: namesOf(change.revoked),
    effect: change.effect.map(effectJson),
    severity: change.severity,
    escalation: escalation !== null,
    why: escalation,
    smallPrint: change.smallPrint,
    policy: policy === null ? null : { file: policy.file, line: policy.line, column: policy.column, side: policy.side },
  };
}

/** What only the policy has stands there as the file has it, by its own keys. */
function sideJson(value: ChangeValue | null): Json {
  return value?.kind === "terms" ? { ...value.terms } : valueJson(value);
}

function brokenRuleJson({ name, at, breaches }: BrokenOwnRule): Json {
  return { name, line: at.line, column: at.column, breaches: breaches.map(ownBreachJson) };
}

function ownBreachJson({ who, permissions, channels, at }: OwnBreach): Json {
  return {
    who: { type: who.type, id: who.id, name: who.name },
    permissions: namesOf(permissions),
    channels,
    policy: { line: at.line, column: at.column },
  };
}

function liveJson(live: LiveReview): Json {
  return {
    at: live.at,
    guild: { id: live.guild.id, name: live.guild.name },
    drift: live.drift.map(findingJson),
    checklist: live.checklist.map(findingJson),
    adopted: live.adopted.map(findingJson),
    remaining: live.remaining.map(findingJson),
    settles: live.settles,
    unchecked: live.unchecked.map(({ subject, why }) => ({ subject: subjectJson(subject), why })),
  };
}
