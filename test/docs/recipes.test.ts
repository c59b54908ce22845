import { describe, expect, test } from "vitest";
import type { MemberReading } from "../../src/drift/member-reading.ts";
import { id } from "../guild.ts";
import { nothing, recipe, recipeNames, type Hand } from "./recipes.ts";

test.for(recipeNames)("%s: a server that is as it says is in line, and breaks none of its rules", (name) => {
  const { broken, found } = recipe(name);
  expect([found(nothing), broken(nothing)]).toEqual([[], []]);
});

describe("private-staff-area", () => {
  const { broken, can, found } = recipe("private-staff-area");

  test("only the staff sees the staff channels, and moderators alone the reports", () => {
    expect([can("@everyone", "VIEW_CHANNEL", "staff-chat"), can("@everyone", "VIEW_CHANNEL", "general")]).toEqual([false, true]);
    expect([can("Helper", "SEND_MESSAGES", "staff-chat"), can("Helper", "VIEW_CHANNEL", "reports")]).toEqual([true, false]);
    expect([can("Moderator", "VIEW_CHANNEL", "reports"), can("Drift Watch", "VIEW_CHANNEL", "reports")]).toEqual([true, true]);
  });

  test("a staff channel that is opened to everyone is drift and breaks the rule", () => {
    expect(found((hand) => hand.allow("staff-chat", "@everyone", ["VIEW_CHANNEL"]))).toContain(
      "overwrite.changed staff-chat/@everyone high",
    );
    expect(broken((hand) => hand.allow("staff-chat", "@everyone", ["VIEW_CHANNEL"]))).toEqual(["staff-is-private: @everyone"]);
  });

  test("a channel that is made in the category without its permissions breaks the rule", () => {
    expect(broken((hand) => hand.makeChannel("new-channel", "Staff"))).toEqual(["staff-is-private: @everyone"]);
  });

  test("one more person who is let in breaks the rule", () => {
    expect(broken((hand) => hand.allow("reports", "member:777", ["VIEW_CHANNEL"]))).toEqual(["staff-is-private: member:777"]);
  });
});

describe("read-only-announcements", () => {
  const { broken, can, found } = recipe("read-only-announcements");

  test("everybody reads, only moderators write, threads included", () => {
    for (const who of ["@everyone", "Helper"]) {
      expect(can(who, "VIEW_CHANNEL", "announcements")).toBe(true);
      expect(can(who, "SEND_MESSAGES", "announcements") || can(who, "CREATE_PUBLIC_THREADS", "announcements")).toBe(false);
    }
    expect([can("Moderator", "SEND_MESSAGES", "announcements"), can("@everyone", "SEND_MESSAGES", "general")]).toEqual([true, true]);
  });

  test("a role that may write there as well is drift and breaks the rule", () => {
    expect(found((hand) => hand.allow("announcements", "Helper", ["SEND_MESSAGES"]))).toContainEqual(
      expect.stringMatching(/^overwrite\.unexpected announcements\/Helper /),
    );
    expect(broken((hand) => hand.allow("announcements", "Helper", ["SEND_MESSAGES"]))).toEqual(["moderators-announce: Helper"]);
  });
});

/** What the exceptions of the event week are for. */
function turnOn(hand: Hand): void {
  hand.allow("announcements", "Event Team", ["SEND_MESSAGES", "MENTION_EVERYONE"]);
  hand.allow("stage", "member:640170000000000002", ["MUTE_MEMBERS"]);
}

