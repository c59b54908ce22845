/** What the runs need from outside, as types: adapters in discord/, github/ and recording/ provide them. */
import type { ProbeResult } from "../guild/snapshot.ts";
import type { ChannelId, EntryId, GuildId, UserId } from "../permissions/snowflake.ts";

/** The audit log cannot be read: View Audit Log is missing, or a recording has none. */
export class AuditLogUnreadable extends Error {
  override readonly name = "AuditLogUnreadable";
}

/** Discord does not list the members: that needs the privileged members intent, and recordings rarely have them all. */
export class MembersUnlisted extends Error {
  override readonly name = "MembersUnlisted";
}

/** Raw answers of Discord for one guild, unchecked. Each throws CannotCheck when there is no answer. */
export interface DiscordSource {
  /** GET /guilds/{id}. */
  readonly guild: (guild: GuildId) => Promise<unknown>;
  /** GET /guilds/{id}/channels. */
  readonly channels: (guild: GuildId) => Promise<unknown>;
  /** The bot's own member (with its `user`), or null where it is not known. */
  readonly self: (guild: GuildId) => Promise<unknown>;
  /** GET /guilds/{id}/members/{user}, or null where the guild has no such member. Throws CannotCheck where nobody can say. */
  readonly member: (guild: GuildId, user: UserId) => Promise<unknown>;
  /** GET /guilds/{id}/roles/member-counts. */
  readonly memberCounts: (guild: GuildId) => Promise<unknown>;
  /** Pages of GET /guilds/{id}/members, each a list, by id. Throws MembersUnlisted. */
  readonly members: (guild: GuildId) => AsyncIterable<unknown>;
  /** GET /channels/{id}: is a channel that was left out gone, or hidden? */
  readonly probe: (channel: ChannelId) => Promise<ProbeResult>;
  /** Pages of GET /guilds/{id}/audit-logs with ids greater than `after`, oldest first, to the end. Throws AuditLogUnreadable. */
  readonly auditLog: (guild: GuildId, after: EntryId) => AsyncIterable<unknown>;
  /** The moment of the recording (ISO 8601) where this is one; null for the live guild. */
  readonly moment: () => Promise<string | null>;
  /** Set for a recording: what is in it was answered, so the bot's roles do not decide what can be read. */
  readonly recorded?: true;
}

/** Progress for a person who waits. One plain sentence without a full stop. */
export type Progress = (sentence: string) => void;
