/** Whose permissions are asked for, and what of a guild belongs to them. */
import type { OverwriteTarget } from "../permissions/overwrite.ts";
import { everyoneRole, type RoleId, type UserId } from "../permissions/snowflake.ts";
import type { GuildRights, RoleRights } from "./guild-rights.ts";

export type Subject =
  /** A member who holds this role and @everyone, and nothing else. */
  | { readonly kind: "role"; readonly role: RoleId }
  /** A member who holds these roles and @everyone. */
  | { readonly kind: "roles"; readonly roles: readonly RoleId[] }
  /** A person: roles, own overwrite, ownership, and a timeout that is running. */
  | { readonly kind: "member"; readonly user: UserId; readonly roles: readonly RoleId[]; readonly timedOut: boolean }
  /** What a member's overwrite gives by itself, on top of @everyone. Ownership is not looked at: it is no matter of the overwrite. */
  | { readonly kind: "member-overwrite"; readonly user: UserId };

/** A subject in its guild. */
export interface Holder {
  readonly everyone: RoleId;
  /** @everyone first, then the others as the guild lists them. Roles that the guild does not have are left out, as Discord ignores them. */
  readonly roles: readonly RoleRights[];
  readonly user: UserId | null;
  readonly owner: boolean;
  readonly timedOut: boolean;
}

function rolesOf(subject: Subject): readonly RoleId[] {
  switch (subject.kind) {
    case "role":
      return [subject.role];
    case "roles":
    case "member":
      return subject.roles;
    case "member-overwrite":
      return [];
  }
}

/** What the subject holds in this guild. */
export function holderOf(guild: GuildRights, subject: Subject): Holder {
  const everyone = everyoneRole(guild.id);
  const held = new Set(rolesOf(subject));
  const others = guild.roles.filter(({ id }) => id !== everyone && held.has(id));
  return {
    everyone,
    roles: [...guild.roles.filter(({ id }) => id === everyone), ...others],
    user: subject.kind === "member" || subject.kind === "member-overwrite" ? subject.user : null,
    owner: subject.kind === "member" && subject.user === guild.ownerId,
    timedOut: subject.kind === "member" && subject.timedOut,
  };
}

/** Whether an overwrite for this target applies to the holder. */
export function concerns({ everyone, roles, user }: Holder, target: OverwriteTarget): boolean {
  if (target.type === "member") return target.id === user;
  return target.id === everyone || roles.some(({ id }) => id === target.id);
}
