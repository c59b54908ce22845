/** How objects of two policies are called: by the id that a file has for them, else by handle or path, and by their name in Discord. */
import type { Named, Target } from "../drift/finding.ts";
import type { OverwriteTarget } from "../permissions/overwrite.ts";
import type { ChannelId, RoleId } from "../permissions/snowflake.ts";
import type { PolicyTarget } from "../policy/policy.ts";
import type { ChannelPair, RolePair } from "./pair-objects.ts";
import type { ChangeSubject } from "./review.ts";
import type { Scene } from "./scene.ts";

/** Looks names up; made-up ids are never shown. */
export interface Names {
  readonly role: (id: RoleId) => Named;
  readonly channel: (id: ChannelId) => Named;
  readonly target: (target: OverwriteTarget) => Target;
}

/** Head names go before those of the base. */
export function namesIn({ roles, channels, everyone }: Scene): Names {
  const roleOf = new Map(roles.map((pair) => [pair.id, nameOfRole(pair)]));
  const channelOf = new Map(channels.map((pair) => [pair.id, nameOfChannel(pair)]));
  return {
    role: (id) => roleOf.get(id) ?? { id, name: id === everyone ? "@everyone" : id },
    channel: (id) => channelOf.get(id) ?? { id, name: id },
    target(target) {
      if (target.type === "member") return { ...target, name: null };
      const known = roleOf.get(target.id);
      if (known !== undefined) return { type: "role", ...known };
      return { ...target, name: target.id === everyone ? "@everyone" : null };
    },
  };
}

function nameOfRole(pair: RolePair): Named {
  const listed = pair.after ?? pair.before;
  return nameOf(pair, listed?.name, listed?.handle);
}

function nameOfChannel(pair: ChannelPair): Named {
  const listed = pair.after ?? pair.before;
  return nameOf(pair, listed?.name, listed?.path);
}

/** By the id that a file has for it, else by handle or path. */
function nameOf({ id, before, after }: RolePair | ChannelPair, name: string | undefined, written: string | undefined): Named {
  return { id: after?.id ?? before?.id ?? written ?? id, name: name ?? id };
}

/** The role of a pair as the subject of a change. */
export function roleSubject(pair: RolePair): ChangeSubject {
  return { type: "role", ...nameOfRole(pair) };
}

/** The channel of a pair as the subject of a change. */
export function channelSubject(pair: ChannelPair): ChangeSubject {
  return { type: "channel", ...nameOfChannel(pair) };
}

/** As the file calls it: a handle, `role:<id>` or `member:<id>`. */
export function writtenTarget(target: PolicyTarget): string {
  if (target.kind === "role") return target.handle;
  return `${target.kind === "member" ? "member" : "role"}:${target.id}`;
}
