/** Whom an overwrite is for: a role's handle, `role:<id>`, or `member:<id>`. */
import { everyoneRole, parseSnowflake } from "../permissions/snowflake.ts";
import { EVERYONE } from "./read-roles.ts";
import { isName } from "./scalars.ts";
import { closest } from "./suggest.ts";
import type { GuildId } from "../permissions/snowflake.ts";
import type { ScalarNode } from "./node.ts";
import type { Mistakes } from "./mistakes.ts";
import type { PolicyTarget } from "./policy.ts";
import type { ListedRole } from "./read-roles.ts";

/** What the roles of the policy are called, and which ids they have. */
export interface RoleDirectory {
  readonly handles: ReadonlySet<string>;
  readonly handleOfId: ReadonlyMap<string, string>;
  readonly guild: GuildId | null;
}

/** The directory of the listed roles. */
export function directoryOf(roles: readonly ListedRole[], guild: GuildId | null): RoleDirectory {
  return {
    handles: new Set(roles.map(({ role }) => role.handle)),
    handleOfId: new Map(roles.flatMap(({ role }) => (role.id === null ? [] : [[role.id, role.handle]]))),
    guild,
  };
}

/** The target that a key names, or null after a report. A listed role is always named by its handle, @everyone by its id where it is not listed. */
export function readTarget(key: ScalarNode, roles: RoleDirectory, mistakes: Mistakes): PolicyTarget | null {
  if (key.type === "number") return refuseNumber(key, mistakes);
  if (!isName(key, mistakes)) return null;
  const [, kind, digits] = /^(?<kind>member|role):(?<digits>.*)$/su.exec(key.text) ?? [];
  if (kind === "member") return readMember(key, digits ?? "", mistakes);
  if (kind === "role") return readRoleById(key, digits ?? "", { roles, mistakes });
  return readHandleTarget(key, roles, mistakes);
}

/** A key that is the same for the same target. */
export function policyTargetKey(target: PolicyTarget): string {
  return target.kind === "role" ? `handle:${target.handle}` : `${target.kind}:${target.id}`;
}

function refuseNumber(key: ScalarNode, mistakes: Mistakes): null {
  const message = 'an id alone does not say whose it is; write "role:<id>" or "member:<id>"';
  mistakes.add({ code: "bare-target-id", span: key.span, message, suggest: () => `"role:${key.text}"` });
  return null;
}

function readMember(key: ScalarNode, digits: string, mistakes: Mistakes): PolicyTarget | null {
  const id = parseSnowflake<"user">(digits);
  return id === null ? refuseId(key, mistakes) : { kind: "member", id };
}

function readRoleById(
  key: ScalarNode,
  digits: string,
  { roles, mistakes }: { roles: RoleDirectory; mistakes: Mistakes },
): PolicyTarget | null {
  const id = parseSnowflake<"role">(digits);
  if (id === null) return refuseId(key, mistakes);
  const handle = roles.handleOfId.get(id);
  return handle === undefined ? { kind: "role-id", id } : { kind: "role", handle };
}

function refuseId(key: ScalarNode, mistakes: Mistakes): null {
  const message = "what stands behind the colon is no id: an id is a number of up to 20 digits";
  mistakes.add({ code: "wrong-id", span: key.span, message });
  return null;
}

function readHandleTarget(key: ScalarNode, roles: RoleDirectory, mistakes: Mistakes): PolicyTarget | null {
  if (roles.handles.has(key.text)) return { kind: "role", handle: key.text };
  if (key.text === EVERYONE) return roles.guild === null ? null : { kind: "role-id", id: everyoneRole(roles.guild) };
  if (/^\d+$/.test(key.text)) return refuseNumber(key, mistakes);
  mistakes.add({
    code: "unknown-role",
    span: key.span,
    message: `no role \`${key.text}\` is listed in \`roles\`; one that is not listed is written as "role:<id>"`,
    suggest: () => closest(key.text, [EVERYONE, ...roles.handles]),
  });
  return null;
}
