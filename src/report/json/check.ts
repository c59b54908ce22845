/** The check as JSON, version 1: a frozen copy of what a report says. New keys may be added, none may change or go. */
import type { Effect, Finding, Named, Subject, Target } from "../../drift/finding.ts";
import type { Approved, CheckReport } from "../../drift/report.ts";
import { namesOf } from "../../permissions/flags.ts";
import { changeJson, valueJson, type Json } from "./value.ts";

/** The whole report. */
export function checkJson(report: CheckReport): Json {
  return {
    version: 1,
    guild: { id: report.guild.id, name: report.guild.name },
    result: report.result,
    at: report.at,
    findings: report.findings.map(findingJson),
    approved: report.approved.map(approvedJson),
    unmanaged: report.unmanaged.map((subject) => ({ subject: subjectJson(subject) })),
    unchecked: report.unchecked.map(({ subject, why }) => ({ subject: subjectJson(subject), why })),
    exceptions: report.exceptions.map(({ name, until, state, reason }) => ({ name, until, state, reason })),
    cursor: report.cursor === null ? null : { after: report.cursor.after, through: report.cursor.through },
    start: report.start.kind === "lost" ? { kind: "lost", why: report.start.why } : { kind: report.start.kind },
    brake: report.brake === null ? null : { why: report.brake.why, firstRun: report.brake.firstRun },
    history: report.history.map(findingJson),
    logRead: report.logRead,
    counts: { ...report.counts },
  };
}

/** One finding. */
export function findingJson(finding: Finding): Json {
  const { attribution, policy } = finding;
  return {
    key: finding.key,
    kind: finding.kind,
    severity: finding.severity,
    cause: finding.cause,
    subject: subjectJson(finding.subject),
    ...targetJson(finding.target),
    desired: valueJson(finding.desired),
    live: valueJson(finding.live),
    granted: namesOf(finding.granted),
    revoked: namesOf(finding.revoked),
    effect: finding.effect.map(effectJson),
    attribution: {
      status: attribution.status,
      ...(attribution.why === undefined ? {} : { why: attribution.why }),
      changes: attribution.changes.map(changeJson),
    },
    policy: policy === null ? null : { file: policy.file, line: policy.line, column: policy.column },
    ...(finding.accepted === undefined ? {} : { accepted: finding.accepted }),
    ...(finding.past === true ? { past: true } : {}),
    also: namedJson(finding.also),
    note: finding.note,
  };
}

/** Who can do more and less, and where. */
export function effectJson({ who, channels, gained, lost, roles }: Effect): Json {
  return {
    who: { type: who.type, id: who.id, name: who.name },
    channels: namedJson(channels),
    gained: namesOf(gained),
    lost: namesOf(lost),
    ...(roles === undefined ? {} : { roles: namedJson(roles) }),
  };
}

function namedJson(all: readonly Named[]): Json {
  return all.map(({ id, name }) => ({ id, name }));
}

function approvedJson(approved: Approved): Json {
  return {
    ...changeJson(approved),
    subject: subjectJson(approved.subject),
    ...targetJson(approved.target),
    granted: namesOf(approved.granted),
    revoked: namesOf(approved.revoked),
  };
}

/** What something is about. */
export function subjectJson({ type, id, name }: Subject): Json {
  return { type, id, name };
}

/** A part with the key `target`, where there is one. */
export function targetJson(target: Target | undefined): { readonly target?: Json } {
  return target === undefined ? {} : { target: { type: target.type, id: target.id, name: target.name } };
}
