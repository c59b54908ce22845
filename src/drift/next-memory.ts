/** What the next run must know of this one. */
import type { Sides } from "./field-state.ts";
import { compareFindings } from "./finding.ts";
import { groupBy } from "./group-by.ts";
import type { History } from "./history.ts";
import type { Ledger } from "./ledger.ts";
import { moveCursor, type Memory, type StandingFinding } from "./memory.ts";
import type { StateFinding } from "./state-findings.ts";
import { unjudgedStanding } from "./unjudged-memory.ts";
import { unseenStanding } from "./unseen-memory.ts";

interface Run {
  readonly memory: Memory | null;
  /** ISO 8601. */
  readonly now: string;
  readonly commit: string | null;
}

/** The memory after a run that read the whole log. Issue numbers of new findings come later, when the issues are there. */
export function nextMemory(
  { memory, now, commit }: Run,
  { history, sides, ledger }: { readonly history: History; readonly sides: Sides; readonly ledger: Ledger },
  { state, tolerated }: { readonly state: readonly StateFinding[]; readonly tolerated: ReadonlyMap<string, StandingFinding["fields"]> },
): Memory {
  const dealt = history.entries.map((entry) => entry.id).filter((id) => !ledger.waiting.has(id));
  const before = new Map(memory?.standing.map((finding) => [finding.key, finding]));
  // Worst first: where the memory grows too large, the end of the list loses its detail.
  const sorted = state.toSorted((left, right) => compareFindings(left.finding, right.finding));
  const told = sorted.map(({ finding: { key }, fields }) => [key, fields] as const);
  const unjudged = unjudgedStanding(
    memory,
    told.map(([key]) => key),
    { history, sides },
  );
  const kept = groupBy([...told, ...tolerated, ...unjudged], ([key]) => key);
  const standing = [...kept].map(([key, parts]): StandingFinding => {
    const known = before.get(key);
    return { key, firstSeen: known?.firstSeen ?? now, issue: known?.issue ?? null, fields: parts.flatMap(([, fields]) => fields) };
  });
  const keys = new Set(standing.map(({ key }) => key));
  return {
    guild: sides.policy.guild.id,
    commit,
    ...moveCursor(memory, { dealt, waiting: [...ledger.waiting] }),
    through: memory !== null && memory.through > now ? memory.through : now,
    names: sides.binding.names,
    standing: [...standing, ...unseenStanding({ memory, now }, history, sides).filter(({ key }) => !keys.has(key))],
  };
}
