/** Who gets an issue of its own when there are more subjects than `max-issues`: open ones keep theirs, critical always gets one. */
import { SEVERITIES, type Severity } from "../../drift/finding.ts";
import { mergeGroups, type IssueGroup } from "./group.ts";
import type { KnownBase } from "./known.ts";

/** Differences that a roll-up lists: as many as surely fit into one body, so that accepting it accepts exactly what it lists. */
const ROLLUP_LENGTH = 60;

export interface Places {
  /** Groups with an issue of their own, worst first. */
  readonly own: readonly IssueGroup[];
  /** The rest, as one group for differences and one for events; null where nothing is left over. */
  readonly rollup: IssueGroup | null;
  readonly moreEvents: IssueGroup | null;
}

export interface PlaceLimit {
  readonly max: number;
  /** Open issues that stay open although nothing is found for them now. */
  readonly occupied: number;
  /** Whether the group's issue is closed, accepted, and stays so: it needs no place. */
  readonly settled: (group: IssueGroup) => boolean;
}

/** Shares out the places. */
export function sharePlaces(groups: readonly IssueGroup[], bases: ReadonlyMap<string, KnownBase>, limit: PlaceLimit): Places {
  const keeping = new Set(groups.filter((group) => keeps(group, bases)));
  let free = limit.max - limit.occupied - [...keeping].filter((group) => takesPlace(group) && !limit.settled(group)).length;
  const own: IssueGroup[] = [];
  const rest: IssueGroup[] = [];
  for (const group of groups.toSorted(worstFirst)) {
    const placed = keeping.has(group) || worst(group) === "critical" || free > 0;
    if (placed && !keeping.has(group)) free -= 1;
    (placed ? own : rest).push(group);
  }
  return { own, rollup: merged("rollup", rest), moreEvents: merged("more-events", rest) };
}

/** Only subjects do. What awaits rollout is one list of what was agreed: it crowds nobody out, and nothing crowds it out. */
function takesPlace({ kind }: IssueGroup): boolean {
  return kind !== "history" && kind !== "rollout";
}

/** An open issue keeps its place, and so does one that a person closed while it stood: it opens again or stays accepted. */
function keeps(group: IssueGroup, bases: ReadonlyMap<string, KnownBase>): boolean {
  if (!takesPlace(group)) return true;
  const main = bases.get(group.base)?.main ?? null;
  return main !== null && (main.issue.state === "open" || !main.marker.flags.includes("gone"));
}

function merged(kind: "rollup" | "more-events", groups: readonly IssueGroup[]): IssueGroup | null {
  const fitting = groups.filter((group) => (group.kind === "state") === (kind === "rollup"));
  if (fitting.length === 0) return null;
  const all = mergeGroups(kind, fitting);
  return kind === "rollup" ? { ...all, findings: all.findings.slice(0, ROLLUP_LENGTH) } : all;
}

function worst(group: IssueGroup): Severity {
  return group.findings[0]?.severity ?? "low";
}

function worstFirst(left: IssueGroup, right: IssueGroup): number {
  const bySeverity = SEVERITIES.indexOf(worst(left)) - SEVERITIES.indexOf(worst(right));
  if (bySeverity !== 0) return bySeverity;
  return left.base < right.base ? -1 : Number(left.base > right.base);
}
