/** What rules could do for a policy, and where one of them never finds anything. */
import { channelUse } from "../effective/channel-use.ts";
import { DOCUMENTED } from "../effective/algorithm.ts";
import { has, namesOf } from "../permissions/flags.ts";
import { mostOf } from "./desired-rights.ts";
import { printable } from "./printable.ts";
import type { PolicyAdvice } from "./gathered-advice.ts";
import type { Policy, PolicyRule } from "./policy.ts";

/** What no type of channel has a use for. */
const GUILD_LEVEL = DOCUMENTED & ~channelUse("category").uses;

/** Advice on all rules, and on one that is not there. */
export function onRules({ roles, rules }: Policy): readonly PolicyAdvice[] {
  return [...onAdministrators(roles, rules), ...rules.flatMap(onReach)];
}

function onAdministrators(roles: Policy["roles"], rules: readonly PolicyRule[]): readonly PolicyAdvice[] {
  const guarded = rules.some(
    ({ channels, mode, permissions }) => mode === "only" && channels === null && has(permissions, "ADMINISTRATOR"),
  );
  const administrator = roles.find(({ permissions }) => permissions !== null && has(mostOf(permissions), "ADMINISTRATOR"));
  if (guarded || administrator === undefined) return [];
  const message = `no rule says who may have ADMINISTRATOR, so nothing here would object to one more role that has it; write a rule with \`permissions: [ADMINISTRATOR]\` and \`only: [${administrator.handle}]\``;
  return [{ at: administrator.at, message: printable(message) }];
}

function onReach({ at, channels, name, permissions }: PolicyRule): readonly PolicyAdvice[] {
  const never = namesOf(permissions & GUILD_LEVEL);
  if (channels === null || never.length === 0) return [];
  const message = `the rule \`${name}\` is judged in channels, where ${never.join(", ")} never counts; write another rule for it, without \`channels\``;
  return [{ at, message: printable(message) }];
}
