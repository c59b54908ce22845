/** The use case "explain": who can do what, where and why. */
import { explain as explainEffective } from "../effective/effective.ts";
import type { ChannelRights, GuildRights, Place } from "../effective/guild-rights.ts";
import type { Subject } from "../effective/subject.ts";
import { decodeMember } from "../guild/member.ts";
import { rolesInOrder } from "../guild/order.ts";
import { channelsWithoutRights, rightsOf } from "../guild/rights.ts";
import { sightOf } from "../guild/sight.ts";
import type { LiveChannel, LiveRole, Snapshot } from "../guild/snapshot.ts";
import { parseSnowflake, type UserId } from "../permissions/snowflake.ts";
import type { Policy } from "../policy/policy.ts";
import type { AnywhereAnswer, Asked, AskedPermission, ExplainAnswer, OneAnswer, WhoAnswer } from "../report/explain/answer.ts";
import { PLAIN } from "../report/words/voice.ts";
import { CannotCheck } from "./cannot-check.ts";
import { findChannel, findRole } from "./find-named.ts";
import { findPermission } from "./find-permission.ts";
import { readSnapshot, type ReadSnapshot } from "./read-snapshot.ts";

/** As it was written; null where it was not. */
export interface Question {
  readonly channel: string | null;
  readonly roles: readonly string[];
  readonly member: string | null;
  readonly permission: string | null;
}

export interface ExplainRequest extends ReadSnapshot {
  readonly question: Question;
  /** For its handles. */
  readonly policy: Policy | null;
  /** Unix milliseconds: a timeout is running or over. */
  readonly now: number;
}

/** The question with everything in it found. */
interface Found {
  readonly snapshot: Snapshot;
  readonly guild: GuildRights;
  readonly permission: AskedPermission | null;
  readonly channel: LiveChannel | null;
}

/** Throws CannotCheck where the question names what is not there, or the answer cannot be known. */
export async function explain(request: ExplainRequest): Promise<ExplainAnswer> {
  const { question, policy } = request;
  const permission = question.permission === null ? null : findPermission(question.permission);
  const user = question.member === null ? null : parseUser(question.member);
  if (isEmpty(question))
    throw new CannotCheck("What should be explained? Give --channel, --role, --member or --permission; see --help for examples.");
  const snapshot = await readSnapshot(request);
  const channel = question.channel === null ? null : findChannel(question.channel, snapshot, policy);
  const roles = question.roles.map((role) => findRole(role, snapshot, policy));
  const found: Found = { snapshot, guild: rightsOf(snapshot), permission, channel };
  if (user === null) return roles.length > 0 ? one(found, { kind: "roles", roles: distinct(roles) }) : who(found);
  const asked = await readMember(user, request);
  return channel === null ? anywhere(found, asked) : one(found, asked);
}

function isEmpty({ channel, roles, member, permission }: Question): boolean {
  return roles.length === 0 && [channel, member, permission].every((part) => part === null);
}

function parseUser(text: string): UserId {
  const id = parseSnowflake<"user">(/^(?:<@!?)?(?<id>\d+)>?$/.exec(text.trim())?.groups?.["id"]);
  if (id !== null) return id;
  throw new CannotCheck(`--member ${PLAIN.name(text)} is no id. Turn on Developer Mode in Discord and copy the person's user id.`);
}

async function readMember(user: UserId, { source, guild, now }: ExplainRequest): Promise<Extract<Asked, { readonly kind: "member" }>> {
  const answer = await source.member(guild, user);
  if (answer === null)
    throw new CannotCheck(
      `There is no member ${user} on this server: the id is wrong, or the person has left. Use --role to ask for a role.`,
    );
  const decoded = decodeMember(answer, user);
  if (!decoded.ok) throw new CannotCheck(`${decoded.problems.join(" ")} Run again, and report it if it stays so.`);
  const { timeoutUntil } = decoded.value;
  return { kind: "member", member: decoded.value, timedOut: timeoutUntil !== null && timeoutUntil > now };
}

function distinct(roles: readonly LiveRole[]): readonly LiveRole[] {
  return [...new Map(roles.map((role) => [role.id, role])).values()];
}

function subjectOf(asked: Asked): Subject {
  if (asked.kind === "member") return { kind: "member", user: asked.member.id, roles: asked.member.roles, timedOut: asked.timedOut };
  return { kind: "roles", roles: asked.roles.map(({ id }) => id) };
}

/** Where the question is about. Nothing can be said of a channel whose overwrites are not known. */
function placeOf({ guild, channel }: Found): Place {
  if (channel === null) return { guild, channel: null };
  const rights = guild.channels.find(({ id }) => id === channel.id);
  if (rights !== undefined) return { guild, channel: rights };
  throw new CannotCheck(
    `Discord sent no readable overwrites for ${PLAIN.name(channel.name)} (id ${channel.id}), so nothing can be said of it. Run again.`,
  );
}

function one(found: Found, asked: Asked): OneAnswer {
  const { snapshot, permission, channel } = found;
  return { kind: "one", snapshot, permission, channel, asked, explained: explainEffective(placeOf(found), subjectOf(asked)) };
}

function who(found: Found): WhoAnswer {
  const { snapshot, permission, channel } = found;
  const place = placeOf(found);
  return {
    kind: "who",
    snapshot,
    permission,
    channel,
    roles: rolesInOrder(snapshot).map((role) => ({ role, explained: explainEffective(place, { kind: "role", role: role.id }) })),
    members: membersIn(place.channel).map((user) => ({ user, explained: explainEffective(place, { kind: "member-overwrite", user }) })),
  };
}

function membersIn(channel: ChannelRights | null): readonly UserId[] {
  return (channel?.overwrites ?? []).flatMap(({ target }) => (target.type === "member" ? [target.id] : []));
}

function anywhere({ snapshot, guild, permission }: Found, asked: Extract<Asked, { readonly kind: "member" }>): AnywhereAnswer {
  const subject = subjectOf(asked);
  return {
    kind: "anywhere",
    snapshot,
    permission,
    asked,
    server: explainEffective({ guild, channel: null }, subject),
    channels: guild.channels.flatMap((rights) => {
      const channel = snapshot.channels.get(rights.id);
      return channel === undefined ? [] : [{ channel, explained: explainEffective({ guild, channel: rights }, subject) }];
    }),
    unknown: channelsWithoutRights(snapshot),
    seesAll: sightOf(snapshot)?.everyChannel === true,
  };
}
