/** Who holds a role: the people that the policy lists, against those who were found to hold it. */
import { compareSnowflakes } from "../permissions/snowflake.ts";
import { differing, watchedWord, type Difference, type Watched } from "./difference.ts";
import { effectOfRole } from "./effect-of-role.ts";
import { roleSubject } from "./compare-roles.ts";
import type { Sides } from "./field-state.ts";
import type { Effect, FindingValue, Person } from "./finding.ts";
import type { Unchecked } from "./report.ts";
import { isEveryone, memberRoles, roleHolders, type MemberRole } from "./role-holders.ts";

/** One difference for each role that other people hold than agreed. */
export function compareMembers(sides: Sides): Difference[] {
  return checkedRoles(sides).flatMap((role) => {
    const { holders, extra, missing, unnamed } = roleHolders(role, sides.members);
    if (extra.length === 0 && missing.length === 0) return [];
    const held = sides.snapshot.roles.get(role.id)?.permissions ?? 0n;
    return [
      differing("role.members", roleSubject(role.bound), {
        desired: agreedPeople(role, [...holders, ...missing]),
        live: { kind: "members", people: holders },
        granted: extra.length === 0 ? 0n : held,
        revoked: extra.length === 0 ? held : 0n,
        at: role.bound.listed.members?.at ?? null,
        note: unnamed === 0 ? null : `Discord counts ${unnamed} more who hold this role, and nobody could name them.`,
        fields: [...extra.map((person) => watched(role, person, "yes")), ...missing.map((person) => watched(role, person, null))],
      }),
    ];
  });
}

/** Roles of which look-ups and count do not tell the same, or nothing. */
export function uncheckedMembers(sides: Sides): Unchecked[] {
  return memberRoles(sides.binding).flatMap((role): Unchecked[] => {
    const subject = roleSubject(role.bound);
    if (isEveryone(role, sides.policy.guild.id)) return [{ subject, why: "everybody holds @everyone, so its members cannot be listed" }];
    const { open } = roleHolders(role, sides.members);
    return open === null ? [] : [{ subject, why: open }];
  });
}

/** What each person gained or lost by it. */
export function effectOfMembers({ kind, desired, live, fields }: Difference, sides: Sides): Effect[] | null {
  if (kind !== "role.members" || desired?.kind !== "members" || live?.kind !== "members") return null;
  const names = new Map([...desired.people, ...live.people].map(({ id, name }) => [id, name]));
  return fields.flatMap(({ field, live: holds }) => {
    if (field.of !== "member") return [];
    const target = { type: "member", id: field.id, name: names.get(field.id) ?? null } as const;
    return effectOfRole(field.role, { target, sides, given: holds === "yes" });
  });
}

function checkedRoles(sides: Sides): MemberRole[] {
  return memberRoles(sides.binding).filter((role) => !isEveryone(role, sides.policy.guild.id));
}

/** The listed people with the names that the look-ups gave. */
function agreedPeople({ listed }: MemberRole, known: readonly Person[]): FindingValue {
  const names = new Map(known.map(({ id, name }) => [id, name]));
  const people = listed.map((id): Person => ({ id, name: names.get(id) ?? null }));
  return { kind: "members", people: people.toSorted((left, right) => compareSnowflakes(left.id, right.id)) };
}

function watched(role: MemberRole, { id }: Person, live: "yes" | null): Watched {
  return watchedWord({ of: "member", id, role: role.id, part: "holds" }, live === "yes" ? null : "yes", live);
}
