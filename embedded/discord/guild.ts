// The handle of one embedded guild: set it up, change it as somebody, and put entries into its log.
import type { AuditEntry } from "./audit-log.ts";
import { auditWriter, type WriteEntry } from "./audit-writer.ts";
import { addChannel, channelChanges, type ChannelChanges } from "./channel-changes.ts";
import type { ChannelInput, WireChannel } from "./channel.ts";
import { guildChanges, type GuildChanges } from "./guild-changes.ts";
import type { GuildState } from "./guild-state.ts";
import { memberChanges, type MemberChanges } from "./member-changes.ts";
import type { MemberInput, WireMember } from "./member.ts";
import { overwriteChanges, type OverwriteChanges } from "./overwrite-changes.ts";
import { roleChanges, type RoleChanges } from "./role-changes.ts";
import { makeRole, type RoleInput, type WireRole } from "./role.ts";

/** Every change that can be made; who makes it and whether it is logged was said before. */
export type Changes = RoleChanges & ChannelChanges & OverwriteChanges & MemberChanges & GuildChanges;

export interface EmbeddedGuild {
  /** Also the id of @everyone. */
  readonly id: string;
  /** The live state, to look at. Change it through the methods here. */
  readonly state: GuildState;
  /** Set-up, without an entry. A role comes in on top unless it has a position. */
  addRole(input: RoleInput): WireRole;
  addChannel(input: ChannelInput): WireChannel;
  addMember(input?: MemberInput): WireMember;
  /** Changes by this user (null: by nobody that Discord names), each with its entry. */
  as(actorId: string | null, reason?: string): Changes;
  /** The same changes, without any entry. */
  readonly unlogged: Changes;
  /**
   * Any entry as it is; an id is made when it has none. The id must be a number in a string: the log is ordered by it, and an
   * older one than 45 days is never shown. For an answer with broken ids, use a fault.
   */
  appendAuditEntry(raw: Partial<AuditEntry>): AuditEntry;
  /** Entries written from now on stay out of sight until `release`, with the ids of their own time. */
  holdAuditEntries(): { release(): void };
  /** All entries that the API would show now, oldest first. */
  auditEntries(): readonly AuditEntry[];
}

export function openGuild(state: GuildState): EmbeddedGuild {
  return {
    id: state.id,
    state,
    addRole: (input) => {
      const role = makeRole(input.id ?? state.world.ids.next(), input.position ?? state.nextRolePosition(), input);
      state.roles.set(role.id, role);
      return role;
    },
    addChannel: (input) => addChannel(state, input),
    addMember: (input = {}) => state.addMember(input),
    as: (actor, reason) => changesOf(state, auditWriter(state.log, state.world.ids, { actor, reason })),
    unlogged: changesOf(state, () => {}),
    appendAuditEntry: (raw) => {
      if (raw.id !== undefined && !/^\d+$/.test(raw.id)) throw new Error(`The log cannot be ordered by the id "${raw.id}".`);
      const entry = { id: state.world.ids.next(), action_type: null, user_id: null, target_id: null, ...raw };
      state.log.append(entry);
      return entry;
    },
    holdAuditEntries: () => state.log.hold(),
    auditEntries: () => state.log.visible(state.world.now()),
  };
}

function changesOf(state: GuildState, write: WriteEntry): Changes {
  return {
    ...roleChanges(state, write),
    ...channelChanges(state, write),
    ...overwriteChanges(state, write),
    ...memberChanges(state, write),
    ...guildChanges(state, write),
  };
}
