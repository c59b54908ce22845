/** Where a role stands among others, and where it should. */
import type { Finding, FindingValue, Named } from "../../drift/finding.ts";
import { listed } from "./permission.ts";
import type { Voice } from "./voice.ts";

/** Whose place it is, and the two orders. */
type Standing = Pick<Finding, "desired" | "live"> & { readonly subject: { readonly id: string } };

/** Names that are told; the rest is a number. */
const NAMED = 3;

/** `stands above Admin`, `stands below Helper`, or both. */
export function orderWords(finding: Standing, voice: Voice): string {
  const { above, below } = wrongSides(finding);
  const parts = [
    ...(above.length === 0 ? [] : [`above ${namesOf(above, voice)}`]),
    ...(below.length === 0 ? [] : [`below ${namesOf(below, voice)}`]),
  ];
  return parts.length === 0 ? "stands elsewhere in the order of roles" : `stands ${parts.join(" and ")}`;
}

/** `below Admin and above Helper`: its neighbours as agreed (`desired`), or as they are (`live`). */
export function placeWords(finding: Finding, side: "desired" | "live", voice: Voice): string {
  const roles = rolesIn(finding[side]);
  const own = roles.findIndex(({ id }) => id === finding.subject.id);
  const [upper, lower] = [roles[own - 1], roles[own + 1]];
  const parts = [
    ...(upper === undefined ? [] : [`below ${voice.name(upper.name)}`]),
    ...(lower === undefined ? [] : [`above ${voice.name(lower.name)}`]),
  ];
  return parts.join(" and ");
}

/** The roles that the policy wants above it and that are below, and the other way round. */
function wrongSides({ subject, desired, live }: Standing): { readonly above: readonly Named[]; readonly below: readonly Named[] } {
  const [agreed, found] = [rolesIn(desired), rolesIn(live)];
  const isAbove = (roles: readonly Named[], id: string): boolean => placeOf(roles, subject.id) < placeOf(roles, id);
  const wrong = found.filter(({ id }) => id !== subject.id && isAbove(agreed, id) !== isAbove(found, id));
  return { above: wrong.filter(({ id }) => isAbove(found, id)), below: wrong.filter(({ id }) => !isAbove(found, id)) };
}

function placeOf(roles: readonly Named[], id: string): number {
  return roles.findIndex((role) => role.id === id);
}

function rolesIn(value: FindingValue | null): readonly Named[] {
  return value?.kind === "order" ? value.roles : [];
}

function namesOf(roles: readonly Named[], voice: Voice): string {
  const names = roles.slice(0, NAMED).map(({ name }) => voice.name(name));
  const more = roles.length - NAMED;
  return listed(more > 0 ? [...names, `${more} more`] : names);
}
