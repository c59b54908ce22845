/** A role that the head does not list any more: it has to be deleted, or it is no longer looked at. */
import { compareRights } from "../effective/difference.ts";
import type { GuildRights } from "../effective/guild-rights.ts";
import { DANGEROUS } from "../permissions/flags.ts";
import type { RoleId } from "../permissions/snowflake.ts";
import { mostOf } from "../policy/desired-rights.ts";
import type { PolicyRole } from "../policy/policy.ts";
import { changing } from "./change.ts";
import { worst, type Judge } from "./danger.ts";
import { liftedDenials } from "./lifted-denials.ts";
import { roleSubject } from "./names.ts";
import type { RolePair } from "./pair-objects.ts";
import type { PolicyChange } from "./review.ts";
import { isLeftAlone } from "./left-alone.ts";
import { placeOf, type Scene } from "./scene.ts";
import { WEAKER } from "./weaker.ts";

/** Roles that somebody has to delete after the merge: their overwrites go with them and are no changes of their own. */
export function deletedRoles(scene: Scene): ReadonlySet<RoleId> {
  const gone = scene.roles.filter(({ id, before, after }) => after === null && before !== null && isDeleted(id, before, scene));
  return new Set(gone.map(({ id }) => id));
}

function isDeleted(id: RoleId, role: PolicyRole, scene: Scene): boolean {
  return id !== scene.everyone && !isLeftAlone("roles", role.name, scene.head.policy);
}

/** The change that a removed role is. */
export function goneRole(pair: RolePair & { readonly before: PolicyRole }, scene: Scene, judge: Judge): PolicyChange {
  const { before, id } = pair;
  const bits = before.permissions === null ? 0n : mostOf(before.permissions);
  const rest = {
    before: { kind: "role", name: before.name, permissions: bits },
    after: null,
    policy: placeOf(null, before.at, scene),
  } as const;
  if (isDeleted(id, before, scene)) {
    const channels = scene.base.rights.channels.map((channel) => channel.id);
    const judged = judge.judge(shiftsOfDeletion(id, scene), "channel", liftedDenials({ type: "role", id }, channels, scene));
    const severity = worst(judged.severity, WEAKER.roleDeleted);
    return changing("role.removed", roleSubject(pair), { ...rest, revoked: bits, ...judged, severity });
  }
  return changing("role.removed", roleSubject(pair), {
    ...rest,
    severity: (bits & DANGEROUS) === 0n ? WEAKER.roleUnwatched : WEAKER.roleUnwatchedDangerous,
    escalation: "what the role holds is no longer checked",
  });
}

/** The head with the role and its overwrites of the base, against the head. */
function shiftsOfDeletion(id: RoleId, { base, head, everyone }: Scene): ReturnType<typeof compareRights> {
  const { rights } = head;
  const old = new Map(base.rights.channels.map((channel) => [channel.id, channel]));
  const own = base.rights.roles.filter((role) => role.id === id);
  const shared = rights.roles.filter((role) => role.id === everyone);
  const after: GuildRights = { ...rights, roles: shared };
  const channels = rights.channels.map((channel) => {
    const mine = (old.get(channel.id)?.overwrites ?? []).filter(({ target }) => target.id === id);
    return { ...channel, overwrites: [...channel.overwrites.filter(({ target }) => target.id === everyone), ...mine] };
  });
  return compareRights({ ...after, roles: [...shared, ...own], channels }, after);
}
