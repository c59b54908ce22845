/** The edit of the policy file in an issue: the diff itself, what carries it out, and what accepting would mean. */
import type { Finding } from "../../drift/finding.ts";
import { ACCEPTING, acceptSentences } from "../words/accept.ts";
import { fenced } from "../words/neutralise.ts";
import { MARKDOWN } from "../words/voice.ts";

/** As Markdown. The diff is as `patches.ts` bounded it; a fence that nothing in it can end keeps it inert. */
export function patchText(finding: Finding, patch: string): string {
  const means = acceptSentences(finding, MARKDOWN).map((sentence) => `- ${sentence}`);
  const parts = [
    "**To accept it**, change the policy like this:",
    fenced(patch.trimEnd(), "diff"),
    ...(means.length === 0 ? [] : [`${ACCEPTING}:`, means.join("\n")]),
  ];
  return parts.join("\n\n");
}
