/** For every field that the policy speaks of: what it should be, and what it is. */
import type { Field, FieldValue } from "../audit/link.ts";
import type { GuildRights } from "../effective/guild-rights.ts";
import { rightsOf } from "../guild/rights.ts";
import type { LiveRole, ProbeResult, Snapshot } from "../guild/snapshot.ts";
import { DANGEROUS } from "../permissions/flags.ts";
import { NEUTRAL, targetKey, type OverwriteBits } from "../permissions/overwrite.ts";
import type { ChannelId, RoleId } from "../permissions/snowflake.ts";
import type { PermissionBounds, Policy } from "../policy/policy.ts";
import { bind, type Binding, type BoundChannel } from "./bind.ts";
import { NO_MEMBERS, type MemberReading } from "./member-reading.ts";
import { desiredOverwrites, type DesiredOverwrites } from "./desired-overwrites.ts";
import { scopeOfChannel, scopeOfRole } from "./scope.ts";
import { tolerate, toleratedAt, toleranceOf, type Tolerance } from "./tolerance.ts";
import { whyUnseen } from "./unseen.ts";

/** Everything that a comparison looks at. */
export interface Sides {
  readonly policy: Policy;
  readonly snapshot: Snapshot;
  readonly binding: Binding;
  /** Of channels that are known from the policy or the log and were not in the answer. */
  readonly probes: ReadonlyMap<ChannelId, ProbeResult>;
  /** By the path of a listed channel; none for channels whose overwrites are unmanaged. */
  readonly overwrites: ReadonlyMap<string, DesiredOverwrites>;
  /** Who holds what, as far as somebody looked. */
  readonly members: MemberReading;
  /** What the policy's exceptions tolerate today. */
  readonly tolerance: Tolerance;
  /** The live guild, for effective permissions. */
  readonly rights: GuildRights;
  /** The same with the policy of the last run; null where that is this one, or nobody knows it. */
  readonly previous: Sides | null;
}

interface SidesInput extends Pick<Sides, "policy" | "snapshot" | "probes"> {
  /** Left out where the policy lists none. */
  readonly members?: MemberReading;
  /** The policy at the last run; left out or null where nobody knows it. */
  readonly previous?: Policy | null;
  /** The moment of the check, ISO 8601 in UTC; left out where no exception is to be over. */
  readonly now?: string;
}

/** Joins what a comparison looks at. `names` is the memory's: ids of objects that the policy knows by name only. */
export function sidesOf(input: SidesInput, names: ReadonlyMap<string, string>): Sides {
  const { policy, previous = null } = input;
  const rights = rightsOf(input.snapshot);
  const before = previous === null || previous === policy ? null : sideOf({ ...input, policy: previous }, names, rights);
  return { ...sideOf(input, names, rights), previous: before };
}

function sideOf(input: SidesInput, names: ReadonlyMap<string, string>, rights: GuildRights): Sides {
  const { policy, snapshot, probes, members = NO_MEMBERS, now = "" } = input;
  const binding = bind(policy, snapshot, names);
  const overwrites = binding.channels.flatMap((bound) => {
    const desired = desiredOverwrites(bound, binding);
    return desired === null ? [] : [[bound.listed.path, desired] as const];
  });
  const tolerance = toleranceOf(policy, binding, now.slice(0, "YYYY-MM-DD".length));
  return { policy, snapshot, probes, members, binding, overwrites: new Map(overwrites), tolerance, rights, previous: null };
}

export interface FieldState {
  /** For bounds: the allowed value nearest to the live one. */
  readonly desired: FieldValue;
  readonly live: FieldValue;
  /** The bits that the policy decides (-1n: all): between at-least and at-most a role is free. */
  readonly decided: bigint;
  /** The bits of which the policy says nothing: there `desired` is what is live. */
  readonly open: bigint;
  /** The bits that nobody may have for a while unnoticed: the decided ones, and where nothing is agreed the dangerous ones. */
  readonly guarded: bigint;
  /** The bot cannot see it: `live` is nothing, and what the last entry made of it is all that is known. */
  readonly unseen?: true;
}

