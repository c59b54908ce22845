/** For each finding alone: the edit of the policy file that would accept it, as a diff that an issue can show. */
import { adoptFindings } from "../adopt/adopt.ts";
import { unifiedDiff } from "../adopt/unified-diff.ts";
import { checkGuild, type Checked, type CheckInput } from "../drift/check-guild.ts";
import { sidesOf } from "../drift/field-state.ts";
import { isEvent, type Finding } from "../drift/finding.ts";
import type { Policy } from "../policy/policy.ts";
import type { PolicySource } from "../policy/render-problem.ts";
import { writeScalar } from "../policy/write-scalar.ts";
import { yamlString } from "../report/neutralise.ts";

/** Each is a check of its own, and nobody reads more of them in one run. */
const MOST_PATCHES = 30;
/** A longer one is for the command: an issue says then what to do in words. */
const LONGEST = { lines: 60, characters: 4_000 } as const;

/** By finding key, for the worst differences; none for what cannot be accepted or is too long. */
export function patchesFor({ report, input }: Checked & { readonly input: CheckInput }, source: PolicySource): ReadonlyMap<string, string> {
  if (report.brake !== null) return new Map();
  const chosen = report.findings.filter((finding) => !isEvent(finding)).slice(0, MOST_PATCHES);
  const recheck = recheckOf(input);
  const findings = recheck(input.policy);
  const sides = sidesOf(input, input.memory?.names ?? new Map());
  return new Map(
    chosen.flatMap((finding) => {
      const { text } = adoptFindings({ source, sides, findings, chosen: [finding], recheck, write: inertScalar });
      const patch = unifiedDiff(source.file, source.text, text);
      return isShowable(patch) ? [[finding.key, patch]] : [];
    }),
  );
}

/** Who did it does not matter here, so the check is made as if everything were believed. */
function recheckOf(input: CheckInput): (policy: Policy) => readonly Finding[] {
  return (policy) => checkGuild({ ...input, policy, confirmMassChange: true }).report.findings;
}

/** A name that nothing in Markdown, mail or a terminal can take for more than a name. */
function inertScalar(text: string): string {
  const inert = yamlString(text);
  return inert === JSON.stringify(text) ? writeScalar(text) : inert;
}

/** Short, and nothing in it that a reader would not see. */
function isShowable(patch: string): boolean {
  if (patch === "" || patch.length > LONGEST.characters || patch.split("\n").length > LONGEST.lines) return false;
  return !/(?![\t\n\r])[\p{Cc}\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/u.test(patch);
}
