// Changes of roles, each with its audit entry.
import { auditType, changedFields, roleFields, type WriteEntry } from "./audit-writer.ts";
import type { GuildState } from "./guild-state.ts";
import { makeRole, patchedRole, type RoleInput, type RolePatch, type WireRole } from "./role.ts";

export interface RoleChanges {
  /** A new role comes in at position 1, and all others move up, as when a person makes one. */
  createRole(input: RoleInput): WireRole;
  updateRole(roleId: string, patch: RolePatch): WireRole;
  /** Also takes the role from members and channels, which Discord does not log. */
  deleteRole(roleId: string): void;
  /** Discord does not log this. Roles at or above the position move up. */
  moveRole(roleId: string, position: number): void;
}

export function roleChanges(state: GuildState, write: WriteEntry): RoleChanges {
  return {
    createRole: (input) => createRole(state, write, input),
    updateRole: (roleId, patch) => updateRole(state, write, { roleId, patch }),
    deleteRole: (roleId) => {
      deleteRole(state, write, roleId);
    },
    moveRole: (roleId, position) => {
      const role = state.role(roleId);
      makeRoom(state, position);
      role.position = position;
    },
  };
}

function createRole(state: GuildState, write: WriteEntry, input: RoleInput): WireRole {
  const position = input.position ?? 1;
  makeRoom(state, position);
  const role = makeRole(input.id ?? state.world.ids.next(), position, input);
  state.roles.set(role.id, role);
  write({ type: auditType.roleCreate, target: role.id, changes: changedFields({}, roleFields(role)) });
  return role;
}

function updateRole(state: GuildState, write: WriteEntry, change: { roleId: string; patch: RolePatch }): WireRole {
  const role = state.role(change.roleId);
  const before = roleFields(role);
  Object.assign(role, patchedRole(role, change.patch));
  const changes = changedFields(before, roleFields(role)).map((field) =>
    // Discord sends no old colors.
    field.key === "colors" ? { key: field.key, new_value: field.new_value } : field,
  );
  if (changes.length > 0) write({ type: auditType.roleUpdate, target: role.id, changes });
  return role;
}

function deleteRole(state: GuildState, write: WriteEntry, roleId: string): void {
  const role = state.role(roleId);
  state.roles.delete(roleId);
  for (const member of state.members.values()) member.roles = member.roles.filter((id) => id !== roleId);
  for (const channel of state.channels.values()) {
    channel.permission_overwrites = channel.permission_overwrites.filter(({ id }) => id !== roleId);
  }
  write({ type: auditType.roleDelete, target: roleId, changes: changedFields(roleFields(role), {}) });
}

function makeRoom(state: GuildState, position: number): void {
  for (const role of state.roles.values()) {
    if (role.position >= position && role.id !== state.id) role.position += 1;
  }
}
