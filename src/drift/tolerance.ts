/** What the policy's exceptions tolerate now: grants beyond the policy, per bit, for one role or one overwrite, until a day is over. */
import type { Field } from "../audit/link.ts";
import { difference as bitDifference, targetKey, type OverwriteBits, type OverwriteTarget } from "../permissions/overwrite.ts";
import type { ChannelId, RoleId } from "../permissions/snowflake.ts";
import type { Policy, PolicyException } from "../policy/policy.ts";
import type { Binding } from "./bind.ts";
import { resolveTarget } from "./desired-overwrites.ts";

/** The one thing that an exception is about. */
export type ExceptionSpot =
  | { readonly of: "role"; readonly id: RoleId }
  | { readonly of: "overwrite"; readonly id: ChannelId; readonly target: OverwriteTarget };

export interface PlacedException {
  readonly exception: PolicyException;
  /** Null where its role or channel was never found. */
  readonly spot: ExceptionSpot | null;
  /** Its last day is over. */
  readonly over: boolean;
}

/** In file order. */
export type Tolerance = readonly PlacedException[];

/** `today`: the day in UTC, YYYY-MM-DD. */
export function toleranceOf({ exceptions }: Pick<Policy, "exceptions">, binding: Binding, today: string): Tolerance {
  return exceptions.map((exception) => ({ exception, spot: spotOf(exception, binding), over: exception.until < today }));
}

function spotOf({ holder, channel }: PolicyException, binding: Binding): ExceptionSpot | null {
  const target = resolveTarget(holder, binding);
  if (target === null) return null;
  if (channel === null) return target.type === "role" ? { of: "role", id: target.id } : null;
  const id = binding.channelOfPath.get(channel)?.id ?? null;
  return id === null ? null : { of: "overwrite", id, target };
}

/** The bits that exceptions allow there which are not over. */
export function toleratedAt(field: Field, tolerance: Tolerance): bigint {
  return tolerance.reduce((bits, one) => (one.over || !concerns(one, field) ? bits : bits | one.exception.allow), 0n);
}

/** Whether the exception speaks of this field: a role's permissions, or a side of an overwrite. */
export function concerns({ spot }: PlacedException, field: Field): boolean {
  if (spot === null || spot.of !== field.of || spot.id !== field.id) return false;
  if (spot.of === "overwrite") return field.of === "overwrite" && targetKey(spot.target) === targetKey(field.target);
  return field.part === "permissions";
}

/** The agreed overwrite with every tolerated grant in it that is there. */
export function tolerate(desired: OverwriteBits, live: OverwriteBits, allow: bigint): OverwriteBits {
  const granted = bitDifference(desired, live).granted & allow;
  const side = (part: "allow" | "deny"): bigint => (desired[part] & ~granted) | (live[part] & granted);
  return { allow: side("allow"), deny: side("deny") };
}
