/** Changes that a sensible admin would call harmless: none of them is an escalation. */
import { describe, expect, test } from "vitest";
import { reviewTexts, short } from "./policies.ts";

const ROLES = `version: 1
guild: "100"
owner: "900"
roles:
  "@everyone": { permissions: [VIEW_CHANNEL, SEND_MESSAGES] }
  Admin: { id: "101", permissions: [ADMINISTRATOR], members: ["901"] }
  Mod: { id: "102", permissions: [KICK_MEMBERS], members: [] }
  Helper: { permissions: [CHANGE_NICKNAME] }
`;

const OPEN = `${ROLES}channels:
  news: { id: "201", overwrites: {} }
`;

/** The policy with these overwrites of the channel news. */
const news = (overwrites: string, roles = ROLES): string => `${roles}channels:\n  news: { id: "201", overwrites: ${overwrites} }\n`;

interface Case {
  readonly name: string;
  readonly base: string;
  readonly head: string;
  readonly changes: readonly string[];
}

const GAINS: readonly Case[] = [
  {
    name: "an open channel is closed to all but a role that can moderate",
    base: news("{}", ROLES.replace("[KICK_MEMBERS]", "[KICK_MEMBERS, MANAGE_MESSAGES]")),
    head: news(
      '{ "@everyone": { deny: [VIEW_CHANNEL] }, Mod: { allow: [VIEW_CHANNEL] } }',
      ROLES.replace("[KICK_MEMBERS]", "[KICK_MEMBERS, MANAGE_MESSAGES]"),
    ),
    changes: ["overwrite.added news>@everyone low", "overwrite.added news>Mod low"],
  },
  {
    name: "the right to ping everyone stays with a role where nobody else may write any more",
    base: news("{ Mod: { allow: [MENTION_EVERYONE] } }"),
    head: news('{ "@everyone": { deny: [SEND_MESSAGES] }, Mod: { allow: [MENTION_EVERYONE, SEND_MESSAGES] } }'),
    changes: ["overwrite.changed news>Mod low", "overwrite.added news>@everyone low"],
  },
  {
    name: "a role keeps in one channel what it loses on the server",
    base: news("{}", ROLES.replace("[KICK_MEMBERS]", "[KICK_MEMBERS, MANAGE_MESSAGES]")),
    head: news("{ Mod: { allow: [MANAGE_MESSAGES] } }"),
    changes: ["role.permissions Mod low", "overwrite.added news>Mod low"],
  },
  {
    name: "a role is no administrator any more, and keeps a part of it",
    base: OPEN,
    head: news("{ Admin: { allow: [MANAGE_ROLES] } }", ROLES.replace("[ADMINISTRATOR]", "[BAN_MEMBERS]")),
    changes: ["role.permissions Admin low", "overwrite.added news>Admin low"],
  },
  {
    name: "the owner gets a role",
    base: ROLES,
    head: ROLES.replace('["901"]', '["900", "901"]'),
    changes: ["role.members Admin low"],
  },
  {
    name: "the owner gets an overwrite",
    base: news('{ "@everyone": { deny: [VIEW_CHANNEL] } }'),
    head: news('{ "@everyone": { deny: [VIEW_CHANNEL] }, "member:900": { allow: [VIEW_CHANNEL, MANAGE_MESSAGES] } }'),
    changes: ["overwrite.added news>900 low"],
  },
  {
    name: "an administrator gets an overwrite",
    base: OPEN,
    head: news('{ "member:901": { allow: [MANAGE_MESSAGES] } }'),
    changes: ["overwrite.added news>901 low"],
  },
  {
    name: "an administrator becomes a moderator",
    base: ROLES,
    head: ROLES.replace('members: ["901"]', "members: []").replace("MEMBERS], members: []", 'MEMBERS], members: ["901"]'),
    changes: ["role.members Admin low", "role.members Mod low"],
  },
  {
    name: "what @everyone has is written down",
    base: OPEN.replace(/ {2}"@everyone".*\n/, ""),
    head: OPEN,
    changes: ["role.added @everyone low"],
  },
  {
    name: "a role that overwrites name by its id comes into the list",
    base: news('{ "role:105": { allow: [MANAGE_ROLES] } }'),
    head: news("{ New: { allow: [MANAGE_ROLES] } }", `${ROLES}  New: { id: "105", permissions: [CHANGE_NICKNAME] }\n`),
    changes: ["role.added New low"],
  },
];

const LISTED: readonly Case[] = [
  {
    name: "a denial goes that kept nobody out, since what another role allows wins",
    base: news('{ "@everyone": { deny: [VIEW_CHANNEL] }, Mod: { allow: [VIEW_CHANNEL] }, Helper: { deny: [VIEW_CHANNEL] } }'),
    head: news('{ "@everyone": { deny: [VIEW_CHANNEL] }, Mod: { allow: [VIEW_CHANNEL] } }'),
    changes: ["overwrite.removed news>Helper low"],
  },
  {
    name: "people may write again",
    base: news("{ Helper: { deny: [SEND_MESSAGES, ADD_REACTIONS] } }"),
    head: OPEN,
    changes: ["overwrite.removed news>Helper low"],
  },
  {
    name: "a role without permissions comes into a list that was never whole",
    base: `${ROLES}manage: { roles: listed }\n`,
    head: `${ROLES}  New: { id: "105" }\nmanage: { roles: listed }\n`,
    changes: ["role.added New low"],
  },
  {
    name: "a channel without overwrites comes into a list that was never whole",
    base: `${OPEN}manage: { channels: listed }\n`,
    head: `${OPEN}  new: { id: "205" }\nmanage: { channels: listed }\n`,
    changes: ["channel.added new low"],
  },
  {
    name: "a category without overwrites is new",
    base: OPEN,
    head: `${OPEN}  Games: { id: "205", type: category }\n`,
    changes: ["channel.added Games low"],
  },
  {
    name: "a role that can moderate comes into the order below the others",
    base: `${ROLES}hierarchy: [Admin, Helper]\n`,
    head: `${ROLES}hierarchy: [Admin, Helper, Mod]\n`,
    changes: ["role.hierarchy 100 low"],
  },
  {
    name: "the order is written down",
    base: ROLES,
    head: `${ROLES}hierarchy: [Mod, Admin, Helper]\n`,
    changes: ["role.hierarchy 100 low"],
  },
];

