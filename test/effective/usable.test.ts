/** What of computed permissions can be used, rule by rule (docs: topics/permissions, "Implicit Permissions", the flags' table, and timeouts). */
import { describe, expect, test } from "vitest";
import { DOCUMENTED } from "../../src/effective/algorithm.ts";
import { effective } from "../../src/effective/effective.ts";
import type { Subject } from "../../src/effective/subject.ts";
import { bitsOf, namesOf, type PermissionName } from "../../src/permissions/flags.ts";
import { aChannel, aGuild, ALICE, MODERATOR, OWNER } from "./guilds.ts";

const moderator: Subject = { kind: "role", role: MODERATOR };

function usable(type: string | null, permissions: readonly PermissionName[], subject: Subject = moderator): readonly PermissionName[] {
  const channel = type === null ? null : aChannel(type);
  return namesOf(effective({ guild: aGuild({ moderator: permissions }), channel }, subject).usable);
}

const BUT_ADMINISTRATOR = namesOf(DOCUMENTED & ~bitsOf(["ADMINISTRATOR"]));
const without = (...names: readonly PermissionName[]): readonly PermissionName[] =>
  BUT_ADMINISTRATOR.filter((name) => !names.includes(name));

const timedOut = (user = ALICE): Subject => ({ kind: "member", user, roles: [MODERATOR], timedOut: true });

describe("implicit denials", () => {
  test("without VIEW_CHANNEL nothing is left in any type of channel", () => {
    const all = ["text", "announcement", "forum", "media", "voice", "stage", "category", "directory", "type_77"];
    expect(all.flatMap((type) => usable(type, without("VIEW_CHANNEL")))).toEqual([]);
  });

  test("without SEND_MESSAGES there is no mention of everyone, no speech, no file and no embed", () => {
    const lost = usable("text", BUT_ADMINISTRATOR).filter((name) => !usable("text", without("SEND_MESSAGES")).includes(name));
    expect(lost).toEqual(["SEND_MESSAGES", "SEND_TTS_MESSAGES", "EMBED_LINKS", "ATTACH_FILES", "MENTION_EVERYONE"]);
  });

  for (const type of ["voice", "stage"]) {
    test(`without CONNECT only the sight of a ${type} channel is left, not even MANAGE_CHANNELS`, () => {
      expect(usable(type, without("CONNECT"))).toEqual(["VIEW_CHANNEL"]);
    });
  }

  test("CONNECT is no matter of text channels", () => {
    expect(usable("text", without("CONNECT"))).toEqual(usable("text", BUT_ADMINISTRATOR));
  });

  test("on the guild level nothing is implicitly denied", () => {
    expect(usable(null, ["BAN_MEMBERS", "MENTION_EVERYONE", "SPEAK"])).toEqual(["BAN_MEMBERS", "MENTION_EVERYONE", "SPEAK"]);
  });
});

describe("the channel's type", () => {
  const three: readonly PermissionName[] = [
    "VIEW_CHANNEL",
    "CONNECT",
    "SPEAK",
    "REQUEST_TO_SPEAK",
    "CREATE_PUBLIC_THREADS",
    "KICK_MEMBERS",
  ];

  test("text, announcement, forum and media channels keep threads and have no use for voice", () => {
    for (const type of ["text", "announcement", "forum", "media"])
      expect(usable(type, three)).toEqual(["VIEW_CHANNEL", "CREATE_PUBLIC_THREADS"]);
  });

  test("a thread's permissions stay where SEND_MESSAGES is denied", () => {
    expect(usable("forum", ["VIEW_CHANNEL", "SEND_MESSAGES_IN_THREADS"])).toEqual(["VIEW_CHANNEL", "SEND_MESSAGES_IN_THREADS"]);
  });

  test("voice channels have no use for threads and stages", () => {
    expect(usable("voice", three)).toEqual(["VIEW_CHANNEL", "CONNECT", "SPEAK"]);
  });

  test("stage channels have no use for SPEAK", () => {
    expect(usable("stage", three)).toEqual(["VIEW_CHANNEL", "CONNECT", "REQUEST_TO_SPEAK"]);
  });

  test("a category, and a type that is not known, keep what any channel could use", () => {
    const kept = ["VIEW_CHANNEL", "CONNECT", "SPEAK", "REQUEST_TO_SPEAK", "CREATE_PUBLIC_THREADS"];
    for (const type of ["category", "directory", "type_77"]) expect(usable(type, three).toSorted()).toEqual(kept.toSorted());
  });

  test("a category without CONNECT keeps what text channels could use", () => {
    expect(usable("category", without("CONNECT"))).toEqual(usable("text", BUT_ADMINISTRATOR));
  });

  test("an administrator too has no use for SPEAK in a text channel", () => {
    expect(usable("text", ["ADMINISTRATOR"])).toEqual(usable("text", BUT_ADMINISTRATOR));
  });
});

describe("a bit that nobody knows", () => {
  test("stays, whatever is missing", () => {
    for (const type of ["text", "voice", "stage", "category", null]) {
      expect(usable(type, ["BIT_47", "BIT_53", "BIT_70"], timedOut())).toEqual(["BIT_47", "BIT_53", "BIT_70"]);
    }
  });
});

describe("a timeout", () => {
  test("leaves VIEW_CHANNEL and READ_MESSAGE_HISTORY, in channels and on the guild level", () => {
    for (const type of ["text", "voice", null])
      expect(usable(type, BUT_ADMINISTRATOR, timedOut())).toEqual(["VIEW_CHANNEL", "READ_MESSAGE_HISTORY"]);
  });

  test("gives nothing that was not there", () => {
    expect(usable("text", ["VIEW_CHANNEL", "SEND_MESSAGES"], timedOut())).toEqual(["VIEW_CHANNEL"]);
    expect(usable("text", ["READ_MESSAGE_HISTORY"], timedOut())).toEqual([]);
  });

  test("does not change what is computed", () => {
    const guild = aGuild({ moderator: ["SPEAK"] });
    expect(effective({ guild, channel: aChannel("voice") }, timedOut()).computed).toBe(bitsOf(["SPEAK"]));
  });

  test("does nothing to the owner", () => {
    expect(usable("text", [], timedOut(OWNER))).toEqual(usable("text", BUT_ADMINISTRATOR));
  });

  test("does nothing to an administrator", () => {
    expect(usable("text", ["ADMINISTRATOR"], timedOut())).toEqual(usable("text", BUT_ADMINISTRATOR));
  });

  test("works on who has ADMINISTRATOR from an overwrite only", () => {
    const guild = aGuild({ moderator: ["SEND_MESSAGES"] });
    const channel = aChannel("text", {
      target: { type: "role", id: MODERATOR },
      allow: bitsOf(["ADMINISTRATOR", "VIEW_CHANNEL"]),
      deny: 0n,
    });
    expect(namesOf(effective({ guild, channel }, timedOut()).usable)).toEqual(["VIEW_CHANNEL"]);
  });
});
