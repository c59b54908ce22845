/** The answer of `adopt` for a terminal: the diff, what accepting would mean, and what cannot be accepted. */
import type { Finding } from "../../drift/finding.ts";
import { ACCEPTING, acceptSentences } from "../words/accept.ts";
import { terminalText } from "../words/neutralise.ts";
import { happened } from "../words/sentence.ts";
import { counted } from "../words/time.ts";
import { PLAIN } from "../words/voice.ts";
import { capital } from "../words/finding.ts";

export interface AdoptTextInput {
  /** A unified diff; empty where nothing is to be changed. */
  readonly diff: string;
  readonly accepted: readonly Finding[];
  /** By key: why not, one plain clause. */
  readonly refused: ReadonlyMap<string, string>;
}

/** Whole lines, inert in a terminal. The diff comes first, so that the output can be given to `git apply` as it is. */
export function adoptText({ diff, accepted, refused }: AdoptTextInput): string {
  const means = accepted.flatMap((finding) => acceptSentences(finding, PLAIN).map((sentence) => `  ${sentence}`));
  const unchanging = accepted.length > 0 && means.length === 0 ? ["It changes nobody's permissions."] : [];
  const why = [...refused].map(([key, reason]) => `Cannot be accepted: ${terminalText(key)}: ${terminalText(reason)}.`);
  const lines = [
    ...diff.split("\n").slice(0, -1).map(diffLine),
    ...(diff === "" ? [] : [""]),
    ...(means.length === 0 ? unchanging : [`${ACCEPTING}:`, ...means]),
    ...why,
    ...(accepted.length === 0 && refused.size === 0 ? ["Nothing differs, so there is nothing to accept."] : []),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

/** The blanks and signs of a line are its meaning; only what could act in a terminal is shown otherwise. */
function diffLine(line: string): string {
  return line.replaceAll(/(?!\t)[\p{Cc}\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu, "\uFFFD");
}

/** Keys that `--key` takes, one a line with what each is about. */
export function keyList(findings: readonly Finding[]): string {
  return findings.map((finding) => `  ${terminalText(finding.key)}  ${capital(happened(finding, PLAIN))}\n`).join("");
}

/** What was done with the file. */
export function adoptedText(file: string, accepted: number): string {
  return `Wrote ${terminalText(file)}: ${counted(accepted, "finding")} accepted. Look at the change, then commit it.`;
}
