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
import type { Effect, Finding } from "./finding.ts";
import { severityOf } from "./rate.ts";

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
  const found = differences.map((difference): StateFinding => {
    const { fields, cause, attribution } = attribute(difference, known);
    const effect = effectOfDifference(difference, sides);
    const severity = severityOf(difference, effect, sides);
    return { finding: findingOf(withEndedExceptions(difference, sides), { cause, attribution, effect, severity }, sides), fields };
  });
  const tolerated = exceptions.map(({ placed, fields }) => ({ granted: placed.exception.allow, fields }));
  return [...found, ...brokenRules(sides).map((broken) => ruleFinding(broken, [...differences, ...tolerated], known))];
}

/** What is known of the drift on the same fields explains a broken rule; the memory keeps only what nothing else keeps. */
function ruleFinding(
  { rule, breaches, difference, effect }: BrokenRule,
  drift: Parameters<typeof breachFields>[1],
  known: Known,
): StateFinding {
  const { shared, own } = breachFields(breaches, drift, known.sides);
  const { cause, attribution } = attribute({ ...difference, fields: [...shared, ...own] }, known);
  const { fields } = attribute({ ...difference, fields: own }, known);
  const severity = rule.severity ?? severityOf(difference, effect, known.sides);
  return { finding: findingOf(difference, { cause, attribution, effect, severity }, known.sides), fields };
}

interface Explained extends Pick<Finding, "cause" | "attribution" | "severity"> {
  readonly effect: readonly Effect[];
}

function findingOf(difference: Difference, explained: Explained, sides: Sides): Finding {
  const { fields: _, at, ...shown } = difference;
  return { ...shown, ...explained, key: keyOf(difference), policy: at === null ? null : { file: sides.policy.file, ...at } };
}
