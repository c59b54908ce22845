/** Entries that are findings by themselves: they hand out rights without a field that the policy could compare. */
import { commandPermissionsIn } from "../audit/command-permissions.ts";
import type { AuditEntry } from "../audit/entry.ts";
import { fieldKey, type FieldValue } from "../audit/link.ts";
import { linksOf } from "../audit/links.ts";
import { handedRoles, type HandedRole } from "../audit/roles.ts";
import { ESCALATING, has } from "../permissions/flags.ts";
import { compareSnowflakes, parseSnowflake, type EntryId } from "../permissions/snowflake.ts";
import { changeOf } from "./attribute.ts";
import { keyOf } from "./difference.ts";
import { effectOfGrant } from "./effect-of-role.ts";
import { stateOf, type Sides } from "./field-state.ts";
import type { Effect, EventKind, Finding, Severity, Subject, Target } from "./finding.ts";
import { byEntry } from "./fold.ts";
import type { History } from "./history.ts";
import { guildSubject } from "./naming.ts";

/** The events in the new entries, in the order of the log. An entry that waits for the next run is told then. */
export function eventFindings(history: History, sides: Sides, waiting: ReadonlySet<EntryId>): Finding[] {
  return history.entries.flatMap((entry) => {
    if (waiting.has(entry.id)) return [];
    switch (entry.action) {
      case "MEMBER_ROLE_UPDATE":
        return memberGranted(entry, history, sides);
      case "BOT_ADD":
        return botAdded(entry, sides);
      case "GUILD_UPDATE":
        return guildChanged(entry, sides);
      case "APPLICATION_COMMAND_PERMISSION_UPDATE":
        return commandPermissions(entry, sides);
      default:
        return [];
    }
  });
}

interface Event {
  readonly kind: EventKind;
  readonly severity: Severity;
  readonly subject: Subject;
  readonly target?: Target;
  readonly before: unknown;
  readonly after: unknown;
  readonly granted?: bigint;
  readonly effect?: Effect;
}

function eventFinding(entry: AuditEntry, { kind, severity, subject, target, before, after, granted, effect }: Event): Finding {
  const about = { kind, subject, ...(target === undefined ? {} : { target }) };
  return {
    ...about,
    key: `${keyOf(about)}@${entry.id}`,
    severity,
    cause: "event",
    desired: null,
    live: { kind: "event", before, after },
    granted: granted ?? 0n,
    revoked: 0n,
    effect: effect === undefined ? [] : [effect],
    attribution: { status: "exact", changes: [changeOf(entry)] },
    policy: null,
    also: [],
    note: null,
  };
}

/** A role that holds ADMINISTRATOR, or what leads to it, was handed to someone. Where the policy lists who holds it, the state tells of it. */
function memberGranted(entry: AuditEntry, history: History, sides: Sides): Finding[] {
  const member = entry.target;
  if (member === null) return [];
  const added = new Map(handedRoles(entry).added.map((role) => [role.id, role]));
  return [...added.values()].flatMap((role) => {
    const held = heldBy(role, entry.id, { history, sides });
    if ((held & ESCALATING) === 0n || isCompared(member.id, role, sides)) return [];
    const name = sides.snapshot.roles.get(role.id)?.name ?? role.name ?? role.id;
    const target: Target = { type: "member", id: member.id, name: member.name };
    const event: Event = {
      kind: "member.granted",
      severity: has(held, "ADMINISTRATOR") ? "critical" : "high",
      subject: { type: "role", id: role.id, name },
      target,
      before: null,
      after: { id: role.id, name },
      granted: held & ESCALATING,
      effect: effectOfGrant(role.id, held & ESCALATING, { target, sides }),
    };
    return [eventFinding(entry, event)];
  });
}

/** Only where somebody looked whether this member holds it. */
function isCompared(member: string, role: HandedRole, sides: Sides): boolean {
  const id = parseSnowflake<"user">(member);
  return id !== null && stateOf({ of: "member", id, role: role.id, part: "holds" }, sides) !== null;
}

interface Read {
  readonly history: History;
  readonly sides: Sides;
}

/** What the role holds now, and what it held when it was handed out; for a role that is gone, all that the log says it ever held. */
function heldBy(role: HandedRole, when: EntryId, { history, sides }: Read): bigint {
  const live = sides.snapshot.roles.get(role.id);
  const logged = history.links.get(fieldKey({ of: "role", id: role.id, part: "permissions" })) ?? [];
  if (live === undefined) return joined(logged.flatMap((link) => [link.from, link.to]));
  const before = logged.filter(({ entry }) => compareSnowflakes(entry.id, when) < 0).toSorted(byEntry);
  const after = logged.filter(({ entry }) => compareSnowflakes(entry.id, when) > 0).toSorted(byEntry);
  return joined([live.permissions, before.at(-1)?.to ?? after[0]?.from]);
}

function joined(values: readonly (FieldValue | undefined)[]): bigint {
  return values.reduce<bigint>((all, value) => (typeof value === "bigint" ? all | value : all), 0n);
}

function botAdded(entry: AuditEntry, sides: Sides): Finding[] {
  if (entry.target === null) return [];
  const { id, name } = entry.target;
  const event: Event = {
    kind: "bot.added",
    severity: "high",
    subject: guildSubject(sides),
    target: { type: "member", id, name },
    before: null,
    after: { id, name },
  };
  return [eventFinding(entry, event)];
}

/** Owner and two-factor login, where the policy does not name them: where it does, the state's own finding tells of the entry. */
function guildChanged(entry: AuditEntry, sides: Sides): Finding[] {
  return linksOf(entry).flatMap(({ field, from, to }) => {
    if (field.of !== "guild" || isNamed(field.part, sides)) return [];
    const event: Event = {
      kind: field.part === "owner" ? "guild.owner.changed" : "guild.mfa.changed",
      severity: guildSeverity(field.part, to),
      subject: guildSubject(sides),
      before: sideOf(field.part, from),
      after: sideOf(field.part, to),
    };
    return [eventFinding(entry, event)];
  });
}

function isNamed(part: "owner" | "mfa", { policy }: Sides): boolean {
  return part === "owner" ? policy.owner !== null : policy.requireTwoFactor !== null;
}

function guildSeverity(part: "owner" | "mfa", to: FieldValue): Severity {
  if (part === "owner") return "critical";
  return to === "0" ? "high" : "low";
}

function sideOf(part: "owner" | "mfa", value: FieldValue | undefined): unknown {
  if (value === undefined || value === null) return null;
  return part === "mfa" ? Number(value) : value;
}

function commandPermissions(entry: AuditEntry, sides: Sides): Finding[] {
  const settings = commandPermissionsIn(entry);
  const side = (which: "before" | "after"): unknown => settings.map(({ type, id, [which]: allowed }) => ({ type, id, allowed }));
  const event: Event = {
    kind: "command.permissions",
    severity: "medium",
    subject: guildSubject(sides),
    before: side("before"),
    after: side("after"),
  };
  return [eventFinding(entry, event)];
}
