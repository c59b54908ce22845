/** The body of an issue, short enough for GitHub: it shrinks in named steps and says what was cut. */
import type { Finding } from "../../drift/finding.ts";
import type { Brake } from "../../drift/report.ts";
import { breathParagraph, shortLine, factParts, wayParts } from "../words/finding-section.ts";
import { tellsOfEvents, type IssueGroup } from "./group.ts";
import { printMarker, type Marker } from "./marker.ts";
import { code, prose } from "../words/neutralise.ts";
import { rolloutBody } from "../rollout/body.ts";
import { counted, momentWords } from "../words/time.ts";
import { kindTitle } from "../words/finding.ts";

/** Characters that GitHub takes in a body or a comment. */
export const BODY_LENGTH = 65_536;
/** So that a later edit of the marker (another flag, a further event) still fits. */
const SPARE = 2_000;
/** With more findings than this nobody reads a section for each: they are one line each. */
const LIST_ONLY = 20;

/** By finding key; null where nothing can be shown. */
export type PatchOf = (key: string) => string | null;

/** What a body needs besides its findings. */
export interface BodyContext {
  readonly guild: { readonly id: string; readonly name: string };
  /** When the check was made, ISO 8601. */
  readonly at: string;
  readonly brake: Brake | null;
  /** When a finding was first seen, by key (ISO 8601); this check where it is not there. */
  readonly firstSeen: ReadonlyMap<string, string>;
  /**
   * The diff of the policy file that accepts a finding, where there is one. It is shown, and is no part of what makes an issue differ;
   * asked for only where a body is written.
   */
  readonly patchOf: PatchOf;
  /** The commit of the policy, where it is known. */
  readonly commit: string | null;
}

/** How much a body says of each finding, from all to little. */
const STEPS = ["everything", "without ways", "sentences", "as many sentences as fit"] as const;
type Step = (typeof STEPS)[number];

const CUT: Record<Step, string> = {
  everything: "",
  "without ways": "_Shortened: how to take back or accept each is left out here. The report file of the run has all of it._",
  sentences: "_Shortened: the permissions and entries are left out here. The report file of the run has all of it._",
  "as many sentences as fit": "_Shortened: only the worst are shown here. The report file of the run has all of it._",
};

/** The whole body with its marker at the end. */
export function issueBody(group: IssueGroup, marker: Marker, context: BodyContext): string {
  const end = printMarker(marker);
  const room = BODY_LENGTH - SPARE - end.length;
  if (group.kind === "rollout") {
    const unseen = group.unseen?.length ?? 0;
    return join([rolloutBody(group.findings, { commit: context.commit, unseen, place: place(group, context), room }), end]);
  }
  const first: Step = group.kind === "rollup" || group.findings.length > LIST_ONLY ? "sentences" : "everything";
  for (const step of STEPS.slice(STEPS.indexOf(first))) {
    const text = join([introduction(group, context), ...sections(group, context, step), cutNote(group, step), footer(group, context)]);
    if (text.length <= room) return join([text, end]);
  }
  return join([fitting(group, context, room), end]);
}

function join(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}

/** A roll-up is a list by its nature: then nothing was cut. */
function cutNote(group: IssueGroup, step: Step): string {
  return group.kind === "rollup" && step === "sentences" ? "" : CUT[step];
}

function sections(group: IssueGroup, context: BodyContext, step: Step): string[] {
  if (step === "everything" || step === "without ways") {
    return group.findings.map((finding, index) => section(finding, { context, step, heading: headingOf(group, index) }));
  }
  const line = group.kind === "rollup" ? shortLine : breathParagraph;
  return [group.findings.map((finding) => `- ${line(finding)}`).join("\n")];
}

/** A single finding needs no heading of its own. */
function headingOf(group: IssueGroup, index: number): string {
  const finding = group.findings[index];
  if (group.findings.length === 1 || finding === undefined) return "";
  const title = kindTitle(finding.kind);
  return `### ${index + 1}. ${title.slice(0, 1).toUpperCase()}${title.slice(1)}`;
}

