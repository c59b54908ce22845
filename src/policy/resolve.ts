/** Answers what others ask of a policy: who a handle or a target is, and which overwrites a channel should have. */
import type { OverwriteTarget } from "../permissions/overwrite.ts";
import type { Policy, PolicyChannel, PolicyOverwrite, PolicyRole, PolicyTarget } from "./policy.ts";

export interface PolicyIndex {
  readonly role: (handle: string) => PolicyRole | null;
  readonly channel: (path: string) => PolicyChannel | null;
  /** The role or member that an overwrite is for; null where it is a role that the policy knows by name only. */
  readonly target: (target: PolicyTarget) => OverwriteTarget | null;
  /** What a channel should have: its own list, for a synced one its category's, null where they are unmanaged. */
  readonly overwrites: (channel: PolicyChannel) => readonly PolicyOverwrite[] | null;
  /** The channels of a category, in file order. */
  readonly children: (category: PolicyChannel) => readonly PolicyChannel[];
}

/** Reads the policy once, so that every question is a look-up. */
export function indexPolicy(policy: Policy): PolicyIndex {
  const roles = new Map(policy.roles.map((role) => [role.handle, role]));
  const channels = new Map(policy.channels.map((channel) => [channel.path, channel]));
  const channel = (path: string): PolicyChannel | null => channels.get(path) ?? null;
  return {
    role: (handle) => roles.get(handle) ?? null,
    channel,
    target: (target) => resolveTarget(target, roles),
    overwrites: ({ overwrites, parent }) => {
      if (overwrites?.kind !== "synced") return overwrites?.list ?? null;
      const ofCategory = parent === null ? undefined : channel(parent)?.overwrites;
      return ofCategory?.kind === "exact" ? ofCategory.list : null;
    },
    children: ({ path }) => policy.channels.filter(({ parent }) => parent === path),
  };
}

function resolveTarget(target: PolicyTarget, roles: ReadonlyMap<string, PolicyRole>): OverwriteTarget | null {
  switch (target.kind) {
    case "member":
      return { type: "member", id: target.id };
    case "role-id":
      return { type: "role", id: target.id };
    case "role": {
      const id = roles.get(target.handle)?.id ?? null;
      return id === null ? null : { type: "role", id };
    }
  }
}
