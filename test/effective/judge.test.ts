/** Rules on a guild: who breaks them, where, and through what. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { effective } from "../../src/effective/effective.ts";
import type { ChannelRights, GuildRights } from "../../src/effective/guild-rights.ts";
import { judgeOf, type JudgedRule } from "../../src/effective/judge.ts";
import { bitsOf, namesOf, type PermissionName } from "../../src/permissions/flags.ts";
import type { OverwriteTarget } from "../../src/permissions/overwrite.ts";
import { ALICE, aChannel, aGuild, DELETED, EVERYONE, forMember, forRole, guilds, MODERATOR, MUTED, OWNER } from "./guilds.ts";

const role = (id: typeof EVERYONE): OverwriteTarget => ({ type: "role", id });
const member = (id: typeof ALICE): OverwriteTarget => ({ type: "member", id });

function rule(mode: JudgedRule["mode"], permissions: readonly PermissionName[], ...holders: readonly OverwriteTarget[]): JudgedRule {
  return { mode, permissions: bitsOf(permissions), holders, channels: null };
}

const NAMES = new Map<string, string>([
  [EVERYONE, "everyone"],
  [MODERATOR, "moderator"],
  [MUTED, "muted"],
  [ALICE, "alice"],
  [OWNER, "owner"],
]);

/** Breaches as text: who, through what, which, where. */
function judged(guild: GuildRights, broken: JudgedRule): readonly string[] {
  return judgeOf(guild)(broken).map(({ who, via, permissions, guildLevel, channels }) => {
    const places = [...(guildLevel ? ["guild"] : []), ...channels.map((id) => guild.channels.findIndex((channel) => channel.id === id))];
    return `${NAMES.get(who.id)} ${via} ${namesOf(permissions).join("+")} ${places.join(",")}`;
  });
}

const inside = (broken: JudgedRule, ...channels: readonly ChannelRights[]): JudgedRule => ({
  ...broken,
  channels: new Set(channels.map(({ id }) => id)),
});

describe("only", () => {
  test("names every other role that itself has one of the permissions", () => {
    const guild = aGuild({ moderator: ["BAN_MEMBERS"], muted: ["KICK_MEMBERS", "BAN_MEMBERS", "SPEAK"] });
    expect(judged(guild, rule("only", ["BAN_MEMBERS", "KICK_MEMBERS"], role(MODERATOR)))).toEqual([
      "muted role KICK_MEMBERS+BAN_MEMBERS guild",
    ]);
  });

  test("names @everyone, and beside it only who has it from somewhere else too", () => {
    const guild = aGuild({ everyone: ["MENTION_EVERYONE"], moderator: ["MENTION_EVERYONE"] });
    expect(judged(guild, rule("only", ["MENTION_EVERYONE"]))).toEqual([
      "everyone everyone MENTION_EVERYONE guild",
      "moderator role MENTION_EVERYONE guild",
    ]);
  });

  test("that lets @everyone have it lets all have it, and still not where @everyone is denied", () => {
    const open = aChannel("text");
    const closed = aChannel("text", forRole(EVERYONE, [], ["VIEW_CHANNEL"]), forRole(MUTED, ["VIEW_CHANNEL"], []));
    const view = rule("only", ["VIEW_CHANNEL"], role(EVERYONE));
    expect(judged(aGuild({ everyone: ["VIEW_CHANNEL"], muted: ["VIEW_CHANNEL"] }, open), view)).toEqual([]);
    expect(judged(aGuild({ everyone: ["VIEW_CHANNEL"] }, closed), view)).toEqual(["muted role-overwrite VIEW_CHANNEL 0"]);
  });

  test("tells permissions of @everyone from its overwrite", () => {
    const channel = aChannel("text", forRole(EVERYONE, ["SEND_MESSAGES"], []));
    expect(judged(aGuild({ everyone: ["VIEW_CHANNEL"] }, channel), rule("only", ["VIEW_CHANNEL", "SEND_MESSAGES"]))).toEqual([
      "everyone everyone VIEW_CHANNEL guild,0",
      "everyone everyone-overwrite SEND_MESSAGES 0",
    ]);
  });

  test("names a role that sees what @everyone does not, through whatever it sees it", () => {
    const channel = aChannel("text", forRole(EVERYONE, [], ["VIEW_CHANNEL"]), forRole(MODERATOR, ["VIEW_CHANNEL"], []));
    const guild = aGuild({ everyone: ["VIEW_CHANNEL", "SEND_MESSAGES"] }, channel);
    expect(judged(guild, inside(rule("only", ["SEND_MESSAGES"]), channel))).toEqual(["moderator everyone SEND_MESSAGES 0"]);
  });

  test("names members with an overwrite, unless they are listed or own the guild", () => {
    const channel = aChannel(
      "text",
      forRole(EVERYONE, [], ["VIEW_CHANNEL"]),
      forMember(ALICE, ["VIEW_CHANNEL"], []),
      forMember(OWNER, ["VIEW_CHANNEL"], []),
    );
    const guild = aGuild({ everyone: ["VIEW_CHANNEL"] }, channel);
    const view = inside(rule("only", ["VIEW_CHANNEL"]), channel);
    expect(judged(guild, view)).toEqual(["alice member-overwrite VIEW_CHANNEL 0"]);
    expect(judged(guild, { ...view, holders: [member(ALICE)] })).toEqual([]);
  });

  test("does not name a member who has it only through @everyone", () => {
    const channel = aChannel("text", forMember(ALICE, ["ADD_REACTIONS"], []));
    expect(judged(aGuild({ everyone: ["VIEW_CHANNEL"] }, channel), rule("only", ["VIEW_CHANNEL"]))).toEqual([
      "everyone everyone VIEW_CHANNEL guild,0",
    ]);
  });
});

