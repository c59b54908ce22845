/** One member, as GET /guilds/{id}/members/{user} answers it: roles, name, and a timeout. */
import { isJsonObject, type JsonObject } from "../permissions/json-object.ts";
import { parseSnowflake, type RoleId, type UserId } from "../permissions/snowflake.ts";
import { decoded, undecodable, type Decoded } from "./decoded.ts";

export interface LiveMember {
  readonly id: UserId;
  /** The nickname, else the display name, else the user name; null where there is none. */
  readonly name: string | null;
  readonly roles: readonly RoleId[];
  /** Unix milliseconds; null where Discord names no end, as for members who are in no timeout. It may be over (docs: resources/guild, "Guild Member"). */
  readonly timeoutUntil: number | null;
}

/** The member that was asked for, or what is wrong with the answer. Never throws. */
export function decodeMember(raw: unknown, id: UserId): Decoded<LiveMember> {
  const list = isJsonObject(raw) ? raw["roles"] : null;
  if (!isJsonObject(raw) || !Array.isArray(list)) return undecodable("Discord's answer about the member cannot be read.");
  const user = isJsonObject(raw["user"]) ? raw["user"] : {};
  if (user["id"] !== undefined && user["id"] !== id) return undecodable("Discord's answer is about another member.");
  const roles = list.map((role) => parseSnowflake<"role">(role)).filter((role) => role !== null);
  if (roles.length < list.length) return undecodable("Discord's answer about the member has a role without a usable id.");
  const timeoutUntil = decodeTimeout(raw["communication_disabled_until"]);
  if (Number.isNaN(timeoutUntil)) return undecodable("Discord's answer about the member has a timeout without a usable end.");
  return decoded({ id, name: nameOf(raw, user), roles, timeoutUntil });
}

function decodeTimeout(sent: unknown): number | null {
  if (sent === null || sent === undefined) return null;
  return typeof sent === "string" ? Date.parse(sent) : Number.NaN;
}

function nameOf(member: JsonObject, user: JsonObject): string | null {
  const names = [member["nick"], user["global_name"], user["username"]];
  return names.filter((name) => typeof name === "string").find((name) => name !== "") ?? null;
}
