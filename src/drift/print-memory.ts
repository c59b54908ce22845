/** Writes the memory as the text of the cursor artifact, never longer than its bound. */
import type { FieldValue } from "../audit/link.ts";
import type { KeptLink, Memory, StandingFinding } from "./memory.ts";

/** The largest text, in UTF-8 bytes. */
export const MEMORY_BYTES = 1_048_576;
/** More ids of the overlap than this only cost space: a log that grows so fast shows the oldest of them nowhere again. */
const MOST_SEEN = 20_000;

export interface PrintedMemory {
  readonly text: string;
  /** What had to be left out, one plain clause; null where everything fits. */
  readonly cut: string | null;
}

interface Detail {
  readonly reasons: boolean;
  /** How many findings, worst first, keep their entries. */
  readonly explained: number;
  readonly cut: string | null;
}

/** The text, with the least severe detail left out where it would be too long. */
export function printMemory(memory: Memory): PrintedMemory {
  for (const detail of details(memory.standing.length)) {
    const text = `${JSON.stringify(toJson(memory, detail))}\n`;
    if (utf8Length(text) <= MEMORY_BYTES) return { text, cut: detail.cut };
  }
  const text = `${JSON.stringify(toJson({ ...memory, standing: [] }, { reasons: false, explained: 0, cut: null }))}\n`;
  return { text, cut: "what was known of the drift that stands was left out" };
}

function* details(findings: number): Generator<Detail> {
  yield { reasons: true, explained: findings, cut: null };
  yield { reasons: false, explained: findings, cut: "the reasons of entries were left out" };
  for (let explained = Math.floor(findings / 2); explained >= 1; explained = Math.floor(explained / 2)) {
    yield { reasons: false, explained, cut: `the entries of the ${findings - explained} least severe findings were left out` };
  }
  yield { reasons: false, explained: 0, cut: "the entries of all findings were left out" };
}

function toJson(memory: Memory, detail: Detail): unknown {
  return {
    version: 1,
    guild: memory.guild,
    commit: memory.commit,
    after: memory.after,
    through: memory.through,
    seen: memory.seen.slice(-MOST_SEEN),
    waiting: memory.waiting,
    names: Object.fromEntries(memory.names),
    standing: memory.standing.map((finding, index) => findingJson(finding, index < detail.explained, detail.reasons)),
    ...(detail.cut === null ? {} : { cut: detail.cut }),
  };
}

function findingJson({ key, firstSeen, issue, fields }: StandingFinding, explained: boolean, reasons: boolean): unknown {
  return {
    key,
    firstSeen,
    issue,
    fields: fields.map(({ field, base, away, awaits, links }) => ({
      field,
      base: valueJson(base),
      away: away.toString(),
      ...(awaits === undefined ? {} : { awaits: awaits.toString() }),
      links: explained ? links.map((link) => linkJson(link, reasons)) : [],
    })),
  };
}

function linkJson({ entry: { id, at, action, actor, reason }, from, to, weak }: KeptLink, reasons: boolean): unknown {
  return {
    entry: { id, at, action, actor, reason: reasons ? reason : null },
    ...(from === undefined ? {} : { from: valueJson(from) }),
    to: valueJson(to),
    ...(weak ? { weak } : {}),
  };
}

/** Bit sets are told from words, which may be digits too. */
function valueJson(value: FieldValue): unknown {
  return typeof value === "bigint" ? { bits: value.toString() } : value;
}

/** Bytes of the text in UTF-8; JSON.stringify leaves no lone surrogates. */
function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}
