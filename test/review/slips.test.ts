/** Changes that somebody might try to slip past a reviewer: every one of them is an escalation. */
import { describe, expect, test } from "vitest";
import { reviewTexts, short } from "./policies.ts";

const ROLES = `version: 1
guild: "100"
roles:
  "@everyone": { permissions: [VIEW_CHANNEL, SEND_MESSAGES] }
  Admin: { id: "101", permissions: [ADMINISTRATOR] }
  Mod: { id: "102", permissions: [KICK_MEMBERS] }
  Helper: { id: "103", permissions: [] }
`;

const WITHOUT_HELPER = ROLES.replace(/ {2}Helper.*\n/, "");

/** The policy with these overwrites of the channel desk. */
const desk = (overwrites: string, roles = ROLES): string => `${roles}channels:\n  desk: { id: "201", overwrites: ${overwrites} }\n`;

const STAFF_ONLY = '"@everyone": { deny: [VIEW_CHANNEL] }, Mod: { allow: [VIEW_CHANNEL] }';

interface Case {
  readonly name: string;
  readonly base: string;
  readonly head: string;
  readonly changes: readonly string[];
}

const UNLISTED: readonly Case[] = [
  {
    name: "a role that is no longer listed gets something by its id",
    base: desk("{}"),
    head: desk('{ "role:103": { allow: [MANAGE_WEBHOOKS] } }', WITHOUT_HELPER),
    changes: ["! overwrite.added desk>Helper high", "role.removed Helper medium"],
  },
  {
    name: "a role that is no longer listed comes to see a private channel by its id",
    base: desk(`{ ${STAFF_ONLY} }`),
    head: desk(`{ ${STAFF_ONLY}, "role:103": { allow: [VIEW_CHANNEL] } }`, WITHOUT_HELPER),
    changes: ["! overwrite.added desk>Helper medium", "role.removed Helper medium"],
  },
];

/** Everybody sees channels by the role Member alone. */
const CLOSED = ROLES.replace("[VIEW_CHANNEL, SEND_MESSAGES]", "[]").replace(
  "Mod:",
  'Member: { id: "104", permissions: [VIEW_CHANNEL] }\n  Mod:',
);
const MODERATED = ROLES.replace("[KICK_MEMBERS]", "[MANAGE_MESSAGES]");

const LIFTED: readonly Case[] = [
  {
    name: "a role is no longer kept out of a channel that not everyone can see",
    base: desk("{ Helper: { deny: [VIEW_CHANNEL] } }", CLOSED),
    head: desk("{}", CLOSED),
    changes: ["! overwrite.removed desk>Helper medium"],
  },
  {
    name: "a member is no longer kept out of a private channel",
    base: desk(`{ ${STAFF_ONLY}, "member:777": { deny: [VIEW_CHANNEL] } }`),
    head: desk(`{ ${STAFF_ONLY} }`),
    changes: ["! overwrite.removed desk>777 medium"],
  },
  {
    name: "a role no longer takes a dangerous permission from who has it by another",
    base: desk("{ Helper: { deny: [MANAGE_MESSAGES] } }", MODERATED),
    head: desk("{ Helper: { allow: [EMBED_LINKS] } }", MODERATED),
    changes: ["! overwrite.changed desk>Helper medium"],
  },
  {
    name: "a channel gives what a channel of its type has no use for, until it is of another type",
    base: desk("{}").replace('"201",', '"201", type: voice,'),
    head: desk("{ Helper: { allow: [MANAGE_THREADS] } }").replace('"201",', '"201", type: voice,'),
    changes: ["! overwrite.added desk>Helper medium"],
  },
  {
    name: "a new channel gives what a channel of its type has no use for",
    base: `${ROLES}channels: {}\n`,
    head: desk("{ Helper: { allow: [MANAGE_THREADS] } }").replace('"201",', '"201", type: voice,'),
    changes: ["! channel.added desk medium"],
  },
  {
    name: "a role that kept people out is deleted",
    base: desk("{ Helper: { deny: [VIEW_CHANNEL] } }", CLOSED),
    head: desk("{}", CLOSED.replace(/ {2}Helper.*\n/, "")),
    changes: ["! role.removed Helper medium"],
  },
];

