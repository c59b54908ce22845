/** The rules once more, as plainly as they can be said: one question about one bit at a time, nothing shared with the engine but its input. */
import type { ChannelRights, GuildRights, Place } from "../../src/effective/guild-rights.ts";
import type { Subject } from "../../src/effective/subject.ts";
import { FLAG_NAMES, parsePermission, type FlagName } from "../../src/permissions/flags.ts";
import type { Overwrite } from "../../src/permissions/overwrite.ts";

const WIDTH = 128;
const GUILD_ONLY: ReadonlySet<string> = new Set(
  [
    "KICK_MEMBERS BAN_MEMBERS ADMINISTRATOR MANAGE_GUILD VIEW_AUDIT_LOG VIEW_GUILD_INSIGHTS CHANGE_NICKNAME MANAGE_NICKNAMES",
    "MANAGE_GUILD_EXPRESSIONS MODERATE_MEMBERS VIEW_CREATOR_MONETIZATION_ANALYTICS CREATE_GUILD_EXPRESSIONS",
  ].flatMap((line) => line.split(" ")),
);
const ONLY_IN: Readonly<Record<string, readonly string[]>> = {
  MANAGE_THREADS: ["text"],
  CREATE_PUBLIC_THREADS: ["text"],
  CREATE_PRIVATE_THREADS: ["text"],
  SEND_MESSAGES_IN_THREADS: ["text"],
  PIN_MESSAGES: ["text"],
  USE_EMBEDDED_ACTIVITIES: ["text", "voice"],
  PRIORITY_SPEAKER: ["voice"],
  SPEAK: ["voice"],
  DEAFEN_MEMBERS: ["voice"],
  USE_VAD: ["voice"],
  USE_SOUNDBOARD: ["voice"],
  USE_EXTERNAL_SOUNDS: ["voice"],
  SET_VOICE_CHANNEL_STATUS: ["voice"],
  REQUEST_TO_SPEAK: ["stage"],
  STREAM: ["voice", "stage"],
  CONNECT: ["voice", "stage"],
  MUTE_MEMBERS: ["voice", "stage"],
  MOVE_MEMBERS: ["voice", "stage"],
  MANAGE_EVENTS: ["voice", "stage"],
  CREATE_EVENTS: ["voice", "stage"],
};
const LIKE_TEXT: ReadonlySet<string> = new Set(["text", "announcement", "forum", "media"]);
const NEED_SEND: ReadonlySet<string> = new Set(["MENTION_EVERYONE", "SEND_TTS_MESSAGES", "ATTACH_FILES", "EMBED_LINKS"]);

const bitOf = (name: FlagName): number => (parsePermission(name) ?? 0n).toString(2).length - 1;
const NAMES = new Map(FLAG_NAMES.map((name) => [bitOf(name), name]));
const isIn = (bits: bigint, bit: number): boolean => bits.toString(2).at(-1 - bit) === "1";

function rolesOf(guild: GuildRights, subject: Subject): readonly string[] {
  const named = subject.kind === "role" ? [subject.role] : subject.kind === "member-overwrite" ? [] : subject.roles;
  return [guild.id, ...named.filter((role) => role !== String(guild.id) && guild.roles.some(({ id }) => id === role))];
}

const userOf = (subject: Subject): string | null =>
  subject.kind === "member" || subject.kind === "member-overwrite" ? subject.user : null;

/** The overwrite for one target, the last where the channel lists two. */
function overwriteOf(channel: ChannelRights | null, type: "role" | "member", id: string): Overwrite | undefined {
  return channel?.overwrites.findLast(({ target }) => target.type === type && target.id === id);
}

function decide(before: boolean, overwrites: readonly (Overwrite | undefined)[], bit: number): boolean {
  if (overwrites.some((overwrite) => overwrite !== undefined && isIn(overwrite.allow, bit))) return true;
  if (overwrites.some((overwrite) => overwrite !== undefined && isIn(overwrite.deny, bit))) return false;
  return before;
}

function isUnbound({ guild }: Place, subject: Subject): boolean {
  if (subject.kind === "member" && subject.user === guild.ownerId) return true;
  return guild.roles.some((role) => rolesOf(guild, subject).includes(role.id) && isIn(role.permissions, 3));
}

/** Whether the algorithm gives this bit. */
function isComputed(place: Place, subject: Subject, bit: number): boolean {
  const { guild, channel } = place;
  const roles = rolesOf(guild, subject);
  const base = guild.roles.some((role) => roles.includes(role.id) && isIn(role.permissions, bit));
  const everyone = overwriteOf(channel, "role", guild.id);
  const ofRoles = roles.filter((role) => role !== String(guild.id)).map((role) => overwriteOf(channel, "role", role));
  const user = userOf(subject);
  const member = user === null ? undefined : overwriteOf(channel, "member", user);
  if (isUnbound(place, subject)) {
    const allowed = [everyone, ...ofRoles, member].some((overwrite) => overwrite !== undefined && isIn(overwrite.allow, bit));
    return NAMES.has(bit) || base || allowed;
  }
  return decide(decide(decide(base, [everyone], bit), ofRoles, bit), [member], bit);
}

/** Whether a documented permission that is computed can be used in a channel of one of the three sorts. */
function isUsableIn(sort: string, name: FlagName, holds: (name: FlagName) => boolean): boolean {
  const meansNothing = GUILD_ONLY.has(name) || (ONLY_IN[name] !== undefined && !ONLY_IN[name].includes(sort));
  const isMute = NEED_SEND.has(name) && !holds("SEND_MESSAGES");
  const isOutside = sort !== "text" && name !== "VIEW_CHANNEL" && !holds("CONNECT");
  return !meansNothing && holds("VIEW_CHANNEL") && !isMute && !isOutside;
}

function sortsOf(type: string): readonly string[] {
  if (LIKE_TEXT.has(type)) return ["text"];
  return type === "voice" || type === "stage" ? [type] : ["text", "voice", "stage"];
}

function isUsable(place: Place, subject: Subject, bit: number): boolean {
  const { channel } = place;
  if (!isComputed(place, subject, bit)) return false;
  const name = NAMES.get(bit);
  if (name === undefined) return true;
  const muted = subject.kind === "member" && subject.timedOut && !isUnbound(place, subject);
  if (muted && name !== "VIEW_CHANNEL" && name !== "READ_MESSAGE_HISTORY") return false;
  const holds = (other: FlagName): boolean => isComputed(place, subject, bitOf(other));
  return channel === null || sortsOf(channel.type).some((sort) => isUsableIn(sort, name, holds));
}

const setOf = (holds: (bit: number) => boolean): bigint =>
  BigInt(`0b${[...Array(WIDTH).keys()].map((bit) => (holds(WIDTH - 1 - bit) ? "1" : "0")).join("")}`);

export function reference(place: Place, subject: Subject): { readonly computed: bigint; readonly usable: bigint } {
  return {
    computed: setOf((bit) => isComputed(place, subject, bit)),
    usable: setOf((bit) => isUsable(place, subject, bit)),
  };
}
