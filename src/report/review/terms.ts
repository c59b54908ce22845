/** What only the policy has (rules, exceptions, ignore, manage), as a table of terms: reading it, and telling two of them apart. */
import { isFlagName } from "../../permissions/flags.ts";
import type { ChangeValue } from "../../review/review.ts";
import { labelOf, listed } from "../words/permission.ts";
import type { Voice } from "../words/voice.ts";

export type Terms = Readonly<Record<string, string | readonly string[]>>;

/** Words of a list that are told. */
const TOLD = 6;

/** The table of one side; an empty one where that side has none. */
export function termsOf(value: ChangeValue | null): Terms {
  return value?.kind === "terms" ? value.terms : {};
}

/** What stands under a key, as a list; null where the key is not there. */
export function termList(terms: Terms, key: string): readonly string[] | null {
  const term = Object.hasOwn(terms, key) ? terms[key] : undefined;
  if (term === undefined) return null;
  return typeof term === "string" ? [term] : term;
}

/** What stands under a key, as one text; null where the key is not there. */
export function termText(terms: Terms, key: string): string | null {
  return termList(terms, key)?.join(", ") ?? null;
}

/** What came and what went under a key; null where nothing did, in whatever order it is written. */
export function termShift(before: Terms, after: Terms, key: string): { readonly come: string[]; readonly gone: string[] } | null {
  const [old, now] = [termList(before, key) ?? [], termList(after, key) ?? []];
  const come = now.filter((one) => !old.includes(one));
  const gone = old.filter((one) => !now.includes(one));
  return come.length === 0 && gone.length === 0 ? null : { come, gone };
}

/** Permissions as Discord's settings call them. */
export function permissionTerms(names: readonly string[], voice: Voice): string {
  return some(names.map((name) => (isFlagName(name) ? labelOf(name, "role") : voice.name(name))));
}

/** Roles by name, people and unlisted roles by id. */
export function holderTerms(holders: readonly string[], voice: Voice): string {
  return some(holders.map((holder) => holderTerm(holder, voice)));
}

function holderTerm(holder: string, voice: Voice): string {
  const groups = /^(?<type>role|member):(?<id>\d+)$/.exec(holder)?.groups;
  return groups === undefined ? voice.name(holder) : `the ${groups["type"]} with the id ${voice.name(groups["id"] ?? "")}`;
}

/** Globs and paths as they are written. */
export function writtenTerms(texts: readonly string[], voice: Voice): string {
  return some(texts.map((text) => voice.name(text)));
}

function some(words: readonly string[]): string {
  const more = words.length - TOLD;
  return listed(more > 0 ? [...words.slice(0, TOLD), `${more} more`] : words);
}
