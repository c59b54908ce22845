/** Reads an overwrite as Discord sends it, in a channel or inside a change of the audit log. */
import { parseBitfield } from "./flags.ts";
import { isJsonObject } from "./json-object.ts";
import type { Overwrite, OverwriteTarget } from "./overwrite.ts";
import { parseSnowflake } from "./snowflake.ts";

/** Role or member: a number in channels, a digit as text in the log's options, a word in API v6 and v7 (docs: resources/channel, "Overwrite Object"). */
const TARGET_TYPES: ReadonlyMap<unknown, OverwriteTarget["type"]> = new Map<unknown, OverwriteTarget["type"]>([
  [0, "role"],
  ["0", "role"],
  ["role", "role"],
  [1, "member"],
  ["1", "member"],
  ["member", "member"],
]);

/** Whom an overwrite of this kind is for; null for a value that says neither. */
export function parseTargetType(value: unknown): OverwriteTarget["type"] | null {
  return TARGET_TYPES.get(value) ?? null;
}

/** The target made of an id and a type from outside; null where one of them is not usable. */
export function parseOverwriteTarget(id: unknown, type: unknown): OverwriteTarget | null {
  const kind = parseTargetType(type);
  if (kind === "role") {
    const role = parseSnowflake<"role">(id);
    return role === null ? null : { type: kind, id: role };
  }
  const user = parseSnowflake<"user">(id);
  return kind === null || user === null ? null : { type: kind, id: user };
}

/** The overwrite in `{ id, type, allow, deny }`; null where any of the four is missing or not usable. */
export function parseOverwrite(value: unknown): Overwrite | null {
  if (!isJsonObject(value)) return null;
  const target = parseOverwriteTarget(value["id"], value["type"]);
  const allow = parseBitfield(value["allow"]);
  const deny = parseBitfield(value["deny"]);
  return target === null || allow === null || deny === null ? null : { target, allow, deny };
}
