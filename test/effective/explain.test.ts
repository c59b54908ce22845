/** The steps of an explanation: what gave, what took, and in which order. */
import { describe, expect, test } from "vitest";
import { explain } from "../../src/effective/effective.ts";
import type { GuildRights } from "../../src/effective/guild-rights.ts";
import type { Source } from "../../src/effective/step.ts";
import type { Subject } from "../../src/effective/subject.ts";
import { namesOf, type PermissionName } from "../../src/permissions/flags.ts";
import { aChannel, aGuild, ALICE, EVERYONE, forMember, forRole, MODERATOR, MUTED, OWNER } from "./guilds.ts";

type Told = readonly [Source, readonly PermissionName[], readonly PermissionName[]];

function told(guild: GuildRights, subject: Subject): readonly Told[] {
  const { steps } = explain({ guild, channel: guild.channels[0] ?? null }, subject);
  return steps.map(({ from, allow, deny }) => [from, namesOf(allow), namesOf(deny)]);
}

const everyone: Source = { kind: "base", role: EVERYONE };
const alice: Subject = { kind: "member", user: ALICE, roles: [MODERATOR, MUTED], timedOut: false };

describe("the steps", () => {
  test("name roles, overwrites, the channel's type, what is missing, and the timeout, in the order of the algorithm", () => {
    const channel = aChannel(
      "text",
      forMember(ALICE, ["SPEAK"], ["SEND_MESSAGES"]),
      forRole(MODERATOR, ["PIN_MESSAGES"], []),
      forRole(EVERYONE, ["VIEW_CHANNEL"], ["ADD_REACTIONS"]),
    );
    const guild = aGuild({ everyone: ["ADD_REACTIONS", "SEND_MESSAGES"], moderator: ["EMBED_LINKS"] }, channel);
    expect(told(guild, { ...alice, timedOut: true })).toEqual([
      [everyone, ["ADD_REACTIONS", "SEND_MESSAGES"], []],
      [{ kind: "base", role: MODERATOR }, ["EMBED_LINKS"], []],
      [{ kind: "everyone-overwrite" }, ["VIEW_CHANNEL"], ["ADD_REACTIONS"]],
      [{ kind: "role-overwrite", role: MODERATOR }, ["PIN_MESSAGES"], []],
      [{ kind: "member-overwrite", user: ALICE }, ["SPEAK"], ["SEND_MESSAGES"]],
      [{ kind: "channel-type", type: "text" }, [], ["SPEAK"]],
      [{ kind: "implicit", missing: "SEND_MESSAGES" }, [], ["EMBED_LINKS"]],
      [{ kind: "timeout" }, [], ["PIN_MESSAGES"]],
    ]);
  });

  test("show a role's denial that another role's allowance beats", () => {
    const channel = aChannel("text", forRole(MODERATOR, ["SEND_MESSAGES"], []), forRole(MUTED, [], ["SEND_MESSAGES"]));
    expect(told(aGuild({ everyone: ["VIEW_CHANNEL", "SEND_MESSAGES"] }, channel), alice)).toEqual([
      [everyone, ["VIEW_CHANNEL", "SEND_MESSAGES"], []],
      [{ kind: "role-overwrite", role: MUTED }, [], ["SEND_MESSAGES"]],
      [{ kind: "role-overwrite", role: MODERATOR }, ["SEND_MESSAGES"], []],
    ]);
  });

  test("name every role that gives the same, and every overwrite that takes the same", () => {
    const channel = aChannel("text", forRole(MODERATOR, [], ["SEND_MESSAGES"]), forRole(MUTED, [], ["SEND_MESSAGES"]));
    expect(told(aGuild({ moderator: ["SEND_MESSAGES"], muted: ["SEND_MESSAGES"] }, channel), alice)).toEqual([
      [{ kind: "base", role: MODERATOR }, ["SEND_MESSAGES"], []],
      [{ kind: "base", role: MUTED }, ["SEND_MESSAGES"], []],
      [{ kind: "role-overwrite", role: MODERATOR }, [], ["SEND_MESSAGES"]],
      [{ kind: "role-overwrite", role: MUTED }, [], ["SEND_MESSAGES"]],
    ]);
  });

  test("leave out what changes nothing", () => {
    const channel = aChannel("text", forRole(EVERYONE, ["VIEW_CHANNEL"], ["SPEAK"]));
    expect(told(aGuild({ everyone: ["VIEW_CHANNEL", "SEND_MESSAGES"] }, channel), alice)).toEqual([
      [everyone, ["VIEW_CHANNEL", "SEND_MESSAGES"], []],
    ]);
  });

  test("blame the missing VIEW_CHANNEL for all that could be used otherwise", () => {
    expect(told(aGuild({ everyone: ["SEND_MESSAGES", "SPEAK"] }, aChannel("text")), alice)).toEqual([
      [everyone, ["SEND_MESSAGES", "SPEAK"], []],
      [{ kind: "channel-type", type: "text" }, [], ["SPEAK"]],
      [{ kind: "implicit", missing: "VIEW_CHANNEL" }, [], ["SEND_MESSAGES"]],
    ]);
  });

  test("blame the missing CONNECT in a voice channel", () => {
    expect(told(aGuild({ everyone: ["VIEW_CHANNEL", "MANAGE_CHANNELS"] }, aChannel("voice")), { kind: "role", role: EVERYONE })).toEqual([
      [everyone, ["MANAGE_CHANNELS", "VIEW_CHANNEL"], []],
      [{ kind: "implicit", missing: "CONNECT" }, [], ["MANAGE_CHANNELS"]],
    ]);
  });

  test("end with ADMINISTRATOR, and name the roles that have it", () => {
    const channel = aChannel("text", forRole(MODERATOR, [], ["VIEW_CHANNEL"]));
    const kinds = told(aGuild({ moderator: ["ADMINISTRATOR"] }, channel), alice).map(([from]) => from);
    expect(kinds).toEqual([
      { kind: "base", role: MODERATOR },
      { kind: "administrator", roles: [MODERATOR] },
      { kind: "channel-type", type: "text" },
    ]);
  });

  test("end with ownership, also where the owner has ADMINISTRATOR", () => {
    const guild = aGuild({ moderator: ["ADMINISTRATOR"] });
    const kinds = told(guild, { kind: "member", user: OWNER, roles: [MODERATOR], timedOut: true }).map(([from]) => from);
    expect(kinds).toEqual([{ kind: "base", role: MODERATOR }, { kind: "owner" }]);
  });
});
