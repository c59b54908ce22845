/** The findings about the state: every difference with its cause, its entries and its severity. */
import { attribute, type Attributed, type Known } from "./attribute.ts";
import { breachFields } from "./breach-fields.ts";
import { brokenRules, type BrokenRule } from "./broken-rules.ts";
import { compareChannels } from "./compare-channels.ts";
import { compareGuild } from "./compare-guild.ts";
import { compareHierarchy } from "./compare-hierarchy.ts";
import { compareMembers } from "./compare-members.ts";
import { compareRoles } from "./compare-roles.ts";
import { keyOf, type Difference } from "./difference.ts";
import { effectOfDifference } from "./effect-of-difference.ts";
import { withEndedExceptions, type ExceptionUse } from "./exceptions.ts";
import type { Sides } from "./field-state.ts";
import type { Effect, Finding, FindingValue } from "./finding.ts";
import { leftCells, type Part } from "./parts.ts";
import { severityOf } from "./rate.ts";
import { rolloutKey } from "./rollout-key.ts";
import { ruleRollout } from "./rule-rollout.ts";
import { unfoldedParts } from "./unfold.ts";
import { NOT_CARRIED_OUT } from "./why.ts";

export interface StateFinding {
  readonly finding: Finding;
  /** What the memory keeps of it. */
  readonly fields: Attributed["fields"];
}

/** All differences between policy and live, and all rules that are broken, explained as far as the log goes. */
export function stateFindings(known: Known, exceptions: readonly ExceptionUse[]): StateFinding[] {
  const { sides } = known;
  const differences = [
    ...compareGuild(sides),
    ...compareRoles(sides),
    ...compareHierarchy(sides),
    ...compareMembers(sides),
    ...compareChannels(sides),
  ];
  const found = differences.flatMap((difference) => unfoldedParts(difference, known)).map((part) => partFinding(part, known));
  const tolerated = exceptions.map(({ placed, fields }) => ({ granted: placed.exception.allow, fields }));
  return [...found, ...brokenRules(sides).map((broken) => ruleFinding(broken, [...differences, ...tolerated], known))];
}

function partFinding({ difference, awaits, alone, kept }: Part, known: Known): StateFinding {
  const { sides } = known;
  const { fields, ...told } = attribute(difference, known);
  const effect = effectOfDifference(difference, sides);
  const severity = severityOf(difference, effect, sides);
  const explained = { ...(awaits ? ROLLOUT : told), effect, severity, ...(alone === undefined ? {} : { alone }) };
  return { finding: findingOf(withEndedExceptions(difference, sides), explained, sides), fields: [...fields, ...kept] };
}

const ROLLOUT = {
  cause: "awaiting-rollout",
  attribution: { status: "none", why: NOT_CARRIED_OUT, changes: [] },
} as const satisfies Pick<Finding, "cause" | "attribution">;

/** What is known of the drift on the same fields explains a broken rule; the memory keeps only what nothing else keeps. */
function ruleFinding(broken: BrokenRule, drift: Parameters<typeof breachFields>[1], known: Known): StateFinding {
  const { rule, breaches, difference, effect } = broken;
  const { shared, own } = breachFields(breaches, drift, known.sides);
  const { cause, attribution } = attribute({ ...difference, fields: [...shared, ...own] }, known);
  const { fields } = attribute({ ...difference, fields: own }, known);
  const severity = rule.severity ?? severityOf(difference, effect, known.sides);
  const { awaits, kept } = ruleRollout(broken, known);
  // What somebody did, or nobody can explain, is not what the policy's change came to.
  const isDrift = cause === "unapproved" || shared.some((watched) => leftCells(watched, known) !== 0n);
  if (awaits && !isDrift) return { finding: findingOf(difference, { ...ROLLOUT, effect, severity }, known.sides), fields: kept };
  return { finding: findingOf(difference, { cause, attribution, effect, severity }, known.sides), fields: [...fields, ...kept] };
}

interface Explained extends Pick<Finding, "cause" | "attribution" | "severity"> {
  readonly effect: readonly Effect[];
  readonly alone?: FindingValue;
}

function findingOf(difference: Difference, explained: Explained, sides: Sides): Finding {
  const { fields: _, at, ...shown } = difference;
  const key = explained.cause === "awaiting-rollout" ? rolloutKey(keyOf(difference)) : keyOf(difference);
  return { ...shown, ...explained, key, policy: at === null ? null : { file: sides.policy.file, ...at } };
}
