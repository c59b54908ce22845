/** What the engine needs to know of a guild, whether it is live or desired: roles with permissions, and channels with overwrites. */
import type { Overwrite } from "../permissions/overwrite.ts";
import type { ChannelId, GuildId, RoleId, UserId } from "../permissions/snowflake.ts";

export interface RoleRights {
  readonly id: RoleId;
  readonly permissions: bigint;
}

export interface ChannelRights {
  readonly id: ChannelId;
  /** A name of permissions/channel-types.ts, or `type_N`. */
  readonly type: string;
  readonly parent: ChannelId | null;
  /** Of two for the same target the last one counts. Targets that are not in the guild any more grant nothing (discord-api-docs #4303). */
  readonly overwrites: readonly Overwrite[];
}

export interface GuildRights {
  readonly id: GuildId;
  readonly ownerId: UserId;
  /** In the order that the caller wants to see them. @everyone is the one whose id is the guild's; without it nothing is granted to everyone. */
  readonly roles: readonly RoleRights[];
  readonly channels: readonly ChannelRights[];
}

/** Where permissions are looked at: in a channel, or (null) on the guild level, where no overwrite and no channel type counts. */
export interface Place {
  readonly guild: GuildRights;
  readonly channel: ChannelRights | null;
}
