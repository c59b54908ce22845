/** The recipes of the guide: what each one grants, and a live server that is exactly as it says, to be changed by a test. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { checkGuild } from "../../src/drift/check-guild.ts";
import type { MemberReading } from "../../src/drift/member-reading.ts";
import { effective } from "../../src/effective/effective.ts";
import type { Subject } from "../../src/effective/subject.ts";
import type { LiveChannel, LiveRole, Snapshot } from "../../src/guild/snapshot.ts";
import { bitsOf, type FlagName } from "../../src/permissions/flags.ts";
import { targetKey, type OverwriteTarget } from "../../src/permissions/overwrite.ts";
import { everyoneRole, type ChannelId, type RoleId, type UserId } from "../../src/permissions/snowflake.ts";
import { desiredRights, type DesiredGuild } from "../../src/policy/desired-rights.ts";
import type { Policy, PolicyChannel } from "../../src/policy/policy.ts";
import { id } from "../guild.ts";
import { policyOf } from "../policy/policies.ts";

const folder = join(import.meta.dirname, "../../docs/recipes");

/** What a test changes in the live server, by names. */
export interface Hand {
  /** Turns permissions of a role on. */
  readonly give: (role: string, permissions: readonly FlagName[]) => void;
  /** Sets the permissions of a role. */
  readonly set: (role: string, permissions: readonly FlagName[]) => void;
  /** Adds to what a channel allows a role, or a member (`member:<id>`). */
  readonly allow: (channel: string, who: string, permissions: readonly FlagName[]) => void;
  /** Takes a role or member off a channel's list. */
  readonly takeOff: (channel: string, who: string) => void;
  /** Makes a channel, in a category or not. */
  readonly makeChannel: (name: string, category: string | null) => void;
  /** Makes a role of a bot. */
  readonly inviteBot: (name: string, permissions: readonly FlagName[]) => void;
  /** Puts a role above all others. */
  readonly raise: (role: string) => void;
}

/** Leaves the server as it is. */
export const nothing = (): void => {};

/** Of the files, without their ending. */
export const recipeNames: readonly string[] = readdirSync(folder).map((file) => file.replace(/\.yaml$/, ""));

interface Given {
  readonly members?: MemberReading;
  /** The day of the check. */
  readonly on?: string;
}

export interface Recipe {
  readonly policy: Policy;
  /** Whether a member with @everyone and this role, or this one person, has it in the channel by the policy; without a channel: on the whole server. */
  readonly can: (who: string, permission: FlagName, channel?: string) => boolean;
  /** `kind name[/who] severity` of what a check finds after the change, besides broken rules. */
  readonly found: (change: (hand: Hand) => void, given?: Given) => readonly string[];
  /** `name state` of the policy's exceptions after the change. */
  readonly exceptions: (change: (hand: Hand) => void, given?: Given) => readonly string[];
  /** Rules that the changed server breaks, and by whom. */
  readonly broken: (change: (hand: Hand) => void) => readonly string[];
}

export function recipe(name: string): Recipe {
  const policy = policyOf(readFileSync(join(folder, `${name}.yaml`), "utf8"));
  const desired = desiredRights(policy);
  return {
    policy,
    can: (who, permission, channel) => {
      const found = desired.rights.channels.find((each) => desired.channel(each.id)?.handle === channel);
      if (channel !== undefined && found === undefined) throw new Error(`no channel ${channel}`);
      const { usable } = effective({ guild: desired.rights, channel: found ?? null }, subjectOf(who, policy));
      return (usable & bitsOf([permission])) !== 0n;
    },
    found: (change, given) => {
      const { findings } = checkOf(policy, changed(desired, change), given);
      const others = findings.filter(({ kind }) => kind !== "rule.broken");
      return others.map(({ kind, severity, subject, target }) => {
        const whom = target === undefined ? "" : `/${target.name ?? target.id}`;
        return `${kind} ${subject.name}${whom} ${severity}`;
      });
    },
    exceptions: (change, given) =>
      checkOf(policy, changed(desired, change), given).exceptions.map(({ name: called, state }) => `${called} ${state}`),
    broken: (change) => {
      const { findings } = checkOf(policy, changed(desired, change));
      return findings.flatMap(({ live, subject }) => {
        const who = live?.kind === "breaches" ? live.breaches.map((breach) => breach.who.name ?? `member:${breach.who.id}`) : [];
        return who.length === 0 ? [] : [`${subject.name}: ${[...new Set(who)].join(", ")}`];
      });
    },
  };
}

function checkOf(policy: Policy, snapshot: Snapshot, { members, on = "2027-05-01" }: Given = {}): ReturnType<typeof checkGuild>["report"] {
  return checkGuild({
    policy,
    snapshot,
    log: { kind: "read", entries: [] },
    probes: new Map(),
    ...(members === undefined ? {} : { members }),
    memory: null,
    start: { kind: "first" },
    now: `${on}T12:00:00.000Z`,
    commit: null,
    confirmMassChange: false,
  }).report;
}

