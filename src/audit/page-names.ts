/** The names that a page of the audit log brings along for the ids in its entries. */
import { isJsonObject, type JsonObject } from "../permissions/json-object.ts";
import { isSnowflake, type Snowflake } from "../permissions/snowflake.ts";
import type { TargetType } from "./actions.ts";
import type { Actor } from "./entry.ts";

export interface PageNames {
  /** By user id; people who left may be missing (discord-api-docs #265). */
  readonly users: ReadonlyMap<string, Actor>;
  readonly objects: Readonly<Partial<Record<TargetType, ReadonlyMap<string, string>>>>;
}

type WithId<Kind extends string> = JsonObject & { readonly id: Snowflake<Kind> };

/** The objects of a list that have an id; the API description allows null among them. */
function withIds<Kind extends string>(list: unknown): WithId<Kind>[] {
  if (!Array.isArray(list)) return [];
  return list.filter((item): item is WithId<Kind> => isJsonObject(item) && isSnowflake(item["id"]));
}

function namesIn(list: unknown): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const item of withIds(list)) {
    if (typeof item["name"] === "string") names.set(item.id, item["name"]);
  }
  return names;
}

/** An app goes by the name of the integration that it is here. */
function appNames(integrations: unknown): ReadonlyMap<string, string> {
  if (!Array.isArray(integrations)) return new Map();
  return namesIn(integrations.map((item: unknown) => (isJsonObject(item) ? { id: item["application_id"], name: item["name"] } : null)));
}

/** Reads the lists beside the entries. Users go by `username`, which moderators see in the log and which is unique. */
export function readPageNames(page: JsonObject): PageNames {
  const users = withIds<"user">(page["users"]).map((user): [string, Actor] => {
    const name = typeof user["username"] === "string" ? user["username"] : null;
    return [user.id, { id: user.id, name, bot: user["bot"] === true }];
  });
  return {
    users: new Map(users),
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
