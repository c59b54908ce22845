/** Roles: base against head. Who holds them is in member-changes.ts, their order in order-changes.ts. */
import { editedRights } from "../effective/edit.ts";
import type { Shift } from "../effective/difference.ts";
import type { RoleId } from "../permissions/snowflake.ts";
import { mostOf } from "../policy/desired-rights.ts";
import type { PolicyRole } from "../policy/policy.ts";
import { allShifts } from "./all-shifts.ts";
import { boundsValue, lessChecked, listedOpen, movedBits, sameBounds, type Looser } from "./bounds.ts";
import { allOf, changing, type Found } from "./change.ts";
import { worst, type Judge, type Judgement } from "./danger.ts";
import { dangerousDemand } from "./dangerous-grants.ts";
import { roleSubject } from "./names.ts";
import { takesNameOfAnother, type RolePair } from "./pair-objects.ts";
import { goneRole } from "./gone-role.ts";
import type { PolicyChange } from "./review.ts";
import { bitsOf, shiftsOfRole } from "./role-shifts.ts";
import { placeOf, type Scene } from "./scene.ts";
import { WEAKER } from "./weaker.ts";

/** All changes of roles, in file order. */
export function roleChanges(scene: Scene, judge: Judge): Found {
  return allOf(scene.roles.map((pair) => changesOf(pair, scene, judge)));
}

function changesOf(pair: RolePair, scene: Scene, judge: Judge): Found {
  const { before, after } = pair;
  if (after === null) return { changes: before === null ? [] : [goneRole({ ...pair, before }, scene, judge)], notes: [] };
  if (before === null) return { changes: [newRole(pair, after, { scene, judge })], notes: [] };
  const both = { ...pair, before, after };
  return { changes: [...permissionChanges(both, scene, judge), ...renamed(both, { scene, judge })], notes: notesOn(both) };
}

interface BothRoles extends RolePair {
  readonly before: PolicyRole;
  readonly after: PolicyRole;
}

interface Stage {
  readonly scene: Scene;
  readonly judge: Judge;
}

/** What the role itself holds. What overwrites give it are changes of their channels. */
function newRole(pair: RolePair, after: PolicyRole, { scene, judge }: Stage): PolicyChange {
  const bits = after.permissions === null ? 0n : mostOf(after.permissions);
  // @everyone was there before, and nobody knows with what.
  const [shifts, demand] = pair.id === scene.everyone ? [[], dangerousDemand(pair, scene)] : [shiftsOfPermissions(pair.id, 0n, scene), []];
  return changing("role.added", roleSubject(pair), {
    before: null,
    after: { kind: "role", name: after.name, permissions: bits },
    granted: bits,
    ...withLooser(
      judge.judge(shifts, "guild", demand),
      pair.id === scene.everyone ? null : listedOpen(after.permissions, scene.base.policy),
    ),
    policy: placeOf(after.at, null, scene),
  });
}

/** The head against itself with the role holding what it held. */
function shiftsOfPermissions(id: RoleId, before: bigint, scene: Scene): Shift[] {
  const { rights } = scene.head;
  const after = bitsOf(id, scene.head);
  return before === after ? [] : allShifts(editedRights({ of: "role", id, before, after, isNew: false }, rights), scene);
}

function permissionChanges(pair: BothRoles, scene: Scene, judge: Judge): PolicyChange[] {
  const [before, after] = [pair.before.permissions, pair.after.permissions];
  if (sameBounds(before, after)) return [];
  const shifts = shiftsOfPermissions(pair.id, bitsOf(pair.id, scene.base), scene);
  const judged = judge.judge(shifts, "guild", before === null ? dangerousDemand(pair, scene) : []);
  return [
    changing("role.permissions", roleSubject(pair), {
      before: boundsValue(before),
      after: boundsValue(after),
      ...movedBits(before, after),
      ...withLooser(judged, lessChecked(before, after)),
      policy: placeOf(after?.at ?? pair.after.at, null, scene),
    }),
  ];
}

function withLooser(judged: Judgement, looser: Looser | null): Judgement {
  if (looser === null) return judged;
  return { ...judged, severity: worst(judged.severity, looser.severity), escalation: judged.escalation ?? looser.why };
}

function renamed(pair: BothRoles, stage: Stage): PolicyChange[] {
  const { before, after } = pair;
  if (before.name === after.name || pair.id === stage.scene.everyone) return [];
  return [
    changing("role.renamed", roleSubject(pair), {
      before: { kind: "text", text: before.name },
      after: { kind: "text", text: after.name },
      ...renamedDanger(pair, stage),
      policy: placeOf(after.at, null, stage.scene),
    }),
  ];
}

/** Without an id the name said which role it was: another name, or an id beside it, may stand for another one, to which all goes that this one gives. */
function renamedDanger(
  { id, before, after }: BothRoles,
  { scene, judge }: Stage,
): Pick<PolicyChange, "severity" | "escalation" | "smallPrint"> {
  const harmless = before.id !== null || judge.judge([], "guild", shiftsOfRole(id, scene)).escalation === null;
  if (harmless && !takesNameOfAnother(after, scene.roles)) return { severity: "low", escalation: null, smallPrint: true };
  return {
    severity: WEAKER.nameOfAnother,
    escalation: "the policy had no id for the role, and what it has now may stand for another one",
    smallPrint: false,
  };
}

function notesOn({ before, after }: BothRoles): string[] {
  const notes: string[] = [];
  const named = before.handle === before.name && after.handle === after.name;
  if (before.handle !== after.handle && !named) notes.push(`The policy calls the role ${before.handle} ${after.handle} now.`);
  if (before.id === null && after.id !== null)
    notes.push(`The role ${after.handle} has its id in the policy now; whether it is the right one only Discord knows.`);
  if (before.id !== null && after.id === null)
    notes.push(`The role ${after.handle} has no id in the policy any more: it is found by its name.`);
  return notes;
}