const STAFF = `  Staff:
    id: "200"
    type: category
    overwrites: { "@everyone": { deny: [VIEW_CHANNEL] } }
`;

/** The channel log, in a category that only staff sees; with an id and without. */
const hidden = (log: string): string => `${ROLES}channels:\n${STAFF}    channels: { log: ${log} }\n`;
const opened = `${ROLES}channels:\n${STAFF}  log: { overwrites: {} }\n`;
const NAMED = `version: 1
guild: "100"
roles:
  "@everyone": { permissions: [VIEW_CHANNEL] }
  Mod: { permissions: [BAN_MEMBERS] }
  Member: { permissions: [] }
`;
const SWAPPED = NAMED.replace("Mod: {", "Mod: { name: Member,").replace("Member: { p", "Member: { name: Mod, p");

const NAMES: readonly Case[] = [
  {
    name: "a private channel without an id leaves its category and is opened",
    base: hidden("{ overwrites: synced }"),
    head: opened,
    changes: ["! overwrite.removed log>@everyone high", "~ channel.moved log low"],
  },
  {
    name: "a private channel loses its id on the way out",
    base: hidden('{ id: "201", overwrites: synced }'),
    head: opened,
    changes: ["! overwrite.removed log>@everyone high", "~ channel.moved log low"],
  },
  {
    name: "a role that can ban has no id and gets another role's name",
    base: NAMED,
    head: SWAPPED,
    changes: ["! role.renamed Member high", "! role.renamed Mod high"],
  },
  {
    name: "a role that can ban has no id and gets a name that nobody had",
    base: NAMED,
    head: NAMED.replace("Mod: {", "Mod: { name: Guest,"),
    changes: ["! role.renamed Guest high"],
  },
  {
    name: "a role that can ban gets an id and another name at once",
    base: NAMED,
    head: NAMED.replace("Mod: {", 'Mod: { id: "155", name: Guest,'),
    changes: ["! role.renamed Guest high"],
  },
  {
    name: "roles lose their ids and get each other's names",
    base: NAMED.replace("Mod: {", 'Mod: { id: "101",').replace("Member: {", 'Member: { id: "102",'),
    head: SWAPPED,
    changes: ["! role.permissions Member high", "role.permissions Mod low"],
  },
  {
    name: "a private channel has no id and its name goes to an open one",
    base: `${ROLES}channels:\n  desk: { overwrites: { "@everyone": { deny: [VIEW_CHANNEL] } } }\n  lobby: { overwrites: {} }\n`,
    head: `${ROLES}channels:\n  desk: { name: lobby, overwrites: { "@everyone": { deny: [VIEW_CHANNEL] } } }\n  lobby: { name: desk, overwrites: {} }\n`,
    changes: ["! channel.renamed lobby high", "! channel.renamed desk high"],
  },
];

/** What the review says of it. */
function seen({ base, head }: Pick<Case, "base" | "head">): { readonly result: string; readonly changes: readonly string[] } {
  const { result, changes } = reviewTexts(base, head);
  return { result, changes: changes.map(short) };
}

describe("somebody can do more where", () => {
  test.each(UNLISTED)("$name", (one) => {
    expect(seen(one)).toEqual({ result: "escalation", changes: one.changes });
  });

  test.each(LIFTED)("$name", (one) => {
    expect(seen(one)).toEqual({ result: "escalation", changes: one.changes });
  });

  test.each(NAMES)("$name", (one) => {
    expect(seen(one)).toEqual({ result: "escalation", changes: one.changes });
  });
});

const CATEGORY = `  Games:
    id: "210"
    type: category
    overwrites: { Helper: { allow: [MANAGE_ROLES] } }
`;

