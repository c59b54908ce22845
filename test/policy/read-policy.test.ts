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

const codesOfDay = (day: string): readonly string[] =>
  codesOf(`${HEAD}exceptions: { e: { role: "@everyone", allow: [SPEAK], reason: a party, until: ${day} } }\n`);

/** What is said of each rule that the policy breaks itself, and where the grant is. */
const broken = (text: string): readonly string[] =>
  problemsOf(HEAD + text).map(
    ({ code, message, related }) => `${code} ${message.replace(/^.*: /, "")} ${related?.at.line}:${related?.at.column}`,
  );

const TWO_ROLES = 'roles: { Admin: { id: "101" }, Mod: { id: "102" } }\n';

describe("people, order, rules and exceptions", () => {
  test("members, none of them, and nobody checked", () => {
    const { roles } = policyOf(`${HEAD}roles: { A: { members: ["900", "901"] }, B: { members: [] }, C: {} }\n`);
    expect(roles.map(({ members }) => members)).toEqual([
      { ids: ["900", "901"], at: { line: 3, column: 15 } },
      { ids: [], at: { line: 3, column: 47 } },
      null,
    ]);
  });

  test("200 members are not too many", () => {
    const ids = Array.from({ length: 200 }, (_, index) => `"${index + 1}"`).join(", ");
    expect(policyOf(`${HEAD}roles: { A: { members: [${ids}] } }\n`).roles[0]?.members?.ids).toHaveLength(200);
  });

  test("the hierarchy has the handles of listed roles, so an @everyone that is not listed is left out", () => {
    expect(policyOf(`${HEAD}${TWO_ROLES}hierarchy: [Mod, Admin, "@everyone"]\n`).hierarchy).toEqual({
      roles: ["Mod", "Admin"],
      at: { line: 4, column: 1 },
    });
    expect(policyOf(`${HEAD}roles: { A: {}, "@everyone": {} }\nhierarchy: [A, "@everyone"]\n`).hierarchy?.roles).toEqual([
      "A",
      "@everyone",
    ]);
    expect(policyOf(HEAD).hierarchy).toBe(null);
  });

  test("a rule with everything, and one with the least", () => {
    const { rules } = policyOf(`${HEAD}sets: { see: [VIEW_CHANNEL] }
${TWO_ROLES}channels: { Staff: { id: "201", channels: { chat: {} } } }
rules:
  staff: { permissions: [$see, BIT_99], only: ["role:101", Mod, "member:900", "role:104"], channels: ["Staff/*"], severity: high, reason: it is private }
  nobody: { permissions: [SPEAK], only: [] }
  not-all: { permissions: [SPEAK], never: ["@everyone"] }
`);
    const [staff, nobody, notAll] = rules;
    expect(staff).toMatchObject({
      name: "staff",
      permissions: bitsOf(["VIEW_CHANNEL"]) | (1n << 99n),
      mode: "only",
      holders: [
        { kind: "role", handle: "Admin" },
        { kind: "role", handle: "Mod" },
        { kind: "member", id: "900" },
        { kind: "role-id", id: "104" },
      ],
      severity: "high",
      reason: "it is private",
      at: { line: 7, column: 3 },
    });
    expect(
      staff?.channels?.map(({ glob, at, matches }) => [glob, at, matches("Staff/new"), matches("Staff"), matches("Staff/a/b")]),
    ).toEqual([["Staff/*", { line: 7, column: 103 }, true, false, false]]);
    expect(nobody).toMatchObject({ mode: "only", holders: [], channels: null, severity: null, reason: null });
    expect(notAll).toMatchObject({ mode: "never", holders: [{ kind: "role-id", id: "100" }] });
  });

  test("exceptions: a role's own permissions, a member in a channel, a day with and without quotes", () => {
    const { exceptions } =
      policyOf(`${HEAD}${TWO_ROLES}channels: { Staff: { id: "201", channels: { chat: {} } }, Games: { id: "202", channels: { chess: {} } } }
exceptions:
  week: { role: Mod, allow: [SPEAK, STREAM], until: 2026-12-15, reason: a party }
  guest: { member: "900", channel: chess, allow: [SPEAK], until: "2028-02-29", reason: a party }
  other: { role: "role:101", channel: Staff/chat, allow: [SPEAK], until: 2026-12-15, reason: a party }
`);
    expect(exceptions.map(({ name, holder, channel, until, at }) => [name, holder, channel, until, at.line])).toEqual([
      ["week", { kind: "role", handle: "Mod" }, null, "2026-12-15", 6],
      ["guest", { kind: "member", id: "900" }, "Games/chess", "2028-02-29", 7],
      ["other", { kind: "role", handle: "Admin" }, "Staff/chat", "2026-12-15", 8],
    ]);
    expect(exceptions[0]).toMatchObject({ allow: bitsOf(["SPEAK", "STREAM"]), reason: "a party" });
  });

  test("anchors and merge keys serve the new sections too", () => {
    const { exceptions, rules } = policyOf(`${HEAD}x-staff: &staff ["@everyone"]
x-week: &week { role: "@everyone", until: 2026-12-15, reason: a party, allow: [SPEAK] }
rules: { a: &a { permissions: [SPEAK], only: *staff }, b: { <<: *a, permissions: [STREAM] } }
exceptions: { a: *week, b: { <<: *week, until: 2027-01-01 } }
`);
    expect(rules.map(({ permissions, holders }) => [permissions, holders.length])).toEqual([
      [bitsOf(["SPEAK"]), 1],
      [bitsOf(["STREAM"]), 1],
    ]);
    expect(exceptions.map(({ until }) => until)).toEqual(["2026-12-15", "2027-01-01"]);
  });

  test("a day that the calendar has", () => {
    expect(["2028-02-29", "2000-02-29", "2026-12-31", "9999-12-31"].flatMap(codesOfDay)).toEqual([]);
    for (const day of ["2026-02-29", "1900-02-29", "2026-06-31", "2026-00-10", "2026-12-00", "0000-01-01", "+2026-12-1", "2026-12-15 "]) {
      expect([day, codesOfDay(JSON.stringify(day))]).toEqual([day, ["wrong-date"]]);
    }
  });
});

