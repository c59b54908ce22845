/** What two runs compare: the hash of a difference, and of its content (cause, severity and entries too), free of names, lines and times. */
import type { Breach, Finding, FindingValue, Subject } from "../drift/finding.ts";
import { matchValue, type ValueCases } from "./words/finding-value.ts";
import { sha256 } from "./sha256.ts";

/** Hexadecimal letters: 72 bits, so that nobody can craft a second difference that looks like an accepted one. */
const LENGTH = 18;

/** A short digest of anything that is made of strings. */
export function fingerprint(parts: readonly string[]): string {
  return sha256(JSON.stringify(parts)).slice(0, LENGTH);
}

/** The same for the same finding in any run. */
export function keyPrint(finding: Pick<Finding, "key">): string {
  return fingerprint(["key", finding.key]);
}

/** Shorter: it only tells which subject a line of a list is about. */
const SUBJECT_LENGTH = 10;

/** The same for the same subject in any run. What was never found in Discord goes by its name, so that it is known again once it is there. */
export function subjectPrint({ type, id, name }: Subject): string {
  return fingerprint(["subject", type, /^\d+$/.test(id) ? id : name]).slice(0, SUBJECT_LENGTH);
}

/**
 * What differs: kind, subject, target, desired and live. Display names are no part of it, but a renamed thing's names are what differs. Where a part of the
 * field awaits rollout the rest counts alone, so that nothing changes in it when somebody carries that part out.
 */
export function differencePrint(finding: Finding): string {
  const target = finding.target === undefined ? "" : `${finding.target.type}:${finding.target.id}`;
  const subject = `${finding.subject.type}:${finding.subject.id}`;
  return fingerprint([finding.kind, subject, target, valueText(finding.desired), valueText(finding.alone ?? finding.live)]);
}

/** The difference, and what is known about it. */
export function contentPrint(finding: Finding): string {
  const entries = finding.attribution.changes.map((change) => change.entryId);
  const also = finding.also.map((channel) => channel.id).toSorted();
  const status = finding.attribution.status;
  return fingerprint([differencePrint(finding), finding.cause, finding.severity, status, entries.join(), also.join()]);
}

function valueText(value: FindingValue | null): string {
  return value === null ? "" : JSON.stringify([value.kind, ...matchValue(value, PARTS)]);
}

/** Allow wins where a live overwrite has a bit on both sides, so the other side does not count. */
const PARTS: ValueCases<readonly (string | null)[]> = {
  permissions: (value) => [value.bits.toString()],
  bounds: (value) => [value.atLeast?.toString() ?? null, value.atMost?.toString() ?? null],
  overwrite: (value) => [value.allow.toString(), (value.deny & ~value.allow).toString()],
  text: (value) => [value.text],
  number: (value) => [value.number.toString()],
  role: (value) => [value.permissions.toString()],
  channel: (value) => [value.type, value.parent?.id ?? null],
  named: (value) => [value.id],
  order: (value) => value.roles.map(({ id }) => id),
  members: (value) => value.people.map(({ id }) => id),
  breaches: (value) => value.breaches.map(breachText).toSorted(),
  event: (value) => [jsonText(value.before), jsonText(value.after)],
};

/** The order of roles and channels in Discord is no part of it. */
function breachText({ who, guildLevel, channels, permissions, via }: Breach): string {
  const places = channels.map(({ id }) => id).toSorted();
  return [who.type, who.id, via, permissions.toString(), guildLevel ? "server" : "", ...places].join(" ");
}

/** A value of the log as text; sets of permissions may be bigint by now. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? part.toString() : part)) ?? "";
}
