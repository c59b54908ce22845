import { describe, expect, test } from "vitest";
import { decodeSnapshot } from "../../src/guild/decode.ts";
import { sightOf } from "../../src/guild/sight.ts";
import type { Sight, Snapshot } from "../../src/guild/snapshot.ts";

const id = "81384788765712384";
const moderator = "1201000000000000102";
const bot = "1102000000000000099";
const everyone = { id, name: "@everyone", permissions: "1024", position: 0, managed: false };
const roles = [everyone, { id: moderator, name: "Moderator", permissions: "9007199254740992", position: 3, managed: true }];
const guild = { id, name: "Harbour", owner_id: "1102000000000000001", mfa_level: 1, roles };
const category = { id: "1202000000000000200", type: 4, name: "Staff", position: 2, permission_overwrites: [] };
const overwrites = [
  { id, type: 0, allow: "0", deny: "1024" },
  { id: moderator, type: "role", allow: "8", deny: "0" },
  { id, type: 0, allow: "0", deny: "3072" },
];
const chat = { id: "1202000000000000201", type: 0, name: "", parent_id: category.id, permission_overwrites: overwrites };
const self = { user: { id: bot }, roles: [moderator] };

const valid = { guild, channels: [category, chat], self };

function snapshot(changes: Partial<typeof valid | Record<keyof typeof valid, unknown>> = {}): Snapshot {
  const result = decodeSnapshot({ ...valid, ...changes });
  if (!result.ok) throw new Error(result.problems.join("\n"));
  return result.value;
}

function problems(changes: Record<string, unknown>): readonly string[] {
  const result = decodeSnapshot({ ...valid, ...changes });
  return result.ok ? [] : result.problems;
}

