/** Whether a rule holds people to less than before, and by what. */
import { SEVERITIES, type Severity } from "../drift/finding.ts";
import { bitsOf, namesOf } from "../permissions/flags.ts";
import { targetKey } from "../permissions/overwrite.ts";
import type { PolicyRule } from "../policy/policy.ts";
import { deletedRoles } from "./gone-role.ts";
import { reachOf } from "./rule-reach.ts";
import type { Scene, Side } from "./scene.ts";
import { reachesFewerUnlisted } from "./unlisted-reach.ts";

interface Rules {
  readonly before: PolicyRule;
  readonly after: PolicyRule;
}

/** Plain clauses; none where the rule holds people to as much as before, or to more. */
export function weakenings(rules: Rules, scene: Scene): string[] {
  const { before, after } = rules;
  return [
    ...((before.permissions & ~after.permissions) === 0n ? [] : ["it forbids fewer permissions"]),
    ...ofHolders(rules, scene),
    ...ofReach(rules, scene),
    ...(ranksLower(before.severity, after.severity) ? ["a breach of it counts less"] : []),
  ];
}

/** Whether rules of the head forbid, each permission in one of them, all that this rule of the base forbids. */
export function isForbiddenByOthers(before: PolicyRule, scene: Scene): boolean {
  const { rules } = scene.head.policy;
  return namesOf(before.permissions).every((name) =>
    rules.some((after) => weakenings({ before: { ...before, permissions: bitsOf([name]) }, after }, scene).length === 0),
  );
}

function ofHolders({ before, after }: Rules, scene: Scene): string[] {
  const [old, now] = [holdersOf(before, "base", scene), holdersOf(after, "head", scene)];
  if (before.mode !== after.mode) return isClearlyStricter({ before, after }, scene) ? [] : ["it lets others have them than before"];
  const [fewer, more] = before.mode === "only" ? [now, old] : [old, now];
  if ([...fewer].every((holder) => more.has(holder))) return [];
  return [before.mode === "only" ? "more may have them" : "fewer are forbidden to have them"];
}

/** From "these may not" to "only those may", where none of these is among those, and everybody is not either. */
function isClearlyStricter({ before, after }: Rules, scene: Scene): boolean {
  if (after.mode !== "only") return false;
  const [old, now] = [holdersOf(before, "base", scene), holdersOf(after, "head", scene)];
  return !now.has(targetKey({ type: "role", id: scene.everyone })) && [...old].every((holder) => !now.has(holder));
}

/** A role that is to be deleted needs no rule. */
function holdersOf({ holders }: PolicyRule, side: Side, scene: Scene): ReadonlySet<string> {
  const deleted = deletedRoles(scene);
  const targets = holders
    .flatMap((holder) => scene[side].index.target(holder) ?? [])
    .filter(({ type, id }) => type === "member" || !deleted.has(id));
  return new Set(targets.map(targetKey));
}

function ofReach({ before, after }: Rules, scene: Scene): string[] {
  const now = reachOf(after, "head", scene);
  if (now === null) return [];
  const old = reachOf(before, "base", scene);
  const kept = new Set(now);
  const all = old !== null && old.every((id) => kept.has(id)) && !reachesFewerUnlisted(before.channels ?? [], after.channels ?? [], scene);
  return all ? [] : ["it holds in fewer places"];
}

/** Where none is written a breach counts by what it comes to, which may be anything: less than a written one, and more. */
function ranksLower(before: Severity | null, after: Severity | null): boolean {
  if (before === after) return false;
  if (before === null) return after !== "critical";
  if (after === null) return before !== "low";
  return SEVERITIES.indexOf(after) > SEVERITIES.indexOf(before);
}
