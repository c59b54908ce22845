/** Findings and reports for the tests of the report: a guild with a few roles, channels and people. */
import type { AttributedChange, Effect, Finding, Target } from "../../src/drift/finding.ts";
import type { Approved, CheckReport } from "../../src/drift/report.ts";
import { bitsOf, type PermissionName } from "../../src/permissions/flags.ts";
import { isSnowflake, type EntryId, type UserId } from "../../src/permissions/snowflake.ts";

export const GUILD = "81384788765712384";
const AT = "2026-11-12T15:00:00.000Z";

export function entryId(id: string): EntryId {
  if (!isSnowflake<"entry">(id)) throw new Error(`${id} is no id`);
  return id;
}

export function userId(id: string): UserId {
  if (!isSnowflake<"user">(id)) throw new Error(`${id} is no id`);
  return id;
}

export const bits = (...names: PermissionName[]): bigint => bitsOf(names);

const mallory = { id: userId("555"), name: "mallory", bot: false };

export function change(over: Partial<AttributedChange> = {}): AttributedChange {
  return {
    entryId: entryId("9001"),
    at: "2026-11-12T14:03:22.000Z",
    action: "ROLE_UPDATE",
    actor: mallory,
    reason: "event night",
    ...over,
  };
}

const GIVES_RIGHTS = /^(?:role\.(?:permissions|unexpected|missing)|overwrite\.\w+|change\.reverted|member\.granted)$/;

/** The plain case: the target, or the role itself, can do what the bits say, in the channel or on the whole server. */
function effectOf({ kind, subject, target, granted, revoked, also }: Omit<Finding, "key">): readonly Effect[] {
  if (!GIVES_RIGHTS.test(kind) || (granted === 0n && revoked === 0n)) return [];
  const who: Target = target ?? { type: "role", id: subject.id, name: subject.name };
  const channels = subject.type === "channel" ? [{ id: subject.id, name: subject.name }, ...also] : [];
  const gained = (granted & bits("ADMINISTRATOR")) === 0n || subject.type === "channel" ? granted : bits("ADMINISTRATOR");
  return [{ who, channels, gained, lost: revoked }];
}

/** `Moderator` gained Administrator, with everything else as given. */
export function finding(over: Partial<Finding> = {}): Finding {
  const base: Omit<Finding, "key"> = {
    kind: "role.permissions",
    severity: "critical",
    cause: "unapproved",
    subject: { type: "role", id: "102", name: "Moderator" },
    desired: { kind: "permissions", bits: bits("KICK_MEMBERS", "VIEW_CHANNEL") },
    live: { kind: "permissions", bits: bits("KICK_MEMBERS", "VIEW_CHANNEL", "ADMINISTRATOR") },
    granted: bits("ADMINISTRATOR"),
    revoked: 0n,
    effect: [],
    attribution: { status: "exact", changes: [change()] },
    policy: { file: "permissions.yaml", line: 31, column: 5 },
    also: [],
    note: null,
    ...over,
  };
  const effect = over.effect ?? effectOf(base);
  return { key: keyOf(base), ...base, effect, ...(over.key === undefined ? {} : { key: over.key }) };
}

const EVENTS = new Set([
  "member.granted",
  "bot.added",
  "guild.owner.changed",
  "guild.mfa.changed",
  "command.permissions",
  "change.reverted",
  "audit.gap",
]);

function keyOf(of: Omit<Finding, "key">): string {
  const target = of.target === undefined ? "" : `/${of.target.type}:${of.target.id}`;
  const event = EVENTS.has(of.kind) ? `@${of.attribution.changes[0]?.entryId ?? "0"}` : "";
  return `${of.kind}/${of.subject.type}:${of.subject.id}${target}${event}`;
}

export function approvedChange(over: Partial<Approved> = {}): Approved {
  return {
    ...change({
      entryId: entryId("9100"),
      at: "2026-11-12T16:20:00.000Z",
      actor: { id: userId("900"), name: "alice", bot: false },
      reason: null,
    }),
    subject: { type: "role", id: "102", name: "Moderator" },
    granted: 0n,
    revoked: bits("ADMINISTRATOR"),
    ...over,
  };
}

export function report(findings: readonly Finding[], over: Partial<CheckReport> = {}): CheckReport {
  return {
    guild: { id: GUILD, name: "Garden Club" },
    result: findings.length > 0 ? "drift" : "in-line",
    at: AT,
    start: { kind: "continued" },
    brake: null,
    findings,
    history: [],
    approved: [],
    unmanaged: [],
    unchecked: [],
    exceptions: [],
    counts: { roles: 5, channels: 7, entries: 3, passingChannels: 0 },
    logRead: true,
    cursor: { after: entryId("9001"), through: AT },
    ...over,
  };
}
