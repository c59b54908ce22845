/** Which open issues a policy change would settle: something that they tell of stands now, and nothing of it would after the change. */
import { keyPrint } from "../fingerprint.ts";
import type { KnownIssue } from "./known.ts";

interface Standing {
  /** Keys of what stands today. */
  readonly before: readonly string[];
  /** Keys of what would stand after the change. */
  readonly after: readonly string[];
}

/** The numbers of these issues, ascending. Events never stand, so an issue of theirs is none of them. */
export function settledIssues(known: readonly KnownIssue[], { before, after }: Standing): number[] {
  const [stands, would] = [printsOf(before), printsOf(after)];
  return known
    .filter(({ issue }) => issue.state === "open")
    .filter(({ marker: { findings } }) => findings.some(({ key }) => stands.has(key)) && !findings.some(({ key }) => would.has(key)))
    .map(({ issue }) => issue.number);
}

function printsOf(keys: readonly string[]): ReadonlySet<string> {
  return new Set(keys.map((key) => keyPrint({ key })));
}