describe("decoding the live guild", () => {
  test("the guild, its roles and its channels become one snapshot", () => {
    const value = snapshot();
    expect(value.guild).toEqual({ id, name: "Harbour", ownerId: "1102000000000000001", mfaLevel: 1 });
    expect([...value.roles.values()]).toEqual([
      { id, name: "@everyone", permissions: 1024n, position: 0, managed: false, owner: null },
      { id: moderator, name: "Moderator", permissions: 1n << 53n, position: 3, managed: true, owner: null },
    ]);
    expect([...value.channels.values()].map(({ name, type, parent, position }) => ({ name, type, parent, position }))).toEqual([
      { name: "Staff", type: "category", parent: null, position: 2 },
      { name: "", type: "text", parent: category.id, position: 0 },
    ]);
    expect(value.self).toEqual({ id: bot, roles: [moderator] });
  });

  test("of two overwrites for one target the last one stands", () => {
    const [, channel] = [...snapshot().channels.values()];
    expect([...(channel?.overwrites ?? [])].map(([key, { deny }]) => [key, deny])).toEqual([
      [`role:${id}`, 3072n],
      [`role:${moderator}`, 0n],
    ]);
  });

  test.each([undefined, null, {}, [null], [{ id, type: 5, allow: "0", deny: "0" }]])(
    "with overwrites %j nothing is said of them",
    (sent) => {
      const { channels } = snapshot({ channels: [{ ...chat, permission_overwrites: sent }] });
      expect([...channels.values()].map((channel) => channel.overwrites)).toEqual([null]);
    },
  );

  test("threads are left out, whatever else they have", () => {
    expect(snapshot({ channels: [category, { type: 10 }, { type: 11, id: "1" }, { type: 12 }] }).channels.size).toBe(1);
  });

  test("a channel of a type that this version does not know is kept", () => {
    expect([...snapshot({ channels: [{ ...chat, type: 42 }] }).channels.values()][0]?.type).toBe("type_42");
  });

  test.each([
    [null, "Discord's answer is no guild."],
    [{ ...guild, id: 1 }, "Discord's answer has a guild without a usable id."],
    [{ ...guild, owner_id: null }, "Discord's answer does not say who owns the guild."],
    [{ ...guild, name: 1 }, "Discord's answer has no name for the guild."],
    [{ ...guild, mfa_level: "1" }, "Discord's answer does not say whether moderation needs two-factor login."],
    [{ ...guild, roles: {} }, "Discord's answer has no list of roles."],
    [{ ...guild, roles: roles.slice(1) }, "Discord's answer lacks the role @everyone."],
    [{ ...guild, roles: [everyone, null] }, "Discord's answer has a role without a usable id."],
    [
      { ...guild, roles: [everyone, { ...roles[1], permissions: undefined }] },
      `Discord's answer has no usable permissions for role ${moderator}.`,
    ],
    [{ ...guild, roles: [everyone, { ...roles[1], name: null }] }, `Discord's answer has no name for role ${moderator}.`],
  ])("the guild %j is not believed", (sent, problem) => {
    expect(problems({ guild: sent })).toEqual([problem]);
  });

  test.each([
    [null, "Discord's answer is no list of channels."],
    [{ message: "Missing Access" }, "Discord's answer is no list of channels."],
    [[category, null], "Discord's answer has a channel without a usable id."],
    [[{ ...chat, id: "general" }], "Discord's answer has a channel without a usable id."],
    [[{ ...chat, type: "0" }], `Discord's answer has no usable type for channel ${chat.id}.`],
    [[{ ...chat, name: undefined }], `Discord's answer has no name for channel ${chat.id}.`],
    [[{ ...chat, parent_id: 5 }], `Discord's answer has no usable category for channel ${chat.id}.`],
  ])("the channels %j are not believed", (sent, problem) => {
    expect(problems({ channels: sent })).toEqual([problem]);
  });

  test("a guild that does not speak of two-factor login is known but for that", () => {
    expect(snapshot({ guild: { ...guild, mfa_level: undefined } }).guild.mfaLevel).toBeNull();
  });

  test("of a member without its user the roles are known, and of one without roles nothing", () => {
    expect(snapshot({ self: { roles: [moderator] } }).self).toEqual({ id: null, roles: [moderator] });
    expect([{}, { user: { id: bot } }, { id: bot, username: "watch" }].map((sent) => snapshot({ self: sent }).self)).toEqual([
      null,
      null,
      null,
    ]);
  });

  test.each([7, { roles: {} }, { user: {}, roles: [] }, { user: null, roles: [] }, { user: { id: bot }, roles: [1] }])(
    "the bot's member %j is not believed",
    (sent) => {
      expect(problems({ self: sent })).toHaveLength(1);
    },
  );

  test("all that is wrong is told at once", () => {
    const broken = { ...guild, roles: [null, { id: moderator }] };
    expect(problems({ guild: broken, channels: [null, 1], self: 1 })).toHaveLength(5);
  });
});

const nothing: Sight = { auditLog: false, everyChannel: false };

/** What the bot sees when its role has these permissions and the guild is changed so. */
function sight(permissions: string, changes: Record<string, unknown> = {}): Sight | null {
  return sightOf(snapshot({ guild: { ...guild, roles: [everyone, { ...roles[1], permissions }], ...changes } }));
}

describe("what the bot can see", () => {
  test("the log with View Audit Log, on its own role or on @everyone", () => {
    expect(sight("128")).toEqual({ auditLog: true, everyChannel: false });
    expect(sight("0", { roles: [{ ...everyone, permissions: "128" }] })).toEqual({ auditLog: true, everyChannel: false });
  });

  test("everything as administrator or owner", () => {
    expect(sight("8")).toEqual({ auditLog: true, everyChannel: true });
    expect(sight("0", { owner_id: bot })).toEqual({ auditLog: true, everyChannel: true });
  });

  test("neither without; roles that it does not hold do not count", () => {
    expect(sight("0")).toEqual(nothing);
    expect(sightOf({ ...snapshot(), self: snapshot({ self: { user: { id: bot }, roles: ["5"] } }).self })).toEqual(nothing);
  });

  test.each([null, undefined])("not known where its member is %j", (sent) => {
    expect(sightOf(snapshot({ self: sent }))).toBeNull();
  });
});
