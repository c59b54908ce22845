/** The names that a page of the audit log brings along for the ids in its entries. */
import { isJsonObject, type JsonObject } from "../permissions/json-object.ts";
import { isSnowflake, parseSnowflake } from "../permissions/snowflake.ts";
import type { TargetType } from "./actions.ts";
import type { Actor } from "./entry.ts";

export interface PageNames {
  /** By user id; people who left may be missing (discord-api-docs #265). */
  readonly users: ReadonlyMap<string, Actor>;
  readonly objects: Readonly<Partial<Record<TargetType, ReadonlyMap<string, string>>>>;
}

const NO_NAMES: ReadonlyMap<string, string> = new Map();

/** The name of everything in a list that has an id; the API description allows null among them. Most lists of a page are empty. */
function namesIn(list: unknown): ReadonlyMap<string, string> {
  if (!Array.isArray(list) || list.length === 0) return NO_NAMES;
  const names = new Map<string, string>();
  for (const item of list as readonly unknown[]) {
    if (isJsonObject(item) && isSnowflake(item["id"]) && typeof item["name"] === "string") names.set(item["id"], item["name"]);
  }
  return names;
}

/** Users go by `username`, which moderators see in the log and which is unique. */
function usersIn(list: unknown): ReadonlyMap<string, Actor> {
  const users = new Map<string, Actor>();
  if (!Array.isArray(list)) return users;
  for (const item of list as readonly unknown[]) {
    const id = isJsonObject(item) ? parseSnowflake<"user">(item["id"]) : null;
    if (!isJsonObject(item) || id === null) continue;
    const { username, bot } = item;
    users.set(id, { id, name: typeof username === "string" ? username : null, bot: bot === true });
  }
  return users;
}

/** An app goes by the name of the integration that it is here. */
function appNames(integrations: unknown): ReadonlyMap<string, string> {
  if (!Array.isArray(integrations)) return NO_NAMES;
  return namesIn(integrations.map((item: unknown) => (isJsonObject(item) ? { id: item["application_id"], name: item["name"] } : null)));
}

/** Reads the lists beside the entries. */
export function readPageNames(page: JsonObject): PageNames {
  return {
    users: usersIn(page["users"]),
    objects: {
      webhook: namesIn(page["webhooks"]),
      integration: namesIn(page["integrations"]),
      app: appNames(page["integrations"]),
      command: namesIn(page["application_commands"]),
      thread: namesIn(page["threads"]),
      "auto moderation rule": namesIn(page["auto_moderation_rules"]),
      "scheduled event": namesIn(page["guild_scheduled_events"]),
    },
  };
}

/** The name that the page tells for the target with this id, null where it tells none. */
export function nameOnPage({ users, objects }: PageNames, type: TargetType, id: string): string | null {
  return (type === "user" ? users.get(id)?.name : objects[type]?.get(id)) ?? null;
}
