/** What a change says: who can do more, why it is more dangerous, where it stands. */
import { describe, expect, test } from "vitest";
import { BASE, edited, effectLines, reviewable, reviewOf, reviewTexts, short } from "./policies.ts";
import { reviewNewPolicy, reviewPolicies } from "../../src/review/review-policies.ts";
import { namesOf } from "../../src/permissions/flags.ts";

const HELPER_SEES_STAFF = [
  [
    "      Mod: { allow: [VIEW_CHANNEL] }\n    channels",
    "      Mod: { allow: [VIEW_CHANNEL] }\n      Helper: { allow: [VIEW_CHANNEL] }\n    channels",
  ],
  ["only: [Admin, Mod]", "only: [Admin, Mod, Helper]"],
] as const;

const why = (edits: Parameters<typeof reviewOf>[0]): (string | null)[] => reviewOf(edits).changes.map(({ escalation }) => escalation);

describe("why something is more dangerous", () => {
  test("names the role and what it gets", () => {
    expect(why([["[CHANGE_NICKNAME]", "[ADMINISTRATOR, BAN_MEMBERS]"]])).toEqual(["Helper gets Administrator"]);
    expect(why([["[CHANGE_NICKNAME]", "[BAN_MEMBERS, KICK_MEMBERS, MANAGE_GUILD, MODERATE_MEMBERS]"]])).toEqual([
      "Helper gets Manage Server, Kick Members and 2 more",
    ]);
  });

  test("names everyone, and the channel", () => {
    expect(why([["overwrites: {} }", 'overwrites: { "@everyone": { allow: [MANAGE_THREADS] } } }']])).toEqual([
      "everyone gets Manage Threads in general",
    ]);
  });

  test("names the private channels that more people see", () => {
    expect(why(HELPER_SEES_STAFF)).toEqual([
      "the rule is weaker: more may have them",
      "more people can see the private channels chat and 1 more",
    ]);
  });

  test("names what only two changes together make possible", () => {
    const denied = edited(BASE, [["overwrites: {} }", 'overwrites: { "@everyone": { deny: [MANAGE_MESSAGES] } } }']]);
    // With the denial gone Mod needs no allowance, and with the allowance a denial does no harm.
    const review = reviewTexts(denied, edited(denied, [['"@everyone": { deny: [MANAGE_MESSAGES] }', "Mod: { allow: [MANAGE_MESSAGES] }"]]));
    expect(review.result).toBe("escalation");
    expect(review.changes.map(({ kind, escalation, effect }) => [kind, escalation, effect])).toEqual([
      ["overwrite.added", "together with other changes, Mod gets Manage Messages in general", []],
      ["overwrite.removed", null, []],
    ]);
  });

  test("is not that a channel of another type lets people use what they have", () => {
    const voice = edited(BASE, [['general: { id: "204", type: text', 'general: { id: "204", type: voice']]);
    const { changes, result } = reviewTexts(voice, edited(BASE, [["[CHANGE_NICKNAME]", "[CHANGE_NICKNAME, EMBED_LINKS]"]]));
    expect(result).toBe("change");
    expect(changes.flatMap(({ effect }) => effectLines(effect)).join("\n")).toMatch(/Admin in general .*\+MANAGE_THREADS/);
  });

  test("names the sight of channels that one more line would hide", () => {
    const base = 'version: 1\nguild: "100"\nroles: { "@everyone": { permissions: [] } }\nchannels: { c: { id: "2", overwrites: {} } }\n';
    const head = edited(base, [
      ["[]", "[VIEW_CHANNEL]"],
      ["overwrites: {}", 'overwrites: { "@everyone": { allow: [VIEW_CHANNEL] } }'],
    ]);
    expect(reviewTexts(base, head).changes.map(({ kind, escalation }) => [kind, escalation])).toEqual([
      ["role.permissions", "more people can see channels that not everyone can see"],
      ["overwrite.added", null],
    ]);
  });

  test("names the person by id", () => {
    expect(why([['"901"]', '"901", "902"]']])).toEqual(["the member 902 gets Administrator"]);
  });

  test("names the role that rose and the one it rose above", () => {
    expect(why([["[Admin, Mod, Helper, Bot]", "[Helper, Admin, Mod, Bot]"]])).toEqual([null]);
    expect(why([["[Admin, Mod, Helper, Bot]", "[Admin, Helper, Bot, Mod]"]])).toEqual([null]);
    expect(why([["[Admin, Mod, Helper, Bot]", "[Mod, Admin, Helper, Bot]"]])).toEqual(["Mod rises above Admin, and can moderate"]);
  });
});

