/** What one role gives its holders in the head. */
import type { Shift } from "../effective/difference.ts";
import { editedRights } from "../effective/edit.ts";
import type { RoleId } from "../permissions/snowflake.ts";
import type { DesiredGuild } from "../policy/desired-rights.ts";
import { allShifts } from "./all-shifts.ts";
import type { Scene } from "./scene.ts";

/** What the role itself holds on one side. */
export function bitsOf(id: RoleId, { rights }: DesiredGuild): bigint {
  return rights.roles.find((role) => role.id === id)?.permissions ?? 0n;
}

/** All that the role gives, overwrites too, beside what everybody may do. */
export function shiftsOfRole(id: RoleId, scene: Scene): Shift[] {
  const rights = editedRights({ of: "role", id, before: 0n, after: bitsOf(id, scene.head), isNew: true }, scene.head.rights);
  return allShifts(rights, scene).filter(({ who }) => who.id === id);
}
