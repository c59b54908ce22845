/** Who holds a role and should not, and who should and does not. */
import type { Finding, FindingValue, Person } from "../../drift/finding.ts";
import { listed } from "./permission.ts";
import type { Voice } from "./voice.ts";
import { targetWords } from "./who.ts";

/** People that are told; the rest is a number. */
const NAMED = 5;

export interface Holders {
  /** They hold the role and are not listed. */
  readonly extra: readonly Person[];
  /** They are listed and do not hold it. */
  readonly missing: readonly Person[];
}

/** The two lists that differ. */
export function holdersOf({ desired, live }: Finding): Holders {
  const [agreed, found] = [peopleIn(desired), peopleIn(live)];
  return { extra: without(found, agreed), missing: without(agreed, found) };
}

/** `the member dave was given the role Admin, and the member kim lost it`. Where no entry tells how it came, only what is. */
export function holderWords(finding: Finding, voice: Voice): string {
  const told = finding.attribution.changes.length > 0;
  const { extra, missing } = holdersOf(finding);
  const role = `the role ${voice.name(finding.subject.name)}`;
  const parts = [];
  if (extra.length > 0)
    parts.push(`${peopleWords(extra, voice)} ${told ? were(extra, "given") : extra.length === 1 ? "holds" : "hold"} ${role}`);
  const which = extra.length > 0 ? "it" : role;
  if (missing.length > 0)
    parts.push(`${peopleWords(missing, voice)} ${told ? "lost" : missing.length === 1 ? "does not hold" : "do not hold"} ${which}`);
  return parts.length === 0 ? `${role} is held by other people than agreed` : parts.join(", and ");
}

/** `the member dave, the member kim and 3 more`. */
export function peopleWords(people: readonly Person[], voice: Voice): string {
  const names = people.slice(0, NAMED).map(({ id, name }) => targetWords({ type: "member", id, name }, voice));
  const more = people.length - NAMED;
  return listed(more > 0 ? [...names, `${more} more`] : names);
}

function without(people: readonly Person[], others: readonly Person[]): readonly Person[] {
  const ids = new Set(others.map(({ id }) => id));
  return people.filter(({ id }) => !ids.has(id));
}

function were(people: readonly Person[], what: string): string {
  return `${people.length === 1 ? "was" : "were"} ${what}`;
}

function peopleIn(value: FindingValue | null): readonly Person[] {
  return value?.kind === "members" ? value.people : [];
}
