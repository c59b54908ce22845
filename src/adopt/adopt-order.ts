/** The order of roles: the roles that moved get the place in the list that they have in Discord, the others keep theirs. */
import { compareHierarchy } from "../drift/compare-hierarchy.ts";
import type { Sides } from "../drift/field-state.ts";
import type { Finding } from "../drift/finding.ts";
import { everyoneRole } from "../permissions/snowflake.ts";
import { isChosen, type Answer, type Scene } from "./scene.ts";

/** All chosen roles at once, whichever of them is asked for. */
export function adoptOrder({ live }: Finding, scene: Scene): Answer {
  const { sides } = scene;
  if (live?.kind !== "order") return { why: "it is not known how the roles stand now" };
  const order = live.roles.flatMap(({ id }) => handleOf(id, sides) ?? []);
  const chosen = (id: string): boolean => isChosen(scene, "role.hierarchy", id);
  const moved = new Set(compareHierarchy(sides).map(({ subject }) => handleOf(subject.id, sides)));
  const moving = live.roles.flatMap(({ id }) => (chosen(id) ? (handleOf(id, sides) ?? []) : []));
  const settled = new Set(order.filter((handle) => !moved.has(handle)));
  let items = (sides.policy.hierarchy?.roles ?? []).filter((handle) => !moving.includes(handle));
  for (const handle of moving) {
    const at = placeFor(handle, items, { order, settled });
    items = items.toSpliced(at, 0, handle);
    settled.add(handle);
  }
  return { edits: [{ kind: "order", keys: ["hierarchy"], items }] };
}

interface Known {
  /** Handles in the live order. */
  readonly order: readonly string[];
  /** Handles whose place in the list is right. */
  readonly settled: ReadonlySet<string>;
}

/** Behind the next higher role that has its place, else before the first one that has. */
function placeFor(handle: string, items: readonly string[], { order, settled }: Known): number {
  const above = order.slice(0, order.indexOf(handle)).findLast((one) => settled.has(one));
  if (above !== undefined) return items.indexOf(above) + 1;
  return Math.max(
    0,
    items.findIndex((one) => settled.has(one)),
  );
}

function handleOf(id: string, { policy, binding }: Sides): string | undefined {
  return id === everyoneRole(policy.guild.id) ? "@everyone" : binding.roleOfId.get(id)?.listed.handle;
}