describe("event-week", () => {
  const { broken, can, exceptions, found } = recipe("event-week");

  test("the roles say what holds all year: the Event Team does not announce", () => {
    expect([can("Event Team", "SEND_MESSAGES", "announcements"), can("Moderator", "SEND_MESSAGES", "announcements")]).toEqual([
      false,
      true,
    ]);
  });

  test("until the end of 9 May the rights of the week are no drift, and listed", () => {
    expect([found(turnOn, { on: "2027-05-09" }), exceptions(turnOn, { on: "2027-05-09" })]).toEqual([
      [],
      ["anniversary-announcements used", "anniversary-speaker used"],
    ]);
  });

  test("on 10 May they are drift again, and the exceptions ended", () => {
    expect(found(turnOn, { on: "2027-05-10" })).toEqual([
      expect.stringMatching(/^overwrite\.unexpected announcements\/Event Team /),
      expect.stringMatching(/^overwrite\.unexpected stage\/640170000000000002 /),
    ]);
    expect(exceptions(turnOn, { on: "2027-05-10" })).toEqual(["anniversary-announcements ended", "anniversary-speaker ended"]);
  });

  test("exceptions that nobody uses are stale", () => {
    expect(exceptions(nothing)).toEqual(["anniversary-announcements stale", "anniversary-speaker stale"]);
  });

  test("the same rights for another role are drift", () => {
    expect(found((hand) => hand.allow("announcements", "@everyone", ["SEND_MESSAGES"]))).toHaveLength(1);
  });

  test("no exception lets everyone ping everyone", () => {
    expect(broken((hand) => hand.allow("announcements", "Event Team", ["MENTION_EVERYONE"]))).toEqual([]);
    expect(broken((hand) => hand.give("@everyone", ["MENTION_EVERYONE"]))).toEqual(["members-never-ping-everyone: @everyone"]);
  });
});

describe("ticket-bot", () => {
  const { can, found } = recipe("ticket-bot");

  test("members see where a ticket is opened, and write nothing there", () => {
    expect([can("@everyone", "VIEW_CHANNEL", "open-a-ticket"), can("@everyone", "SEND_MESSAGES", "open-a-ticket")]).toEqual([true, false]);
    expect([can("@everyone", "VIEW_CHANNEL", "Tickets"), can("Support", "VIEW_CHANNEL", "Tickets")]).toEqual([false, true]);
  });

  test("tickets come and go without a finding, and another channel beside them is one", () => {
    expect(found((hand) => hand.makeChannel("ticket-42", "Tickets"))).toEqual([]);
    expect(found((hand) => hand.makeChannel("secret", "Tickets"))).toEqual(["channel.unexpected secret low"]);
  });

  test("a ticket channel that gives somebody a dangerous permission is reported", () => {
    const open = found((hand) => {
      hand.makeChannel("ticket-42", "Tickets");
      hand.allow("ticket-42", "@everyone", ["MANAGE_ROLES"]);
    });
    expect(open).toEqual([expect.stringMatching(/^channel\.unexpected ticket-42 (?:critical|high)$/)]);
  });

  test("the bot may hold less than its bound, and one permission more is drift", () => {
    expect(found((hand) => hand.set("Ticket Bot", ["MANAGE_CHANNELS"]))).toEqual([]);
    expect(found((hand) => hand.set("Ticket Bot", []))).toEqual([expect.stringMatching(/^role\.permissions Ticket Bot /)]);
    expect(found((hand) => hand.give("Ticket Bot", ["ADMINISTRATOR"]))).toEqual(["role.permissions Ticket Bot critical"]);
  });
});

describe("boosters", () => {
  const { broken, can, found } = recipe("boosters");

  test("boosters see their lounge, and others do not", () => {
    expect([can("Server Booster", "VIEW_CHANNEL", "booster-lounge"), can("@everyone", "VIEW_CHANNEL", "booster-lounge")]).toEqual([
      true,
      false,
    ]);
  });

  test("a right of the staff for boosters is drift and breaks the rule", () => {
    expect(found((hand) => hand.give("Server Booster", ["MANAGE_MESSAGES"]))).toEqual([
      expect.stringMatching(/^role\.permissions Server Booster /),
    ]);
    expect(broken((hand) => hand.give("Server Booster", ["MANAGE_MESSAGES"]))).toEqual(["staff-rights-are-not-for-sale: Server Booster"]);
  });
});

