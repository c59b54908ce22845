/** The roles of an exported policy, highest first, and their order. */
import type { LiveRole } from "../guild/snapshot.ts";
import { printable } from "../policy/printable.ts";
import { quoted, writeScalar } from "../policy/write-scalar.ts";
import { commentLines, listLines, noted } from "./layout.ts";
import { roleNotes } from "./notes.ts";
import type { Plan } from "./plan.ts";
import { spell } from "./spell.ts";

/** The sections `roles` and `hierarchy`. */
export function rolesLines(plan: Plan): readonly string[] {
  return ["", "roles:", ...plan.roles.flatMap((role) => roleLines(role, plan)), ...passedOverLines(plan), ...hierarchyLines(plan)];
}

function roleLines(role: LiveRole, plan: Plan): readonly string[] {
  const handle = plan.roleHandles.get(role.id) ?? role.name;
  const named = handle === role.name || role.id === plan.everyone ? [] : [`    name: ${writeScalar(role.name)}`];
  return [
    ...noted(`  ${writeScalar(handle)}:`, roleNotes(role, plan)),
    ...named,
    `    id: ${quoted(role.id)}`,
    ...listLines("    permissions: ", spell(role.permissions, plan.sets)),
  ];
}

/** Nobody should wonder where they are. */
function passedOverLines({ passedOver }: Plan): readonly string[] {
  if (passedOver.length === 0) return [];
  const names = passedOver.map(({ name }) => `"${printable(name)}"`).join(", ");
  return commentLines(
    "  ",
    `Not listed, since they belong to bots and integrations, hold nothing dangerous and stand in no overwrite: ${names}.`,
  );
}

/** Without @everyone, which is always the lowest. One role has no order. */
function hierarchyLines({ roles, everyone, roleHandles }: Plan): readonly string[] {
  const handles = roles.filter(({ id }) => id !== everyone).map(({ id, name }) => writeScalar(roleHandles.get(id) ?? name));
  return handles.length < 2 ? [] : ["", ...listLines("hierarchy: ", handles)];
}
