// Changes of channels, their overwrites apart, each with its audit entry.
import { auditType, changedFields, channelFields, wholeChannelFields, type WriteEntry } from "./audit-writer.ts";
import { makeChannel, makeOverwrite, patchedChannel, type ChannelInput, type ChannelPatch, type WireChannel } from "./channel.ts";
import type { GuildState } from "./guild-state.ts";

interface ChannelMove {
  readonly parentId?: string | null;
  readonly position?: number;
  /** Take over the new category's overwrites. */
  readonly sync?: boolean;
}

export interface ChannelChanges {
  createChannel(input: ChannelInput): WireChannel;
  updateChannel(channelId: string, patch: ChannelPatch): WireChannel;
  /** The children of a category stay, without a parent; Discord does not log that. */
  deleteChannel(channelId: string): void;
  /** Discord does not log this. */
  moveChannel(channelId: string, move: ChannelMove): void;
}

export function channelChanges(state: GuildState, write: WriteEntry): ChannelChanges {
  return {
    createChannel: (input) => {
      const channel = addChannel(state, withInheritedOverwrites(state, input));
      write({ type: auditType.channelCreate, target: channel.id, changes: changedFields({}, wholeChannelFields(channel)) });
      return channel;
    },
    updateChannel: (channelId, patch) => {
      const channel = state.channel(channelId);
      const before = channelFields(channel);
      Object.assign(channel, patchedChannel(channel, patch));
      const changes = changedFields(before, channelFields(channel));
      if (changes.length > 0) write({ type: auditType.channelUpdate, target: channelId, changes });
      return channel;
    },
    deleteChannel: (channelId) => {
      const channel = state.channel(channelId);
      state.channels.delete(channelId);
      for (const child of state.children(channelId)) child.parent_id = null;
      write({ type: auditType.channelDelete, target: channelId, changes: changedFields(wholeChannelFields(channel), {}) });
    },
    moveChannel: (channelId, move) => {
      moveChannel(state, channelId, move);
    },
  };
}

/** Puts a channel into the guild without any entry. */
export function addChannel(state: GuildState, input: ChannelInput): WireChannel {
  const place = { id: input.id ?? state.world.ids.next(), guildId: state.id, position: state.nextChannelPosition() };
  if (input.parentId !== undefined && input.parentId !== null) state.channel(input.parentId);
  const channel = makeChannel(place, input);
  state.channels.set(channel.id, channel);
  return channel;
}

/** A person's new channel in a category starts synced with it, unless overwrites are given. */
function withInheritedOverwrites(state: GuildState, input: ChannelInput): ChannelInput {
  if (input.overwrites !== undefined || input.parentId === undefined || input.parentId === null) return input;
  return { ...input, overwrites: state.channel(input.parentId).permission_overwrites };
}

function moveChannel(state: GuildState, channelId: string, move: ChannelMove): void {
  const channel = state.channel(channelId);
  if (move.position !== undefined) channel.position = move.position;
  if (move.parentId !== undefined) channel.parent_id = move.parentId;
  if (move.sync === true && channel.parent_id !== null) {
    channel.permission_overwrites = state.channel(channel.parent_id).permission_overwrites.map(makeOverwrite);
  }
}
