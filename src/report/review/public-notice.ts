/** What strangers can read of Discord in a review. */
import type { Finding, Target } from "../../drift/finding.ts";
import type { LiveReview } from "../../review/review.ts";
import { breachesOf } from "../words/breach.ts";
import { holdersOf } from "../words/holder.ts";
import { listed } from "../words/permission.ts";
import type { ReviewContext } from "./page.ts";

/** Nothing where strangers do not read it, or Discord was not looked at: the policy itself can be read by whoever reads this. */
export function publicNotice(live: LiveReview | null, context: ReviewContext): string {
  if (!context.publicRepository || live === null) return "";
  const told = [...live.drift, ...live.checklist, ...live.adopted, ...live.remaining];
  const parts = [
    ...(told.some(namesPeople) ? ["names of people"] : []),
    ...(told.some(({ attribution }) => attribution.changes.some(({ reason }) => reason !== null)) ? ["the reasons that they gave"] : []),
  ];
  const people = parts.length === 0 ? "" : `, with ${listed(parts)}`;
  return `This repository is public: strangers can read what is said here of Discord${people}.`;
}

/** By who changed it, whom it is for, who breaks the rule, or who holds the role. A bot is no person. */
function namesPeople(finding: Finding): boolean {
  const { extra, missing } = holdersOf(finding);
  return (
    isPerson(finding.target) ||
    breachesOf(finding).some(({ who }) => isPerson(who)) ||
    [...extra, ...missing].some(({ name }) => name !== null) ||
    finding.attribution.changes.some(({ actor }) => actor !== null && !actor.bot && actor.name !== null)
  );
}

function isPerson(target: Target | undefined): boolean {
  return target?.type === "member" && target.name !== null;
}
