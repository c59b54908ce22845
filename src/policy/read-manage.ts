/** Reads `manage`: how far the policy reaches. */
import { expectMap, readFields } from "./fields.ts";
import { readChoice } from "./scalars.ts";
import type { Fields, Shape } from "./fields.ts";
import type { MapEntry } from "./node.ts";
import type { Mistakes } from "./mistakes.ts";
import type { Policy } from "./policy.ts";

/** The keys of the language for it; the schema is made from them too. */
export const MANAGE_SHAPE = { what: "`manage`", keys: ["roles", "channels", "managed-roles"] } as const satisfies Shape;
export const REACH = ["all", "listed"] as const;
export const MANAGED = ["rules", "all"] as const;

/** What is written, and the defaults of the language for the rest. */
export function readManage(field: MapEntry | undefined, mistakes: Mistakes): Policy["manage"] {
  const map = field === undefined ? null : expectMap(field.value, field.key, mistakes);
  const fields: Fields = map === null ? new Map() : readFields(map, MANAGE_SHAPE, mistakes);
  return {
    roles: choice(fields.get("roles"), REACH, mistakes) ?? "all",
    channels: choice(fields.get("channels"), REACH, mistakes) ?? "all",
    managedRoles: choice(fields.get("managed-roles"), MANAGED, mistakes) ?? "rules",
    ...(field === undefined ? {} : { at: field.key.span.at }),
  };
}

function choice<Choice extends string>(entry: MapEntry | undefined, choices: readonly Choice[], mistakes: Mistakes): Choice | null {
  return entry === undefined ? null : readChoice(entry, choices, mistakes);
}
