/** What was changed and taken back between two checks: somebody had rights for a while. */
import { fieldKey } from "../audit/link.ts";
import { DANGEROUS, namesOf, unionOf } from "../permissions/flags.ts";
import type { RoleId } from "../permissions/snowflake.ts";
import { grantsOf } from "./approved.ts";
import { changesOf } from "./attribute.ts";
import { namedTarget } from "./compare-overwrites.ts";
import { keyOf } from "./difference.ts";
import { effectOf } from "./effect.ts";
import { effectOfExcursions } from "./effect-of-difference.ts";
import type { Sides } from "./field-state.ts";
import type { Attribution, Effect, Finding, FindingValue, Severity } from "./finding.ts";
import { groupBy } from "./group-by.ts";
import type { History } from "./history.ts";
import type { FieldExcursion, Ledger } from "./ledger.ts";
import { subjectOf } from "./naming.ts";
import { severityOfEffect, severityUnseen } from "./rate.ts";
import { followers } from "./went-along.ts";

/** One finding for each entry that left the base and each subject (and target) on which it did. Names and places that came back are no finding. */
export function revertedFindings(ledger: Ledger, history: History, sides: Sides): Finding[] {
  const all = ledger.excursions.filter(({ field }) => ["guild", "overwrite", "member"].includes(field.of) || isPermissions(field));
  const along = followers(all, sides);
  const groups = groupBy(
    all.filter((excursion) => !along.has(excursion)),
    ({ left, field }) => `${left.link.entry.id}/${keyOf({ kind: "change.reverted", ...subjectOf(field, sides, history) })}`,
  );
  const passing = ledger.excursions
    .filter(({ field }) => field.of === "role" && field.part === "exists")
    .flatMap((excursion) => passingRole(excursion, history, sides));
  // One entry that is said to have taken a role away and to have changed it is one finding.
  const told = new Set(passing.map(({ key }) => key));
  const reverted = [...groups.values()].map((group) => revertedFinding(group, history, sides)).filter(({ key }) => !told.has(key));
  return [...reverted, ...passing];
}

/** Channels that came and went: counted, never a finding. */
export function passingChannels({ excursions }: Ledger): number {
  return excursions.filter(({ field }) => field.of === "channel" && field.part === "exists").length;
}

function isPermissions(field: FieldExcursion["field"]): boolean {
  return field.of === "role" && field.part === "permissions";
}

function revertedFinding(group: readonly FieldExcursion[], history: History, sides: Sides): Finding {
  const [first] = group;
  if (first === undefined) throw new RangeError("a group has a member");
  const effect = effectOfExcursions(group, sides);
  const moves = group.map(({ field, cell, left }) => ({ field, cell, to: left.to }));
  const bits = first.field.of === "member" ? bitsOfEffect(effect) : grantsOf(moves);
  const whole = group.every(({ returned }) => returned !== null);
  return {
    ...eventBase(first, history, sides),
    severity: severityOf(first.field, { effect, granted: bits.granted }, sides),
    effect,
    live: { kind: "event", before: shown(first, "from"), after: shown(first, "to") },
    ...bits,
    attribution: attributionOf(group, whole),
  };
}

/** Holding a role is no permission by itself: what it gives is. */
function bitsOfEffect(effect: readonly Effect[]): Pick<Finding, "granted" | "revoked"> {
  return { granted: unionOf(effect.map(({ gained }) => gained)), revoked: unionOf(effect.map(({ lost }) => lost)) };
}

function severityOf(field: FieldExcursion["field"], { effect, granted }: Pick<Finding, "effect" | "granted">, sides: Sides): Severity {
  if (field.of === "guild") return "high";
  if (field.of !== "overwrite") return severityOfEffect(effect, "guild", sides);
  const seen = sides.snapshot.channels.get(field.id)?.overwrites ?? null;
  return seen === null ? severityUnseen(granted, namedTarget(field.target, sides), sides) : severityOfEffect(effect, "channel", sides);
}

function eventBase(
  { field, left }: FieldExcursion,
  history: History,
  sides: Sides,
): Pick<Finding, "key" | "kind" | "cause" | "subject" | "target" | "desired" | "policy" | "also" | "note"> {
  const about = subjectOf(field, sides, history);
  return {
    key: `${keyOf({ kind: "change.reverted", ...about })}@${left.link.entry.id}`,
    kind: "change.reverted",
    cause: "reverted",
    ...about,
    desired: null,
    policy: null,
    also: [],
    note: null,
  };
}

function attributionOf(group: readonly FieldExcursion[], whole: boolean): Attribution {
  const changes = changesOf(group.flatMap(({ left, returned }) => [left.link.entry, ...(returned === null ? [] : [returned.link.entry])]));
  return whole ? { status: "exact", changes } : { status: "partial", why: "it is back as agreed, and no entry says how", changes };
}

/** One side of the entry that left the base, as a report shows it. */
function shown({ left }: FieldExcursion, side: "from" | "to"): unknown {
  const value = left.link[side] ?? left[side];
  return typeof value === "bigint" ? { bits: value.toString(), names: namesOf(value) } : value;
}

/** A role that came and went is told when it held a dangerous permission in between. */
function passingRole(excursion: FieldExcursion, history: History, sides: Sides): Finding[] {
  if (excursion.field.of !== "role") return [];
  const granted = everHeld(excursion.field.id, history);
  if ((granted & DANGEROUS) === 0n) return [];
  const live: FindingValue = { kind: "event", before: null, after: { bits: granted.toString(), names: namesOf(granted) } };
  const between = history.links.get(fieldKey({ ...excursion.field, part: "permissions" })) ?? [];
  const own = attributionOf([excursion], excursion.returned !== null);
  const effect = effectOf({ of: "role", id: excursion.field.id, before: 0n, after: granted, isNew: true }, sides);
  return [
    {
      ...eventBase(excursion, history, sides),
      severity: severityOfEffect(effect, "guild", sides),
      effect,
      live,
      granted,
      revoked: 0n,
      attribution: { ...own, changes: changesOf([...between.map((link) => link.entry), ...entriesOf(excursion)]) },
      note: "The role was created and deleted between two checks.",
    },
  ];
}

function entriesOf({ left, returned }: FieldExcursion): readonly FieldExcursion["left"]["link"]["entry"][] {
  return returned === null ? [left.link.entry] : [left.link.entry, returned.link.entry];
}

function everHeld(role: RoleId, { links }: History): bigint {
  const held = links.get(fieldKey({ of: "role", id: role, part: "permissions" })) ?? [];
  return held.reduce((all, { to }) => (typeof to === "bigint" ? all | to : all), 0n);
}
