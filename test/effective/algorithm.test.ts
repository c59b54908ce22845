/** Discord's algorithm, rule by rule (docs: topics/permissions, "Permission Hierarchy" and "Permission Overwrites"). */
import { describe, expect, test } from "vitest";
import { DOCUMENTED } from "../../src/effective/algorithm.ts";
import { effective } from "../../src/effective/effective.ts";
import type { ChannelRights, GuildRights } from "../../src/effective/guild-rights.ts";
import type { Subject } from "../../src/effective/subject.ts";
import { namesOf, type PermissionName } from "../../src/permissions/flags.ts";
import { aChannel, aGuild, ALICE, DELETED, EVERYONE, forMember, forRole, MODERATOR, MUTED, OWNER } from "./guilds.ts";

const moderator: Subject = { kind: "role", role: MODERATOR };
const both: Subject = { kind: "roles", roles: [MODERATOR, MUTED] };
const alice: Subject = { kind: "member", user: ALICE, roles: [MODERATOR], timedOut: false };

function computed(
  guild: GuildRights,
  subject: Subject,
  channel: ChannelRights | null = guild.channels[0] ?? null,
): readonly PermissionName[] {
  return namesOf(effective({ guild, channel }, subject).computed);
}

describe("base permissions", () => {
  test("a role's holder has what the role and @everyone have", () => {
    expect(computed(aGuild({ everyone: ["SPEAK"], moderator: ["STREAM"], muted: ["CONNECT"] }), moderator)).toEqual(["STREAM", "SPEAK"]);
  });

  test("a set of roles has what any of them has", () => {
    const guild = aGuild({ everyone: ["SPEAK"], moderator: ["STREAM"], muted: ["CONNECT"] });
    expect(computed(guild, both)).toEqual(["STREAM", "CONNECT", "SPEAK"]);
  });

  test("@everyone by itself has only its own", () => {
    expect(computed(aGuild({ everyone: ["SPEAK"], moderator: ["STREAM"] }), { kind: "role", role: EVERYONE })).toEqual(["SPEAK"]);
  });

  test("a role that the guild does not have gives nothing", () => {
    const guild = aGuild({ everyone: ["SPEAK"] }, aChannel("voice", forRole(DELETED, ["STREAM"], ["SPEAK"])));
    expect(computed(guild, { kind: "role", role: DELETED })).toEqual(["SPEAK"]);
  });

  test("on the guild level no overwrite counts", () => {
    const guild = aGuild({ moderator: ["SPEAK"] }, aChannel("voice", forRole(MODERATOR, ["STREAM"], ["SPEAK"])));
    expect(computed(guild, moderator, null)).toEqual(["SPEAK"]);
  });

  test("a bit that nobody knows is kept", () => {
    expect(computed(aGuild({ moderator: ["BIT_53", "BIT_47", "BIT_127"] }), moderator)).toEqual(["BIT_47", "BIT_53", "BIT_127"]);
  });
});

describe("the owner", () => {
  const owner: Subject = { kind: "member", user: OWNER, roles: [], timedOut: false };

  test("has everything, whatever the overwrites say", () => {
    const guild = aGuild({}, aChannel("text", forMember(OWNER, [], ["VIEW_CHANNEL"]), forRole(EVERYONE, [], ["VIEW_CHANNEL"])));
    expect(effective({ guild, channel: guild.channels[0] ?? null }, owner).computed).toBe(DOCUMENTED);
  });

  test("is a member: the same person's overwrite by itself is not", () => {
    const guild = aGuild({}, aChannel("text", forMember(OWNER, ["SPEAK"], [])));
    expect(computed(guild, { kind: "member-overwrite", user: OWNER })).toEqual(["SPEAK"]);
  });
});

describe("ADMINISTRATOR", () => {
  test("gives everything, and no overwrite takes it away", () => {
    const guild = aGuild({ moderator: ["ADMINISTRATOR"] }, aChannel("text", forRole(MODERATOR, [], ["VIEW_CHANNEL"])));
    expect(effective({ guild, channel: guild.channels[0] ?? null }, moderator).computed).toBe(DOCUMENTED);
  });

  // discord.js' permissionsFor(role) does not look at @everyone here; the docs' base permissions are @everyone's and the role's.
  test("of @everyone gives everything to every role", () => {
    const guild = aGuild({ everyone: ["ADMINISTRATOR"] }, aChannel("text", forRole(MODERATOR, [], ["VIEW_CHANNEL"])));
    expect(effective({ guild, channel: guild.channels[0] ?? null }, moderator).computed).toBe(DOCUMENTED);
  });

  test("of an overwrite is a bit without a meaning", () => {
    const guild = aGuild({}, aChannel("text", forRole(MODERATOR, ["ADMINISTRATOR"], [])));
    expect(computed(guild, moderator)).toEqual(["ADMINISTRATOR"]);
  });

  // discord.js gives its list of known bits only; so an administrator would have less than the same role without ADMINISTRATOR.
  test("keeps the bits that nobody knows, from roles and overwrites", () => {
    const guild = aGuild({ moderator: ["ADMINISTRATOR", "BIT_53"] }, aChannel("text", forRole(MODERATOR, ["BIT_54"], ["BIT_53"])));
    expect(computed(guild, moderator)).toEqual([...namesOf(DOCUMENTED), "BIT_53", "BIT_54"]);
  });
});

