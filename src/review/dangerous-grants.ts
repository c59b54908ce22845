/** Dangerous permissions that a policy says for the first time: nobody knows who had them before, and from now on somebody is to have them. */
import { channelUse } from "../effective/channel-use.ts";
import type { Shift } from "../effective/difference.ts";
import { effective } from "../effective/effective.ts";
import { DANGEROUS, has } from "../permissions/flags.ts";
import type { Overwrite, OverwriteTarget } from "../permissions/overwrite.ts";
import type { PermissionBounds } from "../policy/policy.ts";
import type { ChannelPair, RolePair } from "./pair-objects.ts";
import type { Scene } from "./scene.ts";

/** What some type of channel has a use for: this one may become another. */
const IN_CHANNELS = channelUse("category").uses;

/** What a channel's overwrites in the head allow to somebody who does not have it everywhere. */
export function dangerousGrants({ id }: Pick<ChannelPair, "id">, scene: Scene): Shift[] {
  const channel = scene.head.rights.channels.find((one) => one.id === id);
  if (channel === undefined) return [];
  return channel.overwrites.flatMap((overwrite) => grantIn(overwrite, scene).map((shift) => ({ ...shift, channels: [id] })));
}

function grantIn({ target, allow }: Overwrite, scene: Scene): Shift[] {
  const anywhere = ofItself(target, scene);
  const gained = allow & DANGEROUS & ~anywhere & IN_CHANNELS;
  return gained === 0n || has(anywhere, "ADMINISTRATOR") ? [] : [{ who: target, channels: [], gained, lost: 0n }];
}

function ofItself(target: OverwriteTarget, { head }: Pick<Scene, "head">): bigint {
  const subject =
    target.type === "role" ? ({ kind: "role", role: target.id } as const) : ({ kind: "member-overwrite", user: target.id } as const);
  return effective({ guild: head.rights, channel: null }, subject).computed;
}

/** What a role that was left open has to hold now. */
export function dangerousDemand({ id, after }: RolePair, { everyone, head }: Scene): Shift[] {
  const shared = id === everyone ? 0n : ofItself({ type: "role", id: everyone }, { head });
  const gained = demanded(after?.permissions ?? null) & DANGEROUS & ~shared;
  return gained === 0n ? [] : [{ who: { type: "role", id }, channels: [], gained, lost: 0n }];
}

function demanded(permissions: PermissionBounds | null): bigint {
  if (permissions === null) return 0n;
  return permissions.kind === "exact" ? permissions.bits : (permissions.atLeast ?? 0n);
}
