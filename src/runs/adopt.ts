/** The use case "adopt": check, accept findings in the text of the policy, and check again in memory what came of it. */
import { adoptFindings, type Adoption } from "../adopt/adopt.ts";
import { unifiedDiff } from "../adopt/unified-diff.ts";
import { checkGuild } from "../drift/check-guild.ts";
import { sidesOf } from "../drift/field-state.ts";
import { isEvent, type Finding } from "../drift/finding.ts";
import { closest } from "../policy/suggest.ts";
import type { PolicySource } from "../policy/render-problem.ts";
import { CannotCheck } from "./cannot-check.ts";
import { check, type CheckRequest } from "./check.ts";

export interface AdoptionRequest extends CheckRequest {
  readonly source: PolicySource;
  /** Keys of findings; `all`: every difference, but not what only happened. */
  readonly keys: readonly string[] | "all";
}

export interface Adopted extends Adoption {
  /** A unified diff; empty where nothing is to be changed. */
  readonly diff: string;
}

/** No such finding; `findings` are those that there are. */
export class UnknownKey extends CannotCheck {
  readonly findings: readonly Finding[];
  constructor(message: string, findings: readonly Finding[]) {
    super(message);
    this.findings = findings;
  }
}

/** Throws CannotCheck, and UnknownKey for a key that no finding has. */
export async function adopt(request: AdoptionRequest): Promise<Adopted> {
  const { source, keys, memory } = request;
  const { report, input } = await check(request);
  if (report.brake !== null)
    throw new CannotCheck(
      `The answer of Discord is not believed: ${report.brake.why.replace(/\.$/, "")}. To accept so much at once, give --confirm-mass-change.`,
    );
  const adoption = adoptFindings({
    source,
    sides: sidesOf(input, memory?.names ?? new Map()),
    findings: report.findings,
    chosen: chosenOf(report.findings, keys),
    recheck: (next) => checkGuild({ ...input, policy: next, confirmMassChange: true }).report.findings,
  });
  return { ...adoption, diff: unifiedDiff(source.file, source.text, adoption.text) };
}

function chosenOf(findings: readonly Finding[], keys: AdoptionRequest["keys"]): readonly Finding[] {
  if (keys === "all") return findings.filter((finding) => !isEvent(finding));
  const known = new Map(findings.map((finding) => [finding.key, finding]));
  return [...new Set(keys)].map((key) => {
    const finding = known.get(key);
    if (finding === undefined) throw unknown(key, findings);
    return finding;
  });
}

function unknown(key: string, findings: readonly Finding[]): UnknownKey {
  if (findings.length === 0) return new UnknownKey(`No finding has the key ${key}: Discord and the policy agree.`, findings);
  const near = nearest(key, findings);
  return new UnknownKey(`No finding has the key ${key}.${near === undefined ? "" : ` Did you mean ${near}?`}`, findings);
}

/** Ids are copied and kinds are typed: a key of the same ids whose kind is close. */
function nearest(key: string, findings: readonly Finding[]): string | undefined {
  const same = new Map<string, string>(
    findings.filter((finding) => idsOf(finding.key) === idsOf(key)).map((finding) => [finding.kind, finding.key]),
  );
  const kind = closest(key.split("/", 1).join(), same.keys());
  return kind === undefined ? undefined : same.get(kind);
}

function idsOf(key: string): string {
  return (key.match(/\d+/g) ?? []).join();
}
