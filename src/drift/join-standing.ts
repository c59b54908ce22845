/** Fields that several findings keep in the memory, each with its own bits: a field that is drift may break a rule, and be tolerated, too. */
import { keptCells, type KeptLink, type StandingField } from "./memory.ts";

/** Each field once: all bits that left their base, and each entry once. */
export function joinStanding(fields: readonly StandingField[]): Map<string, StandingField> {
  const joined = new Map<string, StandingField>();
  for (const field of fields) {
    const known = joined.get(field.field);
    joined.set(field.field, known === undefined ? field : joinedField(known, field));
  }
  return joined;
}

function joinedField(left: StandingField, right: StandingField): StandingField {
  if (typeof left.base !== "bigint" || typeof right.base !== "bigint") return { ...right, links: joinLinks(left.links, right.links) };
  // Outside of its own bits, a base is only as good as the other one's.
  const base = (left.base & keptCells(left)) | (right.base & ~keptCells(left));
  const away = left.away | right.away;
  const awaits = (keptCells(left) | keptCells(right)) & ~away;
  return { field: left.field, base, away, ...(awaits === 0n ? {} : { awaits }), links: joinLinks(left.links, right.links) };
}

/** Of an entry that both know, one. */
export function joinLinks<Link extends KeptLink>(left: readonly Link[], right: readonly Link[]): Link[] {
  const known = new Set(left.map(({ entry }) => entry.id));
  return [...left, ...right.filter(({ entry }) => !known.has(entry.id))];
}
