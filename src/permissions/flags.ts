/** Discord's permission flags by documented name, and permission sets as bigint: read, named, joined and printed without losing a bit. */
import { isDecimal, numberIn } from "./decimal.ts";

/** Name to bit (docs: topics/permissions, "Bitwise Permission Flags"). Bit 47 is not in use. */
const FLAGS = {
  CREATE_INSTANT_INVITE: 0,
  KICK_MEMBERS: 1,
  BAN_MEMBERS: 2,
  ADMINISTRATOR: 3,
  MANAGE_CHANNELS: 4,
  MANAGE_GUILD: 5,
  ADD_REACTIONS: 6,
  VIEW_AUDIT_LOG: 7,
  PRIORITY_SPEAKER: 8,
  STREAM: 9,
  VIEW_CHANNEL: 10,
  SEND_MESSAGES: 11,
  SEND_TTS_MESSAGES: 12,
  MANAGE_MESSAGES: 13,
  EMBED_LINKS: 14,
  ATTACH_FILES: 15,
  READ_MESSAGE_HISTORY: 16,
  MENTION_EVERYONE: 17,
  USE_EXTERNAL_EMOJIS: 18,
  VIEW_GUILD_INSIGHTS: 19,
  CONNECT: 20,
  SPEAK: 21,
  MUTE_MEMBERS: 22,
  DEAFEN_MEMBERS: 23,
  MOVE_MEMBERS: 24,
  USE_VAD: 25,
  CHANGE_NICKNAME: 26,
  MANAGE_NICKNAMES: 27,
  MANAGE_ROLES: 28,
  MANAGE_WEBHOOKS: 29,
  MANAGE_GUILD_EXPRESSIONS: 30,
  USE_APPLICATION_COMMANDS: 31,
  REQUEST_TO_SPEAK: 32,
  MANAGE_EVENTS: 33,
  MANAGE_THREADS: 34,
  CREATE_PUBLIC_THREADS: 35,
  CREATE_PRIVATE_THREADS: 36,
  USE_EXTERNAL_STICKERS: 37,
  SEND_MESSAGES_IN_THREADS: 38,
  USE_EMBEDDED_ACTIVITIES: 39,
  MODERATE_MEMBERS: 40,
  VIEW_CREATOR_MONETIZATION_ANALYTICS: 41,
  USE_SOUNDBOARD: 42,
  CREATE_GUILD_EXPRESSIONS: 43,
  CREATE_EVENTS: 44,
  USE_EXTERNAL_SOUNDS: 45,
  SEND_VOICE_MESSAGES: 46,
  SET_VOICE_CHANNEL_STATUS: 48,
  SEND_POLLS: 49,
  USE_EXTERNAL_APPS: 50,
  PIN_MESSAGES: 51,
  BYPASS_SLOWMODE: 52,
} as const;

/** A documented flag. */
export type FlagName = keyof typeof FLAGS;

/** A documented flag, or `BIT_n` for one that this version does not know. */
export type PermissionName = FlagName | `BIT_${number}`;

/** Bits 0 to 127 can be held: far more than Discord uses, and still a bound. */
const WIDTH = 128;
const LARGEST = 2n ** BigInt(WIDTH) - 1n;
const LARGEST_TEXT = LARGEST.toString();

/** So many digits are always a safe integer, which becomes a bigint far faster than text does. */
const SAFE_DIGITS = 15;

/** All documented flags, ascending by bit. */
export const FLAG_NAMES: readonly FlagName[] = Object.keys(FLAGS).filter(isFlagName);

const FLAG_OF_BIT: ReadonlyMap<number, FlagName> = new Map(FLAG_NAMES.map((name) => [FLAGS[name], name]));

/** The name of every bit that can be held. */
const NAMES = Array.from({ length: WIDTH }, (_, bit): PermissionName => FLAG_OF_BIT.get(bit) ?? `BIT_${bit}`);

export function isFlagName(value: unknown): value is FlagName {
  return typeof value === "string" && Object.hasOwn(FLAGS, value);
}

