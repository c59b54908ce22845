/** What is not compared at all: patterns that came and went. */
import type { IgnorePattern } from "../policy/policy.ts";
import { allOf, changing, NOTHING, type Found } from "./change.ts";
import type { ChangeSubject, ChangeValue } from "./review.ts";
import { placeOf, type Scene } from "./scene.ts";
import { WEAKER } from "./weaker.ts";

/** All changes of `ignore`. A pattern that is spelled otherwise is another one, and no wider where an old one takes it in: it may match what nobody has made yet. */
export function ignoreChanges(scene: Scene): Found {
  const [base, head] = [byKey(scene.base.policy.ignore), byKey(scene.head.policy.ignore)];
  const come = [...head].map(([key, after]) => cameOrStayed(base.get(key) ?? null, after, scene));
  const gone = [...base].filter(([key]) => !head.has(key)).map(([, before]) => went(before, scene));
  return allOf([...come, ...gone]);
}

/** Each pattern once, however often it is written. */
function byKey(patterns: readonly IgnorePattern[]): ReadonlyMap<string, IgnorePattern> {
  const found = new Map<string, IgnorePattern>();
  for (const pattern of patterns) {
    const key = `${pattern.kind} ${pattern.glob}`;
    if (!found.has(key)) found.set(key, pattern);
  }
  return found;
}

function cameOrStayed(before: IgnorePattern | null, after: IgnorePattern, scene: Scene): Found {
  if (before !== null) {
    if (before.reason === after.reason) return NOTHING;
    return { changes: [], notes: [`The reason why ${after.glob} is ignored is worded differently.`] };
  }
  const wider = { severity: WEAKER.ignoreAdded, escalation: `${after.kind} that match the pattern are no longer checked` };
  const change = changing("ignore.added", subjectOf(after), {
    before: null,
    after: termsOf(after),
    ...(scene.base.policy.ignore.some((old) => covers(old, after)) ? {} : wider),
    policy: placeOf(after.at, null, scene),
  });
  return { changes: [change], notes: [] };
}

/** Whether all that one pattern can match matches the other: a run of the one takes in the wildcards of the other, as letters, and nothing else does. */
function covers(wide: IgnorePattern, narrow: IgnorePattern): boolean {
  return wide.kind === narrow.kind && !/[?\\]/u.test(wide.glob) && !narrow.glob.includes("\\") && wide.matches(narrow.glob);
}

function went(before: IgnorePattern, scene: Scene): Found {
  const rest = { before: termsOf(before), after: null, policy: placeOf(null, before.at, scene) };
  return { changes: [changing("ignore.removed", subjectOf(before), rest)], notes: [] };
}

function subjectOf({ kind, glob }: IgnorePattern): ChangeSubject {
  return { type: "ignore", id: `${kind}:${glob}`, name: glob };
}

function termsOf({ kind, glob, reason }: IgnorePattern): ChangeValue {
  return { kind: "terms", terms: { [kind]: glob, ...(reason === null ? {} : { reason }) } };
}
