/** The check itself, pure: policy, live state, log and memory in; a report and the next memory out. */
import type { AuditEntry } from "../audit/entry.ts";
import type { ProbeResult, Snapshot } from "../guild/snapshot.ts";
import type { ChannelId } from "../permissions/snowflake.ts";
import type { Policy } from "../policy/policy.ts";
import { approvedEntries } from "./approved.ts";
import type { Known } from "./attribute.ts";
import { brakeOf } from "./brake.ts";
import { eventFindings } from "./events.ts";
import { sidesOf, type Sides } from "./field-state.ts";
import { exceptionReports, exceptionUses, toleratedStanding, type ExceptionUse } from "./exceptions.ts";
import { compareFindings, type Finding } from "./finding.ts";
import { gapFindings } from "./gap.ts";
import { historyOf, type History } from "./history.ts";
import { ledgerOf, type Ledger } from "./ledger.ts";
import type { MemberReading } from "./member-reading.ts";
import type { Memory } from "./memory.ts";
import { guildSubject } from "./naming.ts";
import { nextMemory } from "./next-memory.ts";
import { partPast, type Parted } from "./past.ts";
import type { Brake, CheckReport, CheckResult, Start, Unchecked } from "./report.ts";
import { passingChannels, revertedFindings } from "./reverted.ts";
import { stateFindings, type StateFinding } from "./state-findings.ts";
import { uncheckedSubjects, unmanagedSubjects } from "./unchecked.ts";

/** The audit log as far as it could be read. */
export type LogReading =
  | { readonly kind: "read"; readonly entries: readonly AuditEntry[] }
  /** `entries`: what came before it failed, if anything. */
  | { readonly kind: "unreadable"; readonly why: string; readonly entries: readonly AuditEntry[] };

export interface CheckInput {
  readonly policy: Policy;
  readonly snapshot: Snapshot;
  readonly log: LogReading;
  /** Of channels that were not in the answer; see `planProbes`. */
  readonly probes: ReadonlyMap<ChannelId, ProbeResult>;
  /** Left out where the policy lists no members. */
  readonly members?: MemberReading;
  readonly memory: Memory | null;
  /** The policy as it was at the last run: what it said then was agreed. Left out or null where nobody knows; then this one counts. */
  readonly previous?: Policy | null;
  readonly start: Start;
  /** ISO 8601. */
  readonly now: string;
  /** The commit of the policy, null outside of a checkout. */
  readonly commit: string | null;
  /** Lets one run through that the brake would stop. */
  readonly confirmMassChange: boolean;
}

export interface Checked {
  readonly report: CheckReport;
  /** What the next run must know; null where the cursor must stay. */
  readonly memory: Memory | null;
}

interface Read {
  readonly history: History;
  readonly sides: Sides;
  readonly ledger: Ledger;
}

/** Compares, attributes and decides. Never throws on what Discord sent. */
export function checkGuild(input: CheckInput): Checked {
  const { log, memory } = input;
  const history = historyOf(log.entries, memory);
  const sides = sidesOf(input, memory?.names ?? new Map());
  const read: Read = { history, sides, ledger: ledgerOf(history, sides) };
  const exceptions = exceptionUses(sides);
  const known: Known = { history, sides, logUnreadable: log.kind === "read" ? null : log.why };
  const state = stateFindings(known, exceptions);
  const brake = brakeFor(input, state, sides);
  // Without the whole log, or with an answer that is not believed, the next run must begin where this one did.
  const next =
    brake !== null || log.kind !== "read" ? null : nextMemory(input, read, { state, tolerated: toleratedStanding(exceptions, known) });
  const told = believed(state, brake);
  return { report: reportOf(input, read, { told, brake, exceptions, cursor: next ?? memory }), memory: next };
}

function brakeFor({ confirmMassChange, start }: CheckInput, state: readonly StateFinding[], sides: Sides): Brake | null {
  if (confirmMassChange) return null;
  return brakeOf(
    state.map(({ finding }) => finding),
    sides,
    start.kind === "first",
  );
}

/** What entries lead to exactly is reported even when the rest is not believed. */
function believed(state: readonly StateFinding[], brake: Brake | null): Finding[] {
  const all = state.map(({ finding }) => finding);
  return brake === null ? all : all.filter(({ attribution }) => attribution.status === "exact");
}

interface Verdict {
  readonly told: readonly Finding[];
  readonly brake: Brake | null;
  readonly exceptions: readonly ExceptionUse[];
  readonly cursor: Pick<Memory, "after" | "through"> | null;
}

function reportOf(input: CheckInput, read: Read, { told, brake, exceptions, cursor }: Verdict): CheckReport {
  const { history, sides, ledger } = read;
  const events = eventsOf(input, read);
  const findings = [...told, ...events.told].toSorted(compareFindings);
  const unchecked = uncheckedOf(input, sides, brake);
  return {
    guild: { id: sides.snapshot.guild.id, name: sides.snapshot.guild.name },
    result: brake === null ? resultOf(findings, unchecked) : "incomplete",
    at: input.now,
    start: input.start,
    brake,
    findings,
    history: events.history,
    approved: approvedEntries(ledger, history, sides),
    unmanaged: unmanagedSubjects(sides),
    unchecked,
    exceptions: exceptionReports(exceptions),
    counts: {
      roles: sides.binding.roles.length,
      channels: sides.binding.channels.length,
      entries: history.entries.length,
      passingChannels: passingChannels(ledger),
    },
    logRead: input.log.kind === "read",
    cursor: cursor === null ? null : { after: cursor.after, through: cursor.through },
  };
}

/** Events that are told, and those from before a first check that only the summary tells of. */
function eventsOf(input: CheckInput, { history, sides, ledger }: Read): Parted {
  const events = [
    ...revertedFindings(ledger, history, sides),
    ...eventFindings(history, sides, ledger.waiting),
    ...gapFindings(guildSubject(sides), input.memory, input.now),
  ];
  return input.start.kind === "continued" ? { told: events, history: [] } : partPast(events, input.now);
}

function uncheckedOf({ log }: CheckInput, sides: Sides, brake: Brake | null): Unchecked[] {
  const unchecked = uncheckedSubjects(sides, log.kind === "read" ? null : log.why);
  return brake === null ? unchecked : [...unchecked, { subject: guildSubject(sides), why: brake.why }];
}

function resultOf(findings: readonly Finding[], unchecked: readonly Unchecked[]): CheckResult {
  if (findings.length > 0) return "drift";
  return unchecked.length > 0 ? "incomplete" : "in-line";
}
