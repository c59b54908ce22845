/** A live guild that is exactly what a policy says: the easiest way to write one down in a test. */
import { decodeSnapshot } from "../../src/guild/decode.ts";
import type { Snapshot } from "../../src/guild/snapshot.ts";
import { indexPolicy, type PolicyIndex } from "../../src/policy/resolve.ts";
import type { Policy, PolicyChannel } from "../../src/policy/policy.ts";

const TYPES: Record<string, number> = { text: 0, voice: 2, category: 4, announcement: 5, stage: 13, forum: 15 };

/** Everything in the policy needs an id. Roles stand as they are listed, the highest first. */
export function liveGuild(policy: Policy): Snapshot {
  const index = indexPolicy(policy);
  const roles = policy.roles.map((role, place) => ({
    id: role.id,
    name: role.name,
    permissions: String(role.permissions?.kind === "exact" ? role.permissions.bits : 0n),
    position: role.handle === "@everyone" ? 0 : policy.roles.length - place,
    managed: false,
  }));
  const everyone = policy.roles.some(({ handle }) => handle === "@everyone");
  const decoded = decodeSnapshot({
    guild: {
      id: policy.guild.id,
      name: "Garden Club",
      owner_id: policy.owner?.id ?? "900",
      mfa_level: policy.requireTwoFactor?.value === true ? 1 : 0,
      roles: everyone ? roles : [...roles, { id: policy.guild.id, name: "@everyone", permissions: "0", position: 0, managed: false }],
    },
    channels: policy.channels.map((channel, place) => wireChannel(channel, place, index)),
    self: null,
  });
  if (!decoded.ok) throw new Error(decoded.problems.join(" "));
  return decoded.value;
}

function wireChannel(channel: PolicyChannel, position: number, index: PolicyIndex): object {
  const overwrites = (index.overwrites(channel) ?? []).flatMap(({ target, allow, deny }) => {
    const resolved = index.target(target);
    return resolved === null ? [] : [{ id: resolved.id, type: resolved.type === "role" ? 0 : 1, allow: String(allow), deny: String(deny) }];
  });
  return {
    id: channel.id,
    name: channel.name,
    type: TYPES[channel.type ?? "text"],
    parent_id: channel.parent === null ? null : index.channel(channel.parent)?.id,
    position,
    permission_overwrites: overwrites,
  };
}
