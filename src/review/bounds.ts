/** What a role may hold: exactly this, between bounds, or anything; and how two of these compare. */
import type { FindingValue, Severity } from "../drift/finding.ts";
import { DANGEROUS } from "../permissions/flags.ts";
import { difference, NEUTRAL } from "../permissions/overwrite.ts";
import { mostOf } from "../policy/desired-rights.ts";
import type { PermissionBounds, Policy } from "../policy/policy.ts";
import type { PolicyChange } from "./review.ts";
import { WEAKER } from "./weaker.ts";

/** Whether both say the same, in the same way. */
export function sameBounds(left: PermissionBounds | null, right: PermissionBounds | null): boolean {
  if (left === null || right === null) return left === right;
  if (left.kind === "exact" || right.kind === "exact") return left.kind === "exact" && right.kind === "exact" && left.bits === right.bits;
  return left.atLeast === right.atLeast && left.atMost === right.atMost;
}

/** One side of the change; null: unmanaged. */
export function boundsValue(bounds: PermissionBounds | null): FindingValue | null {
  if (bounds === null) return null;
  if (bounds.kind === "exact") return { kind: "permissions", bits: bounds.bits };
  return { kind: "bounds", atLeast: bounds.atLeast, atMost: bounds.atMost };
}

/** What rises and falls in what a role may hold at most; nothing where one side does not say. */
export function movedBits(before: PermissionBounds | null, after: PermissionBounds | null): Pick<PolicyChange, "granted" | "revoked"> {
  if (before === null || after === null) return { granted: 0n, revoked: 0n };
  return difference({ ...NEUTRAL, allow: mostOf(before) }, { ...NEUTRAL, allow: mostOf(after) });
}

/** Why less is checked, one plain clause. */
export interface Looser {
  readonly severity: Severity;
  readonly why: string;
}

/** Whether the role may hold more without a word than before, other than by more permissions that are written down. */
export function lessChecked(before: PermissionBounds | null, after: PermissionBounds | null): Looser | null {
  if (before === null) return null;
  if (after === null) return { severity: WEAKER.rolePermissionsUnmanaged, why: "what the role holds is no longer checked" };
  const [old, now] = [upperOf(before), upperOf(after)];
  if (old === null || after.kind === "exact") return null;
  if (now === null) return { severity: WEAKER.roleWithoutUpperBound, why: "the role may hold any permission more without a report" };
  const more = now & ~old;
  if (before.kind === "bounds" || more === 0n) return null;
  const severity = (more & DANGEROUS) === 0n ? WEAKER.roleBounds : WEAKER.roleBoundsDangerous;
  return { severity, why: "the role may hold more than before without a report" };
}

/** Whether a role that comes into the list may hold anything: it was reported before, where the list was to be whole, at least for a dangerous permission. */
export function listedOpen(permissions: PermissionBounds | null, { manage }: Policy): Looser | null {
  if (manage.roles === "listed" || (permissions !== null && upperOf(permissions) !== null)) return null;
  return { severity: WEAKER.roleListedOpen, why: "the role may hold any permission without a report" };
}

/** All that may be there; null: anything. */
function upperOf(bounds: PermissionBounds): bigint | null {
  return bounds.kind === "exact" ? bounds.bits : bounds.atMost;
}
