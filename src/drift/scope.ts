/** How far the policy reaches: whether an object that is not listed is drift, or none of its business. */
import { bitsOf, DANGEROUS } from "../permissions/flags.ts";
import { everyoneRole } from "../permissions/snowflake.ts";
import type { LiveChannel, LiveRole } from "../guild/snapshot.ts";
import type { Policy } from "../policy/policy.ts";
import type { Binding } from "./bind.ts";

/** `unexpected` with a note where the object would be passed over, but holds what a name must not hide. */
export type Scope = { readonly kind: "unmanaged" } | { readonly kind: "unexpected"; readonly note: string | null };

const UNMANAGED: Scope = { kind: "unmanaged" };
const UNEXPECTED: Scope = { kind: "unexpected", note: null };

/** For a role that the policy does not list. */
export function scopeOfRole(role: LiveRole, policy: Policy): Scope {
  if (policy.manage.roles === "listed") return UNMANAGED;
  if (role.id === everyoneRole(policy.guild.id)) return scopeOfEveryone(role);
  const dangerous = (role.permissions & DANGEROUS) !== 0n;
  if (isIgnored(policy, "roles", role.name)) {
    return dangerous
      ? { kind: "unexpected", note: "The policy ignores roles of this name, but this one holds a dangerous permission." }
      : UNMANAGED;
  }
  if (role.managed && policy.manage.managedRoles === "rules") {
    return dangerous
      ? { kind: "unexpected", note: "It belongs to a bot or an integration, and holds a dangerous permission without being listed." }
      : UNMANAGED;
  }
  return UNEXPECTED;
}

/** @everyone is always there, so a policy may leave it out; but what it must not hold is told. A new server gives it MENTION_EVERYONE. */
function scopeOfEveryone({ permissions }: LiveRole): Scope {
  if ((permissions & DANGEROUS & ~bitsOf(["MENTION_EVERYONE"])) === 0n) return UNMANAGED;
  return { kind: "unexpected", note: "Every member holds this role. The policy does not list it, and it holds a dangerous permission." };
}

/** For a channel that the policy does not list. */
export function scopeOfChannel(channel: LiveChannel, policy: Policy, binding: Binding): Scope {
  if (policy.manage.channels === "listed") return UNMANAGED;
  if (!isIgnored(policy, "channels", channelPath(channel, binding))) return UNEXPECTED;
  const granted = [...(channel.overwrites?.values() ?? [])].some((overwrite) => (overwrite.allow & DANGEROUS) !== 0n);
  return granted
    ? { kind: "unexpected", note: "The policy ignores channels of this name, but this one grants a dangerous permission." }
    : UNMANAGED;
}

/** `handle of its category/live name`; the live name where the category is not listed or there is none. */
export function channelPath(channel: LiveChannel, binding: Binding): string {
  const category = channel.parent === null ? undefined : binding.channelOfId.get(channel.parent);
  return category === undefined ? channel.name : `${category.listed.handle}/${channel.name}`;
}

function isIgnored(policy: Policy, kind: "channels" | "roles", text: string): boolean {
  return policy.ignore.some((pattern) => pattern.kind === kind && pattern.matches(text));
}
