/** The plan: findings and the issues that there are become steps, so that carrying them out twice, or half and again, ends in the same issues. */
import { isEvent, type Finding } from "../../drift/finding.ts";
import type { CheckReport } from "../../drift/report.ts";
import { keyPrint } from "../fingerprint.ts";
import { BRAKE, groupFindings, newIdentity, ROLLUP, tellsOfEvents, type IssueGroup } from "./group.ts";
import type { PatchOf } from "./body.ts";
import type { IssueStep, TrackedIssue } from "./step.ts";
import { isAccepted, knownBases, knownIssues, type KnownBase, type KnownIssue } from "./known.ts";
import { duplicateSteps, forgetAccepted, rollupAcceptance } from "./plan-leftovers.ts";
import { createStep, type IssueOptions, type PlanContext } from "./plan-draft.ts";
import { planEvents, toldKeys, untold } from "./plan-events.ts";
import { sharePlaces } from "./plan-places.ts";
import { isCovered, planGone, planStanding } from "./plan-state.ts";
import { isPartial } from "./plan-unseen.ts";

export interface PlanInput {
  readonly report: CheckReport;
  /** All issues of this tool that the list has, open and closed, and those that the memory names. */
  readonly tracked: readonly TrackedIssue[];
  readonly options: IssueOptions;
  /** Keys of the findings in `report` that belong into "Before the first check". */
  readonly history?: ReadonlySet<string>;
  /** When a finding was first seen, by key (ISO 8601). */
  readonly firstSeen?: ReadonlyMap<string, string>;
  /** The commit of the policy. */
  readonly commit?: string | null;
  /** The diff of the policy file that accepts a finding. */
  readonly patchOf?: PatchOf;
}

export interface IssuePlan {
  readonly steps: readonly IssueStep[];
  /** By finding key: the issue by which a person accepted it, and who closed that. */
  readonly accepted: ReadonlyMap<string, { readonly issue: number; readonly by: string | null }>;
  /** By finding key: the issue that tells of it, where it has a number already. */
  readonly numbers: ReadonlyMap<string, number>;
  /** By finding key: the identity of the issue that a create step makes. */
  readonly created: ReadonlyMap<string, string>;
}

/** What is known before anything is decided. */
interface Board {
  readonly context: PlanContext;
  readonly known: readonly KnownIssue[];
  readonly bases: ReadonlyMap<string, KnownBase>;
  readonly told: ReadonlyMap<string, KnownIssue>;
}

/** The steps in the order in which they are to be carried out, worst first. */
export function planIssues(input: PlanInput): IssuePlan {
  const board = boardOf(input);
  const acceptedByList = rollupAcceptance(input.report.findings, board.bases);
  const groups = wantedGroups(input, board, acceptedByList);
  const places = sharePlaces(groups, board.bases, {
    max: input.options.maxIssues,
    occupied: occupied(groups, board),
    settled: (group) => isSettled(group, board),
  });
  const brake: IssueGroup[] = input.report.brake === null ? [] : [{ kind: "brake", base: BRAKE, subject: null, findings: [] }];
  const all = [...brake, ...places.own, places.rollup, places.moreEvents].filter((group) => group !== null);
  const steps = [
    ...all.map((group) => stepFor(group, board)),
    ...withoutGroup(all, board),
    ...[...board.bases.values()].flatMap((base) => [...duplicateSteps(base), ...forgetAccepted(base, board.context)]),
  ];
  return { steps: steps.filter((step) => step !== null), ...outcome(all, board, acceptedByList) };
}

const noPatch: PatchOf = () => null;

function boardOf({ report, tracked, options, firstSeen, commit, patchOf }: PlanInput): Board {
  const known = knownIssues(tracked, report.guild.id);
  const body = {
    guild: report.guild,
    at: report.at,
    brake: report.brake,
    firstSeen: firstSeen ?? new Map<string, string>(),
    patchOf: patchOf ?? noPatch,
    commit: commit ?? null,
  };
  const bases = knownBases(known);
  const numberOf = (base: string): number | null => bases.get(base)?.main?.issue.number ?? null;
  return { context: { report, options, body, numberOf }, known, bases, told: toldKeys(known) };
}

