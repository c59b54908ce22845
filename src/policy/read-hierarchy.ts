/** Reads `hierarchy`: the relative order of roles, the highest first. */
import { describeNode } from "./node.ts";
import { expectList, reportType } from "./fields.ts";
import { EVERYONE } from "./read-roles.ts";
import { isName } from "./scalars.ts";
import { closest } from "./suggest.ts";
import { registerOf } from "./unique.ts";
import type { MapEntry, PolicyNode, ScalarNode } from "./node.ts";
import type { Mistakes } from "./mistakes.ts";
import type { Policy } from "./policy.ts";
import type { RoleDirectory } from "./targets.ts";

/** The handles of listed roles. @everyone may stand at the end; it has no place to compare, and is kept where it is listed. */
export function readHierarchy(field: MapEntry | undefined, roles: RoleDirectory, mistakes: Mistakes): Policy["hierarchy"] {
  if (field === undefined) return null;
  const items = expectList(field.value, field.key, mistakes).flatMap((node) => readRole(node, roles, mistakes) ?? []);
  const register = registerOf("duplicate-in-hierarchy", (handle) => `\`${handle}\` stands in the hierarchy twice`, mistakes);
  for (const { text, span } of items) register.claim({ key: text, span, owner: text });
  reportEveryone(items, mistakes);
  return { roles: items.map(({ text }) => text).filter((handle) => roles.handles.has(handle)), at: field.key.span.at };
}

function readRole(node: PolicyNode, roles: RoleDirectory, mistakes: Mistakes): ScalarNode | null {
  if (node.kind !== "scalar") {
    reportType(node.span, `this is ${describeNode(node)}, and the handle of a role is needed here`, mistakes);
    return null;
  }
  if (!isName(node, mistakes)) return null;
  if (roles.handles.has(node.text) || node.text === EVERYONE) return node;
  const listed = roles.handleOfId.get(node.text.replace(/^role:/, ""));
  mistakes.add({
    code: "unknown-role",
    span: node.span,
    message: `no role \`${node.text}\` is listed in \`roles\`; a hierarchy is made of their handles`,
    suggest: () => listed ?? closest(node.text, [EVERYONE, ...roles.handles]),
  });
  return null;
}

function reportEveryone(items: readonly ScalarNode[], mistakes: Mistakes): void {
  const index = items.findIndex(({ text }) => text === EVERYONE);
  const everyone = items[index];
  const below = items[index + 1];
  if (everyone === undefined || below === undefined) return;
  mistakes.add({
    code: "wrong-everyone",
    span: everyone.span,
    message: `${EVERYONE} is always the lowest role; put it at the end, or leave it out`,
    related: { span: below.span, message: "this cannot be below it" },
  });
}
