/** The links of every field: what the memory keeps of standing drift, and what this run has read. */
import type { AuditEntry, EntryHead } from "../audit/entry.ts";
import { fieldKey, type Field, type FieldValue } from "../audit/link.ts";
import { linksOf } from "../audit/links.ts";
import { compareSnowflakes, type EntryId } from "../permissions/snowflake.ts";
import { byEntry, type KnownLink } from "./fold.ts";
import { groupBy } from "./group-by.ts";
import { joinLinks, joinStanding } from "./join-standing.ts";
import { keptCells, TOLERATED, UNSEEN, type Memory, type StandingField, type StandingFinding } from "./memory.ts";

export interface History {
  /** Entries that no run has dealt with, oldest first. */
  readonly entries: readonly AuditEntry[];
  /** By `fieldKey`. */
  readonly links: ReadonlyMap<string, readonly KnownLink[]>;
  /** The fields that new entries moved. */
  readonly moved: ReadonlyMap<string, Field>;
  readonly standing: ReadonlyMap<string, StandingField>;
  /** By field: the cells that stood because an exception tolerated them, and not as drift. */
  readonly tolerated: ReadonlyMap<string, bigint>;
  /** The keys of all that stood at the last run. */
  readonly keys: ReadonlySet<string>;
  /** Whether there was a last run: then what is new in the log was made since. */
  readonly continued: boolean;
  /** Entries that explain drift of which an earlier run told. */
  readonly told: ReadonlySet<EntryId>;
  /** Migrations by Discord, new ones: they change roles without an entry for each. */
  readonly migrations: readonly EntryHead[];
  /** Members who were thrown out, by id: with them went their roles, without an entry for each. */
  readonly departures: ReadonlyMap<string, readonly EntryHead[]>;
}

const DEPARTURES: ReadonlySet<string> = new Set(["MEMBER_KICK", "MEMBER_BAN_ADD"]);

/** Joins the entries that were read with the memory. Entries that a run has dealt with are passed over. */
export function historyOf(read: readonly AuditEntry[], memory: Memory | null): History {
  const seen = new Set<string>(memory?.seen);
  const waited = new Set<string>(memory?.waiting);
  const entries = read.filter((entry) => !seen.has(entry.id)).toSorted((left, right) => compareSnowflakes(left.id, right.id));
  const stood = memory?.standing ?? [];
  const links = rememberedBy(stood);
  const moved = new Map<string, Field>();
  for (const link of entries.flatMap(linksOf)) {
    const key = fieldKey(link.field);
    const known = links.get(key) ?? [];
    // An entry that waited in another field is read again, while the memory holds its part of this one.
    if (known.some((other) => other.reported && other.entry.id === link.entry.id)) continue;
    moved.set(key, link.field);
    known.push({ ...link, reported: false, held: waited.has(link.entry.id) });
    links.set(key, known);
  }
  const migrations = entries.filter((entry) => entry.type === 212 || entry.type === 213);
  const told = new Set([...links.values()].flat().flatMap((link) => (link.reported ? [link.entry.id] : [])));
  return {
    entries,
    links,
    moved,
    standing: joinStanding(stood.flatMap(({ fields }) => fields)),
    tolerated: toleratedIn(stood),
    keys: new Set(stood.map(({ key }) => key)),
    continued: memory !== null,
    told,
    migrations,
    departures: departuresIn(entries),
  };
}

function toleratedIn(standing: readonly StandingFinding[]): Map<string, bigint> {
  const [covered, others] = [true, false].map((wanted) =>
    joinStanding(standing.flatMap(({ key, fields }) => (key.startsWith(TOLERATED) === wanted ? fields : []))),
  );
  return new Map([...(covered ?? [])].map(([key, field]) => [key, keptCells(field) & ~keptCells(others?.get(key) ?? { away: 0n })]));
}

/** By field; several findings may keep links of one. */
function rememberedBy(standing: readonly StandingFinding[]): Map<string, KnownLink[]> {
  const links = new Map<string, KnownLink[]>();
  for (const [field, kept] of standing.flatMap(rememberedLinks)) links.set(field, joinLinks(links.get(field) ?? [], kept));
  return links;
}

function departuresIn(entries: readonly AuditEntry[]): History["departures"] {
  const departed = entries.filter(({ action }) => DEPARTURES.has(action));
  return groupBy(departed, ({ target }) => target?.id ?? "");
}

function rememberedLinks({ key, fields }: StandingFinding): [string, KnownLink[]][] {
  const reported = !key.startsWith(UNSEEN);
  return fields.map(({ field, links }) => [field, links.map((link) => ({ ...link, reported, held: true }))]);
}

/** What the last entry of a field made of it; undefined where no entry is known. */
export function lastValue(field: Field, { links }: History): FieldValue | undefined {
  return links.get(fieldKey(field))?.toSorted(byEntry).at(-1)?.to;
}
