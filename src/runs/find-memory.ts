/** The memory of the last run, from the cursors that somebody kept. */
import type { Memory } from "../drift/memory.ts";
import { parseMemory } from "../drift/parse-memory.ts";
import type { GuildId } from "../permissions/snowflake.ts";
import type { CursorStore } from "./cursor-port.ts";

export interface FoundMemory {
  readonly memory: Memory | null;
  /** Why a cursor that is there was not taken, one sentence each. */
  readonly refused: readonly string[];
}

interface Quest {
  readonly cursors: Pick<CursorStore, "find">;
  readonly guild: GuildId;
  /** ISO 8601. */
  readonly now: string;
}

/** Of the cursors that can be trusted and read, the one that reaches furthest. Throws CannotCheck where the store cannot be asked. */
export async function findMemory({ cursors, guild, now }: Quest): Promise<FoundMemory> {
  const { candidates, refused } = await cursors.find();
  const parsed = candidates.map(({ text, runId }) => ({ runId, ...parseMemory(text, guild, now) }));
  const memories = parsed.flatMap((one) => (one.ok ? [one.memory] : []));
  const unusable = parsed.flatMap((one) => (one.ok ? [] : [`The cursor of run ${one.runId} was not used: ${one.why}`]));
  const [furthest] = memories.toSorted((left, right) => reach(right) - reach(left) || (right.through > left.through ? 1 : -1));
  return { memory: furthest ?? null, refused: [...refused, ...unusable] };
}

/** Ids fit no number exactly; what is lost is far below a second. */
function reach(memory: Memory): number {
  return Number(BigInt(memory.after));
}

/** The numbers of the issues that it names. */
export function issuesIn(memory: Memory | null): number[] {
  return (memory?.standing ?? []).flatMap(({ issue }) => issue ?? []);
}
