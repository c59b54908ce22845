/** `report-details: minimal`: the same report without names of people and without reasons. Ids stay, so that an admin can look a person up. */
import type { Actor } from "../audit/entry.ts";
import type { AttributedChange, Finding, FindingValue, Target } from "../drift/finding.ts";
import type { Approved, CheckReport } from "../drift/report.ts";
import { isJsonObject } from "../permissions/json-object.ts";

/** Keys of Discord's objects that hold a person's name. */
const PERSONAL: ReadonlySet<string> = new Set(["username", "global_name", "nick", "display_name"]);

export function redactReport(report: CheckReport): CheckReport {
  return {
    ...report,
    findings: report.findings.map(redactFinding),
    history: report.history.map(redactFinding),
    approved: report.approved.map(redactApproved),
  };
}

export function redactFinding(finding: Finding): Finding {
  return {
    ...finding,
    ...redactedTarget(finding.kind === "bot.added" ? undefined : finding.target),
    effect: finding.effect.map(redactWho),
    desired: redactValue(finding.desired),
    live: redactValue(finding.live),
    attribution: { ...finding.attribution, changes: finding.attribution.changes.map(redactChange) },
  };
}

function redactApproved(approved: Approved): Approved {
  return { ...approved, ...redactChange(approved), ...redactedTarget(approved.target) };
}

function redactChange<Change extends AttributedChange>(change: Change): Change {
  return { ...change, actor: redactActor(change.actor), reason: null };
}

/** A bot is no person. */
function redactActor(actor: Actor | null): Actor | null {
  return actor === null || actor.bot ? actor : { ...actor, name: null };
}

function redactWho<Part extends { readonly who: Target }>(part: Part): Part {
  return part.who.type === "member" ? { ...part, who: { ...part.who, name: null } } : part;
}

function redactedTarget(target: Target | undefined): { readonly target?: Target } {
  return target?.type === "member" ? { target: { ...target, name: null } } : {};
}

function redactValue(value: FindingValue | null): FindingValue | null {
  if (value?.kind === "members") return { kind: "members", people: value.people.map(({ id }) => ({ id, name: null })) };
  if (value?.kind === "breaches") return { kind: "breaches", breaches: value.breaches.map(redactWho) };
  return value?.kind === "event" ? { kind: "event", before: withoutPeople(value.before), after: withoutPeople(value.after) } : value;
}

function withoutPeople(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPeople);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, PERSONAL.has(key) ? null : withoutPeople(part)]));
}