describe("bots-with-least-rights", () => {
  const { broken, can, found } = recipe("bots-with-least-rights");

  test("the release bot writes where it has to, and nowhere else", () => {
    expect([can("Release Bot", "SEND_MESSAGES", "releases"), can("Music Bot", "SEND_MESSAGES", "releases")]).toEqual([true, false]);
    expect(can("Release Bot", "SEND_MESSAGES")).toBe(false);
  });

  test("a harmless bot that nobody agreed to is drift as well", () => {
    expect(found((hand) => hand.inviteBot("Quiz Bot", []))).toEqual([expect.stringMatching(/^role\.unexpected Quiz Bot /)]);
  });

  test("a bot with Administrator breaks the rule, listed or not", () => {
    expect(broken((hand) => hand.give("Music Bot", ["ADMINISTRATOR"]))).toEqual(["no-bot-administers: Music Bot"]);
    expect(broken((hand) => hand.inviteBot("Quiz Bot", ["ADMINISTRATOR"]))).toEqual(["no-bot-administers: Quiz Bot"]);
    expect(broken((hand) => hand.inviteBot("Quiz Bot", ["MANAGE_WEBHOOKS"]))).toEqual(["no-bot-changes-the-server: Quiz Bot"]);
  });
});

describe("rules-channel", () => {
  const { broken, can, found } = recipe("rules-channel");

  test("everybody reads, and only an administrator writes", () => {
    for (const who of ["@everyone", "Moderator"]) {
      expect([can(who, "VIEW_CHANNEL", "rules"), can(who, "SEND_MESSAGES", "rules"), can(who, "ADD_REACTIONS", "rules")]).toEqual([
        true,
        false,
        false,
      ]);
    }
    expect(can("Admin", "SEND_MESSAGES", "rules")).toBe(true);
  });

  test("an overwrite that was taken off is drift and breaks the rule", () => {
    expect(found((hand) => hand.takeOff("rules", "@everyone"))).toEqual([expect.stringMatching(/^overwrite\.missing rules\/@everyone /)]);
    expect(broken((hand) => hand.takeOff("rules", "@everyone"))).toEqual(["the-rules-stay-as-they-are: @everyone"]);
  });
});

describe("muted-role", () => {
  const { broken, can, found } = recipe("muted-role");

  test("who is muted reads and listens only", () => {
    expect([
      can("Muted", "VIEW_CHANNEL", "general"),
      can("Muted", "SEND_MESSAGES", "general"),
      can("Muted", "ADD_REACTIONS", "general"),
    ]).toEqual([true, false, false]);
    expect([can("Muted", "CONNECT", "Lounge"), can("Muted", "SPEAK", "Lounge"), can("@everyone", "SPEAK", "Lounge")]).toEqual([
      true,
      false,
      true,
    ]);
  });

  test("a channel that does not deny it breaks the rule, new ones included", () => {
    expect(broken((hand) => hand.takeOff("general", "Muted"))).toEqual(["muted-means-muted: Muted"]);
    expect(broken((hand) => hand.makeChannel("chat", null))).toEqual(["muted-means-muted: Muted"]);
  });

  test("Muted above the moderators is a finding", () => {
    expect(found((hand) => hand.raise("Muted"))).toEqual([expect.stringMatching(/^role\.hierarchy Muted /)]);
  });
});

describe("verified-only", () => {
  const { broken, can, found } = recipe("verified-only");

  test("a newcomer sees the welcome channel only", () => {
    expect(["welcome", "Community", "general", "help"].filter((channel) => can("@everyone", "VIEW_CHANNEL", channel))).toEqual(["welcome"]);
    expect(["welcome", "general", "help"].filter((channel) => can("Verified", "SEND_MESSAGES", channel))).toEqual(["general", "help"]);
  });

  test("View Channels for everyone is drift and breaks the rule", () => {
    expect(found((hand) => hand.give("@everyone", ["VIEW_CHANNEL"]))).toEqual([expect.stringMatching(/^role\.permissions @everyone /)]);
    expect(broken((hand) => hand.give("@everyone", ["VIEW_CHANNEL"]))).toEqual(["newcomers-see-the-welcome-channel-only: @everyone"]);
  });

  test("Verified above the bot that hands it out is a finding", () => {
    expect(found((hand) => hand.raise("Verified"))).toEqual([expect.stringMatching(/^role\.hierarchy Verif/)]);
  });

  test("so does one channel that is opened, and another role that hands out roles", () => {
    expect(broken((hand) => hand.allow("help", "@everyone", ["VIEW_CHANNEL"]))).toEqual([
      "newcomers-see-the-welcome-channel-only: @everyone",
    ]);
    expect(broken((hand) => hand.give("Verified", ["MANAGE_ROLES"]))).toEqual(["only-the-bot-verifies: Verified"]);
  });
});

