/** Whether a broken rule awaits rollout: the policy forbids what was allowed when policy and live last agreed, and nobody did anything. */
import { judgeOf } from "../effective/judge.ts";
import { targetKey } from "../permissions/overwrite.ts";
import type { Known } from "./attribute.ts";
import { breachesOf, type BrokenRule } from "./broken-rules.ts";
import type { StandingField } from "./memory.ts";

/** By who and where: the permissions. */
type Cells = ReadonlyMap<string, bigint>;

export interface RuleRollout {
  /** All that breaks it was allowed before. */
  readonly awaits: boolean;
  /** What of it the next runs must know. */
  readonly kept: readonly StandingField[];
}

export function ruleRollout({ rule, breaches }: BrokenRule, { history, sides }: Pick<Known, "history" | "sides">): RuleRollout {
  const field = `rule:${rule.name}`;
  const cells = cellsOf(breaches);
  const known = decoded(history.standing.get(field)?.base);
  const before = formerBreaches(rule.name, sides);
  const waiting = new Map(
    [...cells].flatMap(([spot, bits]) => {
      const allowed = before === null ? 0n : bits & ~(before.get(spot) ?? 0n);
      const own = bits & ((known.get(spot) ?? 0n) | allowed);
      return own === 0n ? [] : [[spot, own] as const];
    }),
  );
  if (waiting.size === 0) return { awaits: false, kept: [] };
  const awaits = [...cells].every(([spot, bits]) => waiting.get(spot) === bits);
  return { awaits, kept: [{ field, base: encoded(waiting), away: 0n, awaits: 1n, links: [] }] };
}

/** What would have broken the rule of that name as it was at the last run; null where that is this one. */
function formerBreaches(name: string, { previous }: Known["sides"]): Cells | null {
  if (previous === null) return null;
  const rule = previous.policy.rules.find((one) => one.name === name);
  return rule === undefined ? new Map() : cellsOf(breachesOf(rule, previous, judgeOf(previous.rights)));
}

function cellsOf(breaches: BrokenRule["breaches"]): Map<string, bigint> {
  const cells = new Map<string, bigint>();
  for (const { who, guildLevel, channels, permissions } of breaches) {
    for (const place of [...(guildLevel ? ["guild"] : []), ...channels]) {
      const spot = `${targetKey(who)}@${place}`;
      cells.set(spot, (cells.get(spot) ?? 0n) | permissions);
    }
  }
  return cells;
}

function encoded(cells: Cells): string {
  return [...cells].map(([spot, bits]) => `${spot}=${bits}`).join(" ");
}

/** What is not as `encoded` wrote it counts for nothing. */
function decoded(base: unknown): Map<string, bigint> {
  const parts = typeof base === "string" ? base.split(" ") : [];
  return new Map(
    parts.flatMap((part) => {
      const { spot, bits } = /^(?<spot>[^=]+)=(?<bits>\d{1,40})$/.exec(part)?.groups ?? {};
      return spot === undefined || bits === undefined ? [] : [[spot, BigInt(bits)] as const];
    }),
  );
}
