/** What a difference means: who can do more, and who less, than if that one thing were as agreed. */
import { compareRights } from "../effective/difference.ts";
import type { ChannelRights, GuildRights, RoleRights } from "../effective/guild-rights.ts";
import { rolesInOrder } from "../guild/order.ts";
import { has } from "../permissions/flags.ts";
import { targetKey, type Overwrite, type OverwriteBits, type OverwriteTarget } from "../permissions/overwrite.ts";
import { everyoneRole, type ChannelId, type RoleId } from "../permissions/snowflake.ts";
import { namedTarget } from "./compare-overwrites.ts";
import type { Sides } from "./field-state.ts";
import type { Effect, Named } from "./finding.ts";

/** One thing of the guild in two states. Everything else is as it is live. */
export type Edit = RoleEdit | OverwriteEdit;

interface RoleEdit {
  readonly of: "role";
  readonly id: RoleId;
  readonly before: bigint;
  readonly after: bigint;
  /** The role is new: before, its overwrites were not there either. */
  readonly isNew: boolean;
}

interface OverwriteEdit {
  readonly of: "overwrite";
  /** The channel, and the synced ones that follow it. */
  readonly channels: readonly ChannelId[];
  readonly target: OverwriteTarget;
  readonly before: OverwriteBits;
  readonly after: OverwriteBits;
}

type Side = "before" | "after";

/** The effect of an edit: @everyone first, then roles in Discord's order, then members. Empty where nobody can do more or less. */
export function effectOf(edit: Edit, sides: Sides): Effect[] {
  const rights = concerned(edit, sides.rights);
  const shifts = compareRights(sideOf(rights, edit, "before"), sideOf(rights, edit, "after"));
  return shifts.map(({ who, channels, gained, lost }) => ({
    who: namedTarget(who, sides),
    channels: channels.map((id): Named => ({ id, name: sides.snapshot.channels.get(id)?.name ?? id })),
    gained,
    lost,
    ...(channels.length === 0 && who.type === "role" && has(gained, "MANAGE_ROLES") ? { roles: rolesBelow(who.id, sides) } : {}),
  }));
}

/** The roles that a holder of this one may hand out: those below it that no bot or integration owns (docs: topics/permissions, "Permission Hierarchy"). */
export function rolesBelow(role: RoleId, { snapshot }: Pick<Sides, "snapshot">): Named[] {
  const order = rolesInOrder(snapshot);
  const own = order.findIndex(({ id }) => id === role);
  const everyone = everyoneRole(snapshot.guild.id);
  const below = own === -1 ? [] : order.slice(own + 1).filter(({ id, managed }) => !managed && id !== everyone);
  return below.map(({ id, name }) => ({ id, name }));
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

function sideOf(rights: GuildRights, edit: Edit, side: Side): GuildRights {
  if (edit.of === "overwrite") return { ...rights, channels: rights.channels.map((channel) => withOverwrite(channel, edit, side)) };
  const roles: readonly RoleRights[] = [...rights.roles.filter(({ id }) => id !== edit.id), { id: edit.id, permissions: edit[side] }];
  if (!edit.isNew || side === "after") return { ...rights, roles };
  const channels = rights.channels.map((channel) => ({ ...channel, overwrites: without(channel, { type: "role", id: edit.id }) }));
  return { ...rights, roles, channels };
}

function withOverwrite(channel: ChannelRights, edit: OverwriteEdit, side: Side): ChannelRights {
  return { ...channel, overwrites: [...without(channel, edit.target), { target: edit.target, ...edit[side] }] };
}

function without({ overwrites }: ChannelRights, target: OverwriteTarget): Overwrite[] {
  const key = targetKey(target);
  return overwrites.filter((overwrite) => targetKey(overwrite.target) !== key);
}
