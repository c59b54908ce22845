// A role as Discord sends it.
import { permissionBits, type PermissionInput } from "./permission-bits.ts";

export interface WireRole {
  id: string;
  name: string;
  /** A bitfield as a decimal string. */
  permissions: string;
  position: number;
  color: number;
  colors: { primary_color: number; secondary_color: number | null; tertiary_color: number | null };
  hoist: boolean;
  managed: boolean;
  mentionable: boolean;
  icon: string | null;
  unicode_emoji: string | null;
  flags: number;
  tags?: { bot_id?: string; integration_id?: string; premium_subscriber?: null };
}

/** What a person can set on a role. */
export interface RolePatch {
  readonly name?: string;
  readonly permissions?: PermissionInput;
  readonly color?: number;
  readonly hoist?: boolean;
  readonly mentionable?: boolean;
}

export interface RoleInput extends RolePatch {
  readonly id?: string;
  /** Default: above all others in set-up, 1 when made by a person. */
  readonly position?: number;
  readonly managed?: boolean;
  readonly tags?: NonNullable<WireRole["tags"]>;
}

export function makeRole(id: string, position: number, input: RoleInput): WireRole {
  const bare: WireRole = {
    id,
    name: "new role",
    permissions: "0",
    position,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: input.managed ?? false,
    mentionable: false,
    icon: null,
    unicode_emoji: null,
    flags: 0,
    ...(input.tags === undefined ? {} : { tags: input.tags }),
  };
  return patchedRole(bare, input);
}

/** A copy with the given fields changed. */
export function patchedRole(role: WireRole, patch: RolePatch): WireRole {
  const color = patch.color ?? role.color;
  return {
    ...role,
    name: patch.name ?? role.name,
    permissions: patch.permissions === undefined ? role.permissions : String(permissionBits(patch.permissions)),
    color,
    colors: { ...role.colors, primary_color: color },
    hoist: patch.hoist ?? role.hoist,
    mentionable: patch.mentionable ?? role.mentionable,
  };
}
