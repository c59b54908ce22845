/** Reads `roles`. */
import { everyoneRole } from "../permissions/snowflake.ts";
import { expectMap, readFields } from "./fields.ts";
import { readHandle } from "./handles.ts";
import { readBounds } from "./read-bounds.ts";
import { readMembers } from "./read-members.ts";
import { readId, readName } from "./scalars.ts";
import { registerOf } from "./unique.ts";
import type { GuildId, RoleId } from "../permissions/snowflake.ts";
import type { Fields, Shape } from "./fields.ts";
import type { MapEntry, ScalarNode } from "./node.ts";
import type { Mistakes } from "./mistakes.ts";
import type { PolicyRole } from "./policy.ts";
import type { SetLookup } from "./read-permissions.ts";
import type { Register } from "./unique.ts";

/** The handle and the name of the role that every member holds. */
export const EVERYONE = "@everyone";

/** The keys of the language for it; the schema is made from them too. */
export const ROLE_SHAPE = {
  what: "a role",
  keys: ["id", "name", "permissions", "at-most", "at-least", "members"],
} as const satisfies Shape;

/** A role with the key that it is listed under. */
export interface ListedRole {
  readonly role: PolicyRole;
  readonly key: ScalarNode;
}

interface Context {
  /** Null where the file does not say it. */
  readonly guild: GuildId | null;
  readonly sets: SetLookup;
  readonly ids: Register;
  readonly mistakes: Mistakes;
}

/** The roles in file order, as far as they can be read. */
export function readRoles(
  field: MapEntry | undefined,
  guild: GuildId | null,
  tools: { sets: SetLookup; mistakes: Mistakes },
): readonly ListedRole[] {
  const map = field === undefined ? null : expectMap(field.value, field.key, tools.mistakes);
  const ids = registerOf("duplicate-id", (id, owner) => `the id ${id} belongs to the role \`${owner}\` already`, tools.mistakes);
  const roles = (map?.entries ?? []).flatMap((entry) => readRole(entry, { ...tools, guild, ids }) ?? []);
  reportSameNames(roles, tools.mistakes);
  return roles;
}

function readRole({ key, value }: MapEntry, context: Context): ListedRole | null {
  const { mistakes } = context;
  const handle = readHandle(key, mistakes);
  const map = expectMap(value, key, mistakes);
  if (map === null) return null;
  const fields = readFields(map, ROLE_SHAPE, mistakes);
  const nameEntry = fields.get("name");
  const name = nameEntry === undefined ? handle : readName(nameEntry, mistakes);
  const id = readRoleId(fields, key, context);
  const permissions = readBounds(fields, context.sets, mistakes);
  const membersEntry = fields.get("members");
  const members = membersEntry === undefined ? null : readMembers(membersEntry, mistakes);
  if (membersEntry !== undefined && key.text === EVERYONE) {
    const message = `every member holds ${EVERYONE}, so nobody lists who does; remove \`members\``;
    mistakes.add({ code: "wrong-everyone", span: membersEntry.key.span, message });
  }
  if (handle === null) return null;
  checkEveryone({ handle, key, nameEntry, name, id }, mistakes);
  return { role: { handle, id, name: name ?? handle, permissions, members, at: key.span.at }, key };
}

/** The id that is written; for @everyone the guild's, written or not. */
function readRoleId(fields: Fields, key: ScalarNode, { guild, ids, mistakes }: Context): RoleId | null {
  const entry = fields.get("id");
  const everyone = guild === null ? null : everyoneRole(guild);
  const isEveryone = key.text === EVERYONE;
  if (entry === undefined) return isEveryone ? everyone : null;
  const id: RoleId | null = readId<"role">(entry, "a role", mistakes);
  if (id === null) return null;
  ids.claim({ key: id, span: entry.value.span, owner: key.text });
  if (everyone !== null && isEveryone !== (id === everyone)) {
    const message = isEveryone
      ? `the id of ${EVERYONE} is the id of the guild`
      : `the id of the guild is that of ${EVERYONE}, which has the handle "${EVERYONE}"`;
    mistakes.add({ code: "wrong-everyone", span: entry.value.span, message, suggest: () => (isEveryone ? `"${everyone}"` : undefined) });
  }
  return id;
}

interface Naming {
  readonly handle: string;
  readonly key: ScalarNode;
  readonly nameEntry: MapEntry | undefined;
  readonly name: string | null;
  readonly id: RoleId | null;
}

/** Discord lets people call another role @everyone: its id tells it from the real one. */
function checkEveryone({ handle, key, nameEntry, name, id }: Naming, mistakes: Mistakes): void {
  if (name === null || (handle === EVERYONE) === (name === EVERYONE)) return;
  if (handle !== EVERYONE && id !== null) return;
  const message =
    handle === EVERYONE ? `${EVERYONE} cannot be renamed in Discord` : `the role ${EVERYONE} has the handle "${EVERYONE}" in a policy`;
  mistakes.add({ code: "wrong-everyone", span: nameEntry?.value.span ?? key.span, message });
}

/** A role without an id is found by its name, which must then be that of one role. */
function reportSameNames(roles: readonly ListedRole[], mistakes: Mistakes): void {
  const named = new Map<string, ListedRole>();
  for (const listed of roles) {
    const first = named.get(listed.role.name);
    if (first === undefined) named.set(listed.role.name, listed);
    else if (first.role.id === null || listed.role.id === null) reportSameName(first, listed, mistakes);
  }
}

function reportSameName(first: ListedRole, second: ListedRole, mistakes: Mistakes): void {
  mistakes.add({
    code: "same-name",
    span: second.key.span,
    message: `two roles are called "${second.role.name}", and without ids nobody can tell them apart; write both ids`,
    related: { span: first.key.span, message: "the first one is here" },
  });
}
