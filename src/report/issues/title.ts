/** The title of a new issue: plain text that pings nobody and links to nothing. It is written once and then belongs to people. */
import type { Finding } from "../../drift/finding.ts";
import type { Brake } from "../../drift/report.ts";
import type { GroupKind, IssueGroup } from "./group.ts";
import { shorten } from "../words/neutralise.ts";
import { TITLE } from "../words/voice.ts";
import { capital, claim } from "../words/finding.ts";

/** Code points; GitHub takes 256 (API: "title is too long"). */
const TITLE_LENGTH = 240;

/** What happened, by the worst finding; when and by whom stand in the body. */
export function issueTitle(group: IssueGroup, brake: Brake | null): string {
  return shorten(titleOf(group, brake), TITLE_LENGTH);
}

/** Titles of the issues that speak of many subjects, or of none. */
const OF_MANY: Partial<Record<GroupKind, string>> = {
  history: "Before the first check",
  rollup: "More differences between Discord and the policy",
  "more-events": "More events in Discord's audit log",
  rollout: "Carry out the agreed changes in Discord",
};

function titleOf(group: IssueGroup, brake: Brake | null): string {
  if (group.kind === "brake")
    return brake?.firstRun === true ? "This policy does not describe this server yet" : "The check is not reliable";
  const [worst] = group.findings;
  return OF_MANY[group.kind] ?? (worst === undefined ? "Discord and the policy differ" : subjectTitle(worst, group));
}

/** Kinds whose clause begins with the bare name of a role. */
const BARE: ReadonlySet<string> = new Set(["role.permissions", "change.reverted"]);

function subjectTitle(worst: Finding, group: IssueGroup): string {
  const about = worst.subject.type === "role" && worst.target === undefined && BARE.has(worst.kind) ? "the role " : "";
  const passing = worst.kind === "change.reverted" ? ", for a while" : "";
  const more = group.findings.length > 1 && group.kind === "state" ? ", and more" : "";
  return `${capital(`${about}${claim(worst, TITLE)}`)}${passing}${more}`;
}
