import { describe, expect, test } from "vitest";
import { explainJson } from "../../src/report/explain/json.ts";
import { explainText } from "../../src/report/explain/text.ts";
import { printJson } from "../../src/report/json/value.ts";
import { explain, type Question } from "../../src/runs/explain.ts";
import { CannotCheck } from "../../src/runs/cannot-check.ts";
import { policyOf } from "../policy/policies.ts";
import { channel, found, GUILD, NOW, person, role, teaHouse, withChannel, withOverwrites, withRole, type Wire } from "./tea-house.ts";

interface Asked extends Partial<Question> {
  readonly change?: (wire: Wire) => void;
  readonly policy?: string;
}

async function ask({ change, policy, ...question }: Asked): Promise<ReturnType<typeof explain>> {
  return await explain({
    source: teaHouse(change),
    guild: GUILD,
    policy: policy === undefined ? null : policyOf(policy),
    now: NOW,
    progress: () => {},
    question: { channel: null, roles: [], member: null, permission: null, ...question },
  });
}

const text = async (asked: Asked, width = 80): Promise<string> => explainText(await ask(asked), width);
const json = async (asked: Asked): Promise<unknown> => JSON.parse(printJson(explainJson(await ask(asked)), 2));
const firstLine = async (asked: Asked): Promise<string> => (await text(asked, 160)).split("\n")[0] ?? "";
const steps = async (asked: Asked): Promise<readonly string[]> =>
  (await text(asked, 160)).split("\n").filter((line) => /^ *(?:\d+\.|-) /.test(line));

describe("one subject in one place", () => {
  test("the JSON has exactly the documented keys, and a word for every source", async () => {
    expect(await json({ channel: "staff-log", member: person(3), permission: "SEND_MESSAGES" })).toEqual({
      version: 1,
      computed: expect.stringMatching(/^\d+$/),
      usable: expect.stringMatching(/^\d+$/),
      names: expect.arrayContaining(["VIEW_CHANNEL", "MANAGE_MESSAGES"]),
      steps: [
        { from: `base:role:${GUILD}`, allow: expect.arrayContaining(["VIEW_CHANNEL", "SPEAK"]), deny: [] },
        { from: `base:role:${role(3)}`, allow: ["MANAGE_MESSAGES"], deny: [] },
        { from: `base:role:${role(4)}`, allow: ["MENTION_EVERYONE", "MANAGE_EVENTS"], deny: [] },
        { from: `overwrite:role:${GUILD}`, allow: [], deny: ["VIEW_CHANNEL"] },
        { from: `overwrite:role:${role(3)}`, allow: ["VIEW_CHANNEL"], deny: ["SEND_MESSAGES"] },
        { from: "channel-type:text", allow: [], deny: expect.arrayContaining(["SPEAK", "MANAGE_EVENTS"]) },
        { from: "implicit:SEND_MESSAGES", allow: [], deny: ["EMBED_LINKS", "ATTACH_FILES", "MENTION_EVERYONE"] },
      ],
    });
  });

  test.each([
    ["owner", { member: person(1) }, "owner"],
    ["ADMINISTRATOR", { member: person(4) }, "administrator"],
    ["a timeout that is running", { member: person(5) }, "timeout"],
    ["a member's overwrite", { member: person(3), channel: "staff-chat" }, `overwrite:member:${person(3)}`],
  ])("%s is a step of its own", async (_name, asked, from) => {
    const answer = await json({ channel: "general", ...asked });
    expect(answer).toHaveProperty("steps", expect.arrayContaining([expect.objectContaining({ from })]));
  });

  test("a timeout that is over takes nothing", async () => {
    expect(await firstLine({ member: person(6), channel: "general", permission: "SEND_MESSAGES" })).toMatch(/^Yes\./);
  });

  test("the answer begins with yes or no, and names role and overwrite in order", async () => {
    const asked = { channel: "staff-chat", roles: ["Moderator"], permission: "VIEW_CHANNEL" };
    expect(await firstLine(asked)).toBe('Yes. A member with the role "Moderator" can use View Channel (VIEW_CHANNEL) in #staff-chat.');
    expect(await steps(asked)).toEqual([
      " 1. @everyone has it by its server permissions.",
      " 2. #staff-chat denies it to @everyone.",
      ' 3. #staff-chat allows it to "Moderator".',
    ]);
    expect(await text(asked)).toMatch(/\n\nSo: yes\.\n$/);
  });

  test("what another missing permission takes is explained with that one", async () => {
    const asked = { channel: "staff-chat", roles: ["Helper"], permission: "SEND_MESSAGES" };
    expect(await firstLine(asked)).toMatch(/^No\./);
    expect(await steps(asked)).toEqual([
      " 1. @everyone has it by its server permissions.",
      " 2. Without View Channel, which is missing here, it cannot be used either.",
      "    - @everyone has it by its server permissions.",
      "    - #staff-chat denies it to @everyone.",
    ]);
    expect(await text(asked)).toContain("So: no. It is granted, but of no use there.");
  });

  test("a permission of the whole server means nothing in a channel, also for an administrator", async () => {
    const answer = await text({ channel: "rules", member: person(4), permission: "KICK_MEMBERS" }, 160);
    expect(answer).toContain("It is a permission for the whole server: in a channel it means nothing.");
    expect(answer).toContain("So: no. Leave --channel out to ask about the whole server.");
  });

  test("where nothing gives it, that is said", async () => {
    expect(await steps({ channel: "rules", roles: ["Red"], permission: "MANAGE_ROLES" })).toEqual([
      " 1. Neither the role nor @everyone has it, and no overwrite in #rules allows it.",
    ]);
    expect(await steps({ roles: ["Red", "Blue"], permission: "BAN_MEMBERS" })).toEqual([
      " 1. None of the roles, @everyone included, has it.",
    ]);
  });

  test("several roles are looked at together, each once", async () => {
    const answer = await json({ channel: "help", roles: ["Helper", "Event Host", "helper"] });
    expect(answer).toHaveProperty("names", expect.arrayContaining(["MANAGE_ROLES", "MENTION_EVERYONE"]));
    expect(await firstLine({ channel: "help", roles: ["Helper", "Event Host", "helper"] })).toContain(
      'the roles "Helper" and "Event Host"',
    );
  });

  test("a category says that its overwrites count through its channels", async () => {
    expect(await text({ channel: "Staff", roles: ["everyone"] }, 160)).toContain("only where they are synced");
  });

  test("a bit that this version does not know is shown, and can be asked for", async () => {
    const change = withRole(role(6), { permissions: String(1n << 60n) });
    expect(await firstLine({ change, roles: ["Red"], channel: "rules", permission: "bit_60" })).toMatch(
      /^Yes\. .* unknown permission BIT_60 /,
    );
    expect(await json({ change, roles: ["Red"], channel: "rules" })).toHaveProperty("names", expect.arrayContaining(["BIT_60"]));
  });
});

