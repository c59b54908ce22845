/** A finding in one breath: who gained what, where, when, by whom and with what reason, and which policy line disagrees. */
import { isEvent, type Attribution, type Finding, type FindingKind } from "../../drift/finding.ts";
import type { Approved } from "../../drift/report.ts";
import { newsOfEffect } from "./effect.ts";
import { durationWords, momentWords } from "./time.ts";
import { rolloutClaim } from "../rollout/claim.ts";
import { newsOfRollout } from "../rollout/effect.ts";
import type { Voice } from "./voice.ts";
import { shiftWords } from "./permission.ts";
import { actorWords, entryWords, targetWords } from "./who.ts";
import { capital, claim } from "./finding.ts";

/** The kinds of which no entry is expected: the finding is about the looking, not about a change. */
const WITHOUT_ENTRY: ReadonlySet<string> = new Set(["channel.hidden", "audit.gap"] satisfies FindingKind[]);

/** The whole breath: a few short sentences. */
export function breath(finding: Finding, voice: Voice): string {
  const agreed = rolloutBreath(finding, voice);
  if (agreed !== null) return agreed;
  const parts = [
    `${capital(happened(finding, voice))}.`,
    ...newsOfEffect(finding, voice).map(capital),
    ...doubts(finding, voice),
    policySentence(finding, voice),
    noteSentence(finding, voice),
  ];
  return parts.filter((part) => part !== "").join(" ");
}

/** Of what was agreed nobody has to be named, and the policy does not disagree with it. Null for all else. */
function rolloutBreath(finding: Finding, voice: Voice): string | null {
  if (finding.cause !== "awaiting-rollout") return null;
  const place = finding.policy === null ? "" : `See ${voice.name(`${finding.policy.file}:${finding.policy.line}`)}.`;
  const parts = [
    `${capital(happened(finding, voice))}.`,
    ...newsOfRollout(finding, voice).map(capital),
    place,
    noteSentence(finding, voice),
  ];
  return parts.filter((part) => part !== "").join(" ");
}

/** What an approved entry did: `Helper: lost Administrator on 24 Nov 2026 08:53 UTC, by ada.` */
export function approvedSentence(approved: Approved, voice: Voice): string {
  const where = approved.target === undefined ? "" : `, ${targetWords(approved.target, voice)}`;
  return `${voice.name(approved.subject.name)}${where}: ${shiftWords(approved) ?? "was changed"}${entryWords(approved, voice)}.`;
}

/** What happened, when and by whom, without a full stop. */
export function happened(finding: Finding, voice: Voice): string {
  const agreed = finding.cause === "awaiting-rollout" ? rolloutClaim(finding, voice) : null;
  if (agreed !== null) return agreed;
  const what = claim(finding, voice);
  const { changes } = finding.attribution;
  const last = changes.at(-1);
  if (last === undefined) return what;
  if (finding.kind === "change.reverted") return `${what}${reverted(finding.attribution, voice)}`;
  // That a rule does not hold is no act: it came with one.
  const since = finding.kind === "rule.broken" ? ", since a change" : "";
  return `${what}${since}${changes.length === 1 ? entryWords(last, voice) : severalEntries(finding.attribution, voice)}`;
}

/** The first entry took the value away from what was agreed, the last one brought it back. */
function reverted({ changes }: Attribution, voice: Voice): string {
  const [first] = changes;
  const last = changes.at(-1);
  if (first === undefined || last === undefined || first === last) return changes.map((change) => entryWords(change, voice)).join("");
  const by = actorWords(last, voice);
  return `${entryWords(first, voice)}, for ${durationWords(first.at, last.at)}: it was taken back on ${momentWords(last.at)}, by ${by}`;
}

function severalEntries({ changes }: Attribution, voice: Voice): string {
  const last = changes.at(-1);
  if (last === undefined) return "";
  const others = new Set(changes.slice(0, -1).map((change) => actorWords(change, voice)));
  others.delete(actorWords(last, voice));
  const also = others.size === 0 ? "" : `; before that also by ${[...others].slice(0, 3).join(", ")}`;
  return `, in ${changes.length} steps, the last one${entryWords(last, voice)}${also}`;
}

/** What is not explained, and why nobody is named for it. */
function doubts(finding: Finding, voice: Voice): string[] {
  const { status, why } = finding.attribution;
  if (status === "exact" || WITHOUT_ENTRY.has(finding.kind)) return [];
  const because = why === undefined ? "the audit log has no entry that leads here" : voice.clause(why);
  if (status === "partial") return [`Not all of it is explained: ${because}.`];
  return [`Nobody can be named for it: ${because}.`];
}

/** `permissions.yaml:31 does not allow it.` */
function policySentence(finding: Finding, voice: Voice): string {
  if (finding.policy === null) return isEvent(finding) || WITHOUT_ENTRY.has(finding.kind) ? "" : "The policy does not list it.";
  const place = voice.name(`${finding.policy.file}:${finding.policy.line}`);
  if (WITHOUT_ENTRY.has(finding.kind)) return `See ${place}.`;
  return `${place} ${finding.granted === 0n ? "says otherwise" : "does not allow it"}.`;
}

/** The clause of hidden channels has the note's number already. */
function noteSentence(finding: Finding, voice: Voice): string {
  const said = finding.kind === "channel.hidden" && finding.subject.type === "guild";
  return finding.note === null || said ? "" : `${capital(voice.clause(finding.note)).replace(/\.$/, "")}.`;
}