const RULES = `${ROLES}rules:
  a: { permissions: [BAN_MEMBERS], only: [Admin] }
  b: { permissions: [MANAGE_ROLES], only: [Admin] }
`;
const ONE_RULE = `${ROLES}rules:\n  a: { permissions: [BAN_MEMBERS, MANAGE_ROLES], only: [Admin] }\n`;

const RULED: readonly Case[] = [
  {
    name: "two rules become one",
    base: RULES,
    head: ONE_RULE,
    changes: ["rule.changed a low", "rule.removed b low"],
  },
  {
    name: "one rule becomes two",
    base: ONE_RULE,
    head: RULES,
    changes: ["rule.changed a low", "rule.added b low"],
  },
  {
    name: "a rule goes that another one says as well",
    base: `${ONE_RULE}  b: { permissions: [BAN_MEMBERS], only: [Admin] }\n`,
    head: ONE_RULE,
    changes: ["rule.removed b low"],
  },
  {
    name: "a rule has another name and forbids more",
    base: `${ROLES}rules: { a: { permissions: [BAN_MEMBERS], only: [Admin] } }\n`,
    head: `${ROLES}rules: { bans: { permissions: [BAN_MEMBERS, MANAGE_ROLES], only: [Admin] } }\n`,
    changes: ["rule.removed a low", "rule.added bans low"],
  },
  {
    name: "an exception has another name and ends sooner",
    base: `${ROLES}exceptions: { a: { role: Mod, allow: [BAN_MEMBERS], until: 2026-12-01, reason: r } }\n`,
    head: `${ROLES}exceptions: { b: { role: Mod, allow: [BAN_MEMBERS], until: 2026-11-01, reason: r } }\n`,
    changes: ["exception.removed a low", "exception.added b low"],
  },
  {
    name: "two exceptions have each other's names",
    base: `${ROLES}exceptions:
  a: { role: Mod, allow: [BAN_MEMBERS], until: 2026-12-01, reason: r }
  b: { role: Helper, allow: [BAN_MEMBERS], until: 2026-12-01, reason: r }
`,
    head: `${ROLES}exceptions:
  b: { role: Mod, allow: [BAN_MEMBERS], until: 2026-12-01, reason: r }
  a: { role: Helper, allow: [BAN_MEMBERS], until: 2026-12-01, reason: r }
`,
    changes: ["exception.changed a low", "exception.changed b low"],
  },
  {
    name: "less is ignored by a narrower pattern",
    base: `${ROLES}ignore: [{ channels: "Tickets/*" }, { roles: "color-*" }]\n`,
    head: `${ROLES}ignore: [{ channels: "Tickets/ticket-*" }, { roles: "color-?" }]\n`,
    changes: [
      "ignore.added Tickets/ticket-* low",
      "ignore.added color-? low",
      "ignore.removed Tickets/* low",
      "ignore.removed color-* low",
    ],
  },
];

/** What the review says of it. */
function seen({ base, head }: Case): { readonly result: string; readonly changes: readonly string[] } {
  const { result, changes } = reviewTexts(base, head);
  return { result, changes: changes.map(short).toSorted() };
}

describe("nobody can do more than before where", () => {
  test.each(GAINS)("$name", (one) => {
    expect(seen(one)).toEqual({ result: "change", changes: one.changes.toSorted() });
  });
});

describe("nothing is watched less where", () => {
  test.each(RULED)("$name", (one) => {
    expect(seen(one)).toEqual({ result: "change", changes: one.changes.toSorted() });
  });

  test.each(LISTED)("$name", (one) => {
    expect(seen(one)).toEqual({ result: "change", changes: one.changes.toSorted() });
  });
});

describe("the same object", () => {
  test("is a role without an id under another handle", () => {
    const found = reviewTexts(ROLES, ROLES.replace("Helper: {", "Assistant: { name: Helper,"));
    expect(found).toMatchObject({ result: "no-effect", notes: ["The policy calls the role Helper Assistant now."] });
  });

  test("is a harmless role without an id that is renamed", () => {
    const { result, changes } = reviewTexts(ROLES, ROLES.replace("Helper: {", "Helper: { name: Guide,"));
    expect({ result, changes: changes.map(short) }).toEqual({ result: "change", changes: ["~ role.renamed Guide low"] });
  });

  test("is a channel without an id in a category that has another name", () => {
    const base = `${ROLES}channels:
  Staff:
    type: category
    overwrites: { "@everyone": { deny: [VIEW_CHANNEL] } }
    channels: { log: { overwrites: synced } }
`;
    const { result, changes } = reviewTexts(base, base.replace("Staff:", 'Team:\n    id: "300"'));
    expect(changes.map(short)).toEqual(["channel.removed Staff medium", "channel.added Team low", "~ channel.moved log low"]);
    expect(result).toBe("change");
  });
});