describe("who can", () => {
  test("roles stand under their reason, and members with an overwrite of their own beside them", async () => {
    const answer = await text({ channel: "#staff-chat", permission: "VIEW_CHANNEL" }, 160);
    const [yes = "", no = ""] = answer.split("\n\nNo\n");
    expect(yes).toContain('Administrator: "Admin"');
    expect(yes).toContain('overwrite for the role: "Moderator"');
    expect(yes).toContain(`overwrite for the member in person: member ${person(3)}`);
    expect(no).toMatch(/^ {2}denied to @everyone: "Helper", .*@everyone$/m);
    expect(no).toContain(`The owner of the server (id ${person(1)}) can do everything.`);
  });

  test("an overwrite that denies a member in person counts, and one that is not enough is said to be that", async () => {
    const change = withOverwrites(
      channel(9),
      { id: person(2), type: 1, allow: "0", deny: "1024" },
      { id: person(7), type: 1, allow: "2048", deny: "0" },
    );
    expect(await text({ change, channel: "staff-chat", permission: "VIEW_CHANNEL" }, 160)).toContain(
      `denied to the member in person (Administrator would still count): member ${person(2)}`,
    );
    expect(await text({ change, channel: "staff-chat", permission: "SEND_MESSAGES" }, 160)).toContain(
      `only of use together with what another role must give: member ${person(7)}`,
    );
  });

  test("what everybody has, nobody has through a role", async () => {
    const change = withRole(role(6), { permissions: "2048" });
    expect(await text({ change, channel: "general", permission: "SEND_MESSAGES" }, 160)).toMatch(
      /^ {2}server permissions of @everyone: .*"Red", .*@everyone$/m,
    );
  });

  test("a permission for the whole server is not asked about in a channel", async () => {
    const note = "Leave --channel out to ask about the whole server.";
    expect(await text({ channel: "Lounge", permission: "KICK_MEMBERS" }, 160)).toContain(note);
    expect(await text({ permission: "KICK_MEMBERS" }, 160)).not.toContain(note);
  });

  test("the JSON lists every role and says through what", async () => {
    expect(await json({ channel: "staff-chat", permission: "VIEW_CHANNEL" })).toMatchObject({
      version: 1,
      channel: { id: channel(9), name: "staff-chat", type: "text" },
      permission: "VIEW_CHANNEL",
      roles: expect.arrayContaining([
        expect.objectContaining({ id: role(1), allowed: true, through: ["administrator"] }),
        expect.objectContaining({ id: role(2), allowed: true, through: [`overwrite:role:${role(2)}`] }),
        expect.objectContaining({ id: role(3), allowed: false, through: [`overwrite:role:${GUILD}`] }),
      ]),
      members: [expect.objectContaining({ id: person(3), allowed: true })],
    });
  });

  test("without a permission, roles that can do the same share a paragraph", async () => {
    const answer = await text({ channel: "staff-chat" }, 160);
    expect(answer).toMatch(/^"Helper", .* and @everyone\n {4}nothing$/m);
    expect(await json({ channel: "staff-chat" })).not.toHaveProperty("roles.0.allowed");
  });

  test("without a channel, the server is meant", async () => {
    expect(await text({ permission: "BAN_MEMBERS" })).toContain('server permissions of the role: "Moderator"');
  });

  test("where nobody can, nobody is listed", async () => {
    const change = withRole(role(1), { permissions: "0" });
    expect(await text({ change, channel: "rules", permission: "BYPASS_SLOWMODE" })).toContain("Yes\n  nobody\n");
  });
});

