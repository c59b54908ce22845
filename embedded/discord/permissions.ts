// Discord's documented permission algorithm (docs, topics/permissions), written for this server alone.
import { allPermissions, permissionBits } from "./permission-bits.ts";
import { isCategory, type WireChannel, type WireOverwrite } from "./channel.ts";
import type { GuildState } from "./guild-state.ts";

const administrator = permissionBits("ADMINISTRATOR");
const viewChannel = permissionBits("VIEW_CHANNEL");
const keptInTimeOut = permissionBits(["VIEW_CHANNEL", "READ_MESSAGE_HISTORY"]);

/** What a member may do in the guild. The member must be there. */
export function guildPermissions(state: GuildState, userId: string): bigint {
  if (state.settings.owner_id === userId) return allPermissions;
  const bits = roleBits(state, userId);
  if ((bits & administrator) !== 0n) return allPermissions;
  return isTimedOut(state, userId) ? bits & keptInTimeOut : bits;
}

/** What a member may do in a channel, before what follows from a missing VIEW_CHANNEL and the like. */
export function channelPermissions(state: GuildState, userId: string, channel: WireChannel): bigint {
  const base = guildPermissions(state, userId);
  if (base === allPermissions) return base;
  const roleIds = new Set(state.member(userId).roles);
  const overwrites = channel.permission_overwrites;
  const ofEveryone = overwrites.filter(({ id }) => id === state.id);
  const ofRoles = overwrites.filter(({ id, type }) => type === 0 && id !== state.id && roleIds.has(id));
  const ofMember = overwrites.filter(({ id, type }) => type === 1 && id === userId);
  const bits = [ofEveryone, ofRoles, ofMember].reduce(applyOverwrites, roleBits(state, userId));
  return isTimedOut(state, userId) ? bits & keptInTimeOut : bits;
}

/** Whether the API shows the channel to this member. A category is shown when one of its channels is. */
export function canView(state: GuildState, userId: string, channel: WireChannel): boolean {
  if ((channelPermissions(state, userId, channel) & viewChannel) !== 0n) return true;
  return isCategory(channel) && state.children(channel.id).some((child) => canView(state, userId, child));
}

function roleBits(state: GuildState, userId: string): bigint {
  return state
    .member(userId)
    .roles.reduce((bits, roleId) => bits | BigInt(state.role(roleId).permissions), BigInt(state.role(state.id).permissions));
}

/** Overwrites of one rank together: all their denies first, then all their allows. */
function applyOverwrites(bits: bigint, overwrites: readonly WireOverwrite[]): bigint {
  const deny = overwrites.reduce((all, overwrite) => all | BigInt(overwrite.deny), 0n);
  const allow = overwrites.reduce((all, overwrite) => all | BigInt(overwrite.allow), 0n);
  return (bits & ~deny) | allow;
}

function isTimedOut(state: GuildState, userId: string): boolean {
  const until = state.member(userId).communication_disabled_until;
  return until !== null && Date.parse(until) > state.world.now().getTime();
}
