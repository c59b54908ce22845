/** The guild and its roles, as GET /guilds/{id} answers them. */
import { parseBitfield } from "../permissions/flags.ts";
import { isJsonObject } from "../permissions/json-object.ts";
import { everyoneRole, parseSnowflake } from "../permissions/snowflake.ts";
import { decoded, decodeEach, undecodable, type Decoded } from "./decoded.ts";
import { wholeNumber } from "./numbers.ts";
import { decodeRoleOwner } from "./role-owner.ts";
import type { LiveRole, Snapshot } from "./snapshot.ts";

function decodeRole(raw: unknown): Decoded<LiveRole> {
  const id = isJsonObject(raw) ? parseSnowflake<"role">(raw["id"]) : null;
  if (!isJsonObject(raw) || id === null) return undecodable("Discord's answer has a role without a usable id.");
  const { name } = raw;
  const permissions = parseBitfield(raw["permissions"]);
  if (permissions === null) return undecodable(`Discord's answer has no usable permissions for role ${id}.`);
  if (typeof name !== "string") return undecodable(`Discord's answer has no name for role ${id}.`);
  const position = wholeNumber(raw["position"]) ?? 0;
  return decoded({ id, name, permissions, position, managed: raw["managed"] === true, owner: decodeRoleOwner(raw["tags"]) });
}

function decodeHead(raw: unknown): Decoded<Snapshot["guild"]> {
  if (!isJsonObject(raw)) return undecodable("Discord's answer is no guild.");
  const { name } = raw;
  const id = parseSnowflake<"guild">(raw["id"]);
  const ownerId = parseSnowflake<"user">(raw["owner_id"]);
  const mfaLevel = wholeNumber(raw["mfa_level"]);
  if (id === null) return undecodable("Discord's answer has a guild without a usable id.");
  if (ownerId === null) return undecodable("Discord's answer does not say who owns the guild.");
  if (typeof name !== "string") return undecodable("Discord's answer has no name for the guild.");
  if (mfaLevel === null && raw["mfa_level"] !== undefined)
    return undecodable("Discord's answer does not say whether moderation needs two-factor login.");
  return decoded({ id, name, ownerId, mfaLevel });
}

/** The guild with all its roles. One role that cannot be read spoils the answer: left out, it would look deleted. */
export function decodeGuild(raw: unknown): Decoded<Pick<Snapshot, "guild" | "roles">> {
  const guild = decodeHead(raw);
  const list = isJsonObject(raw) ? raw["roles"] : null;
  const roles = Array.isArray(list) ? decodeEach(list, decodeRole) : undecodable("Discord's answer has no list of roles.");
  if (!guild.ok) return guild;
  if (!roles.ok) return roles;
  const byId = new Map(roles.value.map((role) => [role.id, role]));
  if (!byId.has(everyoneRole(guild.value.id))) return undecodable("Discord's answer lacks the role @everyone.");
  return decoded({ guild: guild.value, roles: byId });
}
