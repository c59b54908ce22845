/** How the object of a field is called in a report: by its live name, else the policy's, else the log's, else its id. */
import { fieldKey, type Field } from "../audit/link.ts";
import type { UserId } from "../permissions/snowflake.ts";
import { namedTarget } from "./compare-overwrites.ts";
import type { Sides } from "./field-state.ts";
import type { Subject, Target } from "./finding.ts";
import type { History } from "./history.ts";

/** The subject of a field, and for overwrites whom they are for. */
export function subjectOf(field: Field, sides: Sides, history: History): { readonly subject: Subject; readonly target?: Target } {
  switch (field.of) {
    case "guild":
      return { subject: guildSubject(sides) };
    case "role":
      return { subject: { type: "role", id: field.id, name: roleName(field.id, sides, history) } };
    case "channel":
      return { subject: { type: "channel", id: field.id, name: channelName(field.id, sides, history) } };
    case "member":
      return {
        subject: { type: "role", id: field.role, name: roleName(field.role, sides, history) },
        target: { type: "member", id: field.id, name: memberName(field.id, sides) },
      };
    case "overwrite":
      return {
        subject: { type: "channel", id: field.id, name: channelName(field.id, sides, history) },
        target: namedTarget(field.target, sides),
      };
  }
}

export function guildSubject({ snapshot }: Pick<Sides, "snapshot">): Subject {
  return { type: "guild", id: snapshot.guild.id, name: snapshot.guild.name };
}

function memberName(id: UserId, { members }: Sides): string | null {
  const person = members.people.get(id);
  return person?.kind === "known" ? person.name : null;
}

type Id<Of extends Field["of"]> = Extract<Field, { readonly of: Of }> extends { readonly id: infer Value } ? Value : never;

function roleName(id: Id<"role">, { snapshot, binding }: Sides, history: History): string {
  return (
    snapshot.roles.get(id)?.name ?? binding.roleOfId.get(id)?.listed.name ?? loggedName({ of: "role", id, part: "name" }, history) ?? id
  );
}

function channelName(id: Id<"channel">, { snapshot, binding }: Sides, history: History): string {
  return (
    snapshot.channels.get(id)?.name ??
    binding.channelOfId.get(id)?.listed.name ??
    loggedName({ of: "channel", id, part: "name" }, history) ??
    id
  );
}

/** The last name that the log gives an object, or the one that its deletion took away. */
function loggedName(field: Field, { links }: History): string | null {
  const last = (links.get(fieldKey(field)) ?? []).at(-1);
  const name = last?.to ?? last?.from;
  return typeof name === "string" ? name : null;
}
