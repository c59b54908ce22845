/** Whether a broken rule awaits rollout: the policy forbids what was allowed when policy and live last agreed, and nobody did anything. */
import { judgeOf } from "../effective/judge.ts";
import { targetKey } from "../permissions/overwrite.ts";
import { parseSnowflake } from "../permissions/snowflake.ts";
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
  const cells = cellsOf(breaches);
  const known = joined([...history.standing].flatMap(([key, { base }]) => (key.startsWith(RULE) ? [decoded(base)] : [])));
  const before = formerBreaches(sides);
  const waiting = new Map(
    [...cells].flatMap(([spot, bits]) => {
      const allowed = before === null ? 0n : bits & ~(before.get(spot) ?? 0n);
      const own = bits & ((known.get(spot) ?? 0n) | allowed);
      return own === 0n ? [] : [[spot, own] as const];
    }),
  );
  const field = `${RULE}${rule.name}`;
  const hidden = [...decoded(history.standing.get(field)?.base)].filter(([spot]) => isHidden(spot, sides));
  const kept = new Map([...hidden, ...waiting]);
  return {
    awaits: [...cells].every(([spot, bits]) => waiting.get(spot) === bits),
    kept: kept.size === 0 ? [] : [{ field, base: encoded(kept), away: 0n, awaits: 1n, links: [] }],
  };
}

/** In the memory: a rule, and what breaks it that only the policy has come to forbid. */
const RULE = "rule:";

/** What would have broken any rule of the policy at the last run, whatever its name; null where that is this one. */
function formerBreaches({ previous }: Known["sides"]): Cells | null {
  if (previous === null) return null;
  const judge = judgeOf(previous.rights);
  return joined(previous.policy.rules.map((rule) => cellsOf(breachesOf(rule, previous, judge))));
}

function joined(all: readonly Cells[]): Cells {
  const cells = new Map<string, bigint>();
  for (const [spot, bits] of all.flatMap((one) => [...one])) cells.set(spot, (cells.get(spot) ?? 0n) | bits);
  return cells;
}

/** Whether the place is a channel that may be there and cannot be looked at. */
function isHidden(spot: string, { snapshot, probes }: Known["sides"]): boolean {
  const channel = parseSnowflake<"channel">(spot.split("@")[1]);
  return channel !== null && probes.get(channel) !== "gone" && (snapshot.channels.get(channel)?.overwrites ?? null) === null;
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