describe("the order of roles", () => {
  test("is weaker where a harmless role no longer has to stand above one that can moderate", () => {
    const base = edited(BASE, [["[Admin, Mod, Helper, Bot]", "[Admin, Bot, Mod, Helper]"]]);
    expect(reviewTexts(base, base.replace("[Admin, Bot, Mod", "[Admin, Mod")).changes.map(short)).toEqual(["! role.hierarchy 100 high"]);
  });
});

describe("a rule", () => {
  test("is not weaker because it no longer names a role that is deleted", () => {
    const base = edited(BASE, [['never: ["@everyone", Helper]', 'never: ["@everyone", Helper, Odd]']]);
    const head = edited(base, [
      ["Helper, Odd]", "Helper]"],
      ['  Odd: { id: "105" }\n', ""],
    ]);
    expect(reviewTexts(base, head).changes.map(short)).toEqual(["role.removed Odd medium", "rule.changed no-pings low"]);
  });
});

describe("the effect of one change", () => {
  test("speaks of the channels that are synced with a category, and of no others", () => {
    const { changes } = reviewOf(HELPER_SEES_STAFF);
    const overwrites = changes.filter(({ kind }) => kind === "overwrite.added");
    expect(overwrites.map(({ subject }) => subject)).toEqual([{ type: "channel", id: "201", name: "Staff" }]);
    expect(overwrites[0]?.target).toEqual({ type: "role", id: "Helper", name: "Helper" });
    expect(overwrites[0]?.effect[0]?.channels).toEqual([
      { id: "202", name: "chat" },
      { id: "Staff/log", name: "log" },
    ]);
    expect(effectLines(overwrites[0]?.effect ?? [])).toEqual(["Helper in chat, log +ADD_REACTIONS +VIEW_CHANNEL +SEND_MESSAGES"]);
  });

  test("is its own, and that of all is everybody's", () => {
    const { changes, effect } = reviewOf([
      ["[CHANGE_NICKNAME]", "[CHANGE_NICKNAME, EMBED_LINKS]"],
      ['{ "@everyone": { deny: [SEND_MESSAGES] } }', '{ "@everyone": { deny: [SEND_MESSAGES] }, Helper: { allow: [SEND_MESSAGES] } }'],
    ]);
    expect(changes.map((change) => [short(change), ...effectLines(change.effect)])).toEqual([
      // What the other change allows is there on both sides.
      ["role.permissions Helper low", "Helper in general, news +EMBED_LINKS"],
      ["overwrite.added news>Helper low", "Helper in news +SEND_MESSAGES +EMBED_LINKS"],
    ]);
    expect(effectLines(effect)).toEqual(["Helper in general +EMBED_LINKS", "Helper in news +SEND_MESSAGES +EMBED_LINKS"]);
  });

  test("of a role whose overwrites go with it is all that it had", () => {
    const review = reviewOf([
      ["  Mod: { permissions: [KICK_MEMBERS, MANAGE_MESSAGES] }\n", ""],
      ["Admin, Mod, Helper, Bot]", "Admin, Helper, Bot]"],
      ["      Mod: { allow: [VIEW_CHANNEL] }\n    channels", "    channels"],
      [", Mod: { allow: [VIEW_CHANNEL] } } }", " } }"],
      ["only: [Admin, Mod]", "only: [Admin]"],
      ["role: Mod,", "role: Helper,"],
    ]);
    const [gone, ...others] = review.changes.filter(({ kind }) => kind.startsWith("role.") || kind.startsWith("overwrite"));
    expect(others).toEqual([]);
    expect(gone).toMatchObject({ kind: "role.removed", escalation: null, subject: { id: "Mod" }, policy: { side: "base", line: 8 } });
    expect(effectLines(gone?.effect ?? [])).toEqual([
      "Mod -KICK_MEMBERS",
      "Mod in chat, log, desk -ADD_REACTIONS -VIEW_CHANNEL -SEND_MESSAGES -MANAGE_MESSAGES",
      "Mod in general, news -MANAGE_MESSAGES",
    ]);
  });

  test("counts on the whole server where the policy lists no channels", () => {
    const base = 'version: 1\nguild: "100"\nroles: { A: { id: "1", permissions: [] } }\n';
    const review = reviewTexts(base, base.replace("[]", "[MANAGE_MESSAGES, EMBED_LINKS]"));
    expect(review.result).toBe("escalation");
    expect(effectLines(review.effect)).toEqual(["A +MANAGE_MESSAGES +EMBED_LINKS"]);
  });

  test("rests on an @everyone that can see and write where the policy says nothing of it, and says so", () => {
    const base = 'version: 1\nguild: "100"\nroles: { A: { id: "1", permissions: [] } }\nchannels: { c: { id: "2", overwrites: {} } }\n';
    const review = reviewTexts(base, base.replace("[]", "[EMBED_LINKS]"));
    expect(effectLines(review.effect)).toEqual(["A in c +EMBED_LINKS"]);
    expect(review.notes).toEqual([
      "The policy does not say what @everyone may do: the effects suppose that everyone can see channels, write in them and connect.",
    ]);
  });

  test("is none where a role was left open and is written down", () => {
    const { changes, effect } = reviewOf([['Odd: { id: "105" }', 'Odd: { id: "105", permissions: [EMBED_LINKS] }']]);
    expect(changes).toMatchObject([{ before: null, after: { kind: "permissions" }, granted: 0n, effect: [] }]);
    expect(effect).toEqual([]);
  });

  test("is for people what a role gives them, channels included", () => {
    const { changes, effect } = reviewOf([["MANAGE_MESSAGES] }", 'MANAGE_MESSAGES], members: ["906"] }']]);
    expect(changes).toMatchObject([{ kind: "role.members", effect: [] }]);
    expect(effect).toEqual([]);
    const listed = edited(BASE, [["MANAGE_MESSAGES] }", 'MANAGE_MESSAGES], members: ["906"] }']]);
    const more = reviewTexts(listed, listed.replace('"906"', '"906", "907"'));
    expect(effectLines(more.effect)).toEqual([
      "907 +KICK_MEMBERS",
      "907 in chat, log, desk +ADD_REACTIONS +VIEW_CHANNEL +SEND_MESSAGES +MANAGE_MESSAGES",
      "907 in general, news +MANAGE_MESSAGES",
    ]);
    expect(more.changes.map(({ escalation }) => escalation)).toEqual([
      "the member 907 gets Kick Members, and more people can see the private channels chat and 2 more",
    ]);
  });

  test("is nothing for an administrator who gets another role", () => {
    const listed = edited(BASE, [["MANAGE_MESSAGES] }", 'MANAGE_MESSAGES], members: ["906"] }']]);
    expect(reviewTexts(listed, listed.replace('"906"', '"906", "901"'))).toMatchObject({ result: "change", effect: [] });
  });
});