function roleId(name: string, { guild, roles }: Policy): RoleId {
  const found = name === "@everyone" ? everyoneRole(guild.id) : roles.find(({ handle }) => handle === name)?.id;
  if (found === undefined || found === null) throw new Error(`no role ${name}`);
  return found;
}

function targetOf(who: string, policy: Policy): OverwriteTarget {
  if (who.startsWith("member:")) return { type: "member", id: id(who.slice("member:".length)) };
  return { type: "role", id: roleId(who, policy) };
}

function subjectOf(who: string, policy: Policy): Subject {
  const target = targetOf(who, policy);
  return target.type === "role" ? { kind: "role", role: target.id } : { kind: "member-overwrite", user: target.id };
}

/** The live server as the policy wants it, and then changed by hand. */
function changed(desired: DesiredGuild, change: (hand: Hand) => void): Snapshot {
  const { policy, rights } = desired;
  const roles = new Map(
    rights.roles.map((role, index) => [role.id, liveRole(role.id, { desired, position: rights.roles.length - index })]),
  );
  const channels = new Map(
    policy.channels.flatMap((channel, position) =>
      channel.id === null ? [] : [[channel.id, liveChannel({ ...channel, id: channel.id }, { desired, position })]],
    ),
  );
  change(handOn(roles, channels, policy));
  const owner: UserId = policy.owner?.id ?? id("640170000000000001");
  return { guild: { id: policy.guild.id, name: "Lighthouse", ownerId: owner, mfaLevel: 1 }, roles, channels, self: null };
}

interface Placed {
  readonly desired: DesiredGuild;
  readonly position: number;
}

function liveRole(of: RoleId, { desired: { policy, rights, role }, position }: Placed): LiveRole {
  const everyone = of === everyoneRole(policy.guild.id);
  const permissions = rights.roles.find((each) => each.id === of)?.permissions ?? 0n;
  const name = everyone ? "@everyone" : (role(of)?.name ?? of);
  return { id: of, name, permissions, position: everyone ? 0 : position, managed: false, owner: null };
}

function liveChannel(listed: PolicyChannel & { readonly id: ChannelId }, { desired: { rights, index }, position }: Placed): LiveChannel {
  const { category, name, parent, type } = listed;
  const overwrites = rights.channels.find((each) => each.id === listed.id)?.overwrites ?? [];
  return {
    id: listed.id,
    name,
    type: type ?? (category ? "category" : "text"),
    parent: parent === null ? null : (index.channel(parent)?.id ?? null),
    position,
    overwrites: new Map(overwrites.map((overwrite) => [targetKey(overwrite.target), overwrite])),
  };
}

function handOn(roles: Map<RoleId, LiveRole>, channels: Map<ChannelId, LiveChannel>, policy: Policy): Hand {
  const channelNamed = (name: string): LiveChannel => {
    const found = [...channels.values()].find((channel) => channel.name === name);
    if (found === undefined) throw new Error(`no channel ${name}`);
    return found;
  };
  const change = (name: string, who: string, permissions: readonly FlagName[] | null): void => {
    const channel = channelNamed(name);
    const target = targetOf(who, policy);
    const overwrites = new Map(channel.overwrites);
    const { allow, deny } = overwrites.get(targetKey(target)) ?? { allow: 0n, deny: 0n };
    const bits = bitsOf(permissions ?? []);
    if (permissions === null) overwrites.delete(targetKey(target));
    else overwrites.set(targetKey(target), { target, allow: allow | bits, deny: deny & ~bits });
    channels.set(channel.id, { ...channel, overwrites });
  };
  const edit = (name: string, differently: (role: LiveRole) => Partial<LiveRole>): void => {
    const role = roles.get(roleId(name, policy));
    if (role === undefined) throw new Error(`no role ${name}`);
    roles.set(role.id, { ...role, ...differently(role) });
  };
  return {
    give: (name, permissions) => {
      edit(name, (role) => ({ permissions: role.permissions | bitsOf(permissions) }));
    },
    set: (name, permissions) => {
      edit(name, () => ({ permissions: bitsOf(permissions) }));
    },
    allow: change,
    takeOff: (channel, who) => {
      change(channel, who, null);
    },
    makeChannel: (name, category) => {
      const parent = category === null ? null : channelNamed(category).id;
      channels.set(id("990"), { id: id("990"), name, type: "text", parent, position: 99, overwrites: new Map() });
    },
    inviteBot: (name, permissions) => {
      roles.set(id("991"), { id: id("991"), name, permissions: bitsOf(permissions), position: 1, managed: true, owner: null });
    },
    raise: (name) => {
      edit(name, () => ({ position: 99 }));
    },
  };
}
