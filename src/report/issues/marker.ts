/** The hidden line by which an issue is known as ours: whose it is, what it says, and what of it was said already. */
import type { Finding, Severity } from "../../drift/finding.ts";
import { contentPrint, differencePrint, fingerprint, keyPrint, subjectPrint } from "../fingerprint.ts";

/** `gone`: what it told of was over when it was last written. `assign`: its assignees are still to be set. */
export type MarkerFlag = "gone" | "assign";

/** What the marker keeps of one finding. */
export interface MarkedFinding {
  readonly key: string;
  readonly difference: string;
  readonly status: "e" | "p" | "n";
  readonly severity: "c" | "h" | "m" | "l";
  /** Only in the issue of what awaits rollout, which has many subjects: the print of this one's. */
  readonly subject?: string;
}

export interface Marker {
  readonly guild: string;
  /** `role:102`, `events:role:102@900`, `history@900`, `rollup@3f…`, `rollout`, `brake`. */
  readonly identity: string;
  /** Goes up with each edit of the body: a comment that belongs to an edit is marked with it. */
  readonly rev: number;
  readonly difference: string;
  readonly content: string;
  readonly flags: readonly MarkerFlag[];
  readonly findings: readonly MarkedFinding[];
}

/** More than this many findings are not listed one by one in a marker: it has to fit into the body. */
export const MARKED_FINDINGS = 500;

const OPENING = "<!-- permission-drift:issue";
const PATTERN =
  /<!-- permission-drift:issue v1 guild=(?<guild>\d{1,20}) id=(?<identity>[\w.:%@]{1,300}) rev=(?<rev>[1-9]\d{0,8}) difference=(?<difference>[\da-f]{18}) content=(?<content>[\da-f]{18}) flags=(?<flags>-|(?:gone|assign)(?:,(?:gone|assign))*) findings=(?<findings>-|[\da-f.,epnchml]+) -->/g;
const FINDING = /^(?<key>[\da-f]{18})\.(?<difference>[\da-f]{18})\.(?<status>[epn])(?<severity>[chml])(?:\.(?<subject>[\da-f]{10}))?$/;

const STATUS = { exact: "e", partial: "p", none: "n" } as const satisfies Record<Finding["attribution"]["status"], string>;
const SEVERITY = { critical: "c", high: "h", medium: "m", low: "l" } as const satisfies Record<Severity, string>;

/** An identity part from outside (a handle), so that it fits into a marker and nothing else fits into it. Ids stay as they are. */
export function identityPart(text: string): string {
  const safe = Array.from(text.toWellFormed(), (sign) => (/^\w$/.test(sign) ? sign : `%${sign.codePointAt(0)?.toString(16)}.`)).join("");
  return safe.length <= 100 ? safe : `%${fingerprint([text])}`;
}

/** What the marker keeps of these findings, and of what it keeps besides, in a stable order. */
export function markFindings(findings: readonly Finding[], unseen: readonly MarkedFinding[] = []): MarkedFinding[] {
  return [...findings.map(markFinding), ...unseen]
    .toSorted((left, right) => (left.key < right.key ? -1 : Number(left.key > right.key)))
    .slice(-MARKED_FINDINGS);
}

function markFinding(finding: Finding): MarkedFinding {
  return {
    key: keyPrint(finding),
    difference: differencePrint(finding),
    status: STATUS[finding.attribution.status],
    severity: SEVERITY[finding.severity],
    ...(finding.cause === "awaiting-rollout" ? { subject: subjectPrint(finding.subject) } : {}),
  };
}

/** The two hashes of an issue that tells of these findings, whatever their order. `unseen`: what it lists besides, as it was. */
export function hashesOf(findings: readonly Finding[], unseen: readonly MarkedFinding[] = []): Pick<Marker, "difference" | "content"> {
  const kept = unseen.map(({ key, difference }) => `${key} ${difference}`);
  return {
    difference: fingerprint([...findings.map((finding) => `${finding.key} ${differencePrint(finding)}`), ...kept].toSorted()),
    content: fingerprint([...findings.map((finding) => `${finding.key} ${contentPrint(finding)}`), ...kept].toSorted()),
  };
}

/** The marker as it stands in a body. */
export function printMarker(marker: Marker): string {
  const flags = marker.flags.length === 0 ? "-" : marker.flags.toSorted().join();
  const marked = marker.findings.slice(-MARKED_FINDINGS).map(printFinding);
  const head = `${OPENING} v1 guild=${marker.guild} id=${marker.identity} rev=${marker.rev}`;
  const hashes = `difference=${marker.difference} content=${marker.content}`;
  return `${head} ${hashes} flags=${flags} findings=${marked.length === 0 ? "-" : marked.join()} -->`;
}

function printFinding({ key, difference, status, severity, subject }: MarkedFinding): string {
  return `${key}.${difference}.${status}${severity}${subject === undefined ? "" : `.${subject}`}`;
}

/** The marker of a body, or null where there is none, a malformed one, or more than one: then the issue is not ours. */
export function readMarker(body: string): Marker | null {
  if (body.split(OPENING).length !== 2) return null;
  const groups = body.matchAll(PATTERN).next().value?.groups;
  return groups === undefined ? null : toMarker(groups);
}

function toMarker(groups: Readonly<Record<string, string>>): Marker | null {
  const { guild = "", identity = "", rev, difference = "", content = "", flags = "" } = groups;
  const findings = readFindings(groups["findings"] ?? "");
  if (findings === null) return null;
  return { guild, identity, rev: Number(rev), difference, content, flags: readFlags(flags), findings };
}

function readFlags(text: string): MarkerFlag[] {
  return text.split(",").filter((flag) => flag === "gone" || flag === "assign");
}

function readFindings(text: string): MarkedFinding[] | null {
  if (text === "-") return [];
  const found = text.split(",").map(readFinding);
  return found.every((one) => one !== null) ? found : null;
}

function readFinding(text: string): MarkedFinding | null {
  const groups = FINDING.exec(text)?.groups;
  const status = Object.values(STATUS).find((letter) => letter === groups?.["status"]);
  const severity = Object.values(SEVERITY).find((letter) => letter === groups?.["severity"]);
  if (groups === undefined || status === undefined || severity === undefined) return null;
  const subject = groups["subject"];
  return {
    key: groups["key"] ?? "",
    difference: groups["difference"] ?? "",
    status,
    severity,
    ...(subject === undefined ? {} : { subject }),
  };
}

/** The body with another marker in the place of its own. Where it has none it is returned as it is. */
export function replaceMarker(body: string, marker: Marker): string {
  return body.replace(PATTERN, () => printMarker(marker));
}

/** The body of an issue that is no longer ours, since another one tells the same. */
export function disarmMarker(body: string): string {
  return body.replace(OPENING, "<!-- permission-drift:duplicate");
}

/** The hidden mark of a comment that goes with an edit: looked for before it is posted, so that it is posted once. */
export function commentMark(next: Pick<Marker, "rev" | "content">): string {
  return `<!-- permission-drift:comment rev=${next.rev} content=${next.content} -->`;
}
