/** Asking who holds the roles of which the policy lists the members: counts, one look-up a person, and the list where it is needed and allowed. */
import type { AuditEntry } from "../audit/entry.ts";
import { bind } from "../drift/bind.ts";
import { historyOf, type History } from "../drift/history.ts";
import { NO_MEMBERS, type MemberReading, type PersonReading } from "../drift/member-reading.ts";
import type { Memory } from "../drift/memory.ts";
import { memberRoles, roleHolders, type MemberRole } from "../drift/role-holders.ts";
import { decodeMemberCounts } from "../guild/member-counts.ts";
import { decodeMember } from "../guild/member.ts";
import type { Snapshot } from "../guild/snapshot.ts";
import { isJsonObject } from "../permissions/json-object.ts";
import { parseSnowflake, type UserId } from "../permissions/snowflake.ts";
import type { Policy } from "../policy/policy.ts";
import { CannotCheck } from "./cannot-check.ts";
import { MembersUnlisted, type DiscordSource, type Progress } from "./ports.ts";

/** People whom one check looks up, one request each. */
const MOST_PEOPLE = 200;
/** Pages of the list of members, a thousand people each. */
const MOST_PAGES = 25;

export interface MemberQuestion {
  readonly policy: Policy;
  readonly snapshot: Snapshot;
  readonly discord: DiscordSource;
  readonly memory: Memory | null;
  readonly progress: Progress;
}

type People = MemberReading["people"];

/** The counts and the listed people. To be asked before the log, as the rest of the state is. No request where the policy lists no members. */
export async function readListedMembers(question: MemberQuestion): Promise<MemberReading> {
  const roles = rolesOf(question);
  if (roles.length === 0) return NO_MEMBERS;
  question.progress("Asking who holds the roles whose members the policy lists");
  const listed = new Set(roles.flatMap((role) => role.listed));
  const [counts, people] = await Promise.all([readCounts(question), lookUp([...listed], MOST_PEOPLE, question)]);
  return { counts, people };
}

/**
 * The same with those who are not listed and may hold such a role: whom the log or the memory names is looked up, whatever the counts say; and
 * where a count says that there are more, the list of members names them, where Discord gives it to this bot.
 */
export async function readOtherMembers(
  question: MemberQuestion,
  entries: readonly AuditEntry[],
  reading: MemberReading,
): Promise<MemberReading> {
  const roles = rolesOf(question);
  if (roles.length === 0) return reading;
  const suspects = suspectsOf(historyOf(entries, question.memory), roles).filter((id) => !reading.people.has(id));
  const found = await lookUp(suspects, MOST_PEOPLE - reading.people.size, question);
  const known = { ...reading, people: new Map([...reading.people, ...found]) };
  return leavesUnnamed(roles, known) ? { ...known, people: await readList(question, roles, known) } : known;
}

function rolesOf({ policy, snapshot, memory }: MemberQuestion): MemberRole[] {
  return memberRoles(bind(policy, snapshot, memory?.names ?? new Map()));
}

async function readCounts({ discord, policy }: MemberQuestion): Promise<MemberReading["counts"]> {
  try {
    const decoded = decodeMemberCounts(await discord.memberCounts(policy.guild.id));
    return decoded.ok ? { kind: "known", of: decoded.value } : { kind: "unknown", why: clauseOf(decoded.problems.join(" ")) };
  } catch (error) {
    if (error instanceof CannotCheck) return { kind: "unknown", why: clauseOf(error.message) };
    throw error;
  }
}

/** At most `room` of them; of the others nothing is known. */
async function lookUp(users: readonly UserId[], room: number, question: MemberQuestion): Promise<People> {
  const asked = await Promise.all(users.slice(0, room).map(async (id) => [id, await readPerson(id, question)] as const));
  const rest = users
    .slice(room)
    .map((id): [UserId, PersonReading] => [id, { kind: "unknown", why: `one check looks up ${MOST_PEOPLE} people` }]);
  return new Map([...asked, ...rest]);
}

async function readPerson(id: UserId, { discord, policy }: MemberQuestion): Promise<PersonReading> {
  try {
    const answer = await discord.member(policy.guild.id, id);
    return answer === null ? { kind: "known", name: null, roles: [] } : personIn(answer, id);
  } catch (error) {
    if (error instanceof CannotCheck) return { kind: "unknown", why: clauseOf(error.message) };
    throw error;
  }
}

function personIn(answer: unknown, id: UserId): PersonReading {
  const decoded = decodeMember(answer, id);
  if (!decoded.ok) return { kind: "unknown", why: clauseOf(decoded.problems.join(" ")) };
  return { kind: "known", name: decoded.value.name, roles: decoded.value.roles };
}

/** Everybody to whom the log gave such a role, or from whom it took one, and whom an earlier run found with one. */
function suspectsOf({ links, standing }: History, roles: readonly MemberRole[]): UserId[] {
  const ids = new Set<string>(roles.map(({ id }) => id));
  const people = [...standing.keys(), ...links.keys()].flatMap((key) => {
    const { user, role } = /^member:(?<user>\d+)\/(?<role>\d+)$/.exec(key)?.groups ?? {};
    return role !== undefined && ids.has(role) ? [parseSnowflake<"user">(user)] : [];
  });
  return [...new Set(people)].filter((id) => id !== null);
}

function leavesUnnamed(roles: readonly MemberRole[], reading: MemberReading): boolean {
  return roles.some((role) => roleHolders(role, reading).unnamed > 0);
}

/** Reads until everybody who is counted is named, or the list ends. Where Discord gives none, what is known stays. */
async function readList(
  { discord, policy, progress }: MemberQuestion,
  roles: readonly MemberRole[],
  reading: MemberReading,
): Promise<People> {
  const people = new Map(reading.people);
  let pages = 0;
  try {
    progress("Asking for the list of members, since more people hold such a role than could be named");
    for await (const page of discord.members(policy.guild.id)) {
      const found = holdersIn(page, roles).filter(([id]) => people.get(id)?.kind !== "known");
      for (const [id, person] of found) people.set(id, person);
      pages += 1;
      if (pages === MOST_PAGES || !leavesUnnamed(roles, { ...reading, people })) break;
    }
  } catch (error) {
    if (!(error instanceof MembersUnlisted) && !(error instanceof CannotCheck)) throw error;
  }
  return people;
}

function holdersIn(page: unknown, roles: readonly MemberRole[]): [UserId, PersonReading][] {
  const ids = new Set(roles.map((role) => role.id));
  return (Array.isArray(page) ? page : []).flatMap((member: unknown): [UserId, PersonReading][] => {
    const user = isJsonObject(member) ? member["user"] : null;
    const id = isJsonObject(user) ? parseSnowflake<"user">(user["id"]) : null;
    const person = id === null ? null : personIn(member, id);
    return id !== null && person?.kind === "known" && person.roles.some((role) => ids.has(role)) ? [[id, person]] : [];
  });
}

/** A sentence as a clause of another one. */
function clauseOf(sentence: string): string {
  return sentence.replace(/\.$/, "");
}