describe("the policy's own state under its rules", () => {
  test("an upper bound counts as held in full, a lower one as held, and silence as nothing", () => {
    const rule = "rules: { r: { permissions: [BAN_MEMBERS], only: [] } }\n";
    expect(
      broken(
        `roles: { A: { at-most: [BAN_MEMBERS] }, B: { at-least: [BAN_MEMBERS] }, C: { at-least: [BAN_MEMBERS], at-most: [BAN_MEMBERS] }, D: {} }\n${rule}`,
      ),
    ).toEqual([
      "own-rule-broken `A` has BAN_MEMBERS 3:15",
      "own-rule-broken `B` has BAN_MEMBERS 3:46",
      "own-rule-broken `C` has BAN_MEMBERS 3:103",
    ]);
  });

  test("channels without overwrites in the policy are passed over, and empty ones are not", () => {
    const state = 'roles: { "@everyone": { permissions: [VIEW_CHANNEL] } }\nchannels: { a: { id: "1" }, b: { id: "2", overwrites: {} } }\n';
    expect(broken(`${state}rules: { r: { permissions: [VIEW_CHANNEL], only: [], channels: [a] } }\n`)).toEqual([]);
    expect(broken(`${state}rules: { r: { permissions: [VIEW_CHANNEL], only: [], channels: ["*"] } }\n`)).toEqual([
      "own-rule-broken `@everyone` has VIEW_CHANNEL in `b` 3:25",
    ]);
  });

  test("administrators and the owner break no rule but one on ADMINISTRATOR", () => {
    const state = `owner: "900"
roles: { Admin: { permissions: [ADMINISTRATOR, SPEAK] } }
channels: { c: { id: "1", overwrites: { "member:900": { allow: [VIEW_CHANNEL] } } } }
`;
    expect(broken(`${state}rules: { r: { permissions: [SPEAK, VIEW_CHANNEL], only: [] } }\n`)).toEqual([]);
    expect(broken(`${state}rules: { r: { permissions: [ADMINISTRATOR], never: [Admin] } }\n`)).toEqual([
      "own-rule-broken `Admin` has ADMINISTRATOR 4:19",
    ]);
  });

  test("names without ids never meet an id that is written", () => {
    const top = "18446744073709551615";
    expect(
      broken(`roles: { A: {}, B: { id: "${top}", permissions: [SPEAK] } }\nrules: { r: { permissions: [SPEAK], only: [A] } }\n`),
    ).toEqual(["own-rule-broken `B` has SPEAK 3:50"]);
  });

  test("what cannot be read is not judged, so that no rule is broken by a typo", () => {
    const state =
      'channels: { c: { id: "1", overwrites: { "@everyone": { deny: [VIEW_CHANEL] } } } }\nroles: { "@everyone": { permissions: [VIEW_CHANNEL] } }\n';
    expect(codesOf(`${HEAD}${state}rules: { r: { permissions: [VIEW_CHANNEL], only: [], channels: [c] } }\n`)).toEqual([
      "unknown-permission",
    ]);
  });
});
