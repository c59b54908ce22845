/** Whom to look up after the policy has changed: who was to hold a role until now may hold it still. */
import type { Policy, PolicyRole } from "../policy/policy.ts";

/** The policy with the people whom the former one listed for the same roles. Good for looking, not for comparing. */
export function withFormerMembers(policy: Policy, former: Policy | null): Policy {
  if (former === null) return policy;
  const before = new Map(former.roles.map((role) => [nameOf(role), role.members?.ids ?? []]));
  const roles = policy.roles.map((role): PolicyRole => {
    const { members } = role;
    return members === null
      ? role
      : { ...role, members: { ...members, ids: [...new Set([...members.ids, ...(before.get(nameOf(role)) ?? [])])] } };
  });
  return { ...policy, roles };
}

function nameOf({ id, handle }: PolicyRole): string {
  return id ?? handle;
}
