/** The overwrites of one channel in an exported policy: @everyone, roles from the highest, then members. */
import type { LiveChannel } from "../guild/snapshot.ts";
import { settled, type Overwrite, type OverwriteTarget } from "../permissions/overwrite.ts";
import { compareSnowflakes } from "../permissions/snowflake.ts";
import { quoted, writeScalar } from "../policy/write-scalar.ts";
import { fits, indent, listLines, noted } from "./layout.ts";
import { overwriteNotes } from "./notes.ts";
import type { Plan } from "./plan.ts";
import { spell } from "./spell.ts";

/** The key `overwrites`; no line where they are not known. */
export function overwritesLines({ overwrites }: LiveChannel, plan: Plan, depth: number): readonly string[] {
  if (overwrites === null) return [];
  if (overwrites.size === 0) return [`${indent(depth)}overwrites: {}`];
  const sorted = inOrder([...overwrites.values()], plan);
  return [`${indent(depth)}overwrites:`, ...sorted.flatMap((overwrite) => overwriteLines(overwrite, plan, depth + 1))];
}

/** Deleted roles behind the others; of those and of members the older id first. */
function inOrder(overwrites: readonly Overwrite[], { roles, everyone }: Plan): readonly Overwrite[] {
  const places = new Map<string, number>(roles.map(({ id }, place) => [id, id === everyone ? -1 : place]));
  const rank = ({ type, id }: OverwriteTarget): number => (type === "member" ? Infinity : (places.get(id) ?? Number.MAX_SAFE_INTEGER));
  return overwrites.toSorted(({ target: left }, { target: right }) => {
    const [first, second] = [rank(left), rank(right)];
    return first === second ? compareSnowflakes(left.id, right.id) : first - second;
  });
}

function overwriteLines(overwrite: Overwrite, plan: Plan, depth: number): readonly string[] {
  const { allow, deny } = settled(overwrite);
  const key = indent(depth) + keyOf(overwrite.target, plan);
  const sides = [["allow", spell(allow, plan.sets)] as const, ["deny", spell(deny, plan.sets)] as const].filter(
    ([, items]) => items.length > 0,
  );
  const notes = overwriteNotes(overwrite, plan);
  const inner = sides.map(([side, items]) => `${side}: [${items.join(", ")}]`).join(", ");
  const line = `${key}: ${inner === "" ? "{}" : `{ ${inner} }`}`;
  if (inner === "" || fits(line)) return noted(line, notes);
  return [...noted(`${key}:`, notes), ...sides.flatMap(([side, items]) => listLines(`${indent(depth + 1)}${side}: `, items))];
}

function keyOf({ type, id }: OverwriteTarget, { roleHandles }: Plan): string {
  if (type === "member") return quoted(`member:${id}`);
  const handle = roleHandles.get(id);
  return handle === undefined ? quoted(`role:${id}`) : writeScalar(handle);
}
