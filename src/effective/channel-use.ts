/** Which permissions each type of channel has a use for, and which of them are lost without CONNECT. */
import { bitsOf, FLAG_NAMES, type FlagName } from "../permissions/flags.ts";

/**
 * The letters of Discord's own table (docs: topics/permissions, column "Channel Type"): T text, announcement, forum and media channels with their
 * threads, V voice, S stage, none for permissions of the guild level. A new flag does not compile until it has its letters.
 */
const USED_IN = {
  CREATE_INSTANT_INVITE: "TVS",
  KICK_MEMBERS: "",
  BAN_MEMBERS: "",
  ADMINISTRATOR: "",
  MANAGE_CHANNELS: "TVS",
  MANAGE_GUILD: "",
  ADD_REACTIONS: "TVS",
  VIEW_AUDIT_LOG: "",
  PRIORITY_SPEAKER: "V",
  STREAM: "VS",
  VIEW_CHANNEL: "TVS",
  SEND_MESSAGES: "TVS",
  SEND_TTS_MESSAGES: "TVS",
  MANAGE_MESSAGES: "TVS",
  EMBED_LINKS: "TVS",
  ATTACH_FILES: "TVS",
  READ_MESSAGE_HISTORY: "TVS",
  MENTION_EVERYONE: "TVS",
  USE_EXTERNAL_EMOJIS: "TVS",
  VIEW_GUILD_INSIGHTS: "",
  CONNECT: "VS",
  SPEAK: "V",
  MUTE_MEMBERS: "VS",
  DEAFEN_MEMBERS: "V",
  MOVE_MEMBERS: "VS",
  USE_VAD: "V",
  CHANGE_NICKNAME: "",
  MANAGE_NICKNAMES: "",
  MANAGE_ROLES: "TVS",
  MANAGE_WEBHOOKS: "TVS",
  MANAGE_GUILD_EXPRESSIONS: "",
  USE_APPLICATION_COMMANDS: "TVS",
  REQUEST_TO_SPEAK: "S",
  MANAGE_EVENTS: "VS",
  MANAGE_THREADS: "T",
  CREATE_PUBLIC_THREADS: "T",
  CREATE_PRIVATE_THREADS: "T",
  USE_EXTERNAL_STICKERS: "TVS",
  SEND_MESSAGES_IN_THREADS: "T",
  USE_EMBEDDED_ACTIVITIES: "TV",
  MODERATE_MEMBERS: "",
  VIEW_CREATOR_MONETIZATION_ANALYTICS: "",
  USE_SOUNDBOARD: "V",
  CREATE_GUILD_EXPRESSIONS: "",
  CREATE_EVENTS: "VS",
  USE_EXTERNAL_SOUNDS: "V",
  SEND_VOICE_MESSAGES: "TVS",
  SET_VOICE_CHANNEL_STATUS: "V",
  SEND_POLLS: "TVS",
  USE_EXTERNAL_APPS: "TVS",
  PIN_MESSAGES: "T",
  BYPASS_SLOWMODE: "TVS",
} as const satisfies Record<FlagName, "" | "T" | "V" | "S" | "TV" | "VS" | "TVS">;

export interface ChannelUse {
  /** The permissions that mean something in such a channel. */
  readonly uses: bigint;
  /** Those that nobody has there without CONNECT. */
  readonly needConnect: bigint;
}

type Letter = "T" | "V" | "S";

function usedIn(...letters: readonly Letter[]): bigint {
  return bitsOf(FLAG_NAMES.filter((name) => letters.some((letter) => USED_IN[name].includes(letter))));
}

/** Without CONNECT nothing but the sight of the channel is left, MANAGE_CHANNELS included (docs: topics/permissions, "Implicit Permissions"). */
function spoken(letter: Letter): ChannelUse {
  const uses = usedIn(letter);
  return { uses, needConnect: uses & ~bitsOf(["VIEW_CHANNEL"]) };
}

const TEXT: ChannelUse = { uses: usedIn("T"), needConnect: 0n };

/** What is usable in at least one type of channel: for categories, whose children may be of any, and for types that this version does not know. */
const ANY: ChannelUse = { uses: usedIn("T", "V", "S"), needConnect: usedIn("V", "S") & ~usedIn("T") };

const USE_OF_TYPE: ReadonlyMap<string, ChannelUse> = new Map([
  ["text", TEXT],
  ["announcement", TEXT],
  ["forum", TEXT],
  ["media", TEXT],
  ["voice", spoken("V")],
  ["stage", spoken("S")],
]);

/** The use of a channel type by its name in permissions/channel-types.ts; unknown names, categories and directories get what any type uses. */
export function channelUse(type: string): ChannelUse {
  return USE_OF_TYPE.get(type) ?? ANY;
}
