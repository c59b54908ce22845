/** One cell of the table: a role in a channel in at most five letters. */
import { bitsOf, has } from "../../permissions/flags.ts";
import { everyoneRole, type RoleId } from "../../permissions/snowflake.ts";
import type { Cell, MatrixAnswer } from "./answer.ts";

const SPEAKING: ReadonlyMap<string, bigint> = new Map([
  ["voice", bitsOf(["SPEAK"])],
  ["stage", bitsOf(["SPEAK", "REQUEST_TO_SPEAK"])],
  ["category", bitsOf(["SEND_MESSAGES", "SPEAK"])],
]);
const WRITING = bitsOf(["SEND_MESSAGES"]);

/** What each letter stands for, in the order of the letters in a cell. */
const LETTERS = [
  { letter: "v", bits: bitsOf(["VIEW_CHANNEL"]), meaning: "see" },
  { letter: "s", bits: null, meaning: "send or speak" },
  { letter: "p", bits: bitsOf(["MENTION_EVERYONE"]), meaning: "ping everyone" },
  {
    letter: "m",
    bits: bitsOf(["MANAGE_MESSAGES", "MANAGE_THREADS", "MUTE_MEMBERS", "DEAFEN_MEMBERS", "MOVE_MEMBERS"]),
    meaning: "moderate",
  },
  {
    letter: "c",
    bits: bitsOf(["MANAGE_CHANNELS", "MANAGE_ROLES", "MANAGE_WEBHOOKS"]),
    meaning: "change the channel, its rights or webhooks",
  },
] as const;

/** `v see, s send or speak, ...`. */
export const SUMMARY_LEGEND = [
  ...LETTERS.map(({ letter, meaning }) => `${letter} ${meaning}`),
  "A administrator: everything",
  "- nothing",
].join("; ");

export const PERMISSION_LEGEND = "yes: can use it; (yes): it is granted, but of no use there; -: no";

/** The letters of a usable set in a channel of this type; empty for none. Any one permission of a group is enough for its letter. */
export function summaryOf(usable: bigint, type: string): string {
  return LETTERS.filter(({ bits }) => (usable & (bits ?? SPEAKING.get(type) ?? WRITING)) !== 0n)
    .map(({ letter }) => letter)
    .join("");
}

/** `yes`, `(yes)` where it is granted and of no use, or empty. */
export function permissionCell({ computed, usable }: Cell): string {
  if (usable !== 0n) return "yes";
  return computed === 0n ? "" : "(yes)";
}

/** The roles that hold ADMINISTRATOR: all of them where @everyone does. An overwrite cannot give it. */
export function administrators({ snapshot: { guild, roles } }: MatrixAnswer): ReadonlySet<RoleId> {
  const everyone = roles.get(everyoneRole(guild.id))?.permissions ?? 0n;
  return new Set([...roles.values()].filter((role) => has(role.permissions | everyone, "ADMINISTRATOR")).map(({ id }) => id));
}
