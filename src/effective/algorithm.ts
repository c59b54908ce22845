/** Discord's documented algorithm: what a subject may do in a place, from roles and overwrites, step by step (docs: topics/permissions). */
import { bitsOf, FLAG_NAMES, has, unionOf } from "../permissions/flags.ts";
import { settled, targetKey, type Overwrite, type OverwriteTarget } from "../permissions/overwrite.ts";
import type { ChannelRights, Place } from "./guild-rights.ts";
import type { Source, Step } from "./step.ts";
import { concerns, type Holder } from "./subject.ts";

/** Every documented permission. */
export const DOCUMENTED: bigint = bitsOf(FLAG_NAMES);

export interface Computed {
  readonly bits: bigint;
  /** Owner or ADMINISTRATOR: overwrites do not count, and a timeout does not either. */
  readonly unbound: boolean;
}

/** Overwrites that act at the same time: all denials, then all allowances. */
type Phase = readonly Overwrite[];

/** The overwrites that apply, in the channel's order; of two for one target the last. */
function applying({ overwrites }: ChannelRights, holder: Holder): readonly Overwrite[] {
  const ours = overwrites.filter(({ target }) => concerns(holder, target));
  return [...new Map(ours.map((overwrite) => [targetKey(overwrite.target), overwrite])).values()];
}

/** @everyone's overwrite, then those of roles, then the member's. */
function phasesOf(overwrites: readonly Overwrite[], { everyone }: Holder): readonly Phase[] {
  const ofRoles = overwrites.filter(({ target }) => target.type === "role");
  return [
    ofRoles.filter(({ target }) => target.id === everyone),
    ofRoles.filter(({ target }) => target.id !== everyone),
    overwrites.filter(({ target }) => target.type === "member"),
  ];
}

function sourceOf(target: OverwriteTarget, everyone: string): Source {
  if (target.type === "member") return { kind: "member-overwrite", user: target.id };
  return target.id === everyone ? { kind: "everyone-overwrite" } : { kind: "role-overwrite", role: target.id };
}

/** What each overwrite of a phase changes. Where one allows what another denies, the denials are steps of their own and come first, as they do in the algorithm. */
function stepsOf(phase: Phase, held: bigint, everyone: string): readonly Step[] {
  const parts = phase.map((overwrite) => ({ from: sourceOf(overwrite.target, everyone), ...settled(overwrite) }));
  const denied = unionOf(parts.map(({ deny }) => deny));
  const clash = (denied & unionOf(parts.map(({ allow }) => allow))) !== 0n;
  const left = held & ~denied;
  const changes = parts.map(({ from, allow, deny }) => ({ from, allow: allow & ~left, deny: deny & held }));
  const steps = clash ? [...changes.map((step) => ({ ...step, allow: 0n })), ...changes.map((step) => ({ ...step, deny: 0n }))] : changes;
  return steps.filter(({ allow, deny }) => allow !== 0n || deny !== 0n);
}

/**
 * Everything: what is documented, and every other bit that is set for this subject here. discord.js gives its own list of known bits and so drops a set
 * bit that it does not know; then ADMINISTRATOR would take a permission away, and a bit newer than this version would be lost.
 */
function everything(base: bigint, overwrites: readonly Overwrite[]): bigint {
  return DOCUMENTED | base | unionOf(overwrites.map(({ allow }) => allow));
}

/** Ownership or ADMINISTRATOR, whichever makes the holder unbound; null for anyone else. ADMINISTRATOR of an overwrite means nothing to Discord. */
function unboundBy(holder: Holder): Source | null {
  if (holder.owner) return { kind: "owner" };
  const roles = holder.roles.filter(({ permissions }) => has(permissions, "ADMINISTRATOR")).map(({ id }) => id);
  return roles.length === 0 ? null : { kind: "administrator", roles };
}

/** The permissions of a holder in a place; `steps`, where given, receives what led to them. */
export function compute(place: Place, holder: Holder, steps: Step[] | null): Computed {
  const base = unionOf(holder.roles.map(({ permissions }) => permissions));
  for (const { id, permissions } of steps === null ? [] : holder.roles) {
    if (permissions !== 0n) steps?.push({ from: { kind: "base", role: id }, allow: permissions, deny: 0n });
  }
  const overwrites = place.channel === null ? [] : applying(place.channel, holder);
  const unbound = unboundBy(holder);
  if (unbound !== null) {
    const bits = everything(base, overwrites);
    steps?.push({ from: unbound, allow: bits & ~base, deny: 0n });
    return { bits, unbound: true };
  }
  let bits = base;
  for (const phase of phasesOf(overwrites, holder)) {
    steps?.push(...stepsOf(phase, bits, holder.everyone));
    bits = (bits & ~unionOf(phase.map(({ deny }) => deny))) | unionOf(phase.map(({ allow }) => allow));
  }
  return { bits, unbound: false };
}
