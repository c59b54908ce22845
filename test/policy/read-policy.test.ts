import { describe, expect, test } from "vitest";
import { bitsOf } from "../../src/permissions/flags.ts";
import { HEAD, codesOf, policyOf, problemsOf } from "./policies.ts";

describe("what a policy says", () => {
  test("the guild as a whole", () => {
    const policy = policyOf(`${HEAD}owner: "900"\nrequire-2fa: false\nmanage: { roles: listed, managed-roles: all }\n`);
    expect(policy).toMatchObject({
      file: "permissions.yaml",
      guild: { id: "100", at: { line: 2, column: 1 } },
      owner: { id: "900", at: { line: 3, column: 1 } },
      requireTwoFactor: { value: false, at: { line: 4, column: 1 } },
      manage: { roles: "listed", channels: "all", managedRoles: "all" },
    });
  });

  test("what is left out has the defaults of the language", () => {
    expect(policyOf(HEAD)).toMatchObject({
      owner: null,
      requireTwoFactor: null,
      manage: { roles: "all", channels: "all", managedRoles: "rules" },
      roles: [],
      channels: [],
      ignore: [],
    });
  });

  test("roles: exact, bounded from one side or both, unmanaged, and @everyone with the id of the guild", () => {
    const { roles } = policyOf(`${HEAD}sets:
  read: [VIEW_CHANNEL]
  write: [$read, SEND_MESSAGES]
roles:
  Admin: { id: "101", permissions: [ADMINISTRATOR, BIT_77] }
  Bot: { at-most: [$write], at-least: [$read] }
  Guest: { at-most: [] }
  Watcher: { name: The Watcher, at-least: [$read] }
  Nobody: {}
  "@everyone": { permissions: [] }
`);
    const read = bitsOf(["VIEW_CHANNEL"]);
    const write = bitsOf(["VIEW_CHANNEL", "SEND_MESSAGES"]);
    expect(roles.map(({ handle, id, name, permissions }) => [handle, id, name, permissions])).toEqual([
      ["Admin", "101", "Admin", { kind: "exact", bits: 8n | (1n << 77n), at: { line: 7, column: 23 } }],
      ["Bot", null, "Bot", { kind: "bounds", atLeast: read, atMost: write, at: { line: 8, column: 10 } }],
      ["Guest", null, "Guest", { kind: "bounds", atLeast: null, atMost: 0n, at: { line: 9, column: 12 } }],
      ["Watcher", null, "The Watcher", { kind: "bounds", atLeast: read, atMost: null, at: { line: 10, column: 33 } }],
      ["Nobody", null, "Nobody", null],
      ["@everyone", "100", "@everyone", { kind: "exact", bits: 0n, at: { line: 12, column: 18 } }],
    ]);
  });

  test("channels come flat, each category before its channels", () => {
    const { channels } = policyOf(`${HEAD}channels:
  Staff:
    id: "201"
    overwrites: {}
    channels:
      chat: { id: "202", overwrites: synced }
      talk: { id: "203", name: Talk, type: voice }
  chat: { id: "204", overwrites: { "@everyone": {} } }
  Empty: { id: "205", type: category }
`);
    expect(channels.map(({ path, parent, category, name, type }) => [path, parent, category, name, type])).toEqual([
      ["Staff", null, true, "Staff", null],
      ["Staff/chat", "Staff", false, "chat", null],
      ["Staff/talk", "Staff", false, "Talk", "voice"],
      ["chat", null, false, "chat", null],
      ["Empty", null, true, "Empty", "category"],
    ]);
    expect(channels.map(({ overwrites }) => overwrites?.kind ?? null)).toEqual(["exact", "synced", null, "exact", null]);
  });

  test("an overwrite names a listed role by its handle, any other by its id", () => {
    const { channels } = policyOf(`${HEAD}roles:
  Mod: { id: "101" }
channels:
  general:
    overwrites:
      "role:101": { allow: [VIEW_CHANNEL], deny: [SEND_MESSAGES] }
      role:102: {}
      member:900: { deny: [VIEW_CHANNEL] }
      "@everyone": {}
`);
    const overwrites = channels[0]?.overwrites;
    expect(overwrites?.kind === "exact" ? overwrites.list : null).toEqual([
      { target: { kind: "role", handle: "Mod" }, allow: 1024n, deny: 2048n, at: { line: 8, column: 7 } },
      { target: { kind: "role-id", id: "102" }, allow: 0n, deny: 0n, at: { line: 9, column: 7 } },
      { target: { kind: "member", id: "900" }, allow: 0n, deny: 1024n, at: { line: 10, column: 7 } },
      { target: { kind: "role-id", id: "100" }, allow: 0n, deny: 0n, at: { line: 11, column: 7 } },
    ]);
  });

  test("a star in an ignored channel stops at the slash, in an ignored role it does not", () => {
    const { ignore } = policyOf(`${HEAD}ignore:\n  - { channels: "Tickets/*", reason: made by a bot }\n  - { roles: "color-*" }\n`);
    const [channels, roles] = ignore;
    expect(channels).toMatchObject({ kind: "channels", glob: "Tickets/*", reason: "made by a bot", at: { line: 4, column: 17 } });
    expect(channels?.matches("Tickets/ticket-7")).toBe(true);
    expect(channels?.matches("Tickets")).toBe(false);
    expect(channels?.matches("Tickets/a/b")).toBe(false);
    expect(roles).toMatchObject({ kind: "roles", reason: null });
    expect(roles?.matches("color-red/green")).toBe(true);
    expect(roles?.matches("Color-red")).toBe(false);
  });

  test("a key that is written counts before one that is merged", () => {
    const { roles } = policyOf(`${HEAD}x-a: &a { id: "1", name: A }\nx-b: &b { name: B }\nroles:\n  C: { <<: [*b, *a], id: "2" }\n`);
    expect(roles[0]).toMatchObject({ id: "2", name: "B" });
  });
});

