/** Findings that await rollout, one of each kind: the policy was changed, and Discord not yet. */
import type { Finding, FindingValue, Person, StateKind } from "../../../src/drift/finding.ts";
import { bits, finding, GUILD, userId } from "../findings.ts";

/** A finding as the comparison makes it where only the policy has moved. */
export function awaiting(over: Partial<Finding>): Finding {
  const made = finding({
    severity: "low",
    granted: 0n,
    revoked: 0n,
    ...over,
    cause: "awaiting-rollout",
    attribution: { status: "none", why: "the policy was changed, and nobody has changed Discord yet", changes: [] },
  });
  return { ...made, key: `${made.key}/rollout` };
}

const at = (line: number): Finding["policy"] => ({ file: "permissions.yaml", line, column: 7 });
const text = (words: string): FindingValue => ({ kind: "text", text: words });
const person = (id: string, name: string | null): Person => ({ id: userId(id), name });

const admin = { type: "role", id: "101", name: "Admin" } as const;
export const moderator = { type: "role", id: "102", name: "Moderator" } as const;
export const helper = { type: "role", id: "103", name: "Helper" } as const;
const everyone = { type: "role", id: GUILD, name: "@everyone" } as const;
const guild = { type: "guild", id: GUILD, name: "Garden Club" } as const;
export const staff = { type: "channel", id: "202", name: "staff-chat" } as const;
const news = { type: "channel", id: "204", name: "announcements" } as const;

export const helperMayDelete = awaiting({
  subject: helper,
  desired: { kind: "permissions", bits: bits("VIEW_CHANNEL", "MANAGE_MESSAGES") },
  live: { kind: "permissions", bits: bits("VIEW_CHANNEL") },
  revoked: bits("MANAGE_MESSAGES"),
  policy: at(24),
});

export const moderatorLosesAdministrator = awaiting({
  severity: "critical",
  subject: moderator,
  desired: { kind: "permissions", bits: bits("KICK_MEMBERS", "BAN_MEMBERS") },
  live: { kind: "permissions", bits: bits("KICK_MEMBERS", "ADMINISTRATOR") },
  granted: bits("ADMINISTRATOR"),
  revoked: bits("BAN_MEMBERS"),
});

export const staffCloses = awaiting({
  kind: "overwrite.changed",
  severity: "high",
  subject: staff,
  target: everyone,
  desired: { kind: "overwrite", allow: 0n, deny: bits("VIEW_CHANNEL") },
  live: { kind: "overwrite", allow: bits("CONNECT"), deny: 0n },
  granted: bits("VIEW_CHANNEL", "CONNECT"),
  effect: [{ who: everyone, channels: [staff, { id: "203", name: "incidents" }], gained: bits("VIEW_CHANNEL"), lost: 0n }],
  also: [{ id: "203", name: "incidents" }],
  policy: at(44),
});

export const helperWritesNews = awaiting({
  kind: "overwrite.missing",
  subject: news,
  target: helper,
  desired: { kind: "overwrite", allow: bits("SEND_MESSAGES", "MENTION_EVERYONE"), deny: bits("CREATE_PUBLIC_THREADS") },
  live: null,
  granted: bits("CREATE_PUBLIC_THREADS"),
  revoked: bits("SEND_MESSAGES", "MENTION_EVERYONE"),
  effect: [{ who: helper, channels: [news], gained: bits("CREATE_PUBLIC_THREADS"), lost: bits("SEND_MESSAGES", "MENTION_EVERYONE") }],
  policy: at(52),
});

export const newRole = awaiting({
  kind: "role.missing",
  severity: "medium",
  subject: { type: "role", id: "Gardener", name: "Gardener" },
  desired: { kind: "role", name: "Gardener", permissions: bits("VIEW_CHANNEL", "MANAGE_EVENTS") },
  live: null,
  revoked: bits("VIEW_CHANNEL", "MANAGE_EVENTS"),
  note: "no role has this name",
  policy: at(27),
});

export const newRule = awaiting({
  kind: "rule.broken",
  severity: "high",
  subject: { type: "rule", id: "staff-is-private", name: "staff-is-private" },
  desired: null,
  live: {
    kind: "breaches",
    breaches: [
      { who: everyone, guildLevel: false, channels: [staff], permissions: bits("VIEW_CHANNEL"), via: "everyone-overwrite" },
      { who: helper, guildLevel: true, channels: [staff], permissions: bits("VIEW_CHANNEL"), via: "role" },
    ],
  },
  granted: bits("VIEW_CHANNEL"),
  policy: at(71),
});

const helperAbove: FindingValue = { kind: "order", roles: [admin, helper, moderator] };
const moderatorAbove: FindingValue = { kind: "order", roles: [admin, moderator, helper] };

