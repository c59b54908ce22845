/** What rules and exceptions have in common: permissions that must be there, and a list of those whom they are about. */
import { describeNode } from "./node.ts";
import { expectList, reportType } from "./fields.ts";
import { readPermissions } from "./read-permissions.ts";
import { policyTargetKey, readTarget } from "./targets.ts";
import { registerOf } from "./unique.ts";
import type { Fields } from "./fields.ts";
import type { MapEntry, PolicyNode, ScalarNode } from "./node.ts";
import type { Mistakes } from "./mistakes.ts";
import type { PolicyTarget } from "./policy.ts";
import type { SetLookup } from "./read-permissions.ts";
import type { RoleDirectory } from "./targets.ts";

export interface GrantContext {
  readonly roles: RoleDirectory;
  readonly sets: SetLookup;
  readonly mistakes: Mistakes;
}

/** The bits of a key that has to name at least one permission, or null after a report. `owner` is what has the key, at its own name. */
export function requirePermissions(
  fields: Fields,
  { key, owner, what }: { readonly key: string; readonly owner: ScalarNode; readonly what: string },
  { sets, mistakes }: GrantContext,
): bigint | null {
  const entry = fields.get(key);
  if (entry === undefined) return null;
  const before = mistakes.count();
  const { bits } = readPermissions(entry, sets, mistakes);
  if (bits !== 0n) return bits;
  if (mistakes.count() === before) {
    mistakes.add({
      code: "no-permissions",
      span: entry.key.span,
      message: `${what} \`${owner.text}\` names no permission, so it says nothing`,
    });
  }
  return null;
}

/** The roles and members of a list, each once; what cannot be read is reported and left out. */
export function readTargets({ key, value }: MapEntry, { roles, mistakes }: GrantContext): readonly PolicyTarget[] {
  const register = registerOf("duplicate-target", (_, owner) => `this is the same role or member as \`${owner}\` before`, mistakes);
  return expectList(value, key, mistakes).flatMap((node) => {
    const scalar = expectTarget(node, mistakes);
    const target = scalar === null ? null : readTarget(scalar, roles, mistakes);
    if (scalar === null || target === null) return [];
    register.claim({ key: policyTargetKey(target), span: scalar.span, owner: scalar.text });
    return [target];
  });
}

function expectTarget(node: PolicyNode, mistakes: Mistakes): ScalarNode | null {
  if (node.kind === "scalar") return node;
  reportType(node.span, `this is ${describeNode(node)}, and a role or member is needed here, like Moderator or "member:<id>"`, mistakes);
  return null;
}
