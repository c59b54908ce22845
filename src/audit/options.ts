/** The options of an entry: Discord sends a dictionary of text; here numbers are numbers and the kind of an overwrite is a word. */
import { isJsonObject } from "../permissions/json-object.ts";
import { parseTargetType } from "../permissions/parse-overwrite.ts";
import type { AuditOptions } from "./entry.ts";

/** Options that count something or name a kind by number (docs: resources/audit-log, "Optional Audit Entry Info"). */
const NUMERIC: ReadonlySet<string> = new Set(["auto_moderation_rule_trigger_type", "count", "delete_member_days", "members_removed"]);

function asNumber(value: unknown): unknown {
  if (typeof value !== "string" || !/^(?:0|[1-9]\d{0,15})$/.test(value)) return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** All options under the keys that Discord documents: ids as text, numbers as numbers, `type` as role or member. Anything else stays as sent. */
export function decodeOptions(raw: unknown): AuditOptions {
  if (!isJsonObject(raw)) return {};
  return Object.fromEntries(
    Object.entries(raw).map(([key, value]) => {
      if (NUMERIC.has(key)) return [key, asNumber(value)];
      return [key, key === "type" ? (parseTargetType(value) ?? value) : value];
    }),
  );
}
