/** The scheduled run: find the cursor, check, bring the issues up to date, and give the cursor that is to be saved last. */
import type { Checked } from "../drift/check-guild.ts";
import { discreetMemory } from "../drift/discreet-memory.ts";
import type { Memory } from "../drift/memory.ts";
import { printMemory } from "../drift/print-memory.ts";
import type { CheckReport, Start } from "../drift/report.ts";
import { knownIssues } from "../report/issues/known.ts";
import { redactReport } from "../report/redact.ts";
import { planIssues, type IssuePlan, type PlanInput } from "../report/issues/plan.ts";
import type { IssueOptions } from "../report/issues/plan-draft.ts";
import type { TrackedIssue } from "../report/issues/step.ts";
import { counted } from "../report/words/time.ts";
import type { Policy } from "../policy/policy.ts";
import type { PolicySource } from "../policy/render-problem.ts";
import { CannotCheck } from "./cannot-check.ts";
import { judge } from "./check.ts";
import type { CursorStore } from "./cursor-port.ts";
import { findMemory, issuesIn, type FoundMemory } from "./find-memory.ts";
import type { IssueDesk } from "./issue-port.ts";
import { lookAtGuild, type Look } from "./look.ts";
import { patchesFor } from "./patches.ts";
import type { ReadPolicyAt } from "./policy-port.ts";
import type { DiscordSource, Progress } from "./ports.ts";
import { findPreviousPolicy, type PreviousPolicy } from "./previous-policy.ts";

export interface WatchRequest {
  readonly policy: Policy;
  /** The text that it was read from. */
  readonly source: PolicySource;
  readonly discord: DiscordSource;
  readonly cursors: CursorStore;
  /** Asks GitHub who the token writes as. */
  readonly openDesk: () => Promise<IssueDesk>;
  /** Whether the first commit is an older one than the second. */
  readonly isOlder: (commit: string, than: string) => Promise<boolean>;
  /** Asked only where the last run checked another commit. */
  readonly policyAt: ReadPolicyAt;
  readonly progress: Progress;
  readonly issues: IssueOptions;
  /** ISO 8601. */
  readonly now: string;
  readonly commit: string;
  readonly confirmMassChange: boolean;
  /** No names of people and no reasons in anything that is written. */
  readonly minimal: boolean;
}

export interface Watched {
  readonly report: CheckReport;
  /** By finding key: who closed the issue by which it was accepted. */
  readonly accepted: IssuePlan["accepted"];
  /** Numbers of all issues that tell of findings, ascending. */
  readonly issues: readonly number[];
  /** What a person should know of this run, one sentence each. */
  readonly remarks: readonly string[];
  /** The text of the next cursor; null where the old one must stay. Saving it is the very last act of a run. */
  readonly cursor: string | null;
}

/** Throws CannotCheck when the check could not be made or the issues not be brought up to date; then the cursor stays. */
export async function watch(request: WatchRequest): Promise<Watched> {
  request.progress("Looking for the cursor of the last run");
  const quest = { ...request, guild: request.policy.guild.id };
  const [found, desk] = await Promise.all([findMemory(quest), request.openDesk()]);
  await refuseOlderPolicy(found.memory, request);
  const [tracked, { previous, remarks, look }] = await Promise.all([readIssues(desk, found, request), lookSince(found, request)]);
  const start = startOf(found, knownIssues(tracked, request.policy.guild.id).length > 0);
  const whole = await judge({ ...request, previous, memory: found.memory, start }, look);
  const checked = discreetly(whole, request.minimal);
  const plan = planFor(checked, tracked, { request, memory: found.memory, patchOf: patchesFor(whole, request.source) });
  request.progress(
    plan.steps.length === 0 ? "The issues are up to date" : `Bringing the issues up to date in ${counted(plan.steps.length, "step")}`,
  );
  const carried = await desk.carryOut(plan.steps);
  const numbers = new Map([...plan.numbers, ...[...plan.created].flatMap(([key, identity]) => pair(key, carried.created.get(identity)))]);
  const cursor = checked.memory === null ? null : printMemory(withIssues(checked.memory, numbers));
  return {
    report: withAccepted(checked.report, plan.accepted),
    accepted: plan.accepted,
    issues: [...new Set(numbers.values())].toSorted((left, right) => left - right),
    remarks: [
      ...found.refused,
      ...remarks,
      ...carried.warnings,
      ...((cursor?.cut ?? null) === null ? [] : [`The cursor would be larger than 1 MiB, so ${cursor?.cut ?? ""}`]),
    ],
    cursor: cursor?.text ?? null,
  };
}

async function refuseOlderPolicy(memory: Memory | null, { commit, isOlder }: WatchRequest): Promise<void> {
  const last = memory?.commit ?? commit;
  if (last !== commit && (await isOlder(commit, last))) {
    throw new CannotCheck("This re-run would check an older policy than the last run did; start a new run.");
  }
}

/** The policy of the last run first: it says of whom to ask as well. */
async function lookSince({ memory }: FoundMemory, request: WatchRequest): Promise<PreviousPolicy & { readonly look: Look }> {
  const before = await findPreviousPolicy({ ...request, memory });
  return { ...before, look: await lookAtGuild({ ...request, previous: before.previous, memory }) };
}

async function readIssues(desk: IssueDesk, { memory }: FoundMemory, { progress }: WatchRequest): Promise<readonly TrackedIssue[]> {
  progress("Reading the issues of this tool");
  return await desk.readTracked(issuesIn(memory));
}

/** Issues without a cursor: it was lost, and that must not look like a beginning. */
function startOf({ memory, refused }: FoundMemory, issuesExist: boolean): Start {
  if (memory !== null) return { kind: "continued" };
  if (!issuesExist) return { kind: "first" };
  return { kind: "lost", why: refused.length === 0 ? "no run of this workflow has kept one" : refused.join("; ") };
}

function discreetly({ report, memory }: Checked, minimal: boolean): Checked {
  if (!minimal) return { report, memory };
  return { report: redactReport(report), memory: memory === null ? null : discreetMemory(memory) };
}

function planFor(
  { report, memory: next }: Checked,
  tracked: readonly TrackedIssue[],
  { request, memory, patchOf }: Required<Pick<PlanInput, "patchOf">> & { readonly request: WatchRequest; readonly memory: Memory | null },
): IssuePlan {
  return planIssues({
    report,
    tracked,
    options: request.issues,
    history: new Set(report.findings.filter(({ past }) => past === true).map(({ key }) => key)),
    firstSeen: new Map((next ?? memory)?.standing.map(({ key, firstSeen }) => [key, firstSeen])),
    commit: request.commit,
    patchOf,
  });
}

function pair(key: string, number: number | undefined): [string, number][] {
  return number === undefined ? [] : [[key, number]];
}

function withIssues(memory: Memory, numbers: ReadonlyMap<string, number>): Memory {
  return { ...memory, standing: memory.standing.map((finding) => ({ ...finding, issue: numbers.get(finding.key) ?? finding.issue })) };
}

function withAccepted(report: CheckReport, accepted: IssuePlan["accepted"]): CheckReport {
  const findings = report.findings.map((finding) => {
    const by = accepted.get(finding.key);
    return by === undefined ? finding : { ...finding, accepted: by.issue };
  });
  return { ...report, findings };
}
