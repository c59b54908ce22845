/** The order of roles: the relative order that the policy asks for, against the live one. */
import { rolesInOrder } from "../guild/order.ts";
import type { LiveRole } from "../guild/snapshot.ts";
import { DANGEROUS } from "../permissions/flags.ts";
import { everyoneRole } from "../permissions/snowflake.ts";
import { differing, type Difference } from "./difference.ts";
import type { Sides } from "./field-state.ts";
import type { FindingValue, Named } from "./finding.ts";
import { longestInOrder } from "./longest-in-order.ts";

/** One difference for each role that moved: the fewest roles whose move explains the order. Roles that are not there are left out. */
export function compareHierarchy(sides: Sides): Difference[] {
  const { hierarchy } = sides.policy;
  if (hierarchy === null) return [];
  const desired = hierarchy.roles.flatMap((handle) => liveRole(handle, sides) ?? []);
  const rank = new Map(desired.map(({ id }, index) => [id, index]));
  const live = rolesInOrder(sides.snapshot).filter(({ id }) => rank.has(id));
  const kept = longestInOrder(live.map(({ id }) => rank.get(id) ?? 0));
  const values = { desired: orderOf(desired), live: orderOf(live) };
  return live
    .filter((_, index) => !kept.has(index))
    .map(({ id, name }) => differing("role.hierarchy", { type: "role", id, name }, { ...values, at: hierarchy.at }));
}

function liveRole(handle: string, { policy, snapshot, binding }: Sides): LiveRole | null {
  if (handle === "@everyone") return snapshot.roles.get(everyoneRole(policy.guild.id)) ?? null;
  return binding.roleOfHandle.get(handle)?.live ?? null;
}

function orderOf(roles: readonly LiveRole[]): FindingValue {
  return { kind: "order", roles: roles.map(({ id, name }): Named => ({ id, name })) };
}

/** Two roles that stand the wrong way round. */
export interface RolePair {
  readonly role: string;
  readonly other: string;
  /** Whether `role` stands above `other` in Discord. */
  readonly above: boolean;
}

/** The roles to which the difference's own stands the wrong way round. */
export function pairsOf({ subject, desired, live }: Difference): RolePair[] {
  if (desired?.kind !== "order" || live?.kind !== "order") return [];
  const [agreed, found] = [placesIn(desired.roles), placesIn(live.roles)];
  const isAbove = (places: ReadonlyMap<string, number>, id: string): boolean => (places.get(subject.id) ?? 0) < (places.get(id) ?? 0);
  return desired.roles
    .filter(({ id }) => id !== subject.id && isAbove(agreed, id) !== isAbove(found, id))
    .map(({ id }) => ({ role: subject.id, other: id, above: isAbove(found, id) }));
}

/** Whether a role with moderating permissions came to stand above another by it: its holders may now act on that one's. */
export function liftsModeration(difference: Difference, { snapshot }: Pick<Sides, "snapshot">): boolean {
  const risen = new Set(pairsOf(difference).map(({ role, other, above }) => (above ? role : other)));
  return [...snapshot.roles.values()].some(({ id, permissions }) => risen.has(id) && (permissions & DANGEROUS) !== 0n);
}

function placesIn(roles: readonly Named[]): ReadonlyMap<string, number> {
  return new Map(roles.map(({ id }, index) => [id, index]));
}