const handedOut = (edits: Parameters<typeof reviewOf>[0]): (readonly string[] | undefined)[] =>
  reviewOf(edits).effect.map(({ roles }) => roles?.map(({ name }) => name));

describe("whoever gains Manage Roles", () => {
  const MOD_MANAGES = ["[KICK_MEMBERS, MANAGE_MESSAGES]", "[KICK_MEMBERS, MANAGE_MESSAGES, MANAGE_ROLES]"] as const;

  test("can hand out the roles below, as far as the order of the policy says", () => {
    expect(handedOut([MOD_MANAGES])).toEqual([["Helper", "Bot"]]);
    expect(handedOut([MOD_MANAGES, ["Helper, Bot]", 'Bot, "@everyone"]']])).toEqual([["Bot"]]);
    expect(reviewOf([MOD_MANAGES]).changes.map(({ effect }) => effect.map(({ roles }) => roles))).toEqual([
      [
        [
          { id: "Helper", name: "Helper" },
          { id: "104", name: "Bot" },
        ],
      ],
    ]);
  });

  test("can hand out nobody knows what, where the order does not name the role", () => {
    expect(handedOut([MOD_MANAGES, ["[Admin, Mod, Helper, Bot]", "[Admin, Helper, Bot]"]])).toEqual([undefined]);
    expect(handedOut([MOD_MANAGES, ["hierarchy: [Admin, Mod, Helper, Bot]\n", ""]])).toEqual([undefined]);
  });

  test("in a channel alone hands out nothing", () => {
    expect(handedOut([["overwrites: {} }", "overwrites: { Mod: { allow: [MANAGE_ROLES] } } }"]])).toEqual([undefined]);
  });
});

