/** Small policy changes, and what a review makes of each. */
import { describe, expect, test } from "vitest";
import { edited, BASE, reviewOf, reviewTexts, short, type Edits } from "./policies.ts";
import type { ReviewResult } from "../../src/review/review.ts";

type Case = readonly [name: string, edits: Edits, result: ReviewResult, changes: readonly string[], notes?: readonly string[]];

const SILENT = "The text changed, the meaning did not.";

const CASES: readonly Case[] = [
  // Roles
  ["a role gets Administrator", [["[CHANGE_NICKNAME]", "[ADMINISTRATOR]"]], "escalation", ["! role.permissions Helper critical"]],
  [
    "a role gets a dangerous permission",
    [["[CHANGE_NICKNAME]", "[CHANGE_NICKNAME, MANAGE_ROLES]"]],
    "escalation",
    ["! role.permissions Helper high"],
  ],
  [
    "a role gets a harmless permission",
    [["[CHANGE_NICKNAME]", "[CHANGE_NICKNAME, EMBED_LINKS]"]],
    "change",
    ["role.permissions Helper low"],
  ],
  ["a role gets what everyone has", [["[CHANGE_NICKNAME]", "[CHANGE_NICKNAME, ADD_REACTIONS]"]], "change", ["role.permissions Helper low"]],
  ["an administrator gets one more", [["[ADMINISTRATOR]", "[ADMINISTRATOR, BAN_MEMBERS]"]], "change", ["role.permissions Admin low"]],
  [
    "a role loses a dangerous permission",
    [["[KICK_MEMBERS, MANAGE_MESSAGES]", "[MANAGE_MESSAGES]"]],
    "change",
    ["role.permissions Mod low"],
  ],
  [
    "@everyone may ping everyone",
    [["ADD_REACTIONS] }", "ADD_REACTIONS, MENTION_EVERYONE] }"]],
    "broken-rule",
    ["! role.permissions @everyone high"],
  ],
  [
    "a role may hold more without a report",
    [["permissions: [CHANGE_NICKNAME]", "at-most: [CHANGE_NICKNAME, EMBED_LINKS]"]],
    "escalation",
    ["! role.permissions Helper medium"],
  ],
  [
    "exact permissions become the same upper bound",
    [["permissions: [CHANGE_NICKNAME]", "at-most: [CHANGE_NICKNAME]"]],
    "change",
    ["role.permissions Helper low"],
  ],
  [
    "exact permissions become a lower bound",
    [["permissions: [CHANGE_NICKNAME]", "at-least: [CHANGE_NICKNAME]"]],
    "escalation",
    ["! role.permissions Helper high"],
  ],
  ["an upper bound becomes exact", [["at-most: [EMBED_LINKS]", "permissions: [EMBED_LINKS]"]], "change", ["role.permissions Bot low"]],
  [
    "an upper bound rises by what is dangerous",
    [["at-most: [EMBED_LINKS]", "at-most: [EMBED_LINKS, MANAGE_WEBHOOKS]"]],
    "escalation",
    ["! role.permissions Bot high"],
  ],
  ["permissions of a role are left open", [["permissions: [CHANGE_NICKNAME], ", ""]], "escalation", ["! role.permissions Helper high"]],
  [
    "permissions of a role are written down",
    [['Odd: { id: "105" }', 'Odd: { id: "105", permissions: [EMBED_LINKS] }']],
    "change",
    ["role.permissions Odd low"],
  ],
  [
    "dangerous permissions of a role are written down",
    [['Odd: { id: "105" }', 'Odd: { id: "105", permissions: [ADMINISTRATOR] }']],
    "escalation",
    ["! role.permissions Odd critical"],
  ],
  [
    "an upper bound is written for a role that was left open",
    [['Odd: { id: "105" }', 'Odd: { id: "105", at-most: [KICK_MEMBERS] }']],
    "change",
    ["role.permissions Odd low"],
  ],
  [
    "an upper bound rises by what is harmless",
    [["at-most: [EMBED_LINKS]", "at-most: [EMBED_LINKS, ATTACH_FILES]"]],
    "change",
    ["role.permissions Bot low"],
  ],
  [
    "@everyone is no longer listed",
    [['  "@everyone": { permissions: [VIEW_CHANNEL, SEND_MESSAGES, ADD_REACTIONS] }\n', ""]],
    "escalation",
    ["! role.removed @everyone medium"],
  ],
  ["a harmless role is added", [["\nhierarchy", "\n  New: { permissions: [EMBED_LINKS] }\nhierarchy"]], "change", ["role.added New low"]],
  [
    "a dangerous role is added",
    [["\nhierarchy", "\n  New: { permissions: [BAN_MEMBERS] }\nhierarchy"]],
    "escalation",
    ["! role.added New high"],
  ],
  ["a role is removed and has to be deleted", [['  Odd: { id: "105" }\n', ""]], "change", ["role.removed Odd medium"]],
  [
    "a role is removed and no longer watched",
    [
      ["owner:", "manage: { roles: listed }\nowner:"],
      ['  Odd: { id: "105" }\n', ""],
    ],
    "escalation",
    ["! manage.changed roles high", "! role.removed Odd medium"],
  ],
  ["a role is renamed in Discord", [['Odd: { id: "105" }', 'Odd: { id: "105", name: Strange }']], "change", ["~ role.renamed Strange low"]],
  [
    "a handle is renamed and the name stays",
    [['Odd: { id: "105" }', 'Rare: { id: "105", name: Odd }']],
    "no-effect",
    [],
    ["The policy calls the role Odd Rare now."],
  ],
  [
    "an id is replaced under one handle",
    [['Odd: { id: "105" }', 'Odd: { id: "106" }']],
    "escalation",
    ["! role.added Odd medium", "role.removed Odd medium"],
  ],
  [
    "an id is written down",
    [["Mod: { permissions", 'Mod: { id: "102", permissions']],
    "no-effect",
    [],
    ["The role Mod has its id in the policy now; whether it is the right one only Discord knows."],
  ],
  [
    "an id is taken out",
    [['id: "105"', "name: Odd"]],
    "no-effect",
    [],
    ["The role Odd has no id in the policy any more: it is found by its name."],
  ],
  // Members
  ["a person becomes an administrator", [['"901"]', '"901", "902"]']], "escalation", ["! role.members Admin critical"]],
  ["a person is an administrator no more", [['["900", "901"]', '["900"]']], "change", ["role.members Admin low"]],
  ["a person gets a harmless role", [['["905"]', '["905", "906"]']], "change", ["role.members Helper low"]],
  ["nobody checks who the administrators are", [[', members: ["900", "901"]', ""]], "escalation", ["! role.members Admin high"]],
  ["nobody checks who has a harmless role", [[', members: ["905"]', ""]], "change", ["role.members Helper low"]],
  ["members are listed", [["MANAGE_MESSAGES] }", 'MANAGE_MESSAGES], members: ["906"] }']], "change", ["role.members Mod low"]],
  // Order
  [
    "a role that can moderate rises",
    [["[Admin, Mod, Helper, Bot]", "[Mod, Admin, Helper, Bot]"]],
    "escalation",
    ["! role.hierarchy Mod high"],
  ],
  ["harmless roles change places", [["[Admin, Mod, Helper, Bot]", "[Admin, Mod, Bot, Helper]"]], "change", ["~ role.hierarchy Bot low"]],
  ["a harmless role is no longer in the order", [["Mod, Helper, Bot]", "Mod, Helper]"]], "change", ["~ role.hierarchy 100 low"]],
  [
    "a role that can moderate is no longer in the order",
    [["[Admin, Mod, Helper", "[Admin, Helper"]],
    "escalation",
    ["! role.hierarchy 100 high"],
  ],
  ["the order is no longer checked", [["hierarchy: [Admin, Mod, Helper, Bot]\n", ""]], "escalation", ["! role.hierarchy 100 high"]],
  ["a role comes into the order", [["Helper, Bot]", "Helper, Bot, Odd]"]], "change", ["~ role.hierarchy 100 low"]],
  // Overwrites
  [
    "a category opens to a role",
    [
      [
        "      Mod: { allow: [VIEW_CHANNEL] }\n    channels",
        "      Mod: { allow: [VIEW_CHANNEL] }\n      Helper: { allow: [VIEW_CHANNEL] }\n    channels",
      ],
    ],
    "broken-rule",
    ["! overwrite.added Staff>Helper medium"],
  ],
  [
    "a channel gives a dangerous permission",
    [
      [
        'general: { id: "204", type: text, overwrites: {} }',
        'general: { id: "204", type: text, overwrites: { Helper: { allow: [MANAGE_WEBHOOKS] } } }',
      ],
    ],
    "escalation",
    ["! overwrite.added general>Helper high"],
  ],
  [
    "a channel gives what the role has anyway",
    [["overwrites: {} }", "overwrites: { Mod: { allow: [MANAGE_MESSAGES] } } }"]],
    "change",
    ["overwrite.added general>Mod low"],
  ],
  [
    "a dangerous permission that cannot be used for want of sight",
    [["Mod: { allow: [VIEW_CHANNEL] } } }", "Mod: { allow: [VIEW_CHANNEL] }, Helper: { allow: [MANAGE_WEBHOOKS] } } }"]],
    "escalation",
    ["! overwrite.added desk>Helper high"],
  ],
  [
    "a channel forbids a role something",
    [["overwrites: {} }", "overwrites: { Helper: { deny: [SEND_MESSAGES] } } }"]],
    "change",
    ["overwrite.added general>Helper low"],
  ],
  [
    "everyone may write again",
    [['{ "@everyone": { deny: [SEND_MESSAGES] } }', "{}"]],
    "change",
    ["overwrite.removed news>@everyone medium"],
  ],
  [
    "a synced channel goes its own way with the same overwrites",
    [
      [
        'chat: { id: "202", overwrites: synced }',
        'chat: { id: "202", overwrites: { "@everyone": { deny: [VIEW_CHANNEL] }, Mod: { allow: [VIEW_CHANNEL] } } }',
      ],
    ],
    "no-effect",
    [],
    ["The channel Staff/chat is no longer synced with its category, and has the same overwrites as before."],
  ],
  [
    "a channel becomes synced with the same overwrites",
    [
      [
        'desk: { id: "206", overwrites: { "@everyone": { deny: [VIEW_CHANNEL] }, Mod: { allow: [VIEW_CHANNEL] } } }',
        'desk: { id: "206", overwrites: synced }',
      ],
    ],
    "no-effect",
    [],
    ["The channel Staff/desk is synced with its category now, with the same overwrites as before."],
  ],
  ["an empty overwrite comes", [["overwrites: {} }", "overwrites: { Helper: {} } }"]], "no-effect", [], [SILENT]],
  [
    "overwrites are left open",
    [['general: { id: "204", type: text, overwrites: {} }', 'general: { id: "204", type: text }']],
    "escalation",
    ["! overwrites.unmanaged general medium"],
  ],
  [
    "overwrites are written down",
    [['wild: { id: "207", type: text }', 'wild: { id: "207", type: text, overwrites: {} }']],
    "change",
    ["overwrites.managed wild low"],
  ],
  [
    "overwrites with a dangerous permission are written down",
    [['wild: { id: "207", type: text }', 'wild: { id: "207", type: text, overwrites: { Helper: { allow: [MANAGE_ROLES] } } }']],
    "escalation",
    ["! overwrites.managed wild high"],
  ],
  // Channels
  [
    "a channel is added",
    [["\nrules:", '\n  new: { id: "300", overwrites: { Helper: { allow: [SEND_MESSAGES] } } }\nrules:']],
    "change",
    ["channel.added new low"],
  ],
  [
    "a channel is added and gives a dangerous permission",
    [["\nrules:", '\n  new: { id: "300", overwrites: { Helper: { allow: [MANAGE_ROLES] } } }\nrules:']],
    "escalation",
    ["! channel.added new high"],
  ],
  [
    "a channel is added and gives what the role has anyway",
    [["\nrules:", '\n  new: { id: "300", overwrites: { Mod: { allow: [MANAGE_MESSAGES] } } }\nrules:']],
    "change",
    ["channel.added new low"],
  ],
  ["a channel is removed", [['  wild: { id: "207", type: text }\n', ""]], "change", ["channel.removed wild medium"]],
  ["a channel is renamed in Discord", [['wild: { id: "207"', 'tame: { id: "207"']], "change", ["~ channel.renamed tame low"]],
  [
    "a channel changes its type",
    [['general: { id: "204", type: text', 'general: { id: "204", type: forum']],
    "change",
    ["channel.type general low"],
  ],
  [
    "a channel leaves the category that a rule speaks of",
    [
      ['      desk: { id: "206", overwrites: { "@everyone": { deny: [VIEW_CHANNEL] }, Mod: { allow: [VIEW_CHANNEL] } } }\n', ""],
      [
        "\nrules:",
        '\n  desk: { id: "206", overwrites: { "@everyone": { deny: [VIEW_CHANNEL] }, Mod: { allow: [VIEW_CHANNEL] } } }\nrules:',
      ],
    ],
    "escalation",
    ["! rule.changed staff-only high", "~ channel.moved desk low"],
  ],
  // Rules
  ["a rule is added", [["\nrules:", "\nrules:\n  more: { permissions: [BAN_MEMBERS], only: [Admin] }"]], "change", ["rule.added more low"]],
  [
    "a rule is removed",
    [['  no-pings: { permissions: [MENTION_EVERYONE, BAN_MEMBERS], never: ["@everyone", Helper], severity: high }\n', ""]],
    "escalation",
    ["! rule.removed no-pings high"],
  ],
  ["a rule forbids less", [["[MENTION_EVERYONE, BAN_MEMBERS]", "[MENTION_EVERYONE]"]], "escalation", ["! rule.changed no-pings high"]],
  [
    "a rule forbids more",
    [["[MENTION_EVERYONE, BAN_MEMBERS]", "[MENTION_EVERYONE, BAN_MEMBERS, MANAGE_GUILD]"]],
    "change",
    ["rule.changed no-pings low"],
  ],
  ["a rule lets more people in", [["only: [Admin, Mod]", "only: [Admin, Mod, Helper]"]], "escalation", ["! rule.changed staff-only high"]],
  ["a rule lets fewer people in", [["only: [Admin, Mod]", "only: [Mod]"]], "change", ["rule.changed staff-only low"]],
  ["a rule forbids it to fewer", [['never: ["@everyone", Helper]', "never: [Helper]"]], "escalation", ["! rule.changed no-pings high"]],
  ["a breach counts less", [["severity: high", "severity: low"]], "escalation", ["! rule.changed no-pings high"]],
  ["a breach counts more", [["severity: high", "severity: critical"]], "change", ["rule.changed no-pings low"]],
  [
    "a rule is for fewer channels",
    [['channels: ["Staff/*"]', 'channels: ["Staff/chat"]']],
    "escalation",
    ["! rule.changed staff-only high"],
  ],
  ["a rule is for everywhere", [['channels: ["Staff/*"], ', ""]], "broken-rule", ["rule.changed staff-only low"]],
  [
    "a pattern is spelled otherwise",
    [['channels: ["Staff/*"]', 'channels: ["Sta*/*"]']],
    "no-effect",
    [],
    ["The channels of the rule staff-only are written differently; it reaches the same ones."],
  ],
  ["only turns into never", [["only: [Admin, Mod]", "never: [Helper]"]], "escalation", ["! rule.changed staff-only high"]],
  [
    "never turns into an only that lets none of them in",
    [['never: ["@everyone", Helper]', "only: [Admin]"]],
    "change",
    ["rule.changed no-pings low"],
  ],
  ["a rule has another name", [["no-pings:", "no-shouting:"]], "no-effect", [], ["The rule no-pings is called no-shouting now."]],
  // Exceptions
  [
    "an exception is added",
    [["\nignore:", "\n  more: { role: Helper, allow: [EMBED_LINKS], until: 2026-12-31, reason: trial }\nignore:"]],
    "escalation",
    ["! exception.added more low"],
  ],
  [
    "an exception for a person is added",
    [["\nignore:", '\n  more: { member: "905", channel: general, allow: [MANAGE_MESSAGES], until: 2026-12-31, reason: trial }\nignore:']],
    "escalation",
    ["! exception.added more medium"],
  ],
  ["an exception lasts longer", [["2026-12-15", "2027-01-15"]], "escalation", ["! exception.changed party medium"]],
  ["an exception ends sooner", [["2026-12-15", "2026-12-05"]], "change", ["exception.changed party low"]],
  [
    "an exception tolerates more",
    [["allow: [MENTION_EVERYONE]", "allow: [MENTION_EVERYONE, MANAGE_ROLES]"]],
    "escalation",
    ["! exception.changed party high"],
  ],
  [
    "an exception is for another role",
    [["role: Mod, channel: news", "role: Helper, channel: news"]],
    "escalation",
    ["! exception.changed party medium"],
  ],
  ["an exception is for the whole server", [["role: Mod, channel: news", "role: Mod"]], "escalation", ["! exception.changed party high"]],
  ["an exception is removed", [[/exceptions:[^]*?\n(?=ignore)/.exec(BASE)?.[0] ?? "?", ""]], "change", ["exception.removed party low"]],
  [
    "an exception has another reason",
    [["a party", "the party"]],
    "no-effect",
    [],
    ["The reason of the exception party is worded differently."],
  ],
  ["an exception has another name", [["party:", "feast:"]], "no-effect", [], ["The exception party is called feast now."]],
  // Reach
  [
    "more is ignored",
    [['  - { roles: "color-*" }', '  - { roles: "color-*" }\n  - { roles: "fun-*" }']],
    "escalation",
    ["! ignore.added fun-* medium"],
  ],
  ["less is ignored", [['  - { roles: "color-*" }\n', ""]], "change", ["ignore.removed color-* low"]],
  [
    "a pattern of ignore is spelled otherwise",
    [["Tickets/*", "Ticket?/*"]],
    "escalation",
    ["! ignore.added Ticket?/* medium", "ignore.removed Tickets/* low"],
  ],
  [
    "another reason to ignore",
    [["reason: bot", "reason: the bot"]],
    "no-effect",
    [],
    ["The reason why Tickets/* is ignored is worded differently."],
  ],
  [
    "unlisted channels are no longer checked",
    [["owner:", "manage: { channels: listed }\nowner:"]],
    "escalation",
    ["! manage.changed channels high"],
  ],
  [
    "roles of bots are compared too",
    [["owner:", "manage: { managed-roles: all }\nowner:"]],
    "change",
    ["manage.changed managed-roles low"],
  ],
  ["defaults are written down", [["owner:", "manage: { roles: all, channels: all }\nowner:"]], "no-effect", [], [SILENT]],
  ["somebody else is to own the server", [['owner: "900"', 'owner: "901"']], "escalation", ["! guild.owner 100 critical"]],
  ["the owner is no longer checked", [['owner: "900"\n', ""]], "escalation", ["! guild.owner 100 high"]],
  ["two-factor login is no longer needed", [["require-2fa: true", "require-2fa: false"]], "escalation", ["! guild.mfa 100 high"]],
  ["two-factor login is no longer checked", [["require-2fa: true\n", ""]], "escalation", ["! guild.mfa 100 high"]],
  ["the policy is for another server", [['guild: "100"', 'guild: "999"']], "escalation", ["! guild.changed 999 critical"]],
  // Nothing
  ["nothing", [], "no-effect", []],
  ["a comment", [["roles:\n", "roles: # those who may\n"]], "no-effect", [], [SILENT]],
  [
    "another order of keys",
    [['permissions: [CHANGE_NICKNAME], members: ["905"]', "members: ['905'], permissions: [CHANGE_NICKNAME]"]],
    "no-effect",
    [],
    [SILENT],
  ],
  [
    "a permission set",
    [
      ["roles:\n", "sets: { push: [KICK_MEMBERS, MANAGE_MESSAGES] }\nroles:\n"],
      ["  Mod: { permissions: [KICK_MEMBERS, MANAGE_MESSAGES] }", "  Mod: { permissions: [$push] }"],
    ],
    "no-effect",
    [],
    [SILENT],
  ],
  ["an anchor", [["permissions: [CHANGE_NICKNAME]", "permissions: &nick [CHANGE_NICKNAME]"]], "no-effect", [], [SILENT]],
];

describe("a review says of", () => {
  test.each(CASES.map(([name, ...rest]) => ({ name, rest })))("$name", ({ rest: [edits, result, changes, notes = []] }) => {
    const review = reviewOf(edits);
    expect({ result: review.result, changes: review.changes.map(short), notes: review.notes }).toEqual({ result, changes, notes });
  });

  test("a file in which everything is turned round, that nothing changed", () => {
    const turned = edited(BASE, [
      [
        '  Bot: { id: "104", at-most: [EMBED_LINKS] }\n  Odd: { id: "105" }\n',
        '  Odd: { id: "105" }\n  Bot: { id: "104", at-most: [EMBED_LINKS] }\n',
      ],
      ["only: [Admin, Mod]", "only: [Mod, Admin]"],
    ]);
    expect(reviewTexts(BASE, turned)).toMatchObject({ result: "no-effect", changes: [], notes: [SILENT] });
  });
});