describe("places", () => {
  test("Windows line ends and a byte order mark move no column", () => {
    const text = `${HEAD}roles:\n  Admin: { permissions: [ADMINSTRATOR] }\n`;
    const [plain] = problemsOf(text);
    expect(plain).toMatchObject({ at: { line: 4, column: 26 }, endColumn: 38 });
    expect(problemsOf(`\uFEFF${text.replaceAll("\n", "\r\n")}`)).toEqual([plain]);
  });

  test("a value over several lines is marked on its first line", () => {
    expect(problemsOf(`${HEAD}owner: "abc\n  def"\n`)[0]).toMatchObject({ at: { line: 3, column: 8 }, endColumn: 12 });
  });
});

describe("all problems at once", () => {
  test("a mistake in each section is found in one reading", () => {
    const text = "version: 7\nguild: x\nowner: 1\nsets: { a: [$b] }\nroles: { A: { id: 1 } }\nchannels: { c: { type: t } }\nignore: [{}]\n";
    expect(codesOf(text)).toEqual([
      "wrong-version",
      "wrong-id",
      "unquoted-id",
      "unknown-set",
      "unquoted-id",
      "unknown-choice",
      "ignores-nothing",
    ]);
  });

  test("more than two hundred are counted, not shown", () => {
    const problems = problemsOf(`${HEAD}${Array.from({ length: 300 }, (_, index) => `key${index}: 1\n`).join("")}`);
    expect(problems).toHaveLength(201);
    expect(problems.at(-1)).toMatchObject({
      code: "more-problems",
      at: { line: 203 },
      message: "100 more problems from here on are not shown",
    });
  });

  test("no problem follows from another one: a handle that cannot be used does not hide its channels", () => {
    expect(codesOf(`${HEAD}channels:\n  member:x:\n    overwrites: {}\n    channels: { chat: { overwrites: synced } }\n`)).toEqual([
      "wrong-handle",
    ]);
  });
});
