/** Reads what a role may hold: `permissions`, or `at-most` and `at-least`. */
import { namesOf } from "../permissions/flags.ts";
import { readPermissions } from "./read-permissions.ts";
import type { Fields } from "./fields.ts";
import type { MapEntry } from "./node.ts";
import type { Mistakes } from "./mistakes.ts";
import type { PermissionBounds } from "./policy.ts";
import type { PermissionList, SetLookup } from "./read-permissions.ts";

/** Null where the role leaves its permissions unmanaged. */
export function readBounds(fields: Fields, sets: SetLookup, mistakes: Mistakes): PermissionBounds | null {
  const listOf = (key: string): PermissionList | null => {
    const entry = fields.get(key);
    return entry === undefined ? null : readPermissions(entry, sets, mistakes);
  };
  const exact = listOf("permissions");
  const atLeast = listOf("at-least");
  const atMost = listOf("at-most");
  reportBoth(fields, mistakes);
  if (exact !== null) return { kind: "exact", bits: exact.bits, at: exact.key.span.at };
  if (atLeast !== null && atMost !== null) reportCrossed(atLeast, atMost, mistakes);
  return boundsOf(atLeast, atMost);
}

function boundsOf(atLeast: PermissionList | null, atMost: PermissionList | null): PermissionBounds | null {
  const first = atMost ?? atLeast;
  if (first === null) return null;
  return { kind: "bounds", atLeast: atLeast?.bits ?? null, atMost: atMost?.bits ?? null, at: first.key.span.at };
}

function reportBoth(fields: Fields, mistakes: Mistakes): void {
  const exact = fields.get("permissions");
  if (exact === undefined) return;
  for (const bound of [fields.get("at-most"), fields.get("at-least")]) {
    if (bound !== undefined) reportBound(bound, exact, mistakes);
  }
}

function reportBound(bound: MapEntry, exact: MapEntry, mistakes: Mistakes): void {
  mistakes.add({
    code: "exact-and-bounds",
    span: bound.key.span,
    message: `\`permissions\` is exact, so \`${bound.key.text}\` says nothing beside it; keep one of the two`,
    related: { span: exact.key.span, message: "the exact permissions are here" },
  });
}

function reportCrossed(atLeast: PermissionList, atMost: PermissionList, mistakes: Mistakes): void {
  for (const item of atLeast.items) {
    const beyond = item.bits & ~atMost.bits;
    if (beyond !== 0n) {
      mistakes.add({
        code: "at-least-beyond-at-most",
        span: item.span,
        message: `\`at-least\` asks for ${namesOf(beyond).join(", ")}, which \`at-most\` does not allow`,
        related: { span: atMost.key.span, message: "the upper bound is here" },
      });
    }
  }
}
