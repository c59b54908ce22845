/** The options of an entry: Discord sends a dictionary of text; here numbers are numbers and the kind of an overwrite is a word. */
import { isDecimal } from "../permissions/decimal.ts";
import { isJsonObject } from "../permissions/json-object.ts";
import { parseTargetType } from "../permissions/parse-overwrite.ts";
import type { AuditOptions } from "./entry.ts";

function asNumber(value: unknown): unknown {
  if (typeof value !== "string" || !isDecimal(value, 16)) return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** How options are read that count something or name a kind by number (docs: resources/audit-log, "Optional Audit Entry Info"). */
const READERS: ReadonlyMap<string, (value: unknown) => unknown> = new Map([
  ["auto_moderation_rule_trigger_type", asNumber],
  ["count", asNumber],
  ["delete_member_days", asNumber],
  ["members_removed", asNumber],
  ["type", (value: unknown) => parseTargetType(value) ?? value],
]);

const NONE: AuditOptions = {};

/** All options under the keys that Discord documents: ids as text, numbers as numbers, `type` as role or member. Anything else stays as sent. */
export function decodeOptions(raw: unknown): AuditOptions {
  if (!isJsonObject(raw)) return NONE;
  const options: Record<string, unknown> = { ...raw };
  for (const key in raw) {
    const read = READERS.get(key);
    if (read !== undefined) options[key] = read(raw[key]);
  }
  return options;
}