/** One of each kind that can await rollout. */
export const KINDS = {
  "role.permissions": helperMayDelete,
  "role.unexpected": awaiting({
    kind: "role.unexpected",
    severity: "medium",
    subject: helper,
    desired: null,
    live: { kind: "role", name: "Helper", permissions: bits("KICK_MEMBERS") },
    granted: bits("KICK_MEMBERS"),
    policy: null,
  }),
  "role.missing": newRole,
  "role.renamed": awaiting({ kind: "role.renamed", subject: moderator, desired: text("Warden"), live: text("Moderator"), policy: at(18) }),
  "role.hierarchy": awaiting({ kind: "role.hierarchy", subject: helper, desired: helperAbove, live: moderatorAbove, policy: at(20) }),
  "role.members": awaiting({
    kind: "role.members",
    severity: "critical",
    subject: admin,
    desired: { kind: "members", people: [person("900", "ada"), person("901", "kim")] },
    live: { kind: "members", people: [person("777", "dave"), person("900", "ada")] },
    effect: [
      { who: { type: "member", id: "777", name: "dave" }, channels: [], gained: bits("ADMINISTRATOR"), lost: 0n },
      { who: { type: "member", id: "901", name: "kim" }, channels: [], gained: 0n, lost: bits("ADMINISTRATOR") },
    ],
    policy: at(12),
  }),
  "overwrite.changed": staffCloses,
  "overwrite.unexpected": awaiting({
    kind: "overwrite.unexpected",
    subject: staff,
    target: { type: "member", id: "777", name: "dave" },
    desired: null,
    live: { kind: "overwrite", allow: bits("VIEW_CHANNEL"), deny: 0n },
    granted: bits("VIEW_CHANNEL"),
    policy: at(42),
  }),
  "overwrite.missing": helperWritesNews,
  "channel.unexpected": awaiting({
    kind: "channel.unexpected",
    subject: staff,
    desired: null,
    live: { kind: "channel", name: "staff-chat", type: "text", parent: null },
    policy: null,
  }),
  "channel.missing": awaiting({
    kind: "channel.missing",
    severity: "medium",
    subject: { type: "channel", id: "Staff/plans", name: "plans" },
    desired: { kind: "channel", name: "plans", type: "forum", parent: { id: "201", name: "Staff" } },
    live: null,
    note: "the bot sees no channel with this name",
    policy: at(60),
  }),
  "channel.hidden": awaiting({ kind: "channel.hidden", subject: staff, desired: null, live: null, policy: at(42) }),
  "channel.renamed": awaiting({
    kind: "channel.renamed",
    subject: news,
    desired: text("news"),
    live: text("announcements"),
    policy: at(50),
  }),
  "channel.moved": awaiting({
    kind: "channel.moved",
    subject: news,
    desired: { kind: "named", id: "201", name: "Staff" },
    live: null,
    policy: at(50),
  }),
  "channel.type": awaiting({ kind: "channel.type", subject: news, desired: text("announcement"), live: text("text"), policy: at(51) }),
  "rule.broken": newRule,
  "guild.owner": awaiting({
    kind: "guild.owner",
    severity: "critical",
    subject: guild,
    desired: text("900"),
    live: text("555"),
    policy: at(4),
  }),
  "guild.mfa": awaiting({
    kind: "guild.mfa",
    severity: "high",
    subject: guild,
    desired: { kind: "number", number: 1 },
    live: { kind: "number", number: 0 },
    policy: at(5),
  }),
} as const satisfies Record<StateKind, Finding>;

const named = (index: number): { readonly id: string; readonly name: string } => ({ id: `${700 + index}`, name: `room ${index}` });

