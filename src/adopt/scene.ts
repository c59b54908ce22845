/** What an adoption looks at: both sides of the check, and the findings that are to be accepted. */
import type { BoundChannel, BoundRole } from "../drift/bind.ts";
import type { Sides } from "../drift/field-state.ts";
import type { Finding, FindingKind } from "../drift/finding.ts";
import type { OverwriteTarget } from "../permissions/overwrite.ts";
import { everyoneRole } from "../permissions/snowflake.ts";
import type { Keys, PolicyEdit } from "../policy/edit/policy-edit.ts";

export interface Scene {
  readonly sides: Sides;
  readonly chosen: readonly Finding[];
  /** Handles of roles that this adoption adds, by id. */
  readonly newRoles: ReadonlyMap<string, string>;
  /** Where channels that this adoption adds are to stand, by id. */
  readonly newChannels: ReadonlyMap<string, Keys>;
}

/** Edits for a finding, or why there are none: one plain clause. */
export type Answer = { readonly edits: readonly PolicyEdit[] } | { readonly why: string };

export function isChosen({ chosen }: Pick<Scene, "chosen">, kind: FindingKind, id: string): boolean {
  return chosen.some((finding) => finding.kind === kind && finding.subject.id === id);
}

/** The listed role of a finding: by id, else by the handle of one that was never found. */
export function roleOf({ subject }: Finding, { sides }: Scene): BoundRole | null {
  return sides.binding.roles.find((bound) => (bound.id ?? bound.listed.handle) === subject.id) ?? null;
}

export function channelOf({ subject }: Finding, { sides }: Scene): BoundChannel | null {
  return sides.binding.channels.find((bound) => (bound.id ?? bound.listed.path) === subject.id) ?? null;
}

/** Where a listed channel stands in the file. */
export function keysOf({ listed }: BoundChannel, sides: Sides): Keys {
  const parent = listed.parent === null ? undefined : sides.binding.channelOfPath.get(listed.parent);
  return parent === undefined ? ["channels", listed.handle] : [...keysOf(parent, sides), "channels", listed.handle];
}

/** How a target is written, and how it may be written too. */
export function targetKeys(target: OverwriteTarget, scene: Scene): { readonly key: string; readonly other: readonly string[] } {
  const { sides, newRoles } = scene;
  if (target.type === "member") return { key: `member:${target.id}`, other: [] };
  const byId = `role:${target.id}`;
  if (isChosen(scene, "role.missing", target.id)) return { key: byId, other: [] };
  const everyone = target.id === everyoneRole(sides.policy.guild.id) ? "@everyone" : undefined;
  const key = sides.binding.roleOfId.get(target.id)?.listed.handle ?? newRoles.get(target.id) ?? everyone;
  return key === undefined ? { key: byId, other: [] } : { key, other: [byId] };
}

/** Whether the policy passes over objects of this name or path: then it must not list one. */
export function isIgnored(kind: "roles" | "channels", text: string, { policy }: Sides): boolean {
  return policy.ignore.some((pattern) => pattern.kind === kind && pattern.matches(text));
}
