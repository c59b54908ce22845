/** Who holds a role of which the policy lists the members, as far as single look-ups tell, and what they leave open. */
import { compareSnowflakes, everyoneRole, type RoleId, type UserId } from "../permissions/snowflake.ts";
import type { Binding, BoundRole } from "./bind.ts";
import type { Person } from "./finding.ts";
import type { MemberReading } from "./member-reading.ts";

/** A role that is there, with its listed members. */
export interface MemberRole {
  readonly bound: BoundRole;
  readonly id: RoleId;
  readonly listed: readonly UserId[];
}

/** The roles of which the policy lists the members and that are there, in file order. */
export function memberRoles({ roles }: Pick<Binding, "roles">): MemberRole[] {
  return roles.flatMap((bound) => {
    const { members } = bound.listed;
    return members === null || bound.live === null ? [] : [{ bound, id: bound.live.id, listed: members.ids }];
  });
}

export interface RoleHolders {
  /** By id. */
  readonly holders: readonly Person[];
  readonly missing: readonly Person[];
  readonly extra: readonly Person[];
  /** What is not known, one plain clause; null where look-ups and Discord's count say the same. */
  readonly open: string | null;
  /** How many more hold it by Discord's count than could be named. */
  readonly unnamed: number;
}

/** Judges one role. Only who was looked at is named; the count tells whether that is everybody. */
export function roleHolders({ id, listed }: MemberRole, { counts, people }: MemberReading): RoleHolders {
  const agreed = new Set(listed);
  const holders = [...people].flatMap(([user, one]) =>
    one.kind === "known" && one.roles.includes(id) ? [{ id: user, name: one.name }] : [],
  );
  const found = holders.toSorted(byId);
  const missing = listed.flatMap((user) => {
    const one = people.get(user);
    return one?.kind === "known" && !one.roles.includes(id) ? [{ id: user, name: one.name }] : [];
  });
  const unknown = listed.flatMap((user) => whyUnknown(user, people));
  const count = counts.kind === "known" ? (counts.of.get(id) ?? 0) : null;
  return {
    holders: found,
    missing: missing.toSorted(byId),
    extra: found.filter((person) => !agreed.has(person.id)),
    open: openQuestion({ unknown, count, found: found.length, why: counts.kind === "known" ? "" : counts.why }),
    unnamed: count === null ? 0 : Math.max(0, count - found.length - unknown.length),
  };
}

/** Everybody holds @everyone, and Discord counts nobody for it. */
export function isEveryone({ id }: MemberRole, guild: Parameters<typeof everyoneRole>[0]): boolean {
  return id === everyoneRole(guild);
}

interface Answers {
  readonly unknown: readonly string[];
  readonly count: number | null;
  readonly found: number;
  readonly why: string;
}

function openQuestion({ unknown, count, found, why }: Answers): string | null {
  const [first] = unknown;
  if (first !== undefined) {
    const people = unknown.length === 1 ? "one of the listed people" : `${unknown.length} of the listed people`;
    return `it is not known whether ${people} hold${unknown.length === 1 ? "s" : ""} this role: ${first}`;
  }
  if (count === null) return `it is not known how many people hold this role: ${why}`;
  if (count > found) return `Discord counts ${count} who hold this role, and only ${found} of them could be named`;
  if (count < found) return `Discord counts ${count} who hold this role, and single look-ups found ${found}`;
  return null;
}

function whyUnknown(user: UserId, people: MemberReading["people"]): string[] {
  const one = people.get(user);
  if (one === undefined) return ["nobody looked"];
  return one.kind === "unknown" ? [one.why] : [];
}

function byId(left: Person, right: Person): number {
  return compareSnowflakes(left.id, right.id);
}
