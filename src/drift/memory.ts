/** What a later run must still know: the content of the cursor artifact, as a value. */
import type { FieldValue } from "../audit/link.ts";
import { compareSnowflakes, isSnowflake, type EntryId, type GuildId } from "../permissions/snowflake.ts";
import type { KnownLink } from "./fold.ts";

/** How far back a run reads again, since the log is eventually consistent and an entry may appear late. */
const OVERLAP_MS = 3_600_000n;
const OVERLAP = OVERLAP_MS << 22n;

/** A link of a standing finding, kept for when the log no longer holds its entry. */
export type KeptLink = Omit<KnownLink, "reported" | "held">;

/** A field that differs from the policy: what it was when the two last agreed. */
export interface StandingField {
  /** `fieldKey`. */
  readonly field: string;
  readonly base: FieldValue;
  /** For bit sets the bits that had left their base; for words 1n, or 0n where only the policy had. */
  readonly away: bigint;
  /** The cells that only the policy had left, 1n for a word: nobody has carried that out yet. Left out where there are none. */
  readonly awaits?: bigint;
  readonly links: readonly KeptLink[];
}

/** Begins the key of what no report told of yet: entries on a channel that could not be looked at. */
export const UNSEEN = "unseen/";

/** Begins the key of what an exception tolerates: it was dealt with, and it is no drift. */
export const TOLERATED = "tolerated/";

/** The cells whose base the memory keeps. */
export function keptCells({ away, awaits = 0n }: Pick<StandingField, "away" | "awaits">): bigint {
  return away | awaits;
}

export interface StandingFinding {
  /** The finding's, or `UNSEEN` and the channel, or `TOLERATED` and the exception. */
  readonly key: string;
  /** ISO 8601. */
  readonly firstSeen: string;
  readonly issue: number | null;
  readonly fields: readonly StandingField[];
}

export interface Memory {
  readonly guild: GuildId;
  /** The commit of the policy that was checked; null outside of a checkout. */
  readonly commit: string | null;
  /** The last entry that was dealt with: none before it is still to be dealt with but those that a later run reads in the overlap. */
  readonly after: EntryId;
  /** ISO 8601: up to when the guild was checked. */
  readonly through: string;
  /** Entries of the overlap (and after) that were dealt with. */
  readonly seen: readonly EntryId[];
  /** Entries that were read, but made after the snapshot was taken. */
  readonly waiting: readonly EntryId[];
  /** Ids of objects that the policy knows by name only: `role:handle` or `channel:path` to id. */
  readonly names: ReadonlyMap<string, string>;
  readonly standing: readonly StandingFinding[];
}

/** Where to begin to read the log: the cursor less the overlap. */
export function readFrom(memory: Memory | null): EntryId {
  return memory === null ? idAt(0n) : idAt(BigInt(memory.after) - OVERLAP);
}

export interface Dealt {
  /** All entries that this run read and that are not waiting. */
  readonly dealt: readonly EntryId[];
  readonly waiting: readonly EntryId[];
}

/** The cursor after a run: never before the old one, and never past an entry that waits. */
export function moveCursor(memory: Memory | null, { dealt, waiting }: Dealt): Pick<Memory, "after" | "seen" | "waiting"> {
  const before = BigInt(memory?.after ?? "0");
  const reached = dealt.reduce((most, id) => (BigInt(id) > most ? BigInt(id) : most), before);
  const first = waiting.map(BigInt).reduce<bigint | null>((least, id) => (least === null || id < least ? id : least), null);
  const bounded = first === null || first > reached ? reached : first - 1n;
  const after = bounded > before ? bounded : before;
  const seen = [...new Set([...(memory?.seen ?? []), ...dealt])].filter((id) => BigInt(id) > after - OVERLAP);
  return { after: idAt(after), seen: seen.toSorted(compareSnowflakes), waiting: waiting.toSorted(compareSnowflakes) };
}

function idAt(value: bigint): EntryId {
  const text = (value < 0n ? 0n : value).toString();
  if (!isSnowflake<"entry">(text)) throw new RangeError("a cursor is an id");
  return text;
}
