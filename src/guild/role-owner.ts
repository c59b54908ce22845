/** Whose a managed role is, as the `tags` of a role say it. */
import { isJsonObject } from "../permissions/json-object.ts";
import { parseSnowflake, type Snowflake, type UserId } from "../permissions/snowflake.ts";

export type RoleOwner =
  | { readonly kind: "bot"; readonly id: UserId }
  | { readonly kind: "integration"; readonly id: Snowflake<"integration"> }
  | { readonly kind: "boosts" }
  | { readonly kind: "subscription" }
  | { readonly kind: "linked-accounts" };

/** The bot before its integration, since both stand in a bot's role. Null where there are no tags, or none that can be read. */
export function decodeRoleOwner(tags: unknown): RoleOwner | null {
  if (!isJsonObject(tags)) return null;
  const bot = parseSnowflake<"user">(tags["bot_id"]);
  const integration = parseSnowflake<"integration">(tags["integration_id"]);
  if (bot !== null) return { kind: "bot", id: bot };
  // These tags are null where they hold, and absent where they do not (docs: topics/permissions, "Role Tags Structure").
  if ("premium_subscriber" in tags) return { kind: "boosts" };
  if ("subscription_listing_id" in tags || "available_for_purchase" in tags) return { kind: "subscription" };
  if ("guild_connections" in tags) return { kind: "linked-accounts" };
  return integration === null ? null : { kind: "integration", id: integration };
}