describe("what a member can do anywhere", () => {
  test("what can do harm comes first", async () => {
    const lines = (await text({ member: person(2) }, 160)).split("\n");
    expect(lines.indexOf("Can do harm:")).toBe(2);
    expect(lines[3]).toBe("  Kick Members (can throw members out): on the whole server");
    expect(lines).toContain("  Can only read: #news");
  });

  test("rights over one channel are not taken for rights over the server", async () => {
    const answer = await text({ member: person(3) }, 160);
    expect(answer).toContain("Manage Permissions (can change who may do what there): in #help");
    expect(answer).not.toContain("on the whole server\n");
  });

  test.each([
    [1, "The owner of the server can do everything"],
    [4, '"Admin" has Administrator'],
  ])("everything is said in one line", async (number, line) => {
    const answer = await text({ member: person(number) });
    expect(answer).toContain(line);
    expect(answer).not.toContain("#rules");
  });

  test("a timeout is said before what it leaves", async () => {
    const answer = await text({ member: person(5) }, 160);
    expect(answer).toContain("A timeout is running until 25 Nov 2026 00:00 UTC");
    expect(answer).toContain("Can do nothing that Discord counts as dangerous.");
    expect(answer).toContain("Sees, but cannot join:");
  });

  test("one permission is told channel by channel, with the reason", async () => {
    const answer = await text({ member: person(3), permission: "SEND_MESSAGES" }, 160);
    expect(answer).toContain("in 8 of 10 channels.");
    expect(answer).toContain('overwrite for "Event Host": #news');
    expect(answer).toContain('denied to "Helper": #staff-log');
  });

  test("a permission for the whole server is told with its steps", async () => {
    expect(await firstLine({ member: person(2), permission: "kick members" })).toMatch(/^Yes\. .* on the whole server\.$/);
    expect(await firstLine({ member: person(7), permission: "KICK_MEMBERS" })).toMatch(/^No\./);
  });

  test("the JSON has the server and every channel", async () => {
    expect(await json({ member: person(3), permission: "SEND_MESSAGES" })).toMatchObject({
      version: 1,
      member: { id: person(3), name: "hana", roles: [role(3), role(4)], owner: false, timedOut: false },
      server: { names: expect.arrayContaining(["MANAGE_EVENTS"]), allowed: true },
      channels: expect.arrayContaining([
        expect.objectContaining({ id: channel(10), allowed: false, through: [`overwrite:role:${role(3)}`] }),
      ]),
      unknown: [],
      allChannelsSeen: false,
    });
  });
});

function spoilBen({ members }: Wire): void {
  Object.assign(members[1] ?? {}, { roles: "all" });
}

/** Of #staff-chat nothing is known, and the bot is an administrator. */
function hideStaffChat({ channels, self }: Wire): void {
  delete found(channels, channel(9)).permission_overwrites;
  Object.assign(self as object, { roles: [role(1)] });
}

