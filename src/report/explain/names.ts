/** How roles, channels, members and permissions are called in the answers of `explain` and `matrix`: plain and inert. */
import type { LiveMember } from "../../guild/member.ts";
import type { LiveChannel, Snapshot } from "../../guild/snapshot.ts";
import { isFlagName, type PermissionName } from "../../permissions/flags.ts";
import { everyoneRole, type RoleId } from "../../permissions/snowflake.ts";
import { terminalText } from "../words/neutralise.ts";
import { labelOf, strongestFirst, type SettingsPage } from "../words/permission.ts";
import { PLAIN } from "../words/voice.ts";

/** `"Moderator"`; `@everyone` without quotation marks is the role of everybody, so that no other role can pass for it. */
export function roleWords(id: RoleId, { guild, roles }: Pick<Snapshot, "guild" | "roles">): string {
  return id === everyoneRole(guild.id) ? "@everyone" : PLAIN.name(roles.get(id)?.name ?? id);
}

const WRITTEN: ReadonlySet<string> = new Set(["text", "announcement", "forum", "media"]);

/** Whether Discord shows a # before its name. */
export function isWritten({ type }: Pick<LiveChannel, "type">): boolean {
  return WRITTEN.has(type);
}

/** `#rules` for a channel of text with a plain name, `"Tea room"` for any other. */
export function channelWords({ name, type }: Pick<LiveChannel, "name" | "type">): string {
  return isWritten({ type }) && /^[\p{L}\p{N}_-]{1,100}$/u.test(name) ? `#${terminalText(name)}` : PLAIN.name(name);
}

/** `"ada" (id 42)`. */
export function memberWords({ id, name }: Pick<LiveMember, "id" | "name">): string {
  return name === null ? `member ${id}` : `${PLAIN.name(name)} (id ${id})`;
}

/** `View Channel`. A terminal needs no break in `@everyone`. */
export function permissionWords(name: PermissionName, page: SettingsPage): string {
  return labelOf(name, page).replaceAll("\u200B", "");
}

/** `View Channel (VIEW_CHANNEL)`: the words of the settings page, and the name that the policy has. */
export function permissionInFull(name: PermissionName, page: SettingsPage): string {
  return isFlagName(name) ? `${permissionWords(name, page)} (${name})` : permissionWords(name, page);
}

/** All of a set, those that can do most harm first. */
export function allPermissions(bits: bigint, page: SettingsPage): string {
  return strongestFirst(bits)
    .map((name) => permissionWords(name, page))
    .join(", ");
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1) ?? ""}`;
}