/** The groups that should have an issue: what is believed, is not accepted in a list, and was not told before. */
function wantedGroups({ report, history }: PlanInput, board: Board, acceptedByList: ReadonlyMap<string, KnownIssue>): IssueGroup[] {
  const findings = report.findings.filter((finding) => !acceptedByList.has(finding.key) && isBelieved(finding, board));
  return groupFindings(findings, history ?? new Set())
    .map((group) => (tellsOfEvents(group.kind) ? untold(group, board.told) : group))
    .filter((group) => group !== null);
}

/** While the brake is on only what the log explains is believed, and what an issue says already. */
function isBelieved(finding: Finding, { context, bases }: Board): boolean {
  if (context.report.brake === null || isEvent(finding) || finding.attribution.status === "exact") return true;
  return groupFindings([finding], new Set()).some((group) =>
    [group.base, ROLLUP].some((home) => {
      const main = bases.get(home)?.main ?? null;
      return main !== null && (main.issue.state === "open" || isAccepted(main)) && isCovered(group, main.marker, context);
    }),
  );
}

/** Whether a person accepted what the group says, so that its issue stays closed. */
function isSettled(group: IssueGroup, { context, bases }: Board): boolean {
  const main = bases.get(group.base)?.main ?? null;
  return main !== null && isAccepted(main) && isCovered(group, main.marker, context);
}

/** Open issues that no group speaks of and that stay open: events, and what could not be checked. */
function occupied(groups: readonly IssueGroup[], { bases, context }: Board): number {
  const spoken = new Set(groups.map((group) => group.base));
  const others = [...bases.values()].filter(({ base, kind, main }) => {
    if (main?.issue.state !== "open" || spoken.has(base)) return false;
    return kind === "events" || (kind === "state" && isPartial(main.marker, [], context.report));
  });
  return others.length;
}

function stepFor(group: IssueGroup, { bases, context }: Board): IssueStep | null {
  const of = bases.get(group.base);
  if (of === undefined || of.main === null) return createStep(group, context);
  return tellsOfEvents(group.kind) ? planEvents(of.main, of, { group, context }) : planStanding(of.main, group, context);
}

/** The issues of which this check says nothing. */
function withoutGroup(groups: readonly IssueGroup[], { bases, context }: Board): (IssueStep | null)[] {
  const spoken = new Set(groups.map((group) => group.base));
  return [...bases.values()].map((of) => {
    if (of.main === null || spoken.has(of.base)) return null;
    return tellsOfEvents(of.kind) ? planEvents(of.main, of, { group: null, context }) : planGone(of.main, context);
  });
}

/** Where each finding is told. */
function outcome(groups: readonly IssueGroup[], board: Board, acceptedByList: ReadonlyMap<string, KnownIssue>): Omit<IssuePlan, "steps"> {
  const accepted = new Map<string, { issue: number; by: string | null }>();
  const numbers = new Map<string, number>();
  const created = new Map<string, string>();
  for (const finding of board.context.report.findings) {
    const home = acceptedByList.get(finding.key) ?? homeOf(finding, groups, board);
    if (home === null) continue;
    if (typeof home === "string") {
      created.set(finding.key, home);
      continue;
    }
    numbers.set(finding.key, home.issue.number);
    if (staysAccepted(finding, home, { groups, board })) accepted.set(finding.key, { issue: home.issue.number, by: home.issue.closedBy });
  }
  return { accepted, numbers, created };
}

/** The known issue, or the identity of the one to be made; null where no issue tells of it (more than a roll-up can list). */
function homeOf(finding: Finding, groups: readonly IssueGroup[], { bases, told }: Board): KnownIssue | string | null {
  const group = groups.find(({ findings }) => findings.some(({ key }) => key === finding.key));
  if (group === undefined) return isEvent(finding) ? (told.get(keyPrint(finding)) ?? null) : null;
  return bases.get(group.base)?.main ?? newIdentity(group);
}

/** Whether the issue is closed by a person and this plan leaves it so. */
function staysAccepted(
  finding: Finding,
  home: KnownIssue,
  board: { readonly groups: readonly IssueGroup[]; readonly board: Board },
): boolean {
  const group = board.groups.find(({ findings }) => findings.includes(finding));
  return group === undefined ? isAccepted(home) : isSettled(group, board.board);
}
