/** What the next run must know of people who could not be looked up and rules that could not be judged: nothing of theirs is gone because nobody looked. */
import { fieldKey } from "../audit/link.ts";
import { parseSnowflake, type UserId } from "../permissions/snowflake.ts";
import { uncheckedRules } from "./broken-rules.ts";
import { roleSubject } from "./compare-roles.ts";
import { keyOf } from "./difference.ts";
import type { Sides } from "./field-state.ts";
import type { History } from "./history.ts";
import type { Memory, StandingField, StandingFinding } from "./memory.ts";
import { memberRoles, type MemberRole } from "./role-holders.ts";
import { rolloutKey, withoutRollout } from "./rollout-key.ts";

type Kept = readonly [key: string, fields: readonly StandingField[]];

/** By the key of the finding that would tell of it. `told`: the keys of what this run found. */
export function unjudgedStanding(
  memory: Pick<Memory, "standing"> | null,
  told: readonly string[],
  { history, sides }: { readonly history: History; readonly sides: Sides },
): Kept[] {
  const stood = memory?.standing ?? [];
  const roles = memberRoles(sides.binding);
  return [
    ...stood.map(({ key, fields }): Kept => [key, fields.filter(({ field }) => isOfUnseen(field, roles, sides))]),
    ...roles.map((role): Kept => [membersKey(role), movedPeople(role, history, sides)]),
    ...rulesOf(stood, told, sides),
  ].filter(([, fields]) => fields.length > 0);
}

function isUnseen(user: UserId, { members }: Sides): boolean {
  return members.people.get(user)?.kind !== "known";
}

/** Whether the field says whether somebody whom nobody could look up holds a role of which the policy lists the members. */
function isOfUnseen(field: string, roles: readonly MemberRole[], sides: Sides): boolean {
  const { member, role } = /^member:(?<member>\d+)\/(?<role>\d+)$/.exec(field)?.groups ?? {};
  const user = parseSnowflake<"user">(member);
  return user !== null && isUnseen(user, sides) && roles.some(({ id }) => id === role);
}

function membersKey({ bound }: MemberRole): string {
  return rolloutKey(keyOf({ kind: "role.members", subject: roleSubject(bound) }));
}

/** Those of them whom the policy lists now and did not at the last run, or the other way round. */
function movedPeople({ id: role, listed }: MemberRole, { standing }: History, sides: Sides): StandingField[] {
  const before = sides.previous?.binding.roleOfId.get(role)?.listed.members?.ids;
  if (before === undefined) return [];
  const moved = [...new Set([...before, ...listed])].filter((id) => before.includes(id) !== listed.includes(id) && isUnseen(id, sides));
  return moved.flatMap((id) => {
    const field = fieldKey({ of: "member", id, role, part: "holds" });
    return standing.has(field) ? [] : [{ field, base: before.includes(id) ? "yes" : null, away: 0n, awaits: 1n, links: [] }];
  });
}

/** What stood of rules that nobody was seen to break, and that could not be judged everywhere. */
function rulesOf(stood: readonly StandingFinding[], told: readonly string[], sides: Sides): Kept[] {
  const unjudged = new Set(uncheckedRules(sides).map(({ subject }) => keyOf({ kind: "rule.broken", subject })));
  const found = new Set(told.map(withoutRollout));
  return stood.flatMap(({ key, fields }): Kept[] => {
    const plain = withoutRollout(key);
    return unjudged.has(plain) && !found.has(plain) ? [[key, fields]] : [];
  });
}
