/** Roles: listed against live. */
import type { LiveRole } from "../guild/snapshot.ts";
import { DANGEROUS } from "../permissions/flags.ts";
import type { BoundRole } from "./bind.ts";
import { differing, grantsOf, watchedWord, type Difference } from "./difference.ts";
import { toleratedState, type Sides } from "./field-state.ts";
import type { FindingValue, Subject } from "./finding.ts";
import { scopeOfRole } from "./scope.ts";
import { toleratedAt } from "./tolerance.ts";

/** All differences in roles. Listed ones first, in file order. */
export function compareRoles(sides: Sides): Difference[] {
  const unlisted = [...sides.snapshot.roles.values()].filter((role) => !sides.binding.roleOfId.has(role.id));
  return [
    ...sides.binding.roles.flatMap((bound) => compareRole(bound, sides)),
    ...unlisted.flatMap((role) => compareUnlisted(role, sides)),
  ];
}

/** How a listed role is called in findings: by its live name, else by the policy's. */
export function roleSubject(bound: BoundRole): Subject {
  return { type: "role", id: bound.id ?? bound.listed.handle, name: bound.live?.name ?? bound.listed.name };
}

function compareRole(bound: BoundRole, sides: Sides): Difference[] {
  if (bound.live === null) return [missing(bound)];
  return [...comparePermissions(bound, bound.live, sides), ...compareName(bound, bound.live)];
}

function missing(bound: BoundRole): Difference {
  const bounds = bound.listed.permissions;
  const held = bounds === null ? 0n : bounds.kind === "exact" ? bounds.bits : (bounds.atLeast ?? 0n);
  return differing("role.missing", roleSubject(bound), {
    desired: { kind: "role", name: bound.listed.name, permissions: held },
    live: null,
    revoked: held,
    at: bound.listed.at,
    note: bound.note,
    fields: bound.id === null ? [] : [watchedWord({ of: "role", id: bound.id, part: "exists" }, "yes", null)],
  });
}

function comparePermissions(bound: BoundRole, live: LiveRole, sides: Sides): Difference[] {
  const bounds = bound.listed.permissions;
  if (bounds === null) return [];
  const { desired } = toleratedState(bounds, live, sides);
  if (desired === live.permissions || typeof desired !== "bigint") return [];
  const agreed: FindingValue =
    bounds.kind === "exact"
      ? { kind: "permissions", bits: bounds.bits }
      : { kind: "bounds", atLeast: bounds.atLeast, atMost: bounds.atMost };
  return [
    differing("role.permissions", roleSubject(bound), {
      desired: agreed,
      live: { kind: "permissions", bits: live.permissions },
      ...grantsOf(desired, live.permissions),
      at: bounds.at,
      fields: [
        { field: { of: "role", id: live.id, part: "permissions" }, desired, live: live.permissions, cells: desired ^ live.permissions },
      ],
    }),
  ];
}

function compareName(bound: BoundRole, live: LiveRole): Difference[] {
  if (bound.listed.handle === "@everyone" || bound.listed.name === live.name) return [];
  return [
    differing("role.renamed", roleSubject(bound), {
      desired: { kind: "text", text: bound.listed.name },
      live: { kind: "text", text: live.name },
      at: bound.listed.at,
      fields: [watchedWord({ of: "role", id: live.id, part: "name" }, bound.listed.name, live.name)],
    }),
  ];
}

function compareUnlisted(role: LiveRole, sides: Sides): Difference[] {
  const scope = scopeOfRole(role, sides.policy);
  if (scope.kind === "unmanaged") return [];
  // A role that is passed over but for what it holds differs by that, not by being there.
  const held = { of: "role", id: role.id, part: "permissions" } as const;
  const agreed = scope.note === null ? 0n : role.permissions & (~DANGEROUS | toleratedAt(held, sides.tolerance));
  if (scope.note !== null && agreed === role.permissions) return [];
  return [
    differing(
      "role.unexpected",
      { type: "role", id: role.id, name: role.name },
      {
        desired: null,
        live: { kind: "role", name: role.name, permissions: role.permissions },
        granted: role.permissions,
        note: scope.note,
        fields: [
          ...(scope.note === null ? [watchedWord({ of: "role", id: role.id, part: "exists" }, null, "yes")] : []),
          { field: held, desired: agreed, live: role.permissions, cells: role.permissions & ~agreed },
        ],
      },
    ),
  ];
}
