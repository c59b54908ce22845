/** A part of a difference as a difference of its own: what is not of it counts as agreed. */
import type { FieldValue } from "../audit/link.ts";
import { compareSnowflakes } from "../permissions/snowflake.ts";
import { bitsIn } from "./cells.ts";
import type { Difference, Watched } from "./difference.ts";
import type { FindingValue, Person } from "./finding.ts";

interface Restricted {
  readonly difference: Difference;
  /** See `Finding`. */
  readonly alone?: FindingValue;
}

/** `cells`: by field those that remain, 1n for a word. `desired` and `live` stay the whole values, since those are what people see in Discord. */
export function restrict(difference: Difference, cells: readonly bigint[]): Restricted {
  const fields = difference.fields.flatMap((watched, index) => restrictField(watched, cells[index] ?? 0n));
  const alone = aloneOf(difference, fields);
  return { difference: { ...difference, ...bitsOf(difference, fields), fields }, ...(alone === null ? {} : { alone }) };
}

function restrictField(watched: Watched, own: bigint): Watched[] {
  if (own === 0n) return [];
  if (watched.cells === null) return [watched];
  return [{ ...watched, desired: pick(own, watched.desired, watched.live), cells: own }];
}

/** The bits of `one` where they are own, else those of the other. */
function pick(own: bigint, one: FieldValue, other: FieldValue): bigint {
  return (bitsIn(one) & own) | (bitsIn(other) & ~own);
}

function ownCells(fields: readonly Watched[]): bigint {
  return fields.reduce((bits, { cells }) => bits | (cells ?? 0n), 0n);
}

function bitsOf({ kind, granted, revoked }: Difference, fields: readonly Watched[]): Pick<Difference, "granted" | "revoked"> {
  const own = ownCells(fields);
  if (kind !== "role.members") return { granted: granted & own, revoked: revoked & own };
  const held = granted | revoked;
  return fields.some(({ live }) => live === "yes") ? { granted: held, revoked: 0n } : { granted: 0n, revoked: held };
}

/** Null where the value of such a finding says nothing of what was taken apart. */
function aloneOf({ kind, desired, live, fields: all }: Difference, fields: readonly Watched[]): FindingValue | null {
  const own = ownCells(fields);
  const side = (part: Watched["field"]["part"]): bigint => {
    const whole = all.find(({ field }) => field.part === part);
    return whole === undefined ? 0n : pick(own, whole.live, whole.desired);
  };
  if (kind === "role.permissions") return { kind: "permissions", bits: side("permissions") };
  if (live?.kind === "role") return { ...live, permissions: live.permissions & own };
  if (kind === "role.members" && desired?.kind === "members") return { kind: "members", people: peopleOf(desired.people, fields) };
  return kind.startsWith("overwrite.") ? { kind: "overwrite", allow: side("allow"), deny: side("deny") } : null;
}

/** The agreed people with the changes of these fields, without names. */
function peopleOf(agreed: readonly Person[], fields: readonly Watched[]): Person[] {
  const moved = new Map(fields.flatMap(({ field, live }) => (field.of === "member" ? [[field.id, live === "yes"] as const] : [])));
  const added = [...moved].flatMap(([id, holds]) => (holds ? [id] : []));
  const left = agreed.flatMap(({ id }) => (moved.get(id) === false ? [] : [id]));
  return [...left, ...added].toSorted(compareSnowflakes).map((id) => ({ id, name: null }));
}
