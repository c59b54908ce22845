/** What the bot may see of its guild. */
import { has, unionOf } from "../permissions/flags.ts";
import { everyoneRole } from "../permissions/snowflake.ts";
import type { Sight, Snapshot } from "./snapshot.ts";

/** From ownership and the union of @everyone with the bot's own roles (docs: topics/permissions). Null where the bot's member is not known. */
export function sightOf({ guild, roles, self }: Pick<Snapshot, "guild" | "roles" | "self">): Sight | null {
  if (self === null) return null;
  const held = [everyoneRole(guild.id), ...self.roles].map((id) => roles.get(id)?.permissions ?? 0n);
  const permissions = unionOf(held);
  const everyChannel = self.id === guild.ownerId || has(permissions, "ADMINISTRATOR");
  return { auditLog: everyChannel || has(permissions, "VIEW_AUDIT_LOG"), everyChannel };
}
