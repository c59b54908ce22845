/** What permissions are about, so that sets of them have names that say it. */
import { bitsOf } from "../permissions/flags.ts";

export interface Topic {
  /** What a set about it is called. */
  readonly name: string;
  /** At least one of these must be in such a set: without it the name would promise too much ... */
  readonly core: bigint;
  /** ... and nothing but these, at least so many. */
  readonly all: bigint;
  readonly least: number;
  /** Whether it is about others, or the server, more than about what one does oneself. */
  readonly further: boolean;
}

const READ = bitsOf(["VIEW_CHANNEL", "READ_MESSAGE_HISTORY"]);
const WRITE = bitsOf([
  "ADD_REACTIONS",
  "SEND_MESSAGES",
  "SEND_TTS_MESSAGES",
  "EMBED_LINKS",
  "ATTACH_FILES",
  "USE_EXTERNAL_EMOJIS",
  "USE_EXTERNAL_STICKERS",
  "CREATE_PUBLIC_THREADS",
  "CREATE_PRIVATE_THREADS",
  "SEND_MESSAGES_IN_THREADS",
  "SEND_VOICE_MESSAGES",
  "SEND_POLLS",
  "USE_APPLICATION_COMMANDS",
  "USE_EXTERNAL_APPS",
]);
const TALK = bitsOf([
  "STREAM",
  "CONNECT",
  "SPEAK",
  "USE_VAD",
  "REQUEST_TO_SPEAK",
  "USE_EMBEDDED_ACTIVITIES",
  "USE_SOUNDBOARD",
  "USE_EXTERNAL_SOUNDS",
  "SET_VOICE_CHANNEL_STATUS",
]);
const MODERATE = bitsOf([
  "KICK_MEMBERS",
  "BAN_MEMBERS",
  "MODERATE_MEMBERS",
  "MANAGE_MESSAGES",
  "MANAGE_THREADS",
  "MANAGE_NICKNAMES",
  "MUTE_MEMBERS",
  "DEAFEN_MEMBERS",
  "MOVE_MEMBERS",
  "VIEW_AUDIT_LOG",
  "PIN_MESSAGES",
  "BYPASS_SLOWMODE",
]);
const MANAGE = bitsOf([
  "MANAGE_CHANNELS",
  "MANAGE_GUILD",
  "MANAGE_ROLES",
  "MANAGE_WEBHOOKS",
  "MANAGE_GUILD_EXPRESSIONS",
  "MANAGE_EVENTS",
  "CREATE_GUILD_EXPRESSIONS",
  "CREATE_EVENTS",
  "VIEW_GUILD_INSIGHTS",
]);

/** In the order in which the file defines them. Who may write or talk in a place reads there too. */
export const TOPICS: readonly Topic[] = [
  { name: "read", core: bitsOf(["VIEW_CHANNEL"]), all: READ, least: 2, further: false },
  { name: "write", core: bitsOf(["SEND_MESSAGES"]), all: READ | WRITE, least: 3, further: false },
  { name: "talk", core: bitsOf(["CONNECT", "SPEAK"]), all: READ | TALK, least: 3, further: false },
  { name: "moderate", core: MODERATE, all: MODERATE, least: 3, further: true },
  { name: "manage", core: MANAGE, all: MANAGE, least: 3, further: true },
];
