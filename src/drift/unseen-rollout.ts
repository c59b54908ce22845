/** What the next run must know of a policy that moved on channels that could not be looked at: whether that is carried out shows when they are seen. */
import { fieldKey, type Field, type FieldValue } from "../audit/link.ts";
import type { OverwriteTarget } from "../permissions/overwrite.ts";
import type { ChannelId } from "../permissions/snowflake.ts";
import { bitsIn } from "./cells.ts";
import type { BoundChannel } from "./bind.ts";
import { stateOf, type Sides } from "./field-state.ts";
import type { History } from "./history.ts";
import { keptCells, type StandingField } from "./memory.ts";

/** A channel as two policies speak of it. */
interface Moved {
  readonly id: ChannelId;
  readonly now: Spoken;
  readonly before: Spoken;
}

interface Spoken {
  readonly bound: BoundChannel;
  readonly sides: Sides;
}

/** The fields of such a channel in which the policy left what it said at the last run. */
export function movedUnseen(bound: BoundChannel, history: History, sides: Sides): StandingField[] {
  const { previous } = sides;
  const before = bound.id === null ? undefined : previous?.binding.channelOfId.get(bound.id);
  if (bound.id === null || previous === null || before === undefined) return [];
  const moved = { id: bound.id, now: { bound, sides }, before: { bound: before, sides: previous } };
  const overwrites = targetsOf(moved).flatMap((target) =>
    (["allow", "deny"] as const).map((part): Field => ({ of: "overwrite", id: moved.id, target, part })),
  );
  return [...movedWords(moved, history), ...overwrites.flatMap((field) => movedField(field, moved, history))];
}

function movedWords({ id, now, before }: Moved, { standing }: History): StandingField[] {
  const [agreed, base] = [wordsOf(now), wordsOf(before)];
  return (["name", "type", "parent"] as const).flatMap((part) => {
    const field = fieldKey({ of: "channel", id, part });
    const [to, from] = [agreed[part], base[part]];
    if (to === undefined || from === undefined || to === from || standing.has(field)) return [];
    return [{ field, base: from, away: 0n, awaits: 1n, links: [] }];
  });
}

/** How a channel is to be called, its type, and the id of its category; undefined where the policy does not say. */
function wordsOf({ bound: { listed }, sides }: Spoken): Readonly<Record<"name" | "type" | "parent", FieldValue | undefined>> {
  const category = listed.parent === null ? null : (sides.binding.channelOfPath.get(listed.parent)?.id ?? undefined);
  return { name: listed.name, type: listed.type ?? undefined, parent: category };
}

/** Everybody of whom either of the two lists speaks. */
function targetsOf({ now, before }: Moved): OverwriteTarget[] {
  const lists = [now, before].map(({ bound, sides }) => sides.overwrites.get(bound.listed.path)?.byTarget ?? new Map<string, never>());
  return [...new Map(lists.flatMap((list) => [...list].map(([key, { target }]) => [key, target] as const))).values()];
}

function movedField(field: Field, { now, before }: Moved, { standing }: History): StandingField[] {
  const [agreed, former] = [stateOf(field, now.sides), stateOf(field, before.sides)];
  if (agreed === null || former === null) return [];
  const kept = keptCells(standing.get(fieldKey(field)) ?? { away: 0n });
  const awaits = (bitsIn(agreed.desired) ^ bitsIn(former.desired)) & ~kept;
  return awaits === 0n ? [] : [{ field: fieldKey(field), base: former.desired, away: 0n, awaits, links: [] }];
}
