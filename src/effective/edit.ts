/** One thing of a guild in two states, and who can do more and who less by it. */
import { targetKey, type Overwrite, type OverwriteBits, type OverwriteTarget } from "../permissions/overwrite.ts";
import { everyoneRole, type ChannelId, type RoleId } from "../permissions/snowflake.ts";
import { compareRights, type Shift } from "./difference.ts";
import type { ChannelRights, GuildRights, RoleRights } from "./guild-rights.ts";

/** Everything else is as the guild has it. */
export type Edit = RoleEdit | OverwriteEdit;

interface RoleEdit {
  readonly of: "role";
  readonly id: RoleId;
  readonly before: bigint;
  readonly after: bigint;
  /** The role is new: before, its overwrites were not there either. */
  readonly isNew: boolean;
}

export interface OverwriteEdit {
  readonly of: "overwrite";
  /** The channel, and the synced ones that follow it. */
  readonly channels: readonly ChannelId[];
  readonly target: OverwriteTarget;
  readonly before: OverwriteBits;
  readonly after: OverwriteBits;
}

/** The guild before and after, cut down to what the edit can reach. */
export interface EditedRights {
  readonly before: GuildRights;
  readonly after: GuildRights;
}

/** @everyone first, then roles in the guild's order, then members. Empty where nobody can do more or less. */
export function shiftsOfEdit(edit: Edit, rights: GuildRights): Shift[] {
  const { before, after } = editedRights(edit, rights);
  return compareRights(before, after);
}

/** Both states, with the roles and channels that the edit concerns. */
export function editedRights(edit: Edit, rights: GuildRights): EditedRights {
  const reached = concerned(edit, rights);
  return { before: sideOf(reached, edit, "before"), after: sideOf(reached, edit, "after") };
}

/** Only what the edit can reach: a role's own cells, or one overwrite's; everybody's where it is @everyone's. */
function concerned(edit: Edit, rights: GuildRights): GuildRights {
  const everyone = everyoneRole(rights.id);
  const id = edit.of === "role" ? edit.id : edit.target.id;
  const roles = id === everyone ? rights.roles : rights.roles.filter((role) => role.id === everyone || role.id === id);
  if (edit.of === "role")
    return { ...rights, roles, channels: id === everyone ? rights.channels : rights.channels.map(heldBy(id, everyone)) };
  const reached = new Set(edit.channels);
  return { ...rights, roles, channels: rights.channels.filter((channel) => reached.has(channel.id)) };
}

/** Only the overwrites that a holder of the role meets. */
function heldBy(role: string, everyone: string): (channel: ChannelRights) => ChannelRights {
  return (channel) => ({ ...channel, overwrites: channel.overwrites.filter(({ target }) => target.id === role || target.id === everyone) });
}

function sideOf(rights: GuildRights, edit: Edit, side: "before" | "after"): GuildRights {
  if (edit.of === "overwrite") return { ...rights, channels: rights.channels.map((channel) => withOverwrite(channel, edit, side)) };
  const roles: readonly RoleRights[] = [...rights.roles.filter(({ id }) => id !== edit.id), { id: edit.id, permissions: edit[side] }];
  if (!edit.isNew || side === "after") return { ...rights, roles };
  const channels = rights.channels.map((channel) => ({ ...channel, overwrites: without(channel, { type: "role", id: edit.id }) }));
  return { ...rights, roles, channels };
}

function withOverwrite(channel: ChannelRights, edit: OverwriteEdit, side: "before" | "after"): ChannelRights {
  return { ...channel, overwrites: [...without(channel, edit.target), { target: edit.target, ...edit[side] }] };
}

function without({ overwrites }: ChannelRights, target: OverwriteTarget): Overwrite[] {
  const key = targetKey(target);
  return overwrites.filter((overwrite) => targetKey(overwrite.target) !== key);
}
