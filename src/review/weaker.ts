/** How bad it is to check less, and what else counts by itself and not by who can do what. This table is the whole rule; argue with it here. */
import type { Severity } from "../drift/finding.ts";

export const WEAKER = {
  /** The policy watches another server. */
  guildChanged: "critical",
  guildOwnerChanged: "critical",
  guildOwnerUnchecked: "high",
  /** Moderation without two-factor login, or nobody checks it. */
  twoFactorOff: "high",
  /** Roles or channels that are not listed are no longer reported. */
  manageListed: "high",
  /** Roles of bots are only held to the rules. */
  manageManagedRoles: "medium",
  /** What holds a dangerous permission is reported all the same. */
  ignoreAdded: "medium",
  rolePermissionsUnmanaged: "high",
  roleWithoutUpperBound: "high",
  /** Not listed so far, and reported. */
  roleListedOpen: "medium",
  roleBoundsDangerous: "high",
  roleBounds: "medium",
  roleUnwatchedDangerous: "high",
  roleUnwatched: "medium",
  /** A loss: the role is to be deleted. */
  roleDeleted: "medium",
  /** Nobody checks who holds a role with a dangerous permission. */
  membersUnchecked: "high",
  overwritesUnmanagedPrivate: "high",
  overwritesUnmanaged: "medium",
  /** Not listed so far, and reported. */
  channelListedOpen: "medium",
  channelUnwatchedPrivate: "high",
  channelUnwatched: "medium",
  channelDeleted: "medium",
  /** Where the rule itself does not say how bad a breach is. */
  ruleWeaker: "high",
  /** A name without an id stands for another object, or may. */
  nameOfAnother: "high",
  /** A role with moderating permissions may stand, or stands, above others. */
  hierarchy: "high",
} as const satisfies Record<string, Severity>;
