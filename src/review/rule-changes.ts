/** Rules: base against head, by what they forbid, to whom and where. */
import { namesOf } from "../permissions/flags.ts";
import type { Severity } from "../drift/finding.ts";
import { targetKey } from "../permissions/overwrite.ts";
import type { PolicyRule } from "../policy/policy.ts";
import { allOf, changing, NOTHING, type Found } from "./change.ts";
import { pairKeys, type KeyedPair } from "./key-changes.ts";
import { writtenTarget } from "./names.ts";
import type { ChangeSubject, ChangeValue } from "./review.ts";
import { reachOf } from "./rule-reach.ts";
import { isForbiddenByOthers, weakenings } from "./rule-weakening.ts";
import { placeOf, type Scene, type Side } from "./scene.ts";
import { WEAKER } from "./weaker.ts";

/** All changes of rules, in file order. */
export function ruleChanges(scene: Scene): Found {
  const { base, head } = scene;
  return allOf(
    pairKeys(base.policy.rules, head.policy.rules, (rule, side) => contentOf(rule, side, scene)).map((pair) => changeOf(pair, scene)),
  );
}

function changeOf({ before, after, renamed }: KeyedPair<PolicyRule>, scene: Scene): Found {
  const subject = subjectOf(after ?? before);
  const rest = { before: termsOf(before), after: termsOf(after), policy: placeOf(after?.at, before?.at, scene) };
  if (before === null) return { changes: [changing("rule.added", subject, rest)], notes: [] };
  if (after === null) {
    if (isForbiddenByOthers(before, scene)) return { changes: [changing("rule.removed", subject, rest)], notes: [othersNote(before)] };
    const removed = { ...rest, severity: severityOf(before), escalation: "nothing holds anybody to this rule any more" };
    return { changes: [changing("rule.removed", subject, removed)], notes: [] };
  }
  if (renamed) return { changes: [], notes: [`The rule ${before.name} is called ${after.name} now.`] };
  return rewritten({ before, after }, rest, scene);
}

function rewritten(
  { before, after }: { readonly before: PolicyRule; readonly after: PolicyRule },
  rest: Pick<Parameters<typeof changing>[2], "before" | "after" | "policy">,
  scene: Scene,
): Found {
  const weaker = weakenings({ before, after }, scene);
  if (weaker.length > 0 && isForbiddenByOthers(before, scene))
    return { changes: [changing("rule.changed", subjectOf(after), rest)], notes: [othersNote(before)] };
  if (weaker.length > 0) {
    const escalation = `the rule is weaker: ${weaker.join(", and ")}`;
    return { changes: [changing("rule.changed", subjectOf(after), { ...rest, severity: severityOf(before), escalation })], notes: [] };
  }
  if (contentOf(before, "base", scene) !== contentOf(after, "head", scene))
    return { changes: [changing("rule.changed", subjectOf(after), rest)], notes: [] };
  const notes = noteOn(before, after);
  return notes.length === 0 ? NOTHING : { changes: [], notes };
}

function othersNote({ name }: PolicyRule): string {
  return `The rules of the policy still forbid all that the rule ${name} forbade.`;
}

function noteOn(before: PolicyRule, after: PolicyRule): string[] {
  const [old, now] = [before, after].map(({ channels }) =>
    (channels ?? [])
      .map(({ glob }) => glob)
      .toSorted()
      .join("\n"),
  );
  return [
    ...(before.reason === after.reason ? [] : [`The reason of the rule ${after.name} is worded differently.`]),
    ...(old === now ? [] : [`The channels of the rule ${after.name} are written differently; it reaches the same ones.`]),
  ];
}

/** All that a rule means for the guild, as one text that is the same for the same meaning. */
function contentOf(rule: PolicyRule, side: Side, scene: Scene): string {
  const { index } = scene[side];
  const holders = rule.holders
    .flatMap((holder) => index.target(holder) ?? [])
    .map(targetKey)
    .toSorted();
  return JSON.stringify([String(rule.permissions), rule.mode, [...new Set(holders)], reachOf(rule, side, scene), rule.severity]);
}

function severityOf({ severity }: PolicyRule): Severity {
  return severity ?? WEAKER.ruleWeaker;
}

function subjectOf(rule: PolicyRule | null): ChangeSubject {
  const name = rule?.name ?? "";
  return { type: "rule", id: name, name };
}

function termsOf(rule: PolicyRule | null): ChangeValue | null {
  if (rule === null) return null;
  const { permissions, mode, holders, channels, severity, reason } = rule;
  return {
    kind: "terms",
    terms: {
      permissions: namesOf(permissions),
      [mode]: holders.map(writtenTarget),
      ...(channels === null ? {} : { channels: channels.map(({ glob }) => glob) }),
      ...(severity === null ? {} : { severity }),
      ...(reason === null ? {} : { reason }),
    },
  };
}
