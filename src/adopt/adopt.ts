/** Accepts findings in the policy's text, and looks whether the new text keeps what was promised. */
import type { Sides } from "../drift/field-state.ts";
import { isEvent, type Finding } from "../drift/finding.ts";
import { spell } from "../export/spell.ts";
import { applyEdits } from "../policy/edit/apply.ts";
import type { PolicyEdit } from "../policy/edit/policy-edit.ts";
import { EditRefused } from "../policy/edit/refused.ts";
import type { Spelling } from "../policy/edit/write-new.ts";
import type { Policy } from "../policy/policy.ts";
import { readPolicy } from "../policy/read-policy.ts";
import type { PolicySource } from "../policy/render-problem.ts";
import { writeScalar } from "../policy/write-scalar.ts";
import { planAdoption } from "./plan.ts";

export interface AdoptRequest {
  readonly source: PolicySource;
  readonly sides: Sides;
  /** All that the check of this text found. */
  readonly findings: readonly Finding[];
  /** Those to accept. */
  readonly chosen: readonly Finding[];
  /** The findings of the same check with another policy. */
  readonly recheck: (policy: Policy) => readonly Finding[];
  /** How a new name is written; as people would read it best where this is left out. */
  readonly write?: (text: string) => string;
}

export interface Adoption {
  /** The text that accepts what could be accepted. */
  readonly text: string;
  readonly accepted: readonly Finding[];
  /** By key: why not, one plain clause. */
  readonly refused: ReadonlyMap<string, string>;
}

/** Accepts as many of the chosen findings as can be. Whatever comes back was checked: exactly the accepted findings are gone. */
export function adoptFindings(request: AdoptRequest): Adoption {
  const { source, chosen } = request;
  const together = attempt(request, chosen);
  if (together.why === null) return together.adoption;
  if (chosen.length === 1) return none(source.text, chosen, together.why);
  // One of them spoils it for the others: each is tried alone, and those that can be are tried together.
  const alone = chosen.map((finding) => ({ finding, tried: attempt(request, [finding]) }));
  const spoiling = new Map(alone.flatMap(({ finding, tried }) => (tried.spoils ? [[finding.key, tried.why ?? ""] as const] : [])));
  const rest = chosen.filter(({ key }) => !spoiling.has(key));
  const again = attempt(request, rest);
  if (again.why !== null || spoiling.size === 0) return none(source.text, chosen, again.why ?? together.why);
  return { ...again.adoption, refused: new Map([...again.adoption.refused, ...spoiling]) };
}

function none(text: string, chosen: readonly Finding[], why: string): Adoption {
  return { text, accepted: [], refused: new Map(chosen.map(({ key }) => [key, why])) };
}

interface Attempt {
  readonly adoption: Adoption;
  /** Why the text cannot be used, one plain clause; null where it can. */
  readonly why: string | null;
  /** Whether it could not be written, or not read again: then it would spoil any other edit too. */
  readonly spoils: boolean;
}

function attempt(request: AdoptRequest, chosen: readonly Finding[]): Attempt {
  const { source, sides, findings, recheck } = request;
  const { edits, refused } = planAdoption(sides, chosen);
  const accepted = chosen.filter(({ key }) => !refused.has(key));
  const failed = (why: string, spoils: boolean): Attempt => ({ adoption: none(source.text, chosen, why), why, spoils });
  const edited = edit(source.text, edits, request.write ?? writeScalar);
  if ("why" in edited) return failed(edited.why, true);
  const read = readPolicy({ file: source.file, text: edited.text });
  if (!read.ok) {
    const [{ at, message }] = read.problems;
    return failed(`the file would have a mistake then, in line ${at.line}: ${message}`, true);
  }
  const broken = brokenPromise(findings, accepted, recheck(read.value));
  return broken === null ? { adoption: { text: edited.text, accepted, refused }, why: null, spoils: false } : failed(broken, false);
}

function edit(text: string, edits: readonly PolicyEdit[], write: Spelling["write"]): { readonly text: string } | { readonly why: string } {
  try {
    return { text: applyEdits(text, edits, { spell, write }) };
  } catch (error) {
    if (error instanceof EditRefused) return { why: error.message };
    throw error;
  }
}

/** What the new text would do besides accepting what it should; null where it does just that. */
function brokenPromise(before: readonly Finding[], accepted: readonly Finding[], after: readonly Finding[]): string | null {
  const gone = new Set(accepted.map(({ key }) => key));
  const expected = new Set(stateKeys(before).filter((key) => !gone.has(key)));
  const now = stateKeys(after);
  const staying = now.find((key) => gone.has(key));
  if (staying !== undefined) return `with the changed file the check would still find ${staying}`;
  const fresh = now.find((key) => !expected.has(key));
  if (fresh !== undefined) return `with the changed file the check would find ${fresh} as well`;
  const lost = [...expected].find((key) => !now.includes(key));
  return lost === undefined ? null : `the changed file would accept ${lost} too; accept both`;
}

function stateKeys(findings: readonly Finding[]): string[] {
  return findings.filter((finding) => !isEvent(finding)).map(({ key }) => key);
}
