/** The findings about the state: every difference with its cause, its entries and its severity. */
import { attribute, type Attributed, type Known } from "./attribute.ts";
import { compareChannels } from "./compare-channels.ts";
import { compareGuild } from "./compare-guild.ts";
import { compareHierarchy } from "./compare-hierarchy.ts";
import { compareMembers } from "./compare-members.ts";
import { compareRoles } from "./compare-roles.ts";
import { keyOf, type Difference } from "./difference.ts";
import { effectOfDifference } from "./effect-of-difference.ts";
import type { Sides } from "./field-state.ts";
import type { Finding } from "./finding.ts";
import { severityOf } from "./rate.ts";

export interface StateFinding {
  readonly finding: Finding;
  /** What the memory keeps of it. */
  readonly fields: Attributed["fields"];
}

/** All differences between policy and live, explained as far as the log goes. */
export function stateFindings(known: Known): StateFinding[] {
  const { sides } = known;
  const differences = [
    ...compareGuild(sides),
    ...compareRoles(sides),
    ...compareHierarchy(sides),
    ...compareMembers(sides),
    ...compareChannels(sides),
  ];
  return differences.map((difference) => {
    const { fields, cause, attribution } = attribute(difference, known);
    return { finding: findingOf(difference, { cause, attribution }, sides), fields };
  });
}

function findingOf(difference: Difference, explained: Pick<Finding, "cause" | "attribution">, sides: Sides): Finding {
  const { fields: _, at, ...shown } = difference;
  const effect = effectOfDifference(difference, sides);
  return {
    ...shown,
    ...explained,
    key: keyOf(difference),
    severity: severityOf(difference, effect, sides),
    effect,
    policy: at === null ? null : { file: sides.policy.file, ...at },
  };
}
