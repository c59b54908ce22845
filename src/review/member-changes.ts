/** Who is to hold a role: people who come and go, and whether anybody checks it. */
import type { FindingValue } from "../drift/finding.ts";
import type { Shift } from "../effective/difference.ts";
import { DANGEROUS, has } from "../permissions/flags.ts";
import { compareSnowflakes, type RoleId, type UserId } from "../permissions/snowflake.ts";
import type { PolicyRole } from "../policy/policy.ts";
import { changing, type Found } from "./change.ts";
import type { Judge } from "./danger.ts";
import { roleSubject } from "./names.ts";
import type { RolePair } from "./pair-objects.ts";
import type { PolicyChange } from "./review.ts";
import { bitsOf, shiftsOfRole } from "./role-shifts.ts";
import { placeOf, type Scene } from "./scene.ts";
import { WEAKER } from "./weaker.ts";

/** All changes of members of roles that both policies list, in file order. */
export function memberChanges(scene: Scene, judge: Judge): Found {
  const changes = scene.roles.flatMap((pair) => {
    const { before, after } = pair;
    return before === null || after === null ? [] : (changeOf({ ...pair, before, after }, scene, judge) ?? []);
  });
  return { changes, notes: [] };
}

interface BothRoles extends RolePair {
  readonly before: PolicyRole;
  readonly after: PolicyRole;
}

function changeOf(pair: BothRoles, scene: Scene, judge: Judge): PolicyChange | null {
  const [before, after] = [pair.before.members, pair.after.members];
  const rest = { before: valueOf(before), after: valueOf(after), policy: placeOf(after?.at ?? pair.after.at, null, scene) };
  if (before === null) return after === null ? null : changing("role.members", roleSubject(pair), rest);
  if (after === null) return changing("role.members", roleSubject(pair), { ...rest, ...unchecked(pair.id, { scene, judge }) });
  const come = after.ids.filter((id) => !before.ids.includes(id));
  const go = before.ids.filter((id) => !after.ids.includes(id));
  if (come.length === 0 && go.length === 0) return null;
  return changing("role.members", roleSubject(pair), { ...rest, ...handedOut(pair.id, { come, go }, { scene, judge }) });
}

interface People {
  readonly come: readonly UserId[];
  readonly go: readonly UserId[];
}

interface Stage {
  readonly scene: Scene;
  readonly judge: Judge;
}

function handedOut(id: RoleId, { come, go }: People, { scene, judge }: Stage): Partial<PolicyChange> {
  const held = bitsOf(id, scene.head);
  const given = shiftsOfRole(id, scene);
  const shifts = [
    ...come.flatMap((user) => got(user, given, scene)),
    ...go.flatMap((user) => got(user, given, scene).map((shift) => lost(shift))),
  ];
  return {
    granted: come.length === 0 ? 0n : held,
    revoked: go.length === 0 ? 0n : held,
    ...judge.judge(shifts, "guild"),
  };
}

function unchecked(id: RoleId, { scene, judge }: Stage): Partial<PolicyChange> {
  const given = shiftsOfRole(id, scene);
  const escalation = "who holds the role is no longer checked, and it";
  if (given.some(({ gained }) => (gained & DANGEROUS) !== 0n))
    return { severity: WEAKER.membersUnchecked, escalation: `${escalation} holds dangerous permissions` };
  const { severity, escalation: sight } = judge.judge([], "guild", given);
  return sight === null ? {} : { severity, escalation: `${escalation} can see private channels` };
}

/** What a person gets with the role; nothing where the person is an administrator by another one, before and after. */
function got(user: UserId, given: readonly Shift[], scene: Scene): Shift[] {
  const administrator = scene.roles.some(
    ({ id, before, after }) => holds(before, user) && holds(after, user) && has(bitsOf(id, scene.head), "ADMINISTRATOR"),
  );
  return administrator ? [] : given.map((shift) => ({ ...shift, who: { type: "member", id: user } }));
}

function holds(role: PolicyRole | null, user: UserId): boolean {
  return role?.members?.ids.includes(user) === true;
}

function lost(shift: Shift): Shift {
  return { ...shift, gained: 0n, lost: shift.gained };
}

function valueOf(members: PolicyRole["members"]): FindingValue | null {
  if (members === null) return null;
  return { kind: "members", people: members.ids.toSorted(compareSnowflakes).map((id) => ({ id, name: null })) };
}
