/** The effect of a difference, and of what was changed and taken back. */
import { NEUTRAL, targetKey, type OverwriteBits } from "../permissions/overwrite.ts";
import { isSnowflake } from "../permissions/snowflake.ts";
import type { Difference, Watched } from "./difference.ts";
import { effectOfMembers } from "./compare-members.ts";
import { effectOfRole } from "./effect-of-role.ts";
import type { Edit } from "../effective/edit.ts";
import { effectOf } from "./effect.ts";
import type { Sides } from "./field-state.ts";
import type { Effect } from "./finding.ts";
import type { FieldExcursion } from "./ledger.ts";

/** Empty for differences that move no permission by themselves: names, places, settings, and channels that are new or gone as a whole. */
export function effectOfDifference(difference: Difference, sides: Sides): Effect[] {
  const ofMembers = effectOfMembers(difference, sides);
  if (ofMembers !== null) return ofMembers;
  const edit = editOf(difference);
  return edit === null ? [] : effectOf(edit, sides);
}

function editOf({ kind, subject, revoked, also, fields }: Difference): Edit | null {
  if (kind === "role.missing") {
    return isSnowflake<"role">(subject.id) ? { of: "role", id: subject.id, before: revoked, after: 0n, isNew: false } : null;
  }
  const permissions = fields.find(({ field }) => field.of === "role" && field.part === "permissions");
  if (permissions?.field.of === "role") {
    const { field, desired, live } = permissions;
    // A role that is only passed over is not new: it was there, and had its overwrites, before it held too much.
    const isNew = fields.some((watched) => watched.field.of === "role" && watched.field.part === "exists");
    return { of: "role", id: field.id, before: bitsIn(desired), after: bitsIn(live), isNew };
  }
  const [allow] = fields;
  if (allow?.field.of !== "overwrite") return null;
  const channels = [subject.id, ...also.map(({ id }) => id)].filter((id) => isSnowflake<"channel">(id));
  return { of: "overwrite", channels, target: allow.field.target, before: sideOf(fields, "desired"), after: sideOf(fields, "live") };
}

function sideOf(fields: readonly Watched[], side: "desired" | "live"): OverwriteBits {
  const part = (name: "allow" | "deny"): bigint => bitsIn(fields.find(({ field }) => field.part === name)?.[side] ?? 0n);
  return { allow: part("allow"), deny: part("deny") };
}

function bitsIn(value: Watched["live"]): bigint {
  return typeof value === "bigint" ? value : 0n;
}

/** What could be done while it lasted: the live state with the cells as they were in between. All of one field's object. */
export function effectOfExcursions(group: readonly FieldExcursion[], sides: Sides): Effect[] {
  const [first] = group;
  if (first === undefined) return [];
  const { field } = first;
  if (field.of === "role") {
    const live = sides.snapshot.roles.get(field.id)?.permissions ?? 0n;
    return effectOf({ of: "role", id: field.id, before: asOf("from", live, group), after: asOf("to", live, group), isNew: false }, sides);
  }
  if (field.of === "member") {
    const target = { type: "member", id: field.id, name: null } as const;
    return effectOfRole(field.role, { target, sides, given: first.left.to === "yes" });
  }
  if (field.of !== "overwrite") return [];
  const live = sides.snapshot.channels.get(field.id)?.overwrites?.get(targetKey(field.target)) ?? NEUTRAL;
  const side = (name: "from" | "to"): OverwriteBits => ({
    allow: asOf(name, live.allow, partOf(group, "allow")),
    deny: asOf(name, live.deny, partOf(group, "deny")),
  });
  return effectOf({ of: "overwrite", channels: [field.id], target: field.target, before: side("from"), after: side("to") }, sides);
}

function partOf(group: readonly FieldExcursion[], part: "allow" | "deny"): FieldExcursion[] {
  return group.filter(({ field }) => field.part === part);
}

/** The live bits with the cells as they were before, or after, the entry that left the base. */
function asOf(side: "from" | "to", live: bigint, group: readonly FieldExcursion[]): bigint {
  return group.reduce((bits, { cell, left }) => {
    if (cell === null) return bits;
    return left[side] === 1n ? bits | cell : bits & ~cell;
  }, live);
}