describe("never", () => {
  test("names its holders only, also where they have it through @everyone", () => {
    const guild = aGuild({ everyone: ["SPEAK"], moderator: ["SPEAK"] });
    expect(judged(guild, rule("never", ["SPEAK"], role(MUTED)))).toEqual(["muted everyone SPEAK guild"]);
    expect(judged(guild, rule("never", ["SPEAK"], role(EVERYONE), role(MUTED)))).toEqual(["everyone everyone SPEAK guild"]);
  });

  test("follows a member without an overwrite, and passes over a role that is not there", () => {
    const channel = aChannel("text");
    const guild = aGuild({ everyone: ["VIEW_CHANNEL"] }, channel);
    expect(judged(guild, rule("never", ["VIEW_CHANNEL"], member(ALICE), role(DELETED)))).toEqual(["alice everyone VIEW_CHANNEL guild,0"]);
  });
});

describe("ADMINISTRATOR", () => {
  const guild = aGuild({ moderator: ["ADMINISTRATOR", "BAN_MEMBERS"], muted: ["BAN_MEMBERS"] }, aChannel("text"));

  test("is passed over by rules on other permissions", () => {
    expect(judged(guild, rule("only", ["BAN_MEMBERS", "VIEW_CHANNEL"]))).toEqual(["muted role BAN_MEMBERS guild"]);
    expect(judged(guild, rule("never", ["BAN_MEMBERS"], role(MODERATOR)))).toEqual([]);
  });

  test("is named by rules on it, and by itself", () => {
    expect(judged(guild, rule("only", ["ADMINISTRATOR", "BAN_MEMBERS"], role(MUTED)))).toEqual(["moderator role ADMINISTRATOR guild"]);
  });

  test("of @everyone is @everyone's alone, and hides nobody's own permissions", () => {
    const all = aGuild({ everyone: ["ADMINISTRATOR"], moderator: ["BAN_MEMBERS"] }, aChannel("text"));
    expect(judged(all, rule("only", ["ADMINISTRATOR"]))).toEqual(["everyone everyone ADMINISTRATOR guild"]);
    expect(judged(all, rule("only", ["BAN_MEMBERS"]))).toEqual(["moderator role BAN_MEMBERS guild"]);
  });

  test("in an overwrite means nothing", () => {
    const channel = aChannel("text", forRole(MUTED, ["ADMINISTRATOR"], []));
    expect(judged(aGuild({ everyone: ["VIEW_CHANNEL"] }, channel), rule("only", ["ADMINISTRATOR"]))).toEqual([]);
  });
});

