/** Who made a difference: the entries that lead from its base to its live value. */
import type { EntryHead } from "../audit/entry.ts";
import { fieldKey, type FieldValue } from "../audit/link.ts";
import { compareSnowflakes } from "../permissions/snowflake.ts";
import { bitsIn, cellsIn } from "./cells.ts";
import type { Difference, Watched } from "./difference.ts";
import type { Sides } from "./field-state.ts";
import type { AttributedChange, Attribution, Cause } from "./finding.ts";
import { cellOf, foldField, pathOf, type Cell, type KnownLink, type Path } from "./fold.ts";
import { baseOf, settledBase } from "./base.ts";
import type { History } from "./history.ts";
import type { KeptLink, StandingField } from "./memory.ts";
import { weakLinks } from "./weak-links.ts";
import { whyNot } from "./why.ts";

export interface Attributed {
  readonly cause: Cause;
  readonly attribution: Attribution;
  /** What the memory keeps of it. */
  readonly fields: readonly StandingField[];
}

export interface Known {
  readonly history: History;
  readonly sides: Sides;
  /** Null where the log was read; else why not. */
  readonly logUnreadable: string | null;
}

/** Explains a difference as far as the log goes. */
export function attribute(difference: Difference, known: Known): Attributed {
  const traced = difference.fields.map((watched) => traceField(watched, known));
  const paths = traced.flatMap((field) => field.paths);
  const links = paths.flatMap((path) => path.steps.map((step) => step.link));
  const exact = paths.length > 0 && paths.every((path) => path.status === "exact");
  const status = exact ? "exact" : links.length > 0 ? "partial" : "none";
  const why = whyNot(difference, { status, links, logUnreadable: known.logUnreadable });
  return {
    cause: links.length > 0 ? "unapproved" : "unexplained",
    attribution: { status, ...(why === null ? {} : { why }), changes: changesOf(links.map((link) => link.entry)) },
    fields: traced.map((field) => field.standing),
  };
}

/** Entries as a report shows them: each once, oldest first. */
export function changesOf(entries: readonly EntryHead[]): AttributedChange[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return [...byId.values()].toSorted((left, right) => compareSnowflakes(left.id, right.id)).map(changeOf);
}

export function changeOf({ id, at, action, actor, reason }: EntryHead): AttributedChange {
  return { entryId: id, at, action, actor, reason };
}

interface Traced {
  readonly paths: readonly Path[];
  readonly standing: StandingField;
}

/** The paths of all cells of a field that left their base, and what to remember of them and of those that only the policy left. */
export function traceField(watched: Watched, { history, sides }: Pick<Known, "history" | "sides">): Traced {
  const { field, live } = watched;
  const before = baseOf(watched, { history, sides });
  const { used } = foldField(before, history.links.get(fieldKey(field)) ?? [], live);
  const base = settledBase(before, watched, { used, history });
  const cells = cellsOf(watched, base);
  const strong = cells.map((cell) => pathOf(cell, base, { links: used, live }));
  const open = cells.filter((_, index) => strong[index]?.status === "none");
  const weak = open.length === 0 ? [] : weakLinks({ field, base, live, cells: joined(open) }, history, sides);
  const paths = strong.map((path, index) => {
    const cell = cells[index];
    return path.status === "none" && cell !== undefined ? pathOf(cell, base, { links: weak, live }) : path;
  });
  const kept = new Set<KnownLink>(paths.flatMap((path) => path.steps.map((step) => step.link)));
  const awaits = awaitedIn(watched, base);
  const away = joined(cells) ?? 1n;
  return {
    paths,
    standing: { field: fieldKey(field), base, away, ...(awaits === 0n ? {} : { awaits }), links: [...kept].map(keptLink) },
  };
}

function keptLink({ entry: { id, at, action, actor, reason }, from, to, weak }: KnownLink): KeptLink {
  return { entry: { id, at, action, actor, reason }, from, to, weak };
}

/** The cells that differ and stand at their base: only the policy has moved. */
function awaitedIn({ cells, desired, live }: Watched, base: FieldValue): bigint {
  if (cells === null) return live === base && live !== desired ? 1n : 0n;
  return (bitsIn(desired) ^ bitsIn(live)) & ~(bitsIn(live) ^ bitsIn(base)) & cells;
}

/** The cells that differ and are not at their base any more. */
function cellsOf({ cells, live }: Watched, base: FieldValue): Cell[] {
  const all: readonly Cell[] = cells === null ? [null] : cellsIn(cells);
  return all.filter((cell) => cellOf(base, cell) !== cellOf(live, cell));
}

function joined(cells: readonly Cell[]): bigint | null {
  return cells.includes(null) ? null : cells.reduce<bigint>((all, cell) => all | (cell ?? 0n), 0n);
}