describe("overwrites", () => {
  test("@everyone's denies and then allows", () => {
    const guild = aGuild({ everyone: ["SPEAK", "STREAM"] }, aChannel("voice", forRole(EVERYONE, ["CONNECT"], ["SPEAK"])));
    expect(computed(guild, moderator)).toEqual(["STREAM", "CONNECT"]);
  });

  test("@everyone's denial takes what a role has on the guild level", () => {
    const guild = aGuild({ moderator: ["SPEAK"] }, aChannel("voice", forRole(EVERYONE, [], ["SPEAK"])));
    expect(computed(guild, moderator)).toEqual([]);
  });

  test("a role's beats @everyone's", () => {
    const guild = aGuild({}, aChannel("voice", forRole(MODERATOR, ["SPEAK"], ["STREAM"]), forRole(EVERYONE, ["STREAM"], ["SPEAK"])));
    expect(computed(guild, moderator)).toEqual(["SPEAK"]);
  });

  test("one role's allowance beats another's denial, in either order", () => {
    const overwrites = [forRole(MODERATOR, ["SPEAK"], []), forRole(MUTED, [], ["SPEAK"])];
    expect(computed(aGuild({}, aChannel("voice", ...overwrites)), both)).toEqual(["SPEAK"]);
    expect(computed(aGuild({}, aChannel("voice", ...overwrites.toReversed())), both)).toEqual(["SPEAK"]);
  });

  test("another role's means nothing to who does not hold it", () => {
    const guild = aGuild({ everyone: ["SPEAK"] }, aChannel("voice", forRole(MUTED, ["STREAM"], ["SPEAK"])));
    expect(computed(guild, moderator)).toEqual(["SPEAK"]);
  });

  test("a member's beats all roles'", () => {
    const guild = aGuild({}, aChannel("voice", forMember(ALICE, ["STREAM"], ["SPEAK"]), forRole(MODERATOR, ["SPEAK"], ["STREAM"])));
    expect(computed(guild, alice)).toEqual(["STREAM"]);
  });

  test("a member's by itself stands on @everyone only", () => {
    const channel = aChannel(
      "voice",
      forMember(ALICE, ["STREAM"], []),
      forRole(MODERATOR, ["SPEAK"], []),
      forRole(EVERYONE, ["CONNECT"], []),
    );
    expect(computed(aGuild({ moderator: ["USE_VAD"] }, channel), { kind: "member-overwrite", user: ALICE })).toEqual(["STREAM", "CONNECT"]);
  });

  // discord-api-docs #2527.
  test("a bit in allow and deny of one overwrite is allowed", () => {
    const guild = aGuild({}, aChannel("voice", forRole(MODERATOR, ["SPEAK"], ["SPEAK"])));
    expect(computed(guild, moderator)).toEqual(["SPEAK"]);
  });

  // discord-api-docs #4303.
  test("those of deleted roles and of other members are ignored", () => {
    const channel = aChannel("voice", forRole(DELETED, ["SPEAK"], []), forMember(OWNER, ["STREAM"], []));
    expect(computed(aGuild({}, channel), { ...alice, roles: [MODERATOR, DELETED] })).toEqual([]);
  });

  // Discord keeps one for each target. discord.js would keep the last too, as its cache is a map by id.
  test("of two for one target the last counts", () => {
    const guild = aGuild({}, aChannel("voice", forRole(MODERATOR, ["SPEAK"], []), forRole(MODERATOR, ["STREAM"], [])));
    expect(computed(guild, moderator)).toEqual(["STREAM"]);
  });

  test("a category's are not inherited: only the channel's own count", () => {
    const category = aChannel("category", forRole(EVERYONE, ["SPEAK"], []));
    const guild = aGuild({}, { ...aChannel("voice"), parent: category.id }, category);
    expect(computed(guild, moderator)).toEqual([]);
  });
});
