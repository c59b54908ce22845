/** Reads the text of a cursor artifact. It comes from outside: every value is checked before anything believes it. */
import type { Actor, EntryHead } from "../audit/entry.ts";
import type { FieldValue } from "../audit/link.ts";
import { parseBitfield } from "../permissions/flags.ts";
import { isJsonObject, type JsonObject } from "../permissions/json-object.ts";
import { isSnowflake, parseSnowflake, timeOfSnowflake, type EntryId, type GuildId } from "../permissions/snowflake.ts";
import type { KeptLink, Memory, StandingField, StandingFinding } from "./memory.ts";

export type ParsedMemory = { readonly ok: true; readonly memory: Memory } | { readonly ok: false; readonly why: string };

class Unusable extends Error {
  override readonly name = "Unusable";
}

/** The memory in a text, for this guild; else one plain clause that says why it cannot be used. Never throws. `now` is ISO 8601. */
export function parseMemory(text: string, guild: GuildId, now: string): ParsedMemory {
  try {
    const memory = memoryIn(jsonOf(text), guild);
    // A cursor from the future would hide everything up to then.
    if (Date.parse(memory.through) > Date.parse(now) + DAY_MS || timeOfSnowflake(memory.after) > Date.parse(now) + DAY_MS) {
      return { ok: false, why: "it claims to be from the future" };
    }
    return { ok: true, memory };
  } catch (error) {
    if (error instanceof Unusable) return { ok: false, why: error.message };
    throw error;
  }
}

const DAY_MS = 86_400_000;

function jsonOf(text: string): JsonObject {
  try {
    const json: unknown = JSON.parse(text);
    if (isJsonObject(json)) return json;
  } catch {
    throw new Unusable("it is not JSON");
  }
  throw new Unusable("it is not a JSON object");
}

function memoryIn(json: JsonObject, guild: GuildId): Memory {
  if (json["version"] !== 1) throw new Unusable("it was written by another version");
  if (json["guild"] !== guild) throw new Unusable("it belongs to another server");
  return {
    guild,
    commit: commitIn(json["commit"]),
    after: entryIdIn(json["after"]),
    through: timeIn(json["through"]),
    seen: listIn(json["seen"], entryIdIn),
    waiting: listIn(json["waiting"], entryIdIn),
    names: namesIn(json["names"]),
    standing: listIn(json["standing"], findingIn),
  };
}

function listIn<Item>(value: unknown, read: (item: unknown) => Item): Item[] {
  if (!Array.isArray(value)) throw new Unusable("a list is missing");
  return value.map(read);
}

function objectIn(value: unknown): JsonObject {
  if (isJsonObject(value)) return value;
  throw new Unusable("a part of it is not an object");
}

function entryIdIn(value: unknown): EntryId {
  if (isSnowflake<"entry">(value)) return value;
  throw new Unusable("an entry's id is not an id");
}

function timeIn(value: unknown): string {
  if (typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/.test(value) && !Number.isNaN(Date.parse(value)))
    return value;
  throw new Unusable("a time is not a time");
}

function commitIn(value: unknown): string | null {
  if (value === null || (typeof value === "string" && /^[0-9a-f]{40,64}$/.test(value))) return value;
  throw new Unusable("the commit is not a commit");
}

function textIn(value: unknown): string {
  if (typeof value === "string") return value;
  throw new Unusable("a text is missing");
}

function namesIn(value: unknown): Map<string, string> {
  return new Map(
    Object.entries(objectIn(value)).map(([key, id]) => {
      if (!isSnowflake(id)) throw new Unusable("the id of a name is not an id");
      return [key, id];
    }),
  );
}

function findingIn(value: unknown): StandingFinding {
  const { key, firstSeen, issue, fields } = objectIn(value);
  const number = issue === null || (typeof issue === "number" && Number.isSafeInteger(issue) && issue > 0) ? issue : undefined;
  if (number === undefined) throw new Unusable("an issue's number is not a number");
  return { key: textIn(key), firstSeen: timeIn(firstSeen), issue: number, fields: listIn(fields, fieldIn) };
}

function fieldIn(value: unknown): StandingField {
  const { field, base, away, awaits, links } = objectIn(value);
  const read = { field: textIn(field), base: valueIn(base), away: bitsIn(away) };
  return { ...read, ...(awaits === undefined ? {} : { awaits: awaitedIn(awaits, read.away) }), links: listIn(links, linkIn) };
}

/** A cell has left its base, or only the policy has: not both. */
function awaitedIn(value: unknown, away: bigint): bigint {
  const bits = bitsIn(value);
  if (bits === 0n || (bits & away) !== 0n) throw new Unusable("what waits to be carried out has left its base already");
  return bits;
}

function linkIn(value: unknown): KeptLink {
  const link = objectIn(value);
  return {
    entry: entryIn(link["entry"]),
    from: "from" in link ? valueIn(link["from"]) : undefined,
    to: valueIn(link["to"]),
    weak: link["weak"] === true,
  };
}

function entryIn(value: unknown): EntryHead {
  const { id, action, actor, reason } = objectIn(value);
  const entry = entryIdIn(id);
  // The moment is in the id; what the text claims about it does not count.
  const at = new Date(timeOfSnowflake(entry)).toISOString();
  return { id: entry, at, action: textIn(action), actor: actorIn(actor), reason: reason === null ? null : textIn(reason) };
}

function actorIn(value: unknown): Actor | null {
  if (value === null) return null;
  const { id, name, bot } = objectIn(value);
  const user = parseSnowflake<"user">(id);
  if (user === null) throw new Unusable("a person's id is not an id");
  return { id: user, name: name === null ? null : textIn(name), bot: bot === true };
}

function valueIn(value: unknown): FieldValue {
  if (value === null || typeof value === "string") return value;
  return bitsIn(objectIn(value)["bits"]);
}

function bitsIn(value: unknown): bigint {
  const bits = parseBitfield(value);
  if (bits === null) throw new Unusable("a set of permissions is not one");
  return bits;
}
