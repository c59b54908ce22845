/** The server of the Lighthouse community in the embedded Discord, built exactly as its policy says. */
import type { OverwriteInput } from "../discord/channel.ts";
import type { EmbeddedGuild } from "../discord/guild.ts";
import type { EmbeddedDiscord } from "../discord/server.ts";
import type { Policy, PolicyChannel, PolicyRole } from "../../src/policy/policy.ts";
import { readPolicy } from "../../src/policy/read-policy.ts";
import { indexPolicy, type PolicyIndex } from "../../src/policy/resolve.ts";

/** Everybody who has a part in the story; the ids of Ada and Noor stand in the policy. */
export const PEOPLE = {
  ada: { id: "640170000000000001", name: "ada", roles: ["Admin"] },
  noor: { id: "640170000000000002", name: "noor", roles: [] },
  mallory: { id: "640170000000000003", name: "mallory", roles: ["Admin", "Moderator"] },
  ben: { id: "640170000000000004", name: "ben", roles: ["Moderator"] },
  hana: { id: "640170000000000005", name: "hana", roles: ["Helper"] },
} as const;

export const BOT_ID = "640170000000000009";
const BOT_ROLE = "Drift Watch";

export interface Lighthouse {
  readonly guild: EmbeddedGuild;
  readonly botToken: string;
  /** The id of the role with this handle in the policy. */
  readonly role: (handle: string) => string;
  /** The id of the channel with this path in the policy: `Staff/mod-log`. */
  readonly channel: (path: string) => string;
}

/** `text` is the policy. Throws where it is not valid. */
export function buildLighthouse(discord: EmbeddedDiscord, text: string): Lighthouse {
  const policy = parsePolicy(text);
  const guild = openGuild(discord, policy);
  const roleIds = addRoles(guild, policy);
  const channelIds = addChannels(guild, policy, roleIds);
  const role = (handle: string): string => found(roleIds, handle);
  for (const person of Object.values(PEOPLE)) guild.addMember({ ...person, roles: person.roles.filter(hasIn(roleIds)).map(role) });
  const bot = discord.addBot({ userId: BOT_ID, name: "drift-watch" });
  guild.addMember({ id: bot.userId, roles: roleIds.has(BOT_ROLE) ? [role(BOT_ROLE)] : [] });
  return { guild, botToken: bot.token, role, channel: (path) => found(channelIds, path) };
}

function parsePolicy(text: string): Policy {
  const checked = readPolicy({ file: "permissions.yaml", text });
  if (!checked.ok) throw new Error(`The policy of the demo is not valid: ${checked.problems[0].message}.`);
  return checked.value;
}

function openGuild(discord: EmbeddedDiscord, policy: Policy): EmbeddedGuild {
  for (const { id, name } of Object.values(PEOPLE)) discord.addUser({ id, name });
  const everyone = policy.roles.find(({ id }) => id !== null && String(id) === String(policy.guild.id));
  const guild = discord.addGuild({
    id: policy.guild.id,
    name: "Lighthouse",
    ownerId: policy.owner?.id ?? PEOPLE.ada.id,
    everyone: bitsOf(everyone),
  });
  if (policy.requireTwoFactor?.value === true) guild.unlogged.setMfaLevel(1);
  return guild;
}

/** Handle to id. The policy lists the highest first, Discord counts from the lowest. */
function addRoles(guild: EmbeddedGuild, policy: Policy): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const role of policy.roles.toReversed()) {
    const id = role.id ?? undefined;
    const isEveryone = id !== undefined && String(id) === guild.id;
    const known = isEveryone
      ? guild.id
      : guild.addRole({ ...(id === undefined ? {} : { id }), name: role.name, permissions: bitsOf(role) }).id;
    ids.set(role.handle, known);
  }
  return ids;
}

function bitsOf(role: PolicyRole | undefined): bigint {
  const bounds = role?.permissions ?? null;
  if (bounds === null) return 0n;
  return bounds.kind === "exact" ? bounds.bits : (bounds.atLeast ?? bounds.atMost ?? 0n);
}

/** Path to id. */
function addChannels(guild: EmbeddedGuild, policy: Policy, roleIds: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const index = indexPolicy(policy);
  const ids = new Map<string, string>();
  for (const channel of policy.channels) {
    const made = guild.addChannel({
      ...(channel.id === null ? {} : { id: channel.id }),
      name: channel.name,
      type: channel.category ? "category" : typeOf(channel),
      parentId: channel.parent === null ? null : found(ids, channel.parent),
      overwrites: overwritesOf(channel, index, roleIds),
    });
    ids.set(channel.path, made.id);
  }
  return ids;
}

function typeOf({ type }: PolicyChannel): "text" | "voice" | "announcement" | "stage" | "forum" | "media" {
  return type === "voice" || type === "announcement" || type === "stage" || type === "forum" || type === "media" ? type : "text";
}

function overwritesOf(channel: PolicyChannel, index: PolicyIndex, roleIds: ReadonlyMap<string, string>): OverwriteInput[] {
  return (index.overwrites(channel) ?? []).map(({ target, allow, deny }) => {
    if (target.kind === "role") return { id: found(roleIds, target.handle), type: "role", allow, deny };
    return { id: target.id, type: target.kind === "member" ? "member" : "role", allow, deny };
  });
}

function hasIn(ids: ReadonlyMap<string, string>): (handle: string) => boolean {
  return (handle) => ids.has(handle);
}

function found(ids: ReadonlyMap<string, string>, name: string): string {
  const id = ids.get(name);
  if (id === undefined) throw new Error(`The policy has no ${name}.`);
  return id;
}
