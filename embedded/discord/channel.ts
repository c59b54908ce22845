// A channel and its overwrites as Discord sends them.
import { permissionBits, type PermissionInput } from "./permission-bits.ts";

export interface WireOverwrite {
  id: string;
  /** 0 is a role, 1 a member. */
  type: 0 | 1;
  allow: string;
  deny: string;
}

export interface WireChannel {
  id: string;
  type: number;
  guild_id: string;
  name: string;
  position: number;
  parent_id: string | null;
  permission_overwrites: WireOverwrite[];
  flags: number;
  nsfw: boolean;
  rate_limit_per_user: number;
  topic: string | null;
  last_message_id?: string | null;
  bitrate?: number;
  user_limit?: number;
  rtc_region?: string | null;
}

const typeNumbers = { text: 0, voice: 2, category: 4, announcement: 5, stage: 13, forum: 15, media: 16 } as const;

/** A name, or the number of any other type. */
type ChannelTypeInput = keyof typeof typeNumbers | number;

export interface OverwriteInput {
  readonly id: string;
  readonly type: "role" | "member" | 0 | 1;
  readonly allow?: PermissionInput;
  readonly deny?: PermissionInput;
}

/** What a person can set on a channel, moves and overwrites apart. */
export interface ChannelPatch {
  readonly name?: string;
  readonly type?: ChannelTypeInput;
  readonly topic?: string | null;
  readonly nsfw?: boolean;
  readonly rateLimitPerUser?: number;
}

export interface ChannelInput extends ChannelPatch {
  readonly id?: string;
  readonly name: string;
  readonly parentId?: string | null;
  readonly position?: number;
  readonly overwrites?: readonly OverwriteInput[];
}

export interface ChannelPlace {
  readonly id: string;
  readonly guildId: string;
  readonly position: number;
}

export function makeChannel(place: ChannelPlace, input: ChannelInput): WireChannel {
  const type = channelTypeNumber(input.type ?? "text");
  const bare: WireChannel = {
    id: place.id,
    type,
    guild_id: place.guildId,
    name: input.name,
    position: input.position ?? place.position,
    parent_id: input.parentId ?? null,
    permission_overwrites: (input.overwrites ?? []).map(makeOverwrite),
    flags: 0,
    nsfw: false,
    rate_limit_per_user: 0,
    topic: null,
    ...fieldsOfType(type),
  };
  return patchedChannel(bare, input);
}

function fieldsOfType(type: number): Partial<WireChannel> {
  const isVoice = type === typeNumbers.voice || type === typeNumbers.stage;
  if (isVoice) return { bitrate: 64_000, user_limit: 0, rtc_region: null, last_message_id: null };
  return type === typeNumbers.category ? {} : { last_message_id: null };
}

/** A copy with the given fields changed. */
export function patchedChannel(channel: WireChannel, patch: ChannelPatch): WireChannel {
  return {
    ...channel,
    name: patch.name ?? channel.name,
    type: patch.type === undefined ? channel.type : channelTypeNumber(patch.type),
    topic: patch.topic === undefined ? channel.topic : patch.topic,
    nsfw: patch.nsfw ?? channel.nsfw,
    rate_limit_per_user: patch.rateLimitPerUser ?? channel.rate_limit_per_user,
  };
}

export function makeOverwrite(input: OverwriteInput): WireOverwrite {
  return {
    id: input.id,
    type: input.type === "member" || input.type === 1 ? 1 : 0,
    allow: String(permissionBits(input.allow ?? 0n)),
    deny: String(permissionBits(input.deny ?? 0n)),
  };
}

/** The same overwrites, in any order: what Discord calls synced. */
export function sameOverwrites(left: WireChannel, right: WireChannel): boolean {
  return fingerprint(left) === fingerprint(right);
}

function fingerprint(channel: WireChannel): string {
  return channel.permission_overwrites
    .map(({ id, type, allow, deny }) => [id, type, allow, deny].join("/"))
    .toSorted()
    .join(" ");
}

export function isCategory(channel: WireChannel): boolean {
  return channel.type === typeNumbers.category;
}

function channelTypeNumber(type: ChannelTypeInput): number {
  return typeof type === "number" ? type : typeNumbers[type];
}
