/** One look at the guild for two policies: the channels of both are asked for. */
import type { Policy, PolicyChannel } from "../policy/policy.ts";

/** The head, with the channels that only the base lists. Good for looking, not for comparing. */
export function policyToLookAt(base: Policy | null, head: Policy): Policy {
  const known = new Set(head.channels.map(nameOf));
  const others = (base?.channels ?? []).filter((channel) => !known.has(nameOf(channel)));
  return { ...head, channels: [...head.channels, ...others] };
}

function nameOf({ id, path }: PolicyChannel): string {
  return id ?? path;
}
