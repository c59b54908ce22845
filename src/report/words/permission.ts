/** Permissions in the words of Discord's settings pages, and what the strong ones mean. */
import type { Finding } from "../../drift/finding.ts";
import { clientLabel } from "../../permissions/client-labels.ts";
import { has, isFlagName, namesOf, type FlagName, type PermissionName } from "../../permissions/flags.ts";

/**
 * What a holder can do with it, for those who have never met it: first what can do harm, the worst first, then the rest of what moderators do
 * to others. What everybody uses explains itself.
 */
const MEANING: Partial<Record<PermissionName, string>> = {
  ADMINISTRATOR: "can do everything, in every channel",
  MANAGE_ROLES: "can hand out and change the roles below its own",
  MANAGE_GUILD: "can change the server's settings and add bots",
  MANAGE_WEBHOOKS: "can let programs post under any name",
  MANAGE_CHANNELS: "can change and delete channels",
  KICK_MEMBERS: "can throw members out",
  BAN_MEMBERS: "can shut members out for good",
  MANAGE_MESSAGES: "can delete what others wrote",
  MANAGE_GUILD_EXPRESSIONS: "can change and delete emoji, stickers and sounds",
  MANAGE_THREADS: "can close, delete and see all threads",
  VIEW_CREATOR_MONETIZATION_ANALYTICS: "can see the server's earnings",
  MENTION_EVERYONE: "can ping every member at once",
  MODERATE_MEMBERS: "can put members in timeout",
  VIEW_AUDIT_LOG: "can read who changed what",
  MUTE_MEMBERS: "can silence others in voice channels",
  DEAFEN_MEMBERS: "can keep others from hearing voice channels",
  MOVE_MEMBERS: "can move others to another voice channel, or out of it",
  MANAGE_NICKNAMES: "can change the nicknames of others",
  MANAGE_EVENTS: "can change and cancel events",
  VIEW_GUILD_INSIGHTS: "can see the server's statistics",
  PRIORITY_SPEAKER: "can be heard over others in voice channels",
  CREATE_GUILD_EXPRESSIONS: "can add emoji, stickers and sounds",
} satisfies Partial<Record<FlagName, string>>;

/** The same of those that an overwrite can give, in the channels that were named. */
const IN_CHANNEL: Partial<Record<PermissionName, string>> = {
  MANAGE_ROLES: "can change who may do what there",
  MANAGE_WEBHOOKS: "can let programs post there under any name",
  MANAGE_CHANNELS: "can change and delete the channel",
  MANAGE_MESSAGES: "can delete what others wrote there",
  MANAGE_THREADS: "can close, delete and see all threads there",
  MENTION_EVERYONE: "can ping everyone there at once",
  MUTE_MEMBERS: "can silence others there",
  DEAFEN_MEMBERS: "can keep others from hearing there",
  MOVE_MEMBERS: "can move others out of there",
  MANAGE_EVENTS: "can change and cancel events there",
  PRIORITY_SPEAKER: "can be heard over others there",
} satisfies Partial<Record<FlagName, string>>;

/** The settings page that a label stands on: a role's, or a channel's (where some permissions are called otherwise). */
export type SettingsPage = "role" | "channel";

/** Discord's own label: `Manage Roles`. A bit that this version does not know says so. The one label with mentions in it is cut before they could act. */
export function labelOf(name: PermissionName, page: SettingsPage): string {
  if (!isFlagName(name)) return `unknown permission ${name}`;
  const [label = name] = clientLabel(name, page).split(",");
  return label.replaceAll("@", "@\u200B");
}

/** `can put members in timeout`: half a sentence that begins with "can", or null for a permission that explains itself. */
export function meaningOf(name: PermissionName, page: SettingsPage): string | null {
  return (page === "channel" ? IN_CHANNEL[name] : null) ?? MEANING[name] ?? null;
}

/** The names of a set, those that can do most harm first. */
export function strongestFirst(bits: bigint): PermissionName[] {
  const order = Object.keys(MEANING);
  const rank = (name: PermissionName): number => (order.includes(name) ? order.indexOf(name) : order.length);
  return namesOf(bits).toSorted((left, right) => rank(left) - rank(right));
}

/** `Administrator, Manage Roles and 3 more`: the strongest first, at most `max` of them. */
export function labelsOf(bits: bigint, page: SettingsPage, max = 4): string {
  // A role with Administrator can do everything: what else it holds says nothing.
  if (page === "role" && has(bits, "ADMINISTRATOR")) return labelOf("ADMINISTRATOR", page);
  const labels = strongestFirst(bits).map((name) => labelOf(name, page));
  const shown = labels.length > max ? [...labels.slice(0, max - 1), `${labels.length - max + 1} more`] : labels;
  return listed(shown);
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join("");
  return `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

/** What a finding gives and takes. */
type Shift = Pick<Finding, "granted" | "revoked" | "subject"> & Partial<Pick<Finding, "live">>;

/** Where an admin would look for the permissions of a subject. */
export function pageOf(finding: Pick<Finding, "subject">): SettingsPage {
  return finding.subject.type === "channel" ? "channel" : "role";
}

/** Whoever has Administrator lost nothing by losing another permission. */
function isAdministrator({ live }: Shift): boolean {
  return live?.kind === "permissions" && has(live.bits, "ADMINISTRATOR");
}

/** `gained Administrator and lost Kick Members`, or null where neither set has a bit. */
export function shiftWords(finding: Shift): string | null {
  const parts = [];
  if (finding.granted !== 0n) parts.push(`gained ${labelsOf(finding.granted, pageOf(finding))}`);
  if (finding.revoked !== 0n && !isAdministrator(finding)) parts.push(`lost ${labelsOf(finding.revoked, pageOf(finding))}`);
  return parts.length === 0 ? null : parts.join(", and ");
}
