// One guild's state: settings, roles, channels, members, log. Looking up what is not there throws.
import { AuditLog } from "./audit-log.ts";
import { isCategory, sameOverwrites, type WireChannel } from "./channel.ts";
import type { GuildSettings } from "./guild-settings.ts";
import { makeMember, type MemberInput, type WireMember, type WireUser } from "./member.ts";
import { makeRole, type WireRole } from "./role.ts";
import type { IdSource } from "./snowflakes.ts";

/** What all guilds of one server share. */
export interface World {
  readonly ids: IdSource;
  readonly now: () => Date;
  readonly users: Map<string, WireUser>;
  readonly findOrAddUser: (input: MemberInput) => WireUser;
}

export class GuildState {
  readonly world: World;
  readonly log = new AuditLog();
  readonly roles = new Map<string, WireRole>();
  readonly channels = new Map<string, WireChannel>();
  readonly members = new Map<string, WireMember>();
  /** By `<command or application id>/<key>`: type 1 role, 2 user, 3 channel. */
  readonly commandPermissions = new Map<string, { id: string; type: number; permission: boolean }>();
  settings: GuildSettings;
  /** Whether a change of a category's overwrites writes an entry for each synced child too. Not documented: test both. */
  logsSyncedChildren = false;
  /** Whether bots have the privileged members intent, without which Discord lists no members. */
  listsMembers = false;

  constructor(world: World, settings: GuildSettings, everyone: bigint) {
    this.world = world;
    this.settings = settings;
    this.roles.set(settings.id, makeRole(settings.id, 0, { name: "@everyone", permissions: everyone }));
  }

  get id(): string {
    return this.settings.id;
  }

  role(id: string): WireRole {
    return found(this.roles.get(id), "role", id);
  }

  channel(id: string): WireChannel {
    return found(this.channels.get(id), "channel", id);
  }

  member(userId: string): WireMember {
    return found(this.members.get(userId), "member", userId);
  }

  /** Children whose overwrites equal the category's: changes of the category reach them. */
  syncedChildren(channel: WireChannel): WireChannel[] {
    if (!isCategory(channel)) return [];
    return this.children(channel.id).filter((child) => sameOverwrites(child, channel));
  }

  children(categoryId: string): WireChannel[] {
    return [...this.channels.values()].filter((channel) => channel.parent_id === categoryId);
  }

  addMember(input: MemberInput): WireMember {
    const user = this.world.findOrAddUser(input);
    for (const roleId of input.roles ?? []) this.role(roleId);
    const member = makeMember(user, this.world.now(), input);
    this.members.set(user.id, member);
    return member;
  }

  nextChannelPosition(): number {
    return Math.max(-1, ...[...this.channels.values()].map(({ position }) => position)) + 1;
  }

  nextRolePosition(): number {
    return Math.max(0, ...[...this.roles.values()].map(({ position }) => position)) + 1;
  }
}

function found<Item>(item: Item | undefined, what: string, id: string): Item {
  if (item === undefined) throw new Error(`The embedded guild has no ${what} ${id}.`);
  return item;
}
