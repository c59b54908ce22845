/** What a reader of an exported policy should know and the language does not say: its comments. */
import type { LiveRole } from "../guild/snapshot.ts";
import { bitsOf, DANGEROUS, FLAG_NAMES, namesOf } from "../permissions/flags.ts";
import type { Overwrite } from "../permissions/overwrite.ts";
import type { UserId } from "../permissions/snowflake.ts";
import { printable } from "../policy/printable.ts";
import type { PeopleNames, Plan } from "./plan.ts";

const KNOWN = bitsOf(FLAG_NAMES);

/** Who has this id, where that is known. */
export function personNotes(id: UserId, people: PeopleNames): readonly string[] {
  const name = people.get(id);
  if (name === undefined) return [];
  return [name === null ? "not on this server any more" : printable(name)];
}

/** Whose role it is, what it should perhaps not hold, and what this version does not know. */
export function roleNotes(role: LiveRole, { everyone, people }: Plan): readonly string[] {
  const dangerous = namesOf(role.permissions & DANGEROUS).join(", ");
  const ofBot = role.owner?.kind === "bot";
  return [
    ...(role.managed ? [ownerNote(role, people)] : []),
    ...(role.id === everyone && dangerous !== "" ? [`careful: every member holds ${dangerous}`] : []),
    ...(ofBot && dangerous !== "" ? [`careful: a bot that holds ${dangerous}`] : []),
    ...unknownNotes(role.permissions),
  ];
}

/** To whom a managed role belongs. */
function ownerNote({ owner }: LiveRole, people: PeopleNames): string {
  switch (owner?.kind) {
    case "bot": {
      const [name] = personNotes(owner.id, people);
      return name === undefined ? `the role of the bot ${owner.id}` : `the role of the bot ${owner.id} (${name})`;
    }
    case "integration":
      return `belongs to the integration ${owner.id}`;
    case "boosts":
      return "Discord gives it to everybody who boosts this server";
    case "subscription":
      return "Discord gives it to subscribers";
    case "linked-accounts":
      return "Discord gives it for linked accounts";
    case undefined:
      return "managed by an integration, not by hand";
  }
}

/** Whom an overwrite is for, and what is odd about it. */
export function overwriteNotes({ target, allow, deny }: Overwrite, plan: Plan): readonly string[] {
  const toEveryone = target.type === "role" && target.id === plan.everyone ? namesOf(allow & DANGEROUS) : [];
  const both = namesOf(allow & deny);
  return [
    ...(target.type === "member" ? personNotes(target.id, plan.people) : []),
    ...(target.type === "role" && !plan.snapshot.roles.has(target.id) ? ["a role that does not exist any more"] : []),
    ...(toEveryone.length > 0 ? [`careful: gives every member ${toEveryone.join(", ")}`] : []),
    ...(both.length > 0 ? [`Discord also stores a deny of ${both.join(", ")}, and allow wins`] : []),
    ...unknownNotes(allow | deny),
  ];
}

function unknownNotes(bits: bigint): readonly string[] {
  const names = namesOf(bits & ~KNOWN);
  return names.length === 0 ? [] : [`this version has no name for ${names.join(", ")}`];
}