/** Null for a field that the policy does not manage, or of an object that is not there. */
export function stateOf(field: Field, sides: Sides): FieldState | null {
  switch (field.of) {
    case "guild":
      return guildState(field.part, sides);
    case "role":
      return roleState(field.id, field.part, sides);
    case "channel":
      return channelState(field.id, field.part, sides);
    case "member":
      return memberState(field, sides);
    case "overwrite":
      return overwriteState(field, sides);
  }
}

function whole(desired: FieldValue, live: FieldValue): FieldState {
  return { desired, live, decided: -1n, open: 0n, guarded: -1n };
}

/** Bits of an object that the policy does not list: none of them is agreed. `open`: those that are no finding. */
function unagreed(live: bigint, open: bigint): FieldState {
  return { desired: live & open, live, decided: 0n, open, guarded: DANGEROUS };
}

function guildState(part: "owner" | "mfa", { policy, snapshot }: Sides): FieldState | null {
  if (part === "owner") return policy.owner === null ? null : whole(policy.owner.id, snapshot.guild.ownerId);
  if (policy.requireTwoFactor === null || snapshot.guild.mfaLevel === null) return null;
  return whole(policy.requireTwoFactor.value ? "1" : "0", String(snapshot.guild.mfaLevel));
}

function roleState(id: RoleId, part: "exists" | "name" | "permissions", sides: Sides): FieldState | null {
  const bound = sides.binding.roleOfId.get(id);
  const live = sides.snapshot.roles.get(id);
  if (part === "exists") return bound === undefined ? unlistedRoleState(live, sides) : whole("yes", live === undefined ? null : "yes");
  if (live === undefined) return null;
  if (bound === undefined) return part === "permissions" ? unlistedPermissions(live, sides) : null;
  if (part === "name") return whole(bound.listed.name, live.name);
  return bound.listed.permissions === null ? null : toleratedState(bound.listed.permissions, live, sides);
}

/** The state of a listed role's permissions, in which what is tolerated is neither agreed nor drift. */
export function toleratedState(
  bounds: PermissionBounds,
  { id, permissions }: LiveRole,
  { tolerance }: Pick<Sides, "tolerance">,
): FieldState {
  const state = boundState(bounds, permissions);
  const most = bounds.kind === "exact" ? bounds.bits : (bounds.atMost ?? -1n) | (bounds.atLeast ?? 0n);
  const tolerated = toleratedAt({ of: "role", id, part: "permissions" }, tolerance) & ~most;
  if (tolerated === 0n || typeof state.desired !== "bigint") return state;
  const decided = state.decided & ~tolerated;
  return { ...state, desired: state.desired | (permissions & tolerated), decided, open: ~decided, guarded: decided };
}

function unlistedPermissions(live: LiveRole, { policy, tolerance }: Sides): FieldState | null {
  if (policy.manage.roles === "listed") return null;
  const scope = scopeOfRole(live, policy);
  if (scope.kind === "unexpected" && scope.note === null) return unagreed(live.permissions, 0n);
  const tolerated = toleratedAt({ of: "role", id: live.id, part: "permissions" }, tolerance);
  return { ...unagreed(live.permissions, ~DANGEROUS | tolerated), guarded: DANGEROUS & ~tolerated };
}

function unlistedRoleState(live: LiveRole | undefined, { policy }: Sides): FieldState | null {
  if (live === undefined) return policy.manage.roles === "all" ? whole(null, null) : null;
  return scopeOfRole(live, policy).kind === "unexpected" ? whole(null, "yes") : null;
}

/** The state of a role's permissions under exact or bounded agreement. */
export function boundState(bounds: PermissionBounds, live: bigint): FieldState {
  if (bounds.kind === "exact") return whole(bounds.bits, live);
  const atLeast = bounds.atLeast ?? 0n;
  const atMost = bounds.atMost ?? -1n;
  const decided = ~(atMost & ~atLeast);
  return { desired: (live & atMost) | atLeast, live, decided, open: ~decided, guarded: decided };
}

function channelState(id: ChannelId, part: "exists" | "name" | "type" | "parent", sides: Sides): FieldState | null {
  const live = sides.snapshot.channels.get(id);
  const bound = sides.binding.channelOfId.get(id);
  if (part === "exists") return bound === undefined ? unlistedChannelState(id, sides) : listedChannelState(id, sides);
  if (bound === undefined || live === undefined) return null;
  switch (part) {
    case "name":
      return whole(bound.listed.name, live.name);
    case "type":
      return bound.listed.type === null ? null : whole(bound.listed.type, live.type);
    case "parent":
      return parentState(bound.listed.parent, live.parent, sides);
  }
}

