/** A policy that breaks its own rules, as problems of the file: at the rule, with the place of the grant. */
import { namesOf } from "../permissions/flags.ts";
import { isTooLargeToJudge, ownBreaches, type BrokenOwnRule, type OwnBreach } from "./own-breaches.ts";
import type { Mistakes } from "./mistakes.ts";
import type { Policy } from "./policy.ts";
import type { ListedRule } from "./read-rules.ts";

/** How many channels a sentence names before it counts the rest. */
const MOST_NAMED = 3;

/** The broken rules; none, after a report, where there is too much to judge. */
export function judgeOwnRules(policy: Policy, rules: readonly ListedRule[], mistakes: Mistakes): readonly BrokenOwnRule[] {
  const [first] = rules;
  if (first === undefined) return [];
  if (!isTooLargeToJudge(policy)) return ownBreaches(policy);
  const message = "this policy lists more roles and channels than Discord allows, too many to judge rules on";
  mistakes.add({ code: "too-large", span: first.key.span, message });
  return [];
}

/** Reports each grant by which the policy breaks a rule of its own. */
export function reportOwnBreaches(
  broken: readonly BrokenOwnRule[],
  { policy, rules }: { readonly policy: Policy; readonly rules: readonly ListedRule[] },
  mistakes: Mistakes,
): void {
  for (const { name, breaches } of broken) {
    const key = rules.find(({ rule }) => rule.name === name)?.key;
    if (key === undefined) continue;
    for (const { at, ...breach } of breaches) {
      const message = `this policy breaks its own rule \`${name}\`: ${breachWords(breach, policy)}`;
      const related = { span: { at, endColumn: at.column + 1 }, message: "granted here" };
      mistakes.add({ code: "own-rule-broken", span: key.span, message, related });
    }
  }
}

function breachWords({ who, channels, permissions }: Omit<OwnBreach, "at">, policy: Policy): string {
  const named = channels.slice(0, MOST_NAMED).map((path) => `\`${path}\``);
  const rest = channels.length > MOST_NAMED ? ` and ${channels.length - MOST_NAMED} more` : "";
  const where = channels.length === 0 ? "" : ` in ${named.join(", ")}${rest}`;
  return `\`${calledIn(policy, who)}\` has ${namesOf(permissions).join(", ")}${where}`;
}

/** As the file calls it: a handle, `role:<id>` or `member:<id>`. */
function calledIn({ roles }: Policy, { type, id }: OwnBreach["who"]): string {
  const listed = type === "role" ? roles.find((role) => (role.id ?? role.handle) === id) : undefined;
  return listed?.handle ?? `${type}:${id}`;
}
