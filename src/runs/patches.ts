/** For each finding alone: the edit of the policy file that would accept it, as a diff that an issue can show. */
import { adoptFindings } from "../adopt/adopt.ts";
import { unifiedDiff } from "../adopt/unified-diff.ts";
import { checkGuild, type CheckInput } from "../drift/check-guild.ts";
import { sidesOf } from "../drift/field-state.ts";
import { isEvent, type Finding } from "../drift/finding.ts";
import type { Policy } from "../policy/policy.ts";
import type { PolicySource } from "../policy/render-problem.ts";
import { writeScalar } from "../policy/write-scalar.ts";
import type { PatchOf } from "../report/issues/body.ts";
import { yamlString } from "../report/words/neutralise.ts";
import type { CheckedGuild } from "./check.ts";

/** Nobody reads more of them in one run. */
const MOST_PATCHES = 30;
/** Each reads the file twice and checks again: of a very large one only the first few are made, so that a run stays quick. */
const MOST_READ = 2_000_000;
/** A longer one is for the command: an issue says then what to do in words. */
const LONGEST = { lines: 60, characters: 4_000 } as const;

/** Made when an issue asks for it; null for what cannot be accepted, is too long, or is one too many. */
export function patchesFor({ report, input }: CheckedGuild, source: PolicySource): PatchOf {
  const findings = new Map(report.findings.filter((finding) => !isEvent(finding)).map((finding) => [finding.key, finding]));
  const made = new Map<string, string | null>();
  const most = Math.min(MOST_PATCHES, Math.ceil(MOST_READ / (2 * source.text.length)));
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const finding = findings.get(key);
    if (finding === undefined || report.brake !== null || made.size >= most) return null;
    const patch = patchFor(finding, input, source);
    made.set(key, patch);
    return patch;
  };
}

/** Who did it does not matter here, so the check is made as if everything were believed. */
function patchFor(finding: Finding, input: CheckInput, source: PolicySource): string | null {
  const recheck = (policy: Policy): readonly Finding[] => checkGuild({ ...input, policy, confirmMassChange: true }).report.findings;
  const { text } = adoptFindings({
    source,
    sides: sidesOf(input, input.memory?.names ?? new Map()),
    findings: recheck(input.policy),
    chosen: [finding],
    recheck,
    write: inertScalar,
  });
  const patch = unifiedDiff(source.file, source.text, text);
  return isShowable(patch) ? patch : null;
}

/** A name that nothing in Markdown, mail or a terminal can take for more than a name. */
function inertScalar(text: string): string {
  const inert = yamlString(text);
  return inert === JSON.stringify(text) ? writeScalar(text) : inert;
}

/** Short, nothing in it that a reader would not see, and nothing that acts where a mail shows the issue without its fences. */
function isShowable(patch: string): boolean {
  if (patch === "" || patch.length > LONGEST.characters || patch.split("\n").length > LONGEST.lines) return false;
  return !HIDDEN.test(patch) && !ACTING.test(withoutOwnWords(patch));
}

const HIDDEN = /(?![\t\n\r])[\p{Cc}\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/u;
/** Mentions, references, addresses and the beginning of a hidden comment: an old name in the file may hold them. */
const ACTING = /[@#]|:\/\/|\bGH-\d|<!--/i;

/** The role that every policy names, the places of the hunks, and comments, unless they would hide something. */
function withoutOwnWords(patch: string): string {
  return patch
    .replaceAll('"@everyone"', "")
    .replaceAll(/^@@ .* @@$/gm, "")
    .replaceAll(/ # (?!.*<!--).*$/gm, "");
}