const WATCHED: readonly Case[] = [
  {
    name: "a role comes into the list that may hold anything",
    base: ROLES,
    head: `${ROLES}  Shadow: { id: "666" }\n`,
    changes: ["! role.added Shadow medium"],
  },
  {
    name: "a role comes into the list that may hold anything more",
    base: ROLES,
    head: `${ROLES}  Shadow: { id: "666", at-least: [EMBED_LINKS] }\n`,
    changes: ["! role.added Shadow medium"],
  },
  {
    name: "an ignored role comes into the list that may hold anything",
    base: `${ROLES}ignore: [{ roles: "color-*" }]\n`,
    head: `${ROLES}  color-red: { id: "666" }\n`,
    changes: ["! role.added color-red medium", "ignore.removed color-* low"],
  },
  {
    name: "a channel comes into the list that may allow anything",
    base: desk("{}"),
    head: `${desk("{}")}  secret: { id: "666" }\n`,
    changes: ["! channel.added secret medium"],
  },
  {
    name: "a channel becomes synced with a category that gives something dangerous",
    base: `${ROLES}channels:\n  play: { id: "201" }\n${CATEGORY}`,
    head: `${ROLES}channels:\n${CATEGORY}    channels: { play: { id: "201", overwrites: synced } }\n`,
    changes: ["! overwrites.managed play high", "~ channel.moved play low"],
  },
  {
    name: "a role that can moderate comes into the order above others",
    base: `${ROLES}hierarchy: [Admin, Helper]\n`,
    head: `${ROLES}hierarchy: [Mod, Admin, Helper]\n`,
    changes: ["! role.hierarchy 100 high"],
  },
];

const TICKETS = `${ROLES}channels:
  Staff:
    id: "200"
    type: category
    overwrites: {}
    channels: { log: { id: "201", overwrites: synced } }
rules: { r: { permissions: [MANAGE_ROLES], channels: ["Staff/*"], only: [Admin] } }
ignore: [{ channels: "Staff/ticket-*" }]
`;
const BANS = `${ROLES}rules:\n  bans: { permissions: [BAN_MEMBERS, KICK_MEMBERS], only: [Admin, Mod], severity: high }\n`;

const FORBIDDEN: readonly Case[] = [
  {
    name: "a rule names the channels that are listed, and no longer those that are ignored",
    base: TICKETS,
    head: TICKETS.replace("Staff/*", "Staff/log"),
    changes: ["! rule.changed r high"],
  },
  {
    name: "a rule goes of which others only have a part",
    base: BANS,
    head: BANS.replace("bans:", "new:").replace(", KICK_MEMBERS", ""),
    changes: ["! rule.removed bans high", "rule.added new low"],
  },
  {
    name: "a rule goes that counts more than the one that is left",
    base: BANS,
    head: BANS.replace("bans:", "new:").replace("severity: high", "severity: low"),
    changes: ["! rule.removed bans high", "rule.added new low"],
  },
  {
    name: "a pattern of ignore has one letter less before the star",
    base: TICKETS,
    head: TICKETS.replace("ticket-*", "ticket*"),
    changes: ["! ignore.added Staff/ticket* medium", "ignore.removed Staff/ticket-* low"],
  },
];

describe("less is watched where", () => {
  test.each(WATCHED)("$name", (one) => {
    expect(seen(one)).toEqual({ result: "escalation", changes: one.changes });
  });

  test.each(FORBIDDEN)("$name", (one) => {
    expect(seen(one)).toEqual({ result: "escalation", changes: one.changes });
  });

  test("nobody checks who holds a role that sees a private channel", () => {
    const open = desk(`{ ${STAFF_ONLY}, Helper: { allow: [VIEW_CHANNEL] } }`);
    const one = { base: open.replace("permissions: [] }", 'permissions: [], members: ["905"] }'), head: open };
    expect(seen(one)).toEqual({ result: "escalation", changes: ["! role.members Helper medium"] });
  });
});
