/** Findings that await rollout, one of each kind: the policy was changed, and Discord not yet. */
import type { Finding, FindingValue, Person, StateKind } from "../../src/drift/finding.ts";
import { bits, finding, GUILD, userId } from "./findings.ts";

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

export const admin = { type: "role", id: "101", name: "Admin" } as const;
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
