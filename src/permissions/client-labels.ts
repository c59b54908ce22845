/** The words that Discord's own settings pages use for each permission (English client), for people who do not know the documented names. */
import { FLAG_NAMES, type FlagName } from "./flags.ts";

/** As a role's page says it. */
const ROLE_LABELS = {
  CREATE_INSTANT_INVITE: "Create Invite",
  KICK_MEMBERS: "Kick Members",
  BAN_MEMBERS: "Ban Members",
  ADMINISTRATOR: "Administrator",
  MANAGE_CHANNELS: "Manage Channels",
  MANAGE_GUILD: "Manage Server",
  ADD_REACTIONS: "Add Reactions",
  VIEW_AUDIT_LOG: "View Audit Log",
  PRIORITY_SPEAKER: "Priority Speaker",
  STREAM: "Video",
  VIEW_CHANNEL: "View Channels",
  SEND_MESSAGES: "Send Messages",
  SEND_TTS_MESSAGES: "Send Text-to-Speech Messages",
  MANAGE_MESSAGES: "Manage Messages",
  EMBED_LINKS: "Embed Links",
  ATTACH_FILES: "Attach Files",
  READ_MESSAGE_HISTORY: "Read Message History",
  MENTION_EVERYONE: "Mention @everyone, @here, and All Roles",
  USE_EXTERNAL_EMOJIS: "Use External Emojis",
  VIEW_GUILD_INSIGHTS: "View Server Insights",
  CONNECT: "Connect",
  SPEAK: "Speak",
  MUTE_MEMBERS: "Mute Members",
  DEAFEN_MEMBERS: "Deafen Members",
  MOVE_MEMBERS: "Move Members",
  USE_VAD: "Use Voice Activity",
  CHANGE_NICKNAME: "Change Nickname",
  MANAGE_NICKNAMES: "Manage Nicknames",
  MANAGE_ROLES: "Manage Roles",
  MANAGE_WEBHOOKS: "Manage Webhooks",
  MANAGE_GUILD_EXPRESSIONS: "Manage Expressions",
  USE_APPLICATION_COMMANDS: "Use Application Commands",
  REQUEST_TO_SPEAK: "Request to Speak",
  MANAGE_EVENTS: "Manage Events",
  MANAGE_THREADS: "Manage Threads",
  CREATE_PUBLIC_THREADS: "Create Public Threads",
  CREATE_PRIVATE_THREADS: "Create Private Threads",
  USE_EXTERNAL_STICKERS: "Use External Stickers",
  SEND_MESSAGES_IN_THREADS: "Send Messages in Threads",
  USE_EMBEDDED_ACTIVITIES: "Use Activities",
  MODERATE_MEMBERS: "Timeout Members",
  VIEW_CREATOR_MONETIZATION_ANALYTICS: "View Server Subscription Insights",
  USE_SOUNDBOARD: "Use Soundboard",
  CREATE_GUILD_EXPRESSIONS: "Create Expressions",
  CREATE_EVENTS: "Create Events",
  USE_EXTERNAL_SOUNDS: "Use External Sounds",
  SEND_VOICE_MESSAGES: "Send Voice Messages",
  SET_VOICE_CHANNEL_STATUS: "Set Voice Channel Status",
  SEND_POLLS: "Create Polls",
  USE_EXTERNAL_APPS: "Use External Apps",
  PIN_MESSAGES: "Pin Messages",
  BYPASS_SLOWMODE: "Bypass Slowmode",
} as const satisfies Record<FlagName, string>;

/** Where a channel's page says it otherwise (docs: topics/permissions names the first). */
const CHANNEL_LABELS: Readonly<Partial<Record<FlagName, string>>> = {
  MANAGE_ROLES: "Manage Permissions",
  MANAGE_CHANNELS: "Manage Channel",
  VIEW_CHANNEL: "View Channel",
};

/** Words of older or other pages that people still use, and names that Discord has given up. */
const OTHER_LABELS: Readonly<Partial<Record<FlagName, readonly string[]>>> = {
  CREATE_INSTANT_INVITE: ["Create Instant Invite"],
  KICK_MEMBERS: ["Kick, Approve, and Reject Members"],
  MANAGE_GUILD: ["Manage Guild"],
  MANAGE_GUILD_EXPRESSIONS: ["Manage Emojis and Stickers", "Manage Emojis", "Manage Server Expressions"],
  MENTION_EVERYONE: ["Mention Everyone", "Mention @everyone"],
  MODERATE_MEMBERS: ["Moderate Members", "Time out Members"],
  SEND_MESSAGES: ["Send Messages and Create Posts"],
  SEND_MESSAGES_IN_THREADS: ["Send Messages in Threads and Posts"],
  SEND_POLLS: ["Send Polls"],
  SEND_TTS_MESSAGES: ["Send TTS Messages"],
  STREAM: ["Stream", "Share Screen"],
  USE_APPLICATION_COMMANDS: ["Use Slash Commands"],
  USE_EMBEDDED_ACTIVITIES: ["Start Activities"],
  USE_EXTERNAL_EMOJIS: ["Use External Emoji"],
  USE_VAD: ["Use VAD", "Use Voice Activity Detection"],
  VIEW_CHANNEL: ["Read Messages", "Read Text Channels & See Voice Channels"],
  VIEW_GUILD_INSIGHTS: ["View Guild Insights"],
};

/** The words of the page where the permission is set: a role's, or a channel's. */
export function clientLabel(name: FlagName, page: "role" | "channel"): string {
  return (page === "channel" ? CHANNEL_LABELS[name] : undefined) ?? ROLE_LABELS[name];
}

/** Letters and digits only, in lower case: "Use Voice-Activity" and "use voice activity" are the same words. */
function words(label: string): string {
  return label.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}

const FLAG_OF_WORDS: ReadonlyMap<string, FlagName> = new Map(
  FLAG_NAMES.flatMap((name) =>
    [clientLabel(name, "role"), clientLabel(name, "channel"), ...(OTHER_LABELS[name] ?? []), name].map(
      (label) => [words(label), name] as const,
    ),
  ),
);

/** The documented name behind the client's words, a PascalCase name or an old label, whatever its spacing and case; null where none fits. */
export function flagOfLabel(label: string): FlagName | null {
  return FLAG_OF_WORDS.get(words(label)) ?? null;
}