describe("the same object", () => {
  test("is the same under another category handle, with its channels", () => {
    const review = reviewOf([
      ["  Staff:\n", "  Team:\n    name: Staff\n"],
      ['["Staff/*"]', '["Team/*"]'],
    ]);
    expect(review).toMatchObject({ result: "no-effect", changes: [] });
    expect(review.notes).toEqual([
      "The policy calls the channel Staff Team now.",
      "The channels of the rule staff-only are written differently; it reaches the same ones.",
    ]);
  });

  test("is @everyone of any server, listed or not", () => {
    const base = 'version: 1\nguild: "100"\nchannels: { a: { overwrites: { "@everyone": { deny: [VIEW_CHANNEL] } } } }\n';
    const { changes } = reviewTexts(base, base.replace('"100"', '"200"'));
    expect(changes.map(short)).toEqual(["! guild.changed 200 critical"]);
  });

  test("is a role that was named by its id alone", () => {
    const base = edited(BASE, [["overwrites: {} }", 'overwrites: { "role:106": { allow: [EMBED_LINKS] } } }']]);
    const head = edited(base, [
      ["\nhierarchy", '\n  New: { id: "106", permissions: [] }\nhierarchy'],
      ['"role:106"', "New"],
    ]);
    expect(reviewTexts(base, head).changes.map(short)).toEqual(["role.added New low"]);
  });

  test("never shows an id that was made up", () => {
    const review = reviewOf([...HELPER_SEES_STAFF, ["[CHANGE_NICKNAME]", "[ADMINISTRATOR]"]]);
    expect(JSON.stringify(review, (_, value: unknown) => (typeof value === "bigint" ? namesOf(value) : value))).not.toMatch(
      /1844674407370955\d{4}/,
    );
  });
});

describe("a review", () => {
  test("comes with escalations first, then the worst, and small print last", () => {
    const { changes } = reviewOf([
      ['Odd: { id: "105" }', 'Odd: { id: "105", name: Strange }'],
      ["[CHANGE_NICKNAME]", "[CHANGE_NICKNAME, EMBED_LINKS]"],
      ['  wild: { id: "207", type: text }\n', ""],
      ["severity: high", "severity: low"],
      ["[ADMINISTRATOR]", "[BAN_MEMBERS]"],
      ["[KICK_MEMBERS, MANAGE_MESSAGES]", "[KICK_MEMBERS, MANAGE_MESSAGES, ADMINISTRATOR]"],
    ]);
    expect(changes.map(short)).toEqual([
      "! role.permissions Mod critical",
      "! rule.changed no-pings high",
      "channel.removed wild medium",
      "role.permissions Admin low",
      "role.permissions Helper low",
      "~ role.renamed Strange low",
    ]);
  });

  test("names places in the head, and in the base for what went", () => {
    const { changes } = reviewOf([
      ["version: 1\n", "# a line more\nversion: 1\n"],
      ["[CHANGE_NICKNAME]", "[ADMINISTRATOR]"],
      ['  - { roles: "color-*" }\n', ""],
    ]);
    expect(changes.map(({ kind, policy }) => [kind, policy])).toEqual([
      ["role.permissions", { file: "permissions.yaml", line: 10, column: 13, side: "head" }],
      ["ignore.removed", { file: "permissions.yaml", line: 34, column: 14, side: "base" }],
    ]);
  });

  test("is made of a policy that breaks its own rules, and says which", () => {
    const head = edited(BASE, [["ADD_REACTIONS] }", "ADD_REACTIONS, MENTION_EVERYONE] }"]]);
    const review = reviewTexts(BASE, head);
    expect(review.result).toBe("broken-rule");
    expect(review.brokenRules).toMatchObject([
      {
        name: "no-pings",
        at: { line: 29 },
        breaches: [{ who: { type: "role", id: "100", name: "@everyone" }, at: { line: 6 }, channels: [] }],
      },
    ]);
    // The way back mends it.
    expect(reviewTexts(head, BASE)).toMatchObject({ result: "change", brokenRules: [] });
  });

  test("of a policy without a base says that nothing was compared", () => {
    expect(reviewNewPolicy(reviewable(BASE), { kind: "none" })).toMatchObject({ result: "change", changes: [] });
    expect(reviewNewPolicy(reviewable(BASE), { kind: "unreadable", why: "it has a problem" })).toMatchObject({
      result: "escalation",
      notes: ["The policy at the base cannot be read, so nothing was compared: it has a problem."],
    });
  });

  test("says nothing of the text where nobody knows it", () => {
    const head = reviewable(BASE);
    expect(reviewPolicies({ base: head.policy, head }).notes).toEqual([]);
  });
});