function listedChannelState(id: ChannelId, { snapshot, probes }: Sides): FieldState | null {
  if (snapshot.channels.has(id)) return whole("yes", "yes");
  return probes.get(id) === "gone" ? whole("yes", null) : null;
}

/** A channel that the bot cannot see is there all the same: hidden is not gone. */
function unlistedChannelState(id: ChannelId, sides: Sides): FieldState | null {
  const live = sides.snapshot.channels.get(id);
  if (live !== undefined) return scopeOfChannel(live, sides.policy, sides.binding).kind === "unexpected" ? whole(null, "yes") : null;
  if (sides.policy.manage.channels === "listed") return null;
  const probe = sides.probes.get(id);
  if (probe === undefined) return null;
  return whole(null, probe === "hidden" || probe === "unprobed" ? "yes" : null);
}

/** Null where the category that the policy names was not found: then that category's finding speaks for it. */
function parentState(parent: string | null, live: ChannelId | null, { binding, policy, probes }: Sides): FieldState | null {
  if (parent !== null) {
    const category = binding.channelOfPath.get(parent);
    if (category?.id === undefined || category.id === null || probes.get(category.id) === "gone") return null;
    return whole(category.id, live);
  }
  // With `manage.channels: listed` a category that is not listed cannot be written down, so it does not count.
  if (live !== null && policy.manage.channels === "listed" && !binding.channelOfId.has(live)) return null;
  return whole(null, live);
}

/** Null where nobody looked at the member. */
function memberState({ id, role }: Extract<Field, { of: "member" }>, { binding, members }: Sides): FieldState | null {
  const bound = binding.roleOfId.get(role);
  const agreed = bound?.live === null ? null : (bound?.listed.members ?? null);
  const person = members.people.get(id);
  if (agreed === null || person?.kind !== "known") return null;
  return whole(agreed.ids.includes(id) ? "yes" : null, person.roles.includes(role) ? "yes" : null);
}

function overwriteState(field: Extract<Field, { of: "overwrite" }>, sides: Sides): FieldState | null {
  const bound = sides.binding.channelOfId.get(field.id);
  const live = sides.snapshot.channels.get(field.id)?.overwrites ?? null;
  if (live === null) return bound === undefined ? null : unseenState(field, bound, sides);
  const key = targetKey(field.target);
  const there = live.get(key) ?? NEUTRAL;
  if (bound === undefined) return unlistedOverwrite(field.part, there[field.part], sides);
  const desired = sides.overwrites.get(bound.listed.path);
  return desired === undefined ? null : listedOverwrite(field, { desired: desired.byTarget.get(key) ?? NEUTRAL, live: there }, sides);
}

interface OverwritePair {
  readonly desired: OverwriteBits;
  readonly live: OverwriteBits;
}

/** A grant is a bit that comes to be allowed, or that is no longer denied: so far an exception decides it. */
function listedOverwrite(field: Extract<Field, { of: "overwrite" }>, { desired, live }: OverwritePair, { tolerance }: Sides): FieldState {
  const tolerated = toleratedAt(field, tolerance);
  const open = field.part === "allow" ? tolerated & ~desired.allow : tolerated & desired.deny;
  return { ...whole(tolerate(desired, live, tolerated)[field.part], live[field.part]), decided: ~open, open, guarded: ~open };
}

function unlistedOverwrite(part: "allow" | "deny", bits: bigint, { policy }: Sides): FieldState | null {
  return policy.manage.channels === "all" && part === "allow" ? unagreed(bits, ~DANGEROUS) : null;
}

function unseenState(field: Extract<Field, { of: "overwrite" }>, bound: BoundChannel, { overwrites, probes }: Sides): FieldState | null {
  const desired = overwrites.get(bound.listed.path);
  if (desired === undefined || whyUnseen(bound, probes) === null) return null;
  return { ...whole((desired.byTarget.get(targetKey(field.target)) ?? NEUTRAL)[field.part], null), unseen: true };
}
