/** What could not be looked at, and what the policy does not reach: neither may look like "in line". */
import { uncheckedRules } from "./broken-rules.ts";
import { channelSubject } from "./compare-channels.ts";
import { uncheckedGuild } from "./compare-guild.ts";
import { uncheckedMembers } from "./compare-members.ts";
import { roleSubject } from "./compare-roles.ts";
import type { Sides } from "./field-state.ts";
import type { Subject } from "./finding.ts";
import { guildSubject } from "./naming.ts";
import type { Unchecked } from "./report.ts";
import { scopeOfChannel, scopeOfRole } from "./scope.ts";
import { whyUnseen } from "./unseen.ts";

/** All that this check could not compare. `logUnreadable`: why the log could not be read, or null. */
export function uncheckedSubjects(sides: Sides, logUnreadable: string | null): Unchecked[] {
  const channels = sides.binding.channels.flatMap((bound): Unchecked[] => {
    const why = whyUnseen(bound, sides.probes);
    return why === null ? [] : [{ subject: channelSubject(bound), why }];
  });
  return [
    ...(logUnreadable === null ? [] : [{ subject: guildSubject(sides), why: logUnreadable }]),
    ...uncheckedGuild(sides),
    ...channels,
    ...uncheckedMembers(sides),
    ...uncheckedRules(sides),
  ];
}

/** Live objects that the policy leaves alone, and listed ones of which it says nothing. */
export function unmanagedSubjects(sides: Sides): Subject[] {
  const { snapshot, policy, binding } = sides;
  const roles = [...snapshot.roles.values()]
    .filter((role) => !binding.roleOfId.has(role.id) && scopeOfRole(role, policy).kind === "unmanaged")
    .map(({ id, name }): Subject => ({ type: "role", id, name }));
  const channels = [...snapshot.channels.values()]
    .filter((channel) => !binding.channelOfId.has(channel.id) && scopeOfChannel(channel, policy, binding).kind === "unmanaged")
    .map(({ id, name }): Subject => ({ type: "channel", id, name }));
  const silentRoles = binding.roles.filter(({ listed, live }) => live !== null && listed.permissions === null).map(roleSubject);
  const silentChannels = binding.channels.filter(({ listed, live }) => live !== null && listed.overwrites === null).map(channelSubject);
  return [...silentRoles, ...roles, ...silentChannels, ...channels];
}
