/** Reads a list of permissions: documented names, `BIT_n`, and `$set` names. */
import { namesOf, parsePermission } from "../permissions/flags.ts";
import { describeNode } from "./node.ts";
import { expectList } from "./fields.ts";
import { suggestPermission } from "./suggest-permission.ts";
import type { MapEntry, PolicyNode, ScalarNode, Span } from "./node.ts";
import type { Mistakes } from "./mistakes.ts";

/** The bits of one item of a list, at its place. */
interface PermissionItem {
  readonly bits: bigint;
  readonly span: Span;
}

export interface PermissionList {
  readonly bits: bigint;
  readonly items: readonly PermissionItem[];
  /** The key that the list belongs to. */
  readonly key: ScalarNode;
}

/** What a list may refer to. */
export interface SetLookup {
  /** Whether a set has this name, written without `$`. */
  readonly has: (name: string) => boolean;
  /** The bits of `$name`, or null after a report. */
  readonly bitsOfSet: (reference: ScalarNode) => bigint | null;
}

/** The permissions of a list; items that name nothing are reported and left out. */
export function readPermissions({ key, value }: MapEntry, sets: SetLookup, mistakes: Mistakes): PermissionList {
  const items = expectList(value, key, mistakes).flatMap((node) => {
    const bits = readItem(node, sets, mistakes);
    return bits === null ? [] : [{ bits, span: node.span }];
  });
  return { bits: items.reduce((union, item) => union | item.bits, 0n), items, key };
}

function readItem(node: PolicyNode, sets: SetLookup, mistakes: Mistakes): bigint | null {
  if (node.kind !== "scalar" || node.type !== "text") {
    const message = `this is ${describeNode(node)}, and the name of a permission is needed here; lists are joined with \`sets\``;
    mistakes.add({ code: "wrong-type", span: node.span, message });
    return null;
  }
  return node.text.startsWith("$") ? sets.bitsOfSet(node) : readPermission(node, sets, mistakes);
}

function readPermission(node: ScalarNode, sets: SetLookup, mistakes: Mistakes): bigint | null {
  const bits = parsePermission(node.text);
  if (bits === null) {
    const message = `Discord has no permission \`${node.text}\``;
    mistakes.add({
      code: "unknown-permission",
      span: node.span,
      message,
      suggest: () => (sets.has(node.text) ? `$${node.text}` : suggestPermission(node.text)),
    });
    return null;
  }
  const [name] = namesOf(bits);
  // A reviewer would read past BIT_3, which is ADMINISTRATOR.
  if (name === undefined || name === node.text) return bits;
  const message = `\`${node.text}\` is ${name}; write its name, so that a reviewer sees it`;
  mistakes.add({ code: "permission-by-number", span: node.span, message, suggest: () => name });
  return bits;
}
