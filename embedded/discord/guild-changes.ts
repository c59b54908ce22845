// Changes of the guild itself, of command permissions, Discord's own migrations, and entries for anything else.
import { auditType, changedFields, type NewEntry, type WriteEntry } from "./audit-writer.ts";
import type { GuildSettings } from "./guild-settings.ts";
import type { GuildState } from "./guild-state.ts";
import { permissionBits } from "./permission-bits.ts";

interface CommandPermission {
  readonly applicationId: string;
  /** Left out: the permission is for all commands of the application. */
  readonly commandId?: string;
  /** A role, user or channel. @everyone is the guild's id, all channels the guild's id less one. */
  readonly id: string;
  readonly type: "role" | "user" | "channel";
  /** null takes the setting away. */
  readonly permission: boolean | null;
}

export interface GuildChanges {
  updateGuild(patch: Partial<Omit<GuildSettings, "id">>): void;
  transferOwnership(newOwnerId: string): void;
  setMfaLevel(level: 0 | 1): void;
  setCommandPermission(input: CommandPermission): void;
  /** Discord splits a permission: 212 hands out PIN_MESSAGES, 213 BYPASS_SLOWMODE. One bare entry for all roles. */
  migrate(type: 212 | 213): void;
  /** Writes an entry of any type and changes nothing. */
  log(entry: NewEntry): void;
}

const migrations = {
  212: { from: permissionBits(["MANAGE_MESSAGES"]), gives: permissionBits("PIN_MESSAGES") },
  213: {
    from: permissionBits(["MANAGE_MESSAGES", "MANAGE_CHANNELS", "MANAGE_THREADS"]),
    gives: permissionBits("BYPASS_SLOWMODE"),
  },
} as const;

const commandPermissionTypes = { role: 1, user: 2, channel: 3 } as const;

export function guildChanges(state: GuildState, write: WriteEntry): GuildChanges {
  const updateGuild: GuildChanges["updateGuild"] = (patch) => {
    const before = state.settings;
    state.settings = { ...before, ...patch };
    const changes = changedFields({ ...before }, { ...state.settings });
    if (changes.length > 0) write({ type: auditType.guildUpdate, target: state.id, changes });
  };
  return {
    updateGuild,
    transferOwnership: (newOwnerId) => {
      updateGuild({ owner_id: newOwnerId });
    },
    setMfaLevel: (level) => {
      updateGuild({ mfa_level: level });
    },
    setCommandPermission: (input) => {
      setCommandPermission(state, write, input);
    },
    migrate: (type) => {
      migrate(state, type);
      write({ type, target: null });
    },
    log: write,
  };
}

function setCommandPermission(state: GuildState, write: WriteEntry, input: CommandPermission): void {
  const target = input.commandId ?? input.applicationId;
  const place = `${target}/${input.id}`;
  const before = state.commandPermissions.get(place);
  const after =
    input.permission === null ? undefined : { id: input.id, type: commandPermissionTypes[input.type], permission: input.permission };
  if (after === undefined) state.commandPermissions.delete(place);
  else state.commandPermissions.set(place, after);
  const changes = changedFields({ [input.id]: before }, { [input.id]: after });
  const options = { application_id: input.applicationId };
  if (changes.length > 0) write({ type: auditType.commandPermissionUpdate, target, changes, options });
}

function migrate(state: GuildState, type: 212 | 213): void {
  const { from, gives } = migrations[type];
  for (const role of state.roles.values()) {
    const bits = BigInt(role.permissions);
    if ((bits & from) !== 0n) role.permissions = String(bits | gives);
  }
}
