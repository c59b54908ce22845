/** The live state of a guild: what Discord answered, decoded and checked. */
import type { Overwrite } from "../permissions/overwrite.ts";
import type { ChannelId, GuildId, RoleId, UserId } from "../permissions/snowflake.ts";
import type { RoleOwner } from "./role-owner.ts";

export interface LiveRole {
  readonly id: RoleId;
  readonly name: string;
  readonly permissions: bigint;
  readonly position: number;
  /** Owned by a bot, an integration, the boosts or a subscription. */
  readonly managed: boolean;
  /** To whom it belongs, as far as Discord says so. */
  readonly owner: RoleOwner | null;
}

export interface LiveChannel {
  readonly id: ChannelId;
  readonly name: string;
  /** A name of permissions/channel-types.ts, or `type_N`. */
  readonly type: string;
  readonly parent: ChannelId | null;
  readonly position: number;
  /** By `targetKey`. Null where Discord left them out, or sent one that cannot be read: then nothing can be said of them. */
  readonly overwrites: ReadonlyMap<string, Overwrite> | null;
}

/** The bot's own member. */
export interface Self {
  /** Null where the answer has its roles and not its user. */
  readonly id: UserId | null;
  readonly roles: readonly RoleId[];
}

/** What a probe of a channel that is missing from the answer found. `unprobed`: over the bound, or nobody could ask. */
export type ProbeResult = "gone" | "hidden" | "visible" | "unprobed";

interface LiveGuild {
  readonly id: GuildId;
  readonly name: string;
  readonly ownerId: UserId;
  /** 1: who moderates must log in with two factors. Null where the answer does not say (some recordings). */
  readonly mfaLevel: number | null;
}

export interface Snapshot {
  readonly guild: LiveGuild;
  readonly roles: ReadonlyMap<RoleId, LiveRole>;
  /** The channels that the bot can see (Discord leaves out the others since 2026-11-16). */
  readonly channels: ReadonlyMap<ChannelId, LiveChannel>;
  /** Null where it is not known (some recordings). */
  readonly self: Self | null;
}

/** What the bot may see, from its own member and the roles that it holds. Null where `self` is not known. */
export interface Sight {
  readonly auditLog: boolean;
  /** ADMINISTRATOR or ownership: no channel is hidden from it, so a channel that is not there is gone. */
  readonly everyChannel: boolean;
}