describe("temporary-moderators", () => {
  const { broken, found } = recipe("temporary-moderators");
  const [ada, noor, kim, lee] = ["640170000000000001", "640170000000000002", "640170000000000003", "640170000000000004"] as const;
  const MODERATOR = id<"role">("812430000000000012");
  const WEEKEND = id<"role">("812430000000000025");

  /** What Discord answers about people, by the ids of those who hold each role. */
  function holding(moderators: readonly string[], weekend: readonly string[]): MemberReading {
    const people = [ada, noor, kim, lee].map((person) => {
      const roles = [...(moderators.includes(person) ? [MODERATOR] : []), ...(weekend.includes(person) ? [WEEKEND] : [])];
      return [id<"user">(person), { kind: "known", name: person, roles }] as const;
    });
    const counts = new Map([
      [MODERATOR, moderators.length],
      [WEEKEND, weekend.length],
    ]);
    return { counts: { kind: "known", of: counts }, people: new Map(people) };
  }

  test("exactly the people who are listed hold the role", () => {
    expect(found(nothing, { members: holding([ada, noor], [kim]) })).toEqual([]);
  });

  test("one person more is a finding, and so is one who is missing", () => {
    expect(found(nothing, { members: holding([ada, noor], [kim, lee]) })).toEqual([
      expect.stringMatching(/^role\.members Weekend Moderator /),
    ]);
    expect(found(nothing, { members: holding([ada, noor], []) })).toEqual([expect.stringMatching(/^role\.members Weekend Moderator /)]);
  });

  test("weekend moderators who may ban break the rule", () => {
    expect(broken((hand) => hand.give("Weekend Moderator", ["BAN_MEMBERS"]))).toEqual([
      "helpers-for-a-weekend-ban-nobody: Weekend Moderator",
    ]);
  });
});

describe("raid-guards", () => {
  const { broken, found } = recipe("raid-guards");

  test("nothing is compared, and channels that are not listed are no drift", () => {
    expect(found((hand) => hand.makeChannel("chat", null))).toEqual([]);
    expect(found((hand) => hand.give("Moderator", ["MANAGE_MESSAGES"]))).toEqual([]);
  });

  test.for([
    ["ADMINISTRATOR", "only-admins-administer"],
    ["MANAGE_GUILD", "only-admins-change-the-server"],
    ["MANAGE_ROLES", "only-admins-change-the-server"],
    ["MANAGE_WEBHOOKS", "only-admins-change-the-server"],
    ["BAN_MEMBERS", "only-moderators-remove-people"],
    ["MENTION_EVERYONE", "only-moderators-ping-everybody"],
  ] as const)("%s for a bot that is not listed breaks %s", ([permission, rule]) => {
    expect(broken((hand) => hand.inviteBot("Bot", [permission]))).toEqual([`${rule}: Bot`]);
  });

  test("what one channel allows counts too", () => {
    const open = broken((hand) => {
      hand.give("@everyone", ["VIEW_CHANNEL", "SEND_MESSAGES"]);
      hand.makeChannel("chat", null);
      hand.allow("chat", "@everyone", ["MENTION_EVERYONE"]);
    });
    expect(open).toEqual(["only-moderators-ping-everybody: @everyone"]);
  });
});
