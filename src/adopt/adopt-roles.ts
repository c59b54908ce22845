/** Roles: what the file must say for a finding about one to be in line. */
import type { BoundRole } from "../drift/bind.ts";
import type { Finding } from "../drift/finding.ts";
import { NEUTRAL } from "../permissions/overwrite.ts";
import { everyoneRole } from "../permissions/snowflake.ts";
import { grantSame } from "../drift/desired-overwrites.ts";
import type { PolicyTarget } from "../policy/policy.ts";
import type { NewValue, PolicyEdit } from "../policy/edit/policy-edit.ts";
import { isChosen, isIgnored, keysOf, roleOf, type Answer, type Scene } from "./scene.ts";

const GONE: Answer = { why: "the policy does not list it any more" };

export function adoptPermissions(finding: Finding, scene: Scene): Answer {
  const bound = roleOf(finding, scene);
  const bounds = bound?.listed.permissions ?? null;
  if (bound === null || bounds === null) return GONE;
  const keys = ["roles", bound.listed.handle];
  const { granted, revoked } = finding;
  if (bounds.kind === "exact")
    return { edits: [{ kind: "permissions", keys: [...keys, "permissions"], bits: (bounds.bits | granted) & ~revoked }] };
  const edits: PolicyEdit[] = [];
  if (bounds.atMost !== null && granted !== 0n)
    edits.push({ kind: "permissions", keys: [...keys, "at-most"], bits: bounds.atMost | granted });
  if (bounds.atLeast !== null && revoked !== 0n)
    edits.push({ kind: "permissions", keys: [...keys, "at-least"], bits: bounds.atLeast & ~revoked });
  return { edits };
}

export function adoptRoleName(finding: Finding, scene: Scene): Answer {
  const bound = roleOf(finding, scene);
  if (bound === null || finding.live?.kind !== "text") return GONE;
  return { edits: [nameEdit(["roles", bound.listed.handle], finding.live.text)] };
}

/** The handle stays, since other lines use it; where it says the name already, `name` is not needed. */
export function nameEdit(keys: readonly string[], name: string): PolicyEdit {
  const named = [...keys, "name"];
  return keys.at(-1) === name ? { kind: "remove", keys: named } : { kind: "put", keys: named, value: { kind: "text", text: name } };
}

export function adoptNewRole({ subject, live }: Finding, { sides, newRoles }: Scene): Answer {
  const handle = newRoles.get(subject.id);
  if (live?.kind !== "role" || handle === undefined) return GONE;
  if (isIgnored("roles", handle, sides)) return { why: "`ignore` passes over roles of this name; narrow its pattern first" };
  const everyone = subject.id === everyoneRole(sides.policy.guild.id);
  const entries: (readonly [string, NewValue])[] = [
    ...(everyone ? [] : [["id", { kind: "id", id: subject.id }] as const]),
    ...(handle === live.name ? [] : [["name", { kind: "text", text: live.name }] as const]),
    ["permissions", { kind: "permissions", bits: live.permissions }],
  ];
  return { edits: [{ kind: "put", keys: ["roles", handle], value: { kind: "map", entries, style: "like-others" } }] };
}

export function adoptMissingRole(finding: Finding, scene: Scene): Answer {
  const bound = roleOf(finding, scene);
  if (bound === null) return GONE;
  const needed = neededBy(bound, scene);
  if (needed !== null) return { why: `the rule ${needed} is about this role alone; change the rule first` };
  const { handle } = bound.listed;
  return { edits: [...overwritesOf(bound, scene), ...mentionsOf(bound, scene), { kind: "remove", keys: ["roles", handle] }] };
}

/** The rule that would speak of nobody. */
function neededBy(bound: BoundRole, scene: Scene): string | null {
  const leaves = (target: PolicyTarget): boolean =>
    means(target, bound) || scene.chosen.some((other) => other.kind === "role.missing" && means(target, roleOf(other, scene)));
  const rule = scene.sides.policy.rules.find(({ holders }) => holders.some((target) => means(target, bound)) && holders.every(leaves));
  return rule?.name ?? null;
}

function means(target: PolicyTarget, bound: BoundRole | null): boolean {
  if (bound === null) return false;
  return target.kind === "role" ? target.handle === bound.listed.handle : target.kind === "role-id" && target.id === bound.id;
}

/** Its overwrites go with it; where Discord still has one, that stands for itself by the role's id. */
function overwritesOf(bound: BoundRole, { sides }: Scene): PolicyEdit[] {
  return sides.binding.channels
    .filter(({ listed }) => listed.overwrites?.kind === "exact" && listed.overwrites.list.some(({ target }) => means(target, bound)))
    .map((channel): PolicyEdit => {
      const keys = [...keysOf(channel, sides), "overwrites", bound.listed.handle];
      if (bound.id === null) return { kind: "remove-overwrite", keys, other: [] };
      const byId = `role:${bound.id}`;
      const live = channel.live?.overwrites?.get(byId) ?? NEUTRAL;
      return grantSame(live, NEUTRAL) ? { kind: "remove-overwrite", keys, other: [byId] } : { kind: "rename", keys, other: [], key: byId };
    });
}

function mentionsOf(bound: BoundRole, { sides, chosen }: Scene): PolicyEdit[] {
  const { handle } = bound.listed;
  const drop = [handle, ...(bound.id === null ? [] : [`role:${bound.id}`])];
  const { hierarchy, rules, exceptions } = sides.policy;
  const left = (hierarchy?.roles ?? []).filter((role) => role !== handle && !isChosen({ chosen }, "role.missing", idOf(role, sides)));
  const ordered = hierarchy?.roles.includes(handle) === true;
  return [
    ...(ordered && left.length > 0 ? [{ kind: "items", keys: ["hierarchy"], drop, add: [] } as const] : []),
    ...(ordered && left.length === 0 ? [{ kind: "remove", keys: ["hierarchy"] } as const] : []),
    ...rules
      .filter(({ holders }) => holders.some((target) => means(target, bound)))
      .map(({ name, mode }) => ({ kind: "items", keys: ["rules", name, mode], drop, add: [] }) as const),
    ...exceptions.filter(({ holder }) => means(holder, bound)).map(({ name }) => ({ kind: "remove", keys: ["exceptions", name] }) as const),
  ];
}

function idOf(handle: string, { binding }: Scene["sides"]): string {
  return binding.roleOfHandle.get(handle)?.id ?? handle;
}

export function adoptMembers(finding: Finding, scene: Scene): Answer {
  const bound = roleOf(finding, scene);
  if (bound === null || bound.listed.members === null) return GONE;
  if (finding.live?.kind !== "members") return { why: "it is not known who holds the role now" };
  const now = finding.live.people.map(({ id }) => id);
  const agreed = bound.listed.members.ids;
  const drop = agreed.filter((id) => !now.includes(id));
  const add = now.filter((id) => !agreed.includes(id)).map((id) => `"${id}"`);
  return { edits: [{ kind: "items", keys: ["roles", bound.listed.handle, "members"], drop, add }] };
}