/** The same kinds in the cases in which something else is to be said. */
export const VARIANTS = {
  "a role with an id that Discord does not have, and without permissions": awaiting({
    kind: "role.missing",
    subject: { type: "role", id: "110", name: "Old Guard" },
    desired: { kind: "role", name: "Old Guard", permissions: 0n },
    live: null,
  }),
  "a role that is ignored, but holds something dangerous": awaiting({
    kind: "role.unexpected",
    severity: "high",
    subject: helper,
    desired: null,
    live: { kind: "role", name: "Helper", permissions: bits("KICK_MEMBERS", "VIEW_CHANNEL") },
    granted: bits("KICK_MEMBERS", "VIEW_CHANNEL"),
    note: "The policy ignores roles of this name, but this one holds a dangerous permission.",
    policy: null,
  }),
  "a channel that is ignored, but grants something dangerous": awaiting({
    kind: "channel.unexpected",
    subject: staff,
    desired: null,
    live: { kind: "channel", name: "staff-chat", type: "text", parent: null },
    note: "The policy ignores channels of this name, but this one grants a dangerous permission.",
    policy: null,
  }),
  "a category to be deleted": awaiting({
    kind: "channel.unexpected",
    subject: { type: "channel", id: "201", name: "Staff" },
    desired: null,
    live: { kind: "channel", name: "Staff", type: "category", parent: null },
    policy: null,
  }),
  "a category to be made": awaiting({
    kind: "channel.missing",
    subject: { type: "channel", id: "Projects", name: "Projects" },
    desired: { kind: "channel", name: "Projects", type: "category", parent: null },
    live: null,
    policy: null,
  }),
  "a channel of a type that this version does not know": awaiting({
    kind: "channel.missing",
    subject: { type: "channel", id: "208", name: "odd" },
    desired: { kind: "channel", name: "odd", type: "type_99", parent: null },
    live: null,
  }),
  "a type that nothing turns into": awaiting({ kind: "channel.type", subject: news, desired: text("forum"), live: text("text") }),
  "a text channel again": awaiting({ kind: "channel.type", subject: news, desired: text("text"), live: text("announcement") }),
  "out of a category": awaiting({ kind: "channel.moved", subject: news, desired: null, live: { kind: "named", id: "201", name: "Staff" } }),
  "every member's entry, which cannot be added": awaiting({
    kind: "overwrite.missing",
    subject: staff,
    target: everyone,
    desired: { kind: "overwrite", allow: 0n, deny: bits("VIEW_CHANNEL") },
    live: null,
    granted: bits("VIEW_CHANNEL"),
    effect: [],
  }),
  "every member's entry, which cannot be taken off": awaiting({
    kind: "overwrite.unexpected",
    subject: staff,
    target: everyone,
    desired: null,
    live: { kind: "overwrite", allow: bits("VIEW_CHANNEL"), deny: 0n },
    granted: bits("VIEW_CHANNEL"),
  }),
  "an entry that only stands there": awaiting({
    kind: "overwrite.missing",
    subject: staff,
    target: { type: "role", id: "9", name: null },
    desired: { kind: "overwrite", allow: 0n, deny: 0n },
    live: null,
  }),
  "an overwrite and a role of which no switch is known": awaiting({
    kind: "overwrite.changed",
    subject: staff,
    target: helper,
    desired: null,
    live: null,
  }),
  "a role of which no switch is known": awaiting({ subject: helper, desired: null, live: null }),
  "many switches, many roles and many channels": awaiting({
    subject: helper,
    revoked: (1n << 22n) - 1n,
    effect: Array.from({ length: 6 }, (_, index) => ({
      who: { type: "role" as const, ...named(index) },
      channels: [named(index)],
      gained: index % 2 === 0 ? bits("CONNECT") : 0n,
      lost: index % 2 === 0 ? 0n : bits("MANAGE_WEBHOOKS"),
    })),
    also: Array.from({ length: 7 }, (_, index) => named(index)),
  }),
  "one role in many ways": awaiting({
    subject: helper,
    revoked: bits("CONNECT"),
    effect: Array.from({ length: 5 }, (_, index) => ({ who: helper, channels: [named(index)], gained: 0n, lost: bits("CONNECT") })),
  }),
  "one more role": awaiting({
    subject: helper,
    revoked: bits("CONNECT"),
    effect: [helper, helper, helper, moderator].map((who, index) => ({ who, channels: [named(index)], gained: 0n, lost: bits("CONNECT") })),
  }),
  "a role that only has to be taken": awaiting({
    kind: "role.members",
    subject: moderator,
    desired: { kind: "members", people: [] },
    live: { kind: "members", people: [person("777", null)] },
  }),
  "a role that only has to be given": awaiting({
    kind: "role.members",
    subject: moderator,
    desired: { kind: "members", people: [person("777", "dave")] },
    live: { kind: "members", people: [] },
  }),
  "a role of which nobody knows who holds it": awaiting({ kind: "role.members", subject: moderator, desired: null, live: null }),
  "an order that nobody knows": awaiting({ kind: "role.hierarchy", subject: moderator, desired: null, live: null }),
  "a name that nobody knows": awaiting({ kind: "role.renamed", subject: moderator, desired: null, live: null }),
  "an owner that nobody knows": awaiting({ kind: "guild.owner", subject: guild, desired: null, live: null }),
  "two-factor login off": awaiting({
    kind: "guild.mfa",
    subject: guild,
    desired: { kind: "number", number: 0 },
    live: { kind: "number", number: 1 },
  }),
  "an event, which awaits nothing": awaiting({ kind: "audit.gap", subject: guild, desired: null, live: null, policy: null }),
} as const satisfies Record<string, Finding>;
