/** Whether a difference that no field of the log explains awaits rollout: a name that nobody has used yet, and the order of roles. */
import { compareHierarchy, pairsOf, type RolePair } from "./compare-hierarchy.ts";
import type { Known } from "./attribute.ts";
import { keyOf, type Difference } from "./difference.ts";
import type { Sides } from "./field-state.ts";
import type { History } from "./history.ts";
import type { StandingField } from "./memory.ts";
import { rolloutKey } from "./rollout-key.ts";
import { isAwaitedObject } from "./was-awaited.ts";

interface Whole {
  readonly awaits: boolean;
  readonly kept: readonly StandingField[];
}

export function awaitsAsWhole(difference: Difference, { history, sides }: Pick<Known, "history" | "sides">): Whole {
  if (difference.kind === "role.hierarchy") return awaitsInOrder(difference, history, sides);
  return { awaits: isNewlyListed(difference, history, sides), kept: [] };
}

/** A name of the policy that nothing in Discord has ever had. */
function isNewlyListed(difference: Difference, { keys }: History, { previous }: Sides): boolean {
  const key = keyOf(difference);
  if (keys.has(rolloutKey(key))) return true;
  if (keys.has(key) || previous === null) return false;
  const { subject } = difference;
  const { roleOfHandle, channelOfPath } = previous.binding;
  return subject.type === "role" ? !roleOfHandle.has(subject.id) : !channelOfPath.has(subject.id);
}

/** The place of a role is drift where it stands wrongly to another against the last agreement; what else is wrong waits, and the memory keeps it. */
function awaitsInOrder(difference: Difference, history: History, sides: Sides): Whole {
  const pairs = pairsOf(difference);
  const waiting = pairs.filter((pair) => isAwaited(pair, history, sides));
  const [first] = waiting;
  if (first === undefined) return { awaits: false, kept: [] };
  const left = pairs.filter((pair) => !waiting.includes(pair));
  const moved = left.length === 0 ? new Set<string>() : movedRoles(history, sides);
  const base = waiting.map(({ other, above }) => `${above ? ">" : "<"}${other}`).join(" ");
  return {
    // Towards a role that was moved by hand any other stands wrongly too.
    awaits: !moved.has(first.role) && left.every(({ other }) => moved.has(other)),
    kept: [{ field: orderField(first.role), base, away: 0n, awaits: 1n, links: [] }],
  };
}

/** The roles whose place is drift already by those that nobody moved. */
function movedRoles(history: History, sides: Sides): ReadonlySet<string> {
  const differences = compareHierarchy(sides);
  const subjects = new Set(differences.map(({ subject }) => subject.id));
  const moved = differences.filter((difference) =>
    pairsOf(difference).some((pair) => !subjects.has(pair.other) && !isAwaited(pair, history, sides)),
  );
  return new Set(moved.map(({ subject }) => subject.id));
}

/** In the memory: a role, and the roles above (`>`) and below (`<`) which it stands and is not to stand any more. */
function orderField(role: string): string {
  return `order:${role}`;
}

function isAwaited(pair: RolePair, history: History, { previous, binding }: Sides): boolean {
  if (isKept(pair, history) || isKept({ role: pair.other, other: pair.role, above: !pair.above }, history)) return true;
  if ([pair.role, pair.other].some((id) => isAwaitedObject({ type: "role", id }, history, binding))) return true;
  if (previous === null) return false;
  const [own, theirs] = [pair.role, pair.other].map((id) => rankIn(id, previous));
  return own === undefined || theirs === undefined || own === -1 || theirs === -1 || own < theirs === pair.above;
}

function isKept({ role, other, above }: RolePair, { standing }: History): boolean {
  const base = standing.get(orderField(role))?.base;
  return typeof base === "string" && base.split(" ").includes(`${above ? ">" : "<"}${other}`);
}

/** -1 where that policy says nothing of the role's place. */
function rankIn(id: string, { policy, binding }: Sides): number {
  return policy.hierarchy?.roles.findIndex((handle) => binding.roleOfHandle.get(handle)?.id === id) ?? -1;
}
