/** Handles: the keys by which the file speaks of its roles and channels. */
import { isName } from "./scalars.ts";
import type { ScalarNode } from "./node.ts";
import type { Mistakes } from "./mistakes.ts";

/** What other references begin with: a handle that did would be taken for one of them. */
export const TAKEN = ["member:", "role:", "$"];

/** The handle that a key is, or null after a report. */
export function readHandle(key: ScalarNode, mistakes: Mistakes): string | null {
  if (!isName(key, mistakes)) return null;
  if (key.text === "") {
    mistakes.add({ code: "wrong-handle", span: key.span, message: "a handle has at least one character; it may differ from `name`" });
    return null;
  }
  const taken = TAKEN.find((prefix) => key.text.startsWith(prefix));
  if (taken === undefined) return key.text;
  const message = `a handle may not begin with \`${taken}\`; choose another one and write \`name: "${key.text}"\` below it`;
  mistakes.add({ code: "wrong-handle", span: key.span, message });
  return null;
}
