/** From entries to links: each field that an entry moved, with the value before and after as far as the entry says. */
import { channelTypeName } from "../permissions/channel-types.ts";
import { parseBitfield } from "../permissions/flags.ts";
import { targetKey, type Overwrite, type OverwriteBits, type OverwriteTarget } from "../permissions/overwrite.ts";
import { parseSnowflake, type ChannelId, type RoleId } from "../permissions/snowflake.ts";
import type { AuditChange, AuditEntry } from "./entry.ts";
import type { Field, FieldValue, Link } from "./link.ts";
import { overwriteTargetOf, overwritesIn } from "./overwrites.ts";
import { handedRoles } from "./roles.ts";

type Read = (value: unknown) => FieldValue | undefined;

const word: Read = (value) => (typeof value === "string" ? value : undefined);
const bits: Read = (value) => parseBitfield(value) ?? undefined;
const id: Read = (value) => (value === null ? null : (parseSnowflake(value) ?? undefined));
const count: Read = (value) => (typeof value === "number" ? String(value) : undefined);
const channelType: Read = (value) => (typeof value === "number" ? channelTypeName(value) : undefined);

type Reader = (entry: AuditEntry) => Link[];

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["GUILD_UPDATE", guildLinks],
  ["ROLE_CREATE", roleLinks],
  ["ROLE_UPDATE", roleLinks],
  ["ROLE_DELETE", roleLinks],
  ["CHANNEL_CREATE", channelLinks],
  ["CHANNEL_UPDATE", channelLinks],
  ["CHANNEL_DELETE", channelLinks],
  ["CHANNEL_OVERWRITE_CREATE", overwriteLinks],
  ["CHANNEL_OVERWRITE_UPDATE", overwriteLinks],
  ["CHANNEL_OVERWRITE_DELETE", overwriteLinks],
  ["MEMBER_ROLE_UPDATE", memberLinks],
]);

/** The links of an entry, none for entries that move no such field. Never throws: what cannot be read is left out. */
export function linksOf(entry: AuditEntry): Link[] {
  return READERS.get(entry.action)?.(entry) ?? [];
}

function guildLinks(entry: AuditEntry): Link[] {
  return [
    ...moved(entry, { of: "guild", part: "owner" }, readOf(entry, "owner_id", id)),
    ...moved(entry, { of: "guild", part: "mfa" }, readOf(entry, "mfa_level", count)),
  ];
}

interface Sides {
  readonly from: FieldValue | undefined;
  readonly to: FieldValue | undefined;
}

/** The two sides of a key, or null where the entry has no such key. */
function readOf(entry: AuditEntry, key: string, read: Read): Sides | null {
  const change = entry.changes.find((candidate) => candidate.key === key);
  if (change === undefined) return null;
  return { from: sideOf(change, "old", read), to: sideOf(change, "new", read) };
}

/** A side that Discord left out was, or became, "none" (docs: resources/audit-log, "Audit Log Change Object"). */
function sideOf(change: AuditChange, side: "old" | "new", read: Read): FieldValue | undefined {
  return side in change ? read(change[side]) : undefined;
}

function moved(entry: AuditEntry, field: Field, sides: Sides | null): Link[] {
  if (sides?.to === undefined || sides.from === sides.to) return [];
  return [{ entry, field, from: sides.from, to: sides.to, weak: false }];
}

/** Existence moves with the first and the last entry of an object. */
function existence(entry: AuditEntry, field: Field): Link[] {
  if (entry.action.endsWith("_CREATE")) return [{ entry, field, from: null, to: "yes", weak: false }];
  if (entry.action.endsWith("_DELETE")) return [{ entry, field, from: "yes", to: null, weak: false }];
  return [];
}

/** What is deleted has no name any more; the one that it had is all that a report can call it. */
function nameOf(entry: AuditEntry): Sides | null {
  const sides = readOf(entry, "name", word);
  return sides !== null && entry.action.endsWith("_DELETE") ? { from: sides.from, to: null } : sides;
}

