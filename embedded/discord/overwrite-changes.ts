// Changes of channel overwrites, each with its audit entry.
import { auditType, changedFields, overwriteFields, type NewEntry, type WriteEntry } from "./audit-writer.ts";
import { makeOverwrite, type OverwriteInput, type WireChannel, type WireOverwrite } from "./channel.ts";
import type { GuildState } from "./guild-state.ts";

export interface OverwriteChanges {
  /** Makes or replaces one overwrite. On a category, synced children change with it. */
  setOverwrite(channelId: string, input: OverwriteInput): void;
  deleteOverwrite(channelId: string, targetId: string): void;
  /** Replaces the whole list and logs it as one CHANNEL_UPDATE with the key `permission_overwrites`. */
  replaceOverwrites(channelId: string, inputs: readonly OverwriteInput[]): void;
}

export function overwriteChanges(state: GuildState, write: WriteEntry): OverwriteChanges {
  const eachSynced = (channelId: string, change: (channel: WireChannel, log: WriteEntry) => void): void => {
    const channel = state.channel(channelId);
    const children = state.syncedChildren(channel);
    change(channel, write);
    const writeChild = state.logsSyncedChildren ? write : (): void => {};
    for (const child of children) change(child, writeChild);
  };
  return {
    setOverwrite: (channelId, input) => {
      eachSynced(channelId, (channel, log) => {
        setOverwrite(state, channel, { after: makeOverwrite(input), log });
      });
    },
    deleteOverwrite: (channelId, targetId) => {
      eachSynced(channelId, (channel, log) => {
        deleteOverwrite(state, channel, { targetId, log });
      });
    },
    replaceOverwrites: (channelId, inputs) => {
      eachSynced(channelId, (channel, log) => {
        replaceOverwrites(channel, inputs.map(makeOverwrite), log);
      });
    },
  };
}

function setOverwrite(state: GuildState, channel: WireChannel, change: { after: WireOverwrite; log: WriteEntry }): void {
  const { after, log } = change;
  const before = channel.permission_overwrites.find(({ id }) => id === after.id);
  const changes = changedFields(before === undefined ? {} : overwriteFields(before), overwriteFields(after));
  if (changes.length === 0) return;
  channel.permission_overwrites = [...channel.permission_overwrites.filter(({ id }) => id !== after.id), after];
  const type = before === undefined ? auditType.overwriteCreate : auditType.overwriteUpdate;
  log({ type, target: channel.id, changes, options: optionsOf(state, after) });
}

function deleteOverwrite(state: GuildState, channel: WireChannel, change: { targetId: string; log: WriteEntry }): void {
  const before = channel.permission_overwrites.find(({ id }) => id === change.targetId);
  if (before === undefined) throw new Error(`Channel ${channel.id} has no overwrite for ${change.targetId}.`);
  channel.permission_overwrites = channel.permission_overwrites.filter(({ id }) => id !== change.targetId);
  change.log({
    type: auditType.overwriteDelete,
    target: channel.id,
    changes: changedFields(overwriteFields(before), {}),
    options: optionsOf(state, before),
  });
}

function replaceOverwrites(channel: WireChannel, after: WireOverwrite[], log: WriteEntry): void {
  const changes = changedFields({ permission_overwrites: channel.permission_overwrites }, { permission_overwrites: after });
  channel.permission_overwrites = after;
  if (changes.length > 0) log({ type: auditType.channelUpdate, target: channel.id, changes });
}

/** All options are strings; the role's name is there for roles only. */
function optionsOf(state: GuildState, overwrite: WireOverwrite): NonNullable<NewEntry["options"]> {
  if (overwrite.type === 1) return { id: overwrite.id, type: "1" };
  return { id: overwrite.id, type: "0", role_name: state.roles.get(overwrite.id)?.name ?? "deleted-role" };
}
