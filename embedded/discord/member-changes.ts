// Changes of members and their roles, each with its audit entry.
import { auditType, changedFields, roleFields, type WriteEntry } from "./audit-writer.ts";
import type { AuditChange } from "./audit-log.ts";
import type { GuildState } from "./guild-state.ts";
import type { UserInput, WireMember } from "./member.ts";
import type { PermissionInput } from "./permission-bits.ts";
import { makeRole, type WireRole } from "./role.ts";

interface MemberPatch {
  readonly nick?: string | null;
  /** ISO 8601; null ends the time-out. */
  readonly communication_disabled_until?: string | null;
}

interface BotInput extends UserInput {
  readonly permissions?: PermissionInput;
}

export interface MemberChanges {
  setMemberRoles(userId: string, roleIds: readonly string[]): void;
  addMemberRole(userId: string, roleId: string): void;
  removeMemberRole(userId: string, roleId: string): void;
  updateMember(userId: string, patch: MemberPatch): void;
  kickMember(userId: string): void;
  /** Logs BOT_ADD, then ROLE_CREATE for the bot's managed role. */
  addBot(input: BotInput): { readonly member: WireMember; readonly role: WireRole };
}

export function memberChanges(state: GuildState, write: WriteEntry): MemberChanges {
  const setRoles = (userId: string, roleIds: readonly string[]): void => {
    setMemberRoles(
      state.member(userId),
      roleIds.map((id) => state.role(id)),
      { state, write },
    );
  };
  return {
    setMemberRoles: setRoles,
    addMemberRole: (userId, roleId) => {
      setRoles(userId, [...new Set([...state.member(userId).roles, roleId])]);
    },
    removeMemberRole: (userId, roleId) => {
      setRoles(
        userId,
        state.member(userId).roles.filter((id) => id !== roleId),
      );
    },
    updateMember: (userId, patch) => {
      const member = state.member(userId);
      const before = { nick: member.nick, communication_disabled_until: member.communication_disabled_until };
      Object.assign(member, patch);
      const changes = changedFields(before, { ...before, ...patch });
      if (changes.length > 0) write({ type: auditType.memberUpdate, target: userId, changes });
    },
    kickMember: (userId) => {
      state.member(userId);
      state.members.delete(userId);
      write({ type: auditType.memberKick, target: userId });
    },
    addBot: (input) => addBot(state, write, input),
  };
}

interface Where {
  readonly state: GuildState;
  readonly write: WriteEntry;
}

/** One entry, with `$add` and `$remove` as far as there is something to add or remove. */
function setMemberRoles(member: WireMember, roles: readonly WireRole[], { state, write }: Where): void {
  const before = member.roles.map((id) => state.role(id));
  const changes = [
    ...partialRoles(
      "$add",
      roles.filter(({ id }) => !member.roles.includes(id)),
    ),
    ...partialRoles(
      "$remove",
      before.filter((role) => !roles.includes(role)),
    ),
  ];
  member.roles = roles.map(({ id }) => id);
  if (changes.length > 0) write({ type: auditType.memberRoleUpdate, target: member.user.id, changes });
}

function partialRoles(key: "$add" | "$remove", roles: readonly WireRole[]): AuditChange[] {
  return roles.length === 0 ? [] : [{ key, new_value: roles.map(({ id, name }) => ({ id, name })) }];
}

function addBot(state: GuildState, write: WriteEntry, input: BotInput): { member: WireMember; role: WireRole } {
  const member = state.addMember({ ...input, bot: true });
  write({ type: auditType.botAdd, target: member.user.id });
  const role = makeRole(state.world.ids.next(), state.nextRolePosition(), {
    name: member.user.username,
    permissions: input.permissions ?? 0n,
    managed: true,
    tags: { bot_id: member.user.id },
  });
  state.roles.set(role.id, role);
  member.roles = [role.id];
  write({ type: auditType.roleCreate, target: role.id, changes: changedFields({}, roleFields(role)) });
  return { member, role };
}