function roleLinks(entry: AuditEntry): Link[] {
  const role = parseSnowflake<"role">(entry.target?.id);
  if (role === null) return [];
  const permissions = readOf(entry, "permissions", bits);
  // A role that is being made held nothing before, and Discord leaves that side out.
  const from = entry.action === "ROLE_CREATE" ? 0n : permissions?.from;
  return [
    ...existence(entry, { of: "role", id: role, part: "exists" }),
    ...moved(entry, { of: "role", id: role, part: "name" }, nameOf(entry)),
    ...moved(entry, { of: "role", id: role, part: "permissions" }, permissions === null ? null : { from, to: permissions.to }),
  ];
}

function channelLinks(entry: AuditEntry): Link[] {
  const channel = parseSnowflake<"channel">(entry.target?.id);
  if (channel === null) return [];
  return [
    ...existence(entry, { of: "channel", id: channel, part: "exists" }),
    ...moved(entry, { of: "channel", id: channel, part: "name" }, nameOf(entry)),
    ...moved(entry, { of: "channel", id: channel, part: "type" }, readOf(entry, "type", channelType)),
    ...moved(entry, { of: "channel", id: channel, part: "parent" }, parentOf(entry)),
    ...overwriteListLinks(entry, channel),
  ];
}

function parentOf(entry: AuditEntry): Sides | null {
  const sides = readOf(entry, "parent_id", id);
  // Leaving a category leaves the new side out.
  return sides === null ? null : { from: sides.from, to: sides.to ?? null };
}

/** Whole lists of overwrites, as entries that make or change a channel may carry them. */
function overwriteListLinks(entry: AuditEntry, channel: ChannelId): Link[] {
  const change = entry.changes.find((candidate) => candidate.key === "permission_overwrites");
  if (change === undefined || entry.action === "CHANNEL_DELETE") return [];
  const before = byTarget(change.old);
  const after = byTarget(change.new);
  const targets = new Map([...before, ...after].map(([key, overwrite]) => [key, overwrite.target]));
  return [...targets].flatMap(([key, target]) => bitLinks(entry, { channel, target }, [before.get(key), after.get(key)]));
}

function byTarget(side: unknown): Map<string, Overwrite> {
  return new Map((overwritesIn(side) ?? []).map((overwrite) => [targetKey(overwrite.target), overwrite]));
}

interface Spot {
  readonly channel: ChannelId;
  readonly target: OverwriteTarget;
}

function bitLinks(entry: AuditEntry, spot: Spot, [before, after]: readonly [OverwriteBits | undefined, OverwriteBits | undefined]): Link[] {
  return (["allow", "deny"] as const).flatMap((part) =>
    moved(entry, { of: "overwrite", id: spot.channel, target: spot.target, part }, { from: before?.[part] ?? 0n, to: after?.[part] ?? 0n }),
  );
}

/** What is handed out was not held before, and the other way round: Discord names only what changed. */
function memberLinks(entry: AuditEntry): Link[] {
  const user = parseSnowflake<"user">(entry.target?.id);
  if (user === null) return [];
  const { added, removed } = handedRoles(entry);
  const sides = new Map<RoleId, Sides>([
    ...removed.map(({ id: role }) => [role, { from: "yes", to: null }] as const),
    ...added.map(({ id: role }) => [role, { from: null, to: "yes" }] as const),
  ]);
  return [...sides].flatMap(([role, change]) => moved(entry, { of: "member", id: user, role, part: "holds" }, change));
}

function overwriteLinks(entry: AuditEntry): Link[] {
  const channel = parseSnowflake<"channel">(entry.target?.id);
  const target = overwriteTargetOf(entry);
  if (channel === null || target === null) return [];
  const created = entry.action === "CHANNEL_OVERWRITE_CREATE";
  const deleted = entry.action === "CHANNEL_OVERWRITE_DELETE";
  return (["allow", "deny"] as const).flatMap((part) => {
    const sides = readOf(entry, part, bits);
    if (sides === null) return [];
    // An overwrite that does not exist is neutral: the side that a create or a delete leaves out is known to be 0.
    const from = created ? 0n : sides.from;
    const to = deleted ? 0n : sides.to;
    return moved(entry, { of: "overwrite", id: channel, target, part }, { from, to });
  });
}