describe("where", () => {
  test("with channels neither the guild level nor other channels count", () => {
    const guild = aGuild({ moderator: ["VIEW_CHANNEL", "BAN_MEMBERS"] }, aChannel("text"));
    expect(judged(guild, inside(rule("only", ["VIEW_CHANNEL", "BAN_MEMBERS"]), aChannel("text")))).toEqual([
      "moderator role VIEW_CHANNEL 0",
    ]);
    expect(judged(guild, inside(rule("only", ["VIEW_CHANNEL"])))).toEqual([]);
  });

  test("what cannot be used there is not had", () => {
    const guild = aGuild({ moderator: ["SEND_MESSAGES"] }, aChannel("text"));
    expect(judged(guild, rule("only", ["SEND_MESSAGES"]))).toEqual(["moderator role SEND_MESSAGES guild"]);
  });

  test("the last of two overwrites for one member counts, and the member is named once", () => {
    const channel = aChannel("text", forMember(ALICE, [], []), forMember(ALICE, ["VIEW_CHANNEL"], []));
    expect(judged(aGuild({}, channel), rule("only", ["VIEW_CHANNEL"]))).toEqual(["alice member-overwrite VIEW_CHANNEL 0"]);
  });
});

describe("laws", () => {
  const cases = fc.record({
    guild: guilds({ width: 53, impossible: false }),
    permissions: fc.bigInt({ min: 0n, max: 2n ** 53n - 1n }),
    names: fc.subarray([EVERYONE, MODERATOR, MUTED]),
  });

  test("nobody is named for what they cannot do there, and each permission in one place once", () => {
    fc.assert(
      fc.property(cases, fc.constantFrom("only", "never"), ({ guild, permissions, names }, mode) => {
        const seen = new Set<string>();
        for (const { who, permissions: broken, channels, guildLevel } of judgeOf(guild)({
          mode,
          permissions,
          holders: names.map(role),
          channels: null,
        })) {
          const places = [...(guildLevel ? [null] : []), ...guild.channels.filter(({ id }) => channels.includes(id))];
          for (const channel of places) {
            const subject =
              who.type === "role" ? ({ kind: "role", role: who.id } as const) : ({ kind: "member-overwrite", user: who.id } as const);
            expect(broken & ~effective({ guild, channel }, subject).usable & permissions).toBe(0n);
            for (const name of namesOf(broken)) {
              const key = `${who.type} ${who.id} ${channel?.id} ${name}`;
              expect(seen.has(key)).toBe(false);
              seen.add(key);
            }
          }
        }
      }),
    );
  });

  test("a role that does more than the rule and @everyone let it do is always named", () => {
    fc.assert(
      fc.property(cases, ({ guild, permissions }) => {
        const breaches = judgeOf(guild)({ mode: "only", permissions, holders: [], channels: null });
        for (const { id, permissions: own } of guild.roles) {
          if ((own & 8n) !== 0n) continue;
          for (const channel of [null, ...guild.channels]) {
            const [mine, everyones] = [id, EVERYONE].map((each) => effective({ guild, channel }, { kind: "role", role: each }).usable);
            const named = breaches
              .filter(({ who, guildLevel, channels }) => who.id === id && (channel === null ? guildLevel : channels.includes(channel.id)))
              .reduce((bits, breach) => bits | breach.permissions, 0n);
            const beyond = (mine ?? 0n) & permissions & ~(id === EVERYONE ? 0n : (everyones ?? 0n));
            expect(beyond & ~named).toBe(0n);
          }
        }
      }),
    );
  });
});
