/** A review: what it means when one policy becomes another, in roles, channels and rules and not in lines. */
import { SEVERITIES, type Effect } from "../drift/finding.ts";
import type { Policy } from "../policy/policy.ts";
import type { ReviewablePolicy } from "../policy/read-policy.ts";
import { allShifts } from "./all-shifts.ts";
import { allOf, type Found } from "./change.ts";
import { channelChanges } from "./channel-changes.ts";
import { judgeIn, type Judge } from "./danger.ts";
import { exceptionChanges } from "./exception-changes.ts";
import { ignoreChanges } from "./ignore-changes.ts";
import { memberChanges } from "./member-changes.ts";
import { namesIn } from "./names.ts";
import { orderChanges } from "./order-changes.ts";
import { overwriteChanges } from "./overwrite-changes.ts";
import type { PolicyChange, PolicyReview, ReviewResult } from "./review.ts";
import { roleChanges } from "./role-changes.ts";
import { ruleChanges } from "./rule-changes.ts";
import { sceneOf, type Scene } from "./scene.ts";
import { settingChanges } from "./setting-changes.ts";
import { judgedTogether } from "./together.ts";

export interface ReviewedPolicies {
  readonly base: Policy;
  /** The head, and which of its own rules it breaks. */
  readonly head: ReviewablePolicy;
  /** Whether the two files differ in their text: a change without a meaning then says so. */
  readonly textChanged?: boolean;
}

/** Compares two policies; nobody looks at Discord. */
export function reviewPolicies({ base, head, textChanged = false }: ReviewedPolicies): PolicyReview {
  const scene = sceneOf({ base, head: head.policy });
  const judge = judgeIn(scene, namesIn(scene));
  const found = changesIn(scene, judge);
  const shifts = allShifts({ before: scene.base.rights, after: scene.head.rights }, scene);
  const changes = judgedTogether(found.changes, { scene, judge, shifts });
  const silent = textChanged && changes.length === 0 && found.notes.length === 0;
  return {
    result: resultOf(changes, head.brokenRules),
    changes: inOrder(changes),
    effect: [...judge.effectOf(shifts), ...effectOnPeople(changes)],
    brokenRules: head.brokenRules,
    notes: [...(silent ? ["The text changed, the meaning did not."] : []), ...found.notes, ...presumption(changes, scene)],
  };
}

function changesIn(scene: Scene, judge: Judge): Found {
  return allOf([
    settingChanges(scene),
    roleChanges(scene, judge),
    memberChanges(scene, judge),
    orderChanges(scene, judge),
    channelChanges(scene, judge),
    overwriteChanges(scene, judge),
    ruleChanges(scene),
    exceptionChanges(scene, judge),
    ignoreChanges(scene),
  ]);
}

/** Effects rest on what @everyone can do, and the policy may not say it. */
function presumption(changes: readonly PolicyChange[], { roles, everyone }: Scene): string[] {
  const written = roles.some(({ id, before, after }) => id === everyone && (before?.permissions ?? after?.permissions ?? null) !== null);
  if (written || changes.every(({ effect }) => effect.length === 0)) return [];
  return ["The policy does not say what @everyone may do: the effects suppose that everyone can see channels, write in them and connect."];
}

/** People gain and lose by roles that they get and give back. */
function effectOnPeople(changes: readonly PolicyChange[]): Effect[] {
  return changes.flatMap(({ kind, effect }) => (kind === "role.members" ? effect : []));
}

/** Why there is nothing to compare with. `why`: a plain clause. */
export type MissingBase = { readonly kind: "none" } | { readonly kind: "unreadable"; readonly why: string };

/**
 * What can be said of a policy alone. Where the base cannot be read, nobody knows what became more dangerous, so that it counts as an escalation: somebody
 * should look.
 */
export function reviewNewPolicy({ brokenRules }: ReviewablePolicy, base: MissingBase): PolicyReview {
  const [result, note] =
    base.kind === "none"
      ? (["change", "There was no policy before, so nothing was compared."] as const)
      : (["escalation", `The policy at the base cannot be read, so nothing was compared: ${base.why}.`] as const);
  return { result: brokenRules.length > 0 ? "broken-rule" : result, changes: [], effect: [], brokenRules, notes: [note] };
}

function resultOf(changes: readonly PolicyChange[], brokenRules: ReviewablePolicy["brokenRules"]): ReviewResult {
  if (brokenRules.length > 0) return "broken-rule";
  if (changes.some(({ escalation }) => escalation !== null)) return "escalation";
  return changes.length > 0 ? "change" : "no-effect";
}

/** Escalations first, then by severity, small print last; the order of the file decides between equals. */
function inOrder(changes: readonly PolicyChange[]): PolicyChange[] {
  return changes.toSorted((left, right) => rankOf(left) - rankOf(right));
}

function rankOf({ escalation, smallPrint, severity }: PolicyChange): number {
  return (escalation === null ? SEVERITIES.length : 0) + (smallPrint ? 2 * SEVERITIES.length : 0) + SEVERITIES.indexOf(severity);
}
