/** What the next run must know of a policy that moved on channels that could not be looked at: whether that is carried out shows when they are seen. */
import { fieldKey, type Field } from "../audit/link.ts";
import type { OverwriteTarget } from "../permissions/overwrite.ts";
import { bitsIn } from "./cells.ts";
import type { BoundChannel } from "./bind.ts";
import { stateOf, type Sides } from "./field-state.ts";
import type { History } from "./history.ts";
import { keptCells, type StandingField } from "./memory.ts";

/** The fields of such a channel in which the policy left what it said at the last run. */
export function movedUnseen({ id, listed }: BoundChannel, history: History, sides: Sides): StandingField[] {
  const { previous } = sides;
  const before = id === null ? undefined : previous?.binding.channelOfId.get(id);
  if (id === null || previous === null || before === undefined) return [];
  const lists = [sides.overwrites.get(listed.path), previous.overwrites.get(before.listed.path)];
  const targets = new Map<string, OverwriteTarget>(
    lists.flatMap((list) => [...(list?.byTarget ?? [])].map(([key, { target }]) => [key, target] as const)),
  );
  return [...targets.values()].flatMap((target) =>
    (["allow", "deny"] as const).flatMap((part) => movedField({ of: "overwrite", id, target, part }, history, { now: sides, previous })),
  );
}

function movedField(
  field: Field,
  { standing }: History,
  { now, previous }: { readonly now: Sides; readonly previous: Sides },
): StandingField[] {
  const [agreed, before] = [stateOf(field, now), stateOf(field, previous)];
  if (agreed === null || before === null) return [];
  const kept = keptCells(standing.get(fieldKey(field)) ?? { away: 0n });
  const awaits = (bitsIn(agreed.desired) ^ bitsIn(before.desired)) & ~kept;
  return awaits === 0n ? [] : [{ field: fieldKey(field), base: before.desired, away: 0n, awaits, links: [] }];
}