/** The one bit of a documented name, or of `BIT_n` with n from 0 to 127 (documented bits too). Null for anything else. */
export function parsePermission(name: unknown): bigint | null {
  if (isFlagName(name)) return 1n << BigInt(FLAGS[name]);
  const digits = typeof name === "string" ? /^BIT_(?<bit>0|[1-9]\d{0,2})$/.exec(name)?.groups?.["bit"] : undefined;
  if (digits === undefined || Number(digits) >= WIDTH) return null;
  return 1n << BigInt(digits);
}

function readNames(bits: bigint): readonly PermissionName[] {
  const names: PermissionName[] = [];
  // In words of 32 bits: arithmetic on numbers is far cheaper than on bigint.
  for (let rest = bits, base = 31; rest > 0n; rest >>= 32n, base += 32) {
    for (let word = Number(BigInt.asUintN(32, rest)); word !== 0; word &= word - 1) {
      const name = NAMES[base - Math.clz32(word & -word)];
      if (name !== undefined) names.push(name);
    }
  }
  return Object.freeze(names);
}

const NO_NAMES: readonly PermissionName[] = Object.freeze([]);

/** Sets that were named before. Logs and reports name the same few again and again; finding one takes a fifth of naming it. */
const named = new Map<bigint, readonly PermissionName[]>();

/** A bound on what is kept, about a megabyte. Nothing is lost by forgetting them all. */
const MOST_NAMED = 4096;

/** The names of all bits of a set, ascending by bit; `BIT_n` where the bit is not documented. Equal sets may get the same list. */
export function namesOf(bits: bigint): readonly PermissionName[] {
  if (bits === 0n) return NO_NAMES;
  const known = named.get(bits);
  if (known !== undefined) return known;
  if (named.size >= MOST_NAMED) named.clear();
  const names = readNames(bits);
  named.set(bits, names);
  return names;
}

/** The set of these names. Text from outside goes through `parsePermission`, which tells what is no name; here such a name adds nothing. */
export function bitsOf(names: readonly PermissionName[]): bigint {
  return unionOf(names.map((name) => parsePermission(name) ?? 0n));
}

/** All bits that any of the sets has. */
export function unionOf(sets: Iterable<bigint>): bigint {
  let union = 0n;
  for (const set of sets) union |= set;
  return union;
}

/** Whether the set itself has the flag; what ADMINISTRATOR implies is not looked at. */
export function has(bits: bigint, name: FlagName): boolean {
  return ((bits >> BigInt(FLAGS[name])) & 1n) === 1n;
}

/** The set in a bitfield from outside: a decimal string as API v8 and later send it, or a safe integer as older ones did. Null for anything else. */
export function parseBitfield(value: unknown): bigint | null {
  if (typeof value === "number") return Number.isSafeInteger(value) && value >= 0 ? BigInt(value) : null;
  if (typeof value !== "string" || !isDecimal(value, LARGEST_TEXT.length)) return null;
  if (value.length <= SAFE_DIGITS) return BigInt(numberIn(value, 0, value.length));
  const bits = BigInt(value);
  return bits <= LARGEST ? bits : null;
}

/** A set as Discord writes it: a decimal string. */
export function printBitfield(bits: bigint): string {
  return bits.toString();
}

/** Discord's list of permissions that need two-factor login (starred in the docs), and two more that raids and silencing use. */
export const DANGEROUS: bigint = bitsOf([
  "KICK_MEMBERS",
  "BAN_MEMBERS",
  "ADMINISTRATOR",
  "MANAGE_CHANNELS",
  "MANAGE_GUILD",
  "MANAGE_MESSAGES",
  "MANAGE_ROLES",
  "MANAGE_WEBHOOKS",
  "MANAGE_GUILD_EXPRESSIONS",
  "MANAGE_THREADS",
  "VIEW_CREATOR_MONETIZATION_ANALYTICS",
  "MENTION_EVERYONE",
  "MODERATE_MEMBERS",
]);

/** ADMINISTRATOR, and the permissions by which a holder can get more rights or keep a way in. */
export const ESCALATING: bigint = bitsOf(["ADMINISTRATOR", "MANAGE_ROLES", "MANAGE_GUILD", "MANAGE_WEBHOOKS", "MANAGE_CHANNELS"]);