interface SectionOptions {
  readonly context: BodyContext;
  readonly step: Step;
  readonly heading: string;
}

function section(finding: Finding, { context, step, heading }: SectionOptions): string {
  const ways = step === "everything" ? wayParts(finding, { guild: context.guild.id, patch: context.patchOf(finding.key) }) : [];
  return join([heading, breathParagraph(finding), ...factParts(finding, context.guild.id), ...ways]);
}

/** The worst findings, as many as there is room for, and how many are not shown. */
function fitting(group: IssueGroup, context: BodyContext, room: number): string {
  const top = introduction(group, context);
  const bottom = join([CUT["as many sentences as fit"], footer(group, context)]);
  const lines: string[] = [];
  let left = room - top.length - bottom.length - 200;
  for (const finding of group.findings) {
    const line = `- ${breathParagraph(finding)}`;
    left -= line.length + 1;
    if (left < 0) break;
    lines.push(line);
  }
  return join([top, lines.join("\n"), `- and ${group.findings.length - lines.length} more that are not shown here`, bottom]);
}

/** Where the body does not begin with the one breath that says it all. */
function introduction(group: IssueGroup, context: BodyContext): string {
  if (group.kind === "brake") return brakeText(context);
  if (group.kind === "history")
    return "These events are older than the first check of this server. They are told once, so that somebody has looked at them.";
  if (group.kind === "rollup")
    return "There are more differences than this check may open issues for. Each of these would have had an issue of its own:";
  if (group.kind === "more-events") return "There are more events than this check may open issues for:";
  if (group.findings.length === 1) return "";
  return `${counted(group.findings.length, group.kind === "events" ? "event" : "difference")}, the worst first.`;
}

function brakeText({ brake }: BodyContext): string {
  const why = prose(brake?.why ?? "too much differs at once");
  if (brake?.firstRun === true) {
    return join([
      "This policy does not describe this server yet; start from export.",
      `${why.replace(/\.$/, "")}.`,
      "Run `permission-drift export` to write down how the server is now, look it through, and change from there.",
    ]);
  }
  return join([
    "The check is not reliable: so much is missing or different at once, without an entry in the audit log that explains it, that the answer of Discord is not believed.",
    `${why.replace(/\\?\.$/, "")}.`,
    "No issue was opened for what cannot be explained, and none was closed. Differences that the log explains are reported as always.",
    "If all of this really happened, start the check once by hand with `confirm-mass-change: true`. Else look whether the bot still has its role.",
  ]);
}

function footer(group: IssueGroup, context: BodyContext): string {
  return join(["---", ending(group), place(group, context)]);
}

function ending(group: IssueGroup): string {
  if (group.kind === "brake") return "This issue closes by itself once a check is reliable again.";
  if (tellsOfEvents(group.kind))
    return "This tells of something that happened, so it does not close by itself: close it once somebody has looked at it. What comes later is added as a comment, or as a new issue once this one is closed.";
  if (group.kind === "rollup")
    return "Closing this issue as “not planned” accepts exactly what it lists. It closes by itself once nothing of it is left.";
  return "This issue closes by itself once Discord and the policy agree again. To tolerate the difference without changing the policy, close it as “not planned”: it stays closed until the difference changes.";
}

/** Which server and which object, by id: names can be changed by anybody. */
function place(group: IssueGroup, context: BodyContext): string {
  const subject = group.subject === null || group.subject.type === "guild" ? "" : `, ${group.subject.type} ${idWords(group.subject.id)}`;
  const [first = context.at] = group.findings.map((finding) => context.firstSeen.get(finding.key) ?? context.at).toSorted();
  // What was agreed is not found, it waits.
  const since = group.kind === "rollout" ? "Waiting since" : "First seen on";
  return `Server ${code(context.guild.name)}${subject}. ${since} ${momentWords(first)}.`;
}

/** What was never found in Discord goes by what the policy calls it. */
function idWords(id: string): string {
  return /^\d+$/.test(id) ? `id ${code(id)}` : `${code(id)} of the policy`;
}
