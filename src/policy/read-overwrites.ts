/** Reads `overwrites` of a channel: a map by role or member, or `synced`. */
import { namesOf } from "../permissions/flags.ts";
import { describeNode } from "./node.ts";
import { expectMap, readFields, reportType } from "./fields.ts";
import { readPermissions } from "./read-permissions.ts";
import { closest } from "./suggest.ts";
import { policyTargetKey, readTarget } from "./targets.ts";
import { registerOf } from "./unique.ts";
import type { Shape } from "./fields.ts";
import type { MapEntry, MapNode } from "./node.ts";
import type { Mistakes } from "./mistakes.ts";
import type { PolicyOverwrite, PolicyOverwrites } from "./policy.ts";
import type { PermissionList, SetLookup } from "./read-permissions.ts";
import type { RoleDirectory } from "./targets.ts";

/** The keys of the language for it; the schema is made from them too. */
export const OVERWRITE_SHAPE = { what: "an overwrite", keys: ["allow", "deny"] } as const satisfies Shape;
export const SYNCED = "synced";

/** What an overwrite may refer to. */
export interface OverwriteContext {
  readonly roles: RoleDirectory;
  readonly sets: SetLookup;
  readonly mistakes: Mistakes;
}

/** The overwrites, or null after a report. Whether `synced` has a category to be synced with is for the caller. */
export function readOverwrites({ key, value }: MapEntry, context: OverwriteContext): PolicyOverwrites | null {
  const { mistakes } = context;
  if (value.kind === "map") return { kind: "exact", list: readList(value, context), at: key.span.at };
  if (value.kind === "list") {
    reportType(
      value.span,
      "`overwrites` is a list, and a map is needed here, like `overwrites: { Moderator: { allow: [VIEW_CHANNEL] } }`",
      mistakes,
    );
    return null;
  }
  if (value.text === SYNCED) return { kind: "synced", at: key.span.at };
  const message = `\`overwrites\` is a map, or the word \`${SYNCED}\`, and this is ${describeNode(value)}`;
  mistakes.add({ code: "wrong-type", span: value.span, message, suggest: () => closest(value.text, [SYNCED]) });
  return null;
}

function readList(map: MapNode, context: OverwriteContext): readonly PolicyOverwrite[] {
  const targets = registerOf(
    "duplicate-overwrite",
    (_, owner) => `this is the same role or member as \`${owner}\` above`,
    context.mistakes,
  );
  return map.entries.flatMap((entry) => {
    const target = readTarget(entry.key, context.roles, context.mistakes);
    const bits = readBits(entry, context);
    if (target === null || bits === null) return [];
    targets.claim({ key: policyTargetKey(target), span: entry.key.span, owner: entry.key.text });
    return [{ target, ...bits, at: entry.key.span.at }];
  });
}

function readBits({ key, value }: MapEntry, { sets, mistakes }: OverwriteContext): { allow: bigint; deny: bigint } | null {
  const map = expectMap(value, key, mistakes);
  if (map === null) return null;
  const fields = readFields(map, OVERWRITE_SHAPE, mistakes);
  const [allow, deny] = ["allow", "deny"].map((side) => {
    const entry = fields.get(side);
    return entry === undefined ? null : readPermissions(entry, sets, mistakes);
  });
  if (allow && deny) reportContradictions(allow, deny, mistakes);
  return { allow: allow?.bits ?? 0n, deny: deny?.bits ?? 0n };
}

function reportContradictions(allow: PermissionList, deny: PermissionList, mistakes: Mistakes): void {
  for (const item of deny.items) {
    const both = item.bits & allow.bits;
    if (both !== 0n) {
      const allowed = allow.items.find(({ bits }) => (bits & both) !== 0n)?.span ?? allow.key.span;
      const message = `${namesOf(both).join(", ")} cannot be allowed and denied at once`;
      mistakes.add({ code: "allow-and-deny", span: item.span, message, related: { span: allowed, message: "allowed here" } });
    }
  }
}
