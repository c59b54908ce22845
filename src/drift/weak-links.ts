/** Entries that do not name a field and still make it likely how it changed; they never explain it exactly. */
import type { EntryHead } from "../audit/entry.ts";
import { fieldKey, type Field, type FieldValue } from "../audit/link.ts";
import { bitsOf } from "../permissions/flags.ts";
import type { KnownLink } from "./fold.ts";
import type { Sides } from "./field-state.ts";
import type { History } from "./history.ts";

/** Splits that Discord carried out itself (facts: types 212 and 213 are not documented; docs: change-log 2025-08-20 tells of the splits). */
const MIGRATED: ReadonlyMap<string, bigint> = new Map([
  ["GUILD_MIGRATE_PIN_PERMISSION", bitsOf(["PIN_MESSAGES"])],
  ["GUILD_MIGRATE_BYPASS_SLOWMODE_PERMISSION", bitsOf(["BYPASS_SLOWMODE"])],
]);

export interface Unexplained {
  readonly field: Field;
  readonly base: FieldValue;
  readonly live: FieldValue;
  /** The cells that no link explains: bits, or null for a word. */
  readonly cells: bigint | null;
}

/** Likely links for what nothing else explains. */
export function weakLinks(unexplained: Unexplained, history: History, sides: Sides): KnownLink[] {
  return [
    ...migrated(unexplained, history),
    ...copiedFromCategory(unexplained, history, sides),
    ...goneWithRole(unexplained, history),
    ...goneWithMember(unexplained, history),
  ];
}

/** A migration only ever adds its bit. */
function migrated({ base, live, cells }: Unexplained, { migrations }: History): KnownLink[] {
  if (typeof base !== "bigint" || typeof live !== "bigint" || cells === null) return [];
  return migrations.flatMap((entry) => {
    const bits = (MIGRATED.get(entry.action) ?? 0n) & cells & live & ~base;
    return bits === 0n ? [] : [weak(entry, base, base | bits)];
  });
}

/** Discord writes a category's change into its synced channels (docs: topics/permissions, "Permission Syncing"), maybe without an entry for each. */
function copiedFromCategory({ field }: Unexplained, { links }: History, { snapshot }: Sides): KnownLink[] {
  if (field.of !== "overwrite") return [];
  const parent = snapshot.channels.get(field.id)?.parent ?? null;
  if (parent === null) return [];
  return (links.get(fieldKey({ ...field, id: parent })) ?? []).map((link) => ({ ...link, reported: false, weak: true }));
}

/** With a deleted role go its overwrites. */
function goneWithRole({ field, base, live }: Unexplained, { links }: History): KnownLink[] {
  if (field.of !== "overwrite" || field.target.type !== "role" || live !== 0n) return [];
  const deletions = (links.get(fieldKey({ of: "role", id: field.target.id, part: "exists" })) ?? []).filter((link) => link.to === null);
  return deletions.map((link) => weak(link.entry, base, 0n));
}

/** With a member who is thrown out go the roles. */
function goneWithMember({ field, base, live }: Unexplained, { departures }: History): KnownLink[] {
  if (field.of !== "member" || live !== null) return [];
  return (departures.get(field.id) ?? []).map((entry) => weak(entry, base, null));
}

function weak(entry: EntryHead, from: FieldValue, to: FieldValue): KnownLink {
  return { entry, from, to, weak: true, reported: false, held: true };
}
