/** The life of the policy's exceptions: what each covers now, and whether it is used, ended or stale. */
import { NEUTRAL, difference as bitDifference, targetKey, type OverwriteBits } from "../permissions/overwrite.ts";
import { DANGEROUS } from "../permissions/flags.ts";
import type { Difference, Watched } from "./difference.ts";
import { traceField, type Known } from "./attribute.ts";
import { boundState, type Sides } from "./field-state.ts";
import { TOLERATED, type StandingField } from "./memory.ts";
import type { ExceptionReport } from "./report.ts";
import { scopeOfRole } from "./scope.ts";
import { concerns, type ExceptionSpot, type PlacedException } from "./tolerance.ts";

/** An exception, and the grants beyond the policy that are there and that it is about. */
export interface ExceptionUse {
  readonly placed: PlacedException;
  readonly state: ExceptionReport["state"];
  /** Empty where it covers nothing, or nobody could look. */
  readonly fields: readonly Watched[];
}

/** All exceptions in file order. Whether one covers something cannot be known where the bot sees nothing: then it is not called stale. */
export function exceptionUses(sides: Sides): ExceptionUse[] {
  return sides.tolerance.map((placed) => {
    const fields = placed.spot === null ? [] : coveredAt(placed.spot, placed.exception.allow, sides);
    const covers = fields === null || fields.length > 0;
    const state = covers ? (placed.over ? "ended" : "used") : "stale";
    return { placed, state, fields: fields ?? [] };
  });
}

/** As reports list them. */
export function exceptionReports(uses: readonly ExceptionUse[]): ExceptionReport[] {
  return uses.map(({ placed: { exception }, state }) => ({
    name: exception.name,
    until: exception.until,
    state,
    reason: exception.reason,
  }));
}

/** What the memory keeps of what is tolerated, so that its entries are known once an exception is over. */
export function toleratedStanding(uses: readonly ExceptionUse[], known: Known): Map<string, readonly StandingField[]> {
  const used = uses.filter(({ state, fields }) => state === "used" && fields.length > 0);
  return new Map(
    used.map(({ placed, fields }) => [
      `${TOLERATED}${placed.exception.name}`,
      fields.map((watched) => traceField(watched, known).standing),
    ]),
  );
}

/** The difference, with a sentence for each exception that covered a part of it until its last day was over. */
export function withEndedExceptions(difference: Difference, { tolerance }: Pick<Sides, "tolerance">): Difference {
  const ended = tolerance.filter(
    (one) => one.over && (one.exception.allow & difference.granted) !== 0n && difference.fields.some(({ field }) => concerns(one, field)),
  );
  const notes = ended.map(({ exception: { name, until } }) => `The exception “${name}” tolerated it, and ran out at the end of ${until}.`);
  if (notes.length === 0) return difference;
  return { ...difference, note: [...(difference.note === null ? [] : [difference.note]), ...notes].join(" ") };
}

/** The tolerated grants with the fields that hold them; null where nobody could look. */
function coveredAt(spot: ExceptionSpot, allow: bigint, sides: Sides): readonly Watched[] | null {
  return spot.of === "role" ? coveredOfRole(spot, allow, sides) : coveredOfOverwrite(spot, allow, sides);
}

function coveredOfRole({ id }: Extract<ExceptionSpot, { of: "role" }>, allow: bigint, sides: Sides): readonly Watched[] {
  const live = sides.snapshot.roles.get(id)?.permissions ?? 0n;
  const desired = agreedOfRole(id, live, sides);
  const cells = live & ~desired & allow;
  return cells === 0n ? [] : [{ field: { of: "role", id, part: "permissions" }, desired, live, cells }];
}

/** What the role may hold without being drift. */
function agreedOfRole(id: Extract<ExceptionSpot, { of: "role" }>["id"], live: bigint, { snapshot, binding, policy }: Sides): bigint {
  const bound = binding.roleOfId.get(id);
  if (bound !== undefined) {
    const desired = bound.listed.permissions === null ? live : boundState(bound.listed.permissions, live).desired;
    return typeof desired === "bigint" ? desired : live;
  }
  const role = snapshot.roles.get(id);
  const scope = role === undefined ? null : scopeOfRole(role, policy);
  // That a role is there at all is no grant that could be tolerated; what one that is passed over must not hold is.
  return scope?.kind === "unexpected" && scope.note !== null ? live & ~DANGEROUS : live;
}

function coveredOfOverwrite(spot: Extract<ExceptionSpot, { of: "overwrite" }>, allow: bigint, sides: Sides): readonly Watched[] | null {
  const listed = sides.binding.channelOfId.get(spot.id)?.listed;
  const desired = listed === undefined ? undefined : sides.overwrites.get(listed.path)?.byTarget;
  if (desired === undefined) return [];
  const all = sides.snapshot.channels.get(spot.id)?.overwrites ?? null;
  if (all === null) return sides.probes.get(spot.id) === "gone" ? [] : null;
  return coveredBits(spot, allow, { desired, all });
}

interface OverwriteLists {
  readonly desired: ReadonlyMap<string, OverwriteBits>;
  readonly all: ReadonlyMap<string, OverwriteBits>;
}

function coveredBits(
  spot: Extract<ExceptionSpot, { of: "overwrite" }>,
  allow: bigint,
  { desired, all }: OverwriteLists,
): readonly Watched[] {
  const key = targetKey(spot.target);
  const [agreed, live] = [desired.get(key) ?? NEUTRAL, all.get(key) ?? NEUTRAL];
  const cells = bitDifference(agreed, live).granted & allow;
  if (cells === 0n) return [];
  return (["allow", "deny"] as const).map((part) => ({ field: { ...spot, part }, desired: agreed[part], live: live[part], cells }));
}