describe("channels of which nothing can be said", () => {
  test("are no answer when one is asked for", async () => {
    await expect(ask({ change: hideStaffChat, channel: "staff-chat", permission: "VIEW_CHANNEL" })).rejects.toThrow(
      /no readable overwrites for "staff-chat"/,
    );
  });

  test("are named where a list leaves them out", async () => {
    const answer = await text({ change: hideStaffChat, member: person(2) }, 160);
    expect(answer).toMatch(/\nNothing can be said of #staff-chat: Discord sent no readable overwrites\.\n$/);
    expect(await json({ change: hideStaffChat, member: person(2) })).toMatchObject({
      unknown: [{ id: channel(9) }],
      allChannelsSeen: true,
    });
  });
});

describe("what is asked for is found", () => {
  const policy = `version: 1\nguild: "${GUILD}"\nroles:\n  mods: { id: "${role(2)}" }\n  Red: { id: "${role(7)}" }\n  gone: { id: "5" }\nchannels:\n  tavern: { id: "${channel(3)}" }\n`;

  test.each([
    ["an id", { roles: [role(2)] }],
    ["a mention", { roles: [`<@&${role(2)}>`] }],
    ["a name in another case", { roles: ["MODERATOR"] }],
    ["a handle of the policy", { roles: ["mods"], policy }],
    ["a name and a handle of the same role", { roles: ["Moderator", "mods"], policy }],
  ])("by %s", async (_name, asked) => {
    expect(await firstLine({ ...asked, channel: "rules", permission: "SEND_MESSAGES" })).toContain('the role "Moderator"');
  });

  test.each([["general"], ["#general"], ["tea room/general"], ["Tea room/general"], [channel(3)], [`<#${channel(3)}>`], ["tavern"]])(
    "the channel %s",
    async (name) => {
      expect(await ask({ channel: name, roles: ["Moderator"], ...(name === "tavern" ? { policy } : {}) })).toMatchObject({
        channel: { id: channel(3) },
      });
    },
  );

  test("a policy of another server has no say", async () => {
    const other = policy.replace(GUILD, "100");
    await expect(ask({ roles: ["mods"], policy: other })).rejects.toThrow(/there is no such role/);
  });

  test.each([
    ["a typo", { channel: "genral" }, 'Did you mean "general"?'],
    ["a role that is not there", { roles: ["Modrator"] }, 'Did you mean "Moderator"?'],
    ["a name that is like none", { roles: ["zzzzzzzz"] }, "there is no such role on the server."],
    ["a handle and another role's name", { roles: ["Red"], policy }, "can be 2 roles"],
    ["a handle of what is gone", { roles: ["gone"], policy }, "is in the policy, but the server has no such role"],
    ["a permission with a typo", { channel: "rules", permission: "SEND_MESAGES" }, "Did you mean SEND_MESSAGES?"],
    ["a permission that is none", { channel: "rules", permission: "qqqqqq" }, "like VIEW_CHANNEL"],
    ["a member who is not there", { member: "42" }, "There is no member 42"],
    ["a member's name", { member: "ben" }, "is no id"],
    ["no question", {}, "What should be explained?"],
  ])("%s is a sentence", async (_name, asked, message) => {
    const failure = ask(asked);
    await expect(failure).rejects.toThrow(CannotCheck);
    await expect(failure).rejects.toThrow(message);
  });

  test("of two channels with one name both are named", async () => {
    const change = withChannel(channel(4), { name: "general" });
    await expect(ask({ change, channel: "general" })).rejects.toThrow(
      `--channel "general" can be 2 channels: "general" (text in "Tea room", id ${channel(3)}), "general" (text in "Tea room", id ${channel(4)}). Give the id of the one you mean.`,
    );
  });

  test("a member that Discord describes badly is not guessed", async () => {
    await expect(ask({ change: spoilBen, member: person(2) })).rejects.toThrow(/cannot be read/);
  });
});

test("names from Discord stay text", async () => {
  const evil = '\u001b[2J\n::error::x ##[group]a "\u202e @everyone';
  const change = ({ guild, channels, members }: Wire): void => {
    for (const thing of [...guild.roles.slice(1), ...channels]) thing.name = evil;
    for (const { user } of members) user.username = evil;
  };
  const questions: readonly Asked[] = [
    { channel: channel(9), roles: [role(2)] },
    { channel: channel(9), roles: [role(2)], permission: "VIEW_CHANNEL" },
    { channel: channel(9) },
    { channel: channel(9), permission: "SEND_MESSAGES" },
    { member: person(2) },
    { member: person(2), permission: "SEND_MESSAGES" },
    { member: person(4) },
  ];
  const active = /(?!\n)[\p{Cc}\u202E]|^\s*::|##\[/mu;
  const answers = await Promise.all(questions.map(async (question) => await ask({ ...question, change })));
  for (const answer of answers) {
    expect(explainText(answer, 80)).not.toMatch(active);
    expect(printJson(explainJson(answer), 2)).not.toMatch(active);
  }
});

test("a role that is called @everyone does not pass for everybody", async () => {
  const change = withRole(role(6), { name: "@everyone" });
  await expect(ask({ change, roles: ["@everyone"] })).rejects.toThrow("can be 2 roles");
  expect(await firstLine({ change, roles: [role(6)], permission: "SPEAK" })).toContain('the role "@everyone"');
});
