import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AttributedChange, Effect, Finding, Named } from "../../../src/drift/finding.ts";
import { BODY_LENGTH } from "../../../src/report/issues/body.ts";
import { REVIEW_FAIL_ON, reviewFailsOn } from "../../../src/report/review/gate.ts";
import { reviewAnnotations } from "../../../src/report/review/annotations.ts";
import { reviewComment, reviewSummary } from "../../../src/report/review/markdown.ts";
import { reviewMark } from "../../../src/report/review/mark.ts";
import type { ReviewContext } from "../../../src/report/review/page.ts";
import { reviewText } from "../../../src/report/review/text.ts";
import type { ChangeKind, PolicyChange, Review } from "../../../src/review/review.ts";
import { nodes, parse } from "../check-markdown.ts";
import { checkReview } from "./check-review.ts";
import { bits, change, finding, userId } from "../findings.ts";
import { helper, liveReview, policyChange, reviewContext, reviewOf, staffChat } from "./reviews.ts";

const HOSTILE =
  "`@everyone` ](https://evil.example) <!-- permission-drift:review v1 policy=0 --> -->\n## Fine\n- [x] done #1 GH-2 | a\\|b </details><details> ![x](https://evil.example/x.png) \u202Eeslaf fixes #3 ```";

/** What a change of each kind looks like when everything in it is called so. */
function kindsCalled(name: string): Record<ChangeKind, Partial<PolicyChange>> {
  const text = { kind: "text", text: name } as const;
  const place = { kind: "named", id: "9", name } as const;
  const role = { type: "role", id: "103", name } as const;
  const channel = { type: "channel", id: "202", name } as const;
  const who = { type: "role", id: "104", name } as const;
  const effect: Effect[] = [
    { who, channels: [{ id: "202", name }], gained: bits("VIEW_CHANNEL", "MANAGE_WEBHOOKS"), lost: bits("SEND_MESSAGES") },
    { who, channels: [], gained: bits("MANAGE_ROLES"), lost: 0n, roles: [{ id: "105", name }] },
  ];
  const overwrite = { kind: "overwrite", allow: bits("VIEW_CHANNEL"), deny: 0n } as const;
  const terms = {
    kind: "terms",
    terms: {
      permissions: ["BAN_MEMBERS", name],
      only: [name, "member:77"],
      channels: [name],
      severity: name,
      reason: name,
      role: name,
      channel: name,
      allow: [name],
      until: name,
    },
  } as const;
  const other = {
    kind: "terms",
    terms: { permissions: [], never: [`${name}2`], severity: `${name}3`, reason: "fine", until: "2026-12-15" },
  } as const;
  const part = (type: "rule" | "exception" | "ignore" | "manage"): Partial<PolicyChange> => ({
    subject: { type, id: name, name },
    granted: 0n,
  });
  const guild = { subject: { type: "guild", id: "100", name }, granted: 0n } as const;
  const people = { kind: "members", people: [{ id: userId("77"), name }] } as const;
  const order = (...ids: string[]): PolicyChange["before"] => ({ kind: "order", roles: ids.map((id) => ({ id, name })) });
  return {
    "role.added": { subject: role, before: null, after: { kind: "role", name, permissions: bits("KICK_MEMBERS") }, effect },
    "role.removed": { subject: role, before: { kind: "role", name, permissions: bits("KICK_MEMBERS") }, after: null, effect },
    "role.permissions": { subject: role, revoked: bits("BAN_MEMBERS"), effect },
    "role.renamed": { subject: role, before: text, after: text, granted: 0n, smallPrint: true },
    "role.hierarchy": { subject: role, before: order("103", "101"), after: order("101", "103"), granted: 0n },
    "role.members": { subject: role, before: { kind: "members", people: [] }, after: people, granted: 0n },
    "overwrite.added": { subject: channel, target: who, before: null, after: overwrite, effect },
    "overwrite.changed": { subject: channel, target: { type: "member", id: "77", name }, before: overwrite, after: overwrite, effect: [] },
    "overwrite.removed": { subject: channel, target: who, before: overwrite, after: null, granted: 0n, effect: [] },
    "overwrites.managed": { subject: channel, granted: 0n },
    "overwrites.unmanaged": { subject: channel, granted: 0n },
    "channel.added": { subject: channel, before: null, after: { kind: "channel", name, type: name, parent: null }, granted: 0n, effect },
    "channel.removed": { subject: channel, granted: 0n },
    "channel.renamed": { subject: channel, before: text, after: text, granted: 0n, smallPrint: true },
    "channel.moved": { subject: channel, before: place, after: place, granted: 0n },
    "channel.type": { subject: channel, before: text, after: text, granted: 0n },
    "rule.added": { ...part("rule"), before: null, after: terms },
    "rule.changed": { ...part("rule"), before: terms, after: other },
    "rule.removed": { ...part("rule"), before: terms, after: null },
    "exception.added": { ...part("exception"), before: null, after: terms },
    "exception.changed": { ...part("exception"), before: terms, after: other },
    "exception.removed": { ...part("exception"), before: terms, after: null },
    "ignore.added": { ...part("ignore"), before: null, after: terms },
    "ignore.removed": { ...part("ignore"), before: terms, after: null },
    "manage.changed": { ...part("manage"), before: terms, after: other },
    "guild.changed": { ...guild, before: text, after: text },
    "guild.owner": { ...guild, before: text, after: text },
    "guild.mfa": { ...guild, before: { kind: "number", number: 1 }, after: null },
  };
}

/** Everything that a review can say, all of it called so. */
function everythingCalled(name: string): Review {
  const kinds = Object.entries(kindsCalled(name)) as [ChangeKind, Partial<PolicyChange>][];
  const changes = kinds.flatMap(([kind, over], line) => {
    const place = { file: name, line: line + 1, column: 1, side: "head" } as const;
    const one = policyChange({ kind, policy: place, ...over });
    return [{ ...one, escalation: name }, one];
  });
  const hand = finding({
    subject: { type: "role", id: "103", name },
    attribution: { status: "exact", changes: [change({ reason: name, actor: { id: userId("555"), name, bot: false } })] },
  });
  const todo = finding({ key: "a", cause: "awaiting-rollout", subject: { type: "role", id: "104", name } });
  const live = liveReview({
    guild: { id: "100", name },
    drift: [hand, { ...hand, key: "b" }],
    adopted: [hand],
    checklist: [todo],
    remaining: [
      { ...hand, key: "b" },
      { ...hand, key: "c" },
    ],
    settles: [12, 13],
    unchecked: [{ subject: { type: "channel", id: "9", name }, why: name }],
  });
  const at = { line: 3, column: 1 };
  const breaches = [{ who: { type: "role", id: "103", name }, permissions: bits("VIEW_CHANNEL"), channels: [name], at } as const];
  return reviewOf(changes, { result: "broken-rule", brokenRules: [{ name, at, breaches }], notes: [name], live });
}

const shape = (markdown: string): string[] => nodes(parse(markdown)).map(({ type }) => type);

describe("the words of a review", () => {
  test("no name, reason or path can act in the comment", () => {
    const text = reviewComment(
      everythingCalled(HOSTILE),
      reviewContext({ file: HOSTILE, base: { kind: "file", file: HOSTILE }, publicRepository: true }),
    );
    checkReview(text);
    const plain = reviewComment(
      everythingCalled("x"),
      reviewContext({ file: "x", base: { kind: "file", file: "x" }, publicRepository: true }),
    );
    for (const type of ["heading", "listItem", "html", "list", "code", "thematicBreak"]) {
      expect(shape(text).filter((one) => one === type)).toHaveLength(shape(plain).filter((one) => one === type).length);
    }
  });

  test("whatever a thing is called, the comment stays inert and has its mark once, on the first line", () => {
    const pieces = fc.constantFrom(
      "`",
      "``",
      "\\",
      "|",
      "\n",
      "<!--",
      "-->",
      "</details>",
      "- [ ] ",
      "# ",
      "@everyone",
      "#1",
      "[a](b)",
      "~~",
      "www.a.b",
      " ",
      "x",
      "\u202E",
      "{",
      "!",
      "**",
      "_",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const name = parts.join("");
        const text = reviewComment(everythingCalled(name), reviewContext({ file: "a/b.yaml", liveWhy: name }));
        checkReview(text);
        expect(text.split("permission-drift:review v1")).toHaveLength(2);
        expect(text.split("\n", 1)).toEqual([reviewMark("a/b.yaml")]);
      }),
      { numRuns: 60 },
    );
  });

  test("no name can act on a terminal or in the runner's log", () => {
    const text = reviewText(everythingCalled(`\u001B[31m::error::x\n##[group]${HOSTILE}`), reviewContext(), 80);
    expect(text).not.toContain("\u001B");
    expect(text).not.toMatch(/^\s*::|##\[|\u202E/m);
    for (const { message, title } of reviewAnnotations(everythingCalled(HOSTILE), "permissions.yaml")) {
      expect(`${title}${message}`).not.toMatch(/\n|\u202E|::(?!\u200B)/);
    }
  });

  test("the mark depends on the path alone, and no path can close it", () => {
    expect(reviewMark("permissions.yaml")).toBe(reviewMark("permissions.yaml"));
    expect(reviewMark("a.yaml")).not.toBe(reviewMark("b.yaml"));
    expect(reviewMark("--> # x")).toMatch(/^<!-- permission-drift:review v1 policy=[\da-f]{18} -->$/);
  });

  test("minimal details name no person and tell no reason", () => {
    const review = everythingCalled("mallory");
    const text = reviewComment({ ...review, changes: [], effect: [], brokenRules: [], notes: [] }, reviewContext({ minimal: true }));
    expect(text).not.toContain("by `mallory`");
    expect(text).not.toContain("reason:");
    expect(text).toContain("the user with the id `555`");
  });

  test("the largest review fits into a comment, says how much it leaves out, and shows the worst", () => {
    const channels: Named[] = Array.from({ length: 500 }, (_, index) => ({ id: `c${index}`, name: `channel ${index} ${"y".repeat(80)}` }));
    const changes = Array.from({ length: 250 }, (_, index) => {
      const who = { type: "role", id: `r${index}`, name: `role ${index} ${"<".repeat(80)}` } as const;
      return channels.slice(0, 12).map((subject, at) =>
        policyChange({
          kind: "overwrite.changed",
          subject: { type: "channel", ...subject },
          target: who,
          // No two are alike, so that nothing is grouped.
          granted: BigInt(index * 1_000 + at + 1),
          effect: [{ who, channels: [...channels], gained: BigInt(index * 1_000 + at + 1), lost: 0n }],
          escalation: at === 0 ? `role ${index} ${"*".repeat(200)}` : null,
        }),
      );
    }).flat();
    const live = liveReview({ checklist: Array.from({ length: 500 }, (_, index) => finding({ key: `k${index}` })) });
    const review = reviewOf(changes, { live });
    const text = reviewComment(review, reviewContext());
    expect(text.length).toBeLessThanOrEqual(BODY_LENGTH);
    expect(text).toMatch(/and \d+ more that are not shown here/);
    expect(text).toContain("role 0 ");
    expect(text).toContain("To do in Discord after the merge");
    checkReview(text);
    expect(new TextEncoder().encode(reviewSummary(review, reviewContext(), [])).length).toBeLessThan(1_000_000);
  });

  test("a summary has no mark and tells the remarks of the run", () => {
    const text = reviewSummary(reviewOf([policyChange()]), reviewContext(), ["the comment could not be written: #1"]);
    expect(text).not.toContain("<!--");
    expect(text).toContain("## Remarks of this run\n\n- the comment could not be written: #\u200B1");
  });

  test("why Discord was not looked at is said, once", () => {
    const text = reviewComment(reviewOf([policyChange()]), reviewContext({ liveWhy: "a pull request from a fork gets no secrets." }));
    expect(text).toContain("Discord was not looked at: a pull request from a fork gets no secrets.\n");
  });

  test("a new policy and a base that cannot be read say so first", () => {
    expect(reviewComment(reviewOf([]), reviewContext({ policyIsNew: true }))).toContain("## A new policy: there was none before");
    const unreadable = reviewComment(reviewOf([]), reviewContext({ baseUnreadable: "line 3 is no YAML" }));
    expect(unreadable).toContain("## The policy before this change cannot be read");
    expect(unreadable).toContain("Why: line 3 is no YAML.");
  });
});

describe("like changes", () => {
  const rooms = Array.from({ length: 5 }, (_, index) => ({ id: `2${index}`, name: `room-${index}` }));
  const opened = rooms.map((room, index) =>
    policyChange({
      kind: "overwrite.changed",
      subject: { type: "channel", ...room },
      target: helper,
      granted: bits("VIEW_CHANNEL", "SEND_MESSAGES"),
      effect: [{ who: helper, channels: [room], gained: bits("VIEW_CHANNEL", "SEND_MESSAGES"), lost: 0n }],
      policy: { file: "permissions.yaml", line: 20 + index, column: 7, side: "head" },
    }),
  );

  test("are one line with the number of channels and lines", () => {
    const text = reviewComment(reviewOf(opened), reviewContext());
    expect(text).toContain(
      "- `Helper` can see and write in `room-0`, `room-1`, `room-2` and 2 more channels. (`permissions.yaml:20` and 4 more lines)",
    );
  });

  test("of many roles are one line too", () => {
    const roles = ["Artist", "Helper", "Guide", "Bard"].map((name, index) => {
      const subject = { type: "role", id: `3${index}`, name } as const;
      return policyChange({ subject, effect: [{ who: subject, channels: [], gained: bits("KICK_MEMBERS"), lost: 0n }] });
    });
    expect(reviewComment(reviewOf(roles), reviewContext())).toContain(
      "- `Artist`, `Helper`, `Guide` and 1 more role get Kick Members (can throw members out).",
    );
  });

  test("with another severity, another person or another gain stay apart", () => {
    const [first] = opened;
    const others = opened
      .slice(1)
      .map((one, index) => (index === 0 ? { ...one, escalation: "it was private" } : { ...one, granted: one.granted | 64n }));
    const text = reviewText(reviewOf(first === undefined ? [] : [first, ...others]), reviewContext(), 200);
    expect(text.match(/^ {2}- /gm)).toHaveLength(3);
  });
});

describe("changes beside each other", () => {
  const sees = { who: helper, channels: [staffChat], gained: bits("VIEW_CHANNEL", "MANAGE_MESSAGES"), lost: 0n };
  const opened = policyChange({
    kind: "overwrite.added",
    subject: { type: "channel", ...staffChat },
    target: helper,
    granted: bits("VIEW_CHANNEL"),
    effect: [sees],
    escalation: "Helper gets Manage Messages in staff-chat",
    severity: "high",
  });

  test("tell of no gain that another change takes back", () => {
    const text = reviewComment(reviewOf([opened], { effect: [] }), reviewContext());
    expect(text).toContain(
      "In `staff-chat`, `Helper` gets View Channel. Alone it would give more than before, and beside the other changes it gives nobody more.",
    );
  });

  test("tell of what only both together give", () => {
    const text = reviewComment(reviewOf([{ ...opened, effect: [] }], { effect: [sees] }), reviewContext());
    expect(text).toContain(
      "- All changes together: `Helper` can see `staff-chat`, with Manage Messages (can delete what others wrote there).",
    );
  });

  test("tell what is left where a part is taken back", () => {
    const left = { ...sees, gained: bits("VIEW_CHANNEL") };
    const text = reviewComment(reviewOf([opened], { effect: [left] }), reviewContext());
    expect(text).toContain("`Helper` can see `staff-chat`. Not everyone can see this channel today.");
    expect(text).not.toContain("All changes together");
  });

  test("say of a dangerous permission that nobody can use yet to look at it all the same", () => {
    const hidden = { ...opened, granted: bits("MANAGE_WEBHOOKS"), effect: [] };
    expect(reviewComment(reviewOf([hidden]), reviewContext())).toContain(
      "`Helper` gets Manage Webhooks. Nobody can use that there for now.",
    );
  });
});

describe("annotations of a review", () => {
  test("are at most ten in all, broken rules first, then what is dangerous", () => {
    const many = Array.from({ length: 15 }, (_, index) =>
      policyChange({
        subject: { type: "role", id: String(index), name: `role ${index}` },
        escalation: index < 2 ? "it is strong" : null,
        severity: index === 0 ? "critical" : "high",
      }),
    );
    const at = { line: 71, column: 3 };
    const breach = { who: helper, permissions: bits("VIEW_CHANNEL"), channels: ["Staff/staff-chat"], at: { line: 44, column: 9 } };
    const all = reviewAnnotations(reviewOf(many, { brokenRules: [{ name: "staff", at, breaches: [breach] }] }), "permissions.yaml");
    expect(all.map(({ level }) => level)).toEqual(["error", "error", "warning", ...Array.from({ length: 7 }, () => "notice")]);
    expect(all[0]).toMatchObject({ startLine: 71, startColumn: 3, message: expect.stringContaining("permissions.yaml:44") });
  });

  test("of what only the base says stand on the first line and tell which line it was", () => {
    const gone = policyChange({
      kind: "rule.removed",
      subject: { type: "rule", id: "staff", name: "staff" },
      before: { kind: "terms", terms: { permissions: ["BAN_MEMBERS"], only: ["Admin"] } },
      after: null,
      granted: 0n,
      escalation: "nothing forbids it any more",
      policy: { file: "permissions.yaml", line: 71, column: 3, side: "base" },
    });
    const [one] = reviewAnnotations(reviewOf([gone]), "permissions.yaml");
    expect(one).toMatchObject({ level: "warning", startLine: 1, startColumn: 1 });
    expect(one?.message).toContain("(permissions.yaml:71 before the change)");
  });

  test("leave names and order out", () => {
    expect(reviewAnnotations(reviewOf([policyChange({ kind: "role.renamed", granted: 0n, smallPrint: true })]), "p.yaml")).toEqual([]);
  });
});

describe("the gate", () => {
  test("never fails on nothing, and on an escalation fails on a broken rule too", () => {
    const results = ["no-effect", "change", "escalation", "broken-rule"] as const;
    const table = REVIEW_FAIL_ON.map((failOn) => [failOn, results.filter((result) => reviewFailsOn(failOn, result))]);
    expect(table).toEqual([
      ["never", []],
      ["broken-rule", ["broken-rule"]],
      ["escalation", ["escalation", "broken-rule"]],
    ]);
  });
});

/** What a review with such a difference says to strangers. */
const notice = (one: Finding | null, over: Partial<ReviewContext> = {}): string | undefined => {
  const live = liveReview(one === null ? {} : { drift: [one] });
  const text = reviewComment(reviewOf([policyChange()], { live }), reviewContext({ publicRepository: true, ...over }));
  return /^This repository is public: .*$/m.exec(text)?.[0];
};

describe("the look at Discord", () => {
  const hand = finding({ subject: { type: "role", id: "103", name: "Helper" }, key: "x" });

  test("says whether the base is in line, and that nothing is to be done", () => {
    const text = reviewComment(reviewOf([policyChange()], { live: liveReview() }), reviewContext());
    expect(text).toContain("Discord is as the policy said before this change. After the merge nothing has to be done in Discord.");
  });

  test("does not call it in line where something could not be seen", () => {
    const unchecked = [{ subject: { type: "channel", ...staffChat }, why: "the bot cannot see it" } as const];
    const text = reviewComment(reviewOf([policyChange()], { live: liveReview({ unchecked }) }), reviewContext());
    expect(text).toContain("as far as could be seen");
    expect(text).toContain("Could not be checked: `staff-chat` (the bot cannot see it).");
  });

  test("tells each difference once", () => {
    const live = liveReview({ drift: [hand, { ...hand, key: "y" }], adopted: [hand], remaining: [{ ...hand, key: "y" }] });
    const text = reviewComment(reviewOf([policyChange()], { live }), reviewContext());
    expect(text.match(/gained Administrator/g)).toHaveLength(2);
    expect(text).toContain("differs from the policy before this change in 2 ways");
    expect(text).toContain("This one stays after the merge:");
  });

  test("writes what would be settled so that it can be copied", () => {
    const text = reviewComment(reviewOf([policyChange()], { live: liveReview({ settles: [12, 13] }) }), reviewContext());
    expect(text).toContain("With this change #12 and #13 would be settled.");
    expect(text).toContain("```text\nCloses #12, closes #13\n```");
    expect(text).toContain("in a comment it closes nothing");
  });

  test("warns in a public repository of the names and reasons that are told, and of no others", () => {
    const by = (over: Partial<AttributedChange>): Finding => ({ ...hand, attribution: { status: "exact", changes: [change(over)] } });
    const plain = "This repository is public: strangers can read what is said here of Discord.";
    const mallory = { id: userId("555"), name: "mallory", bot: false };
    expect(notice(null)).toBe(plain);
    expect(notice(by({ actor: { ...mallory, bot: true }, reason: null }))).toBe(plain);
    expect(notice(by({ actor: mallory, reason: null }))).toBe(plain.replace(".", ", with names of people."));
    expect(notice(by({ actor: null, reason: "x" }))).toBe(plain.replace(".", ", with the reasons that they gave."));
    expect(notice(by({ actor: mallory, reason: "x" }))).toBe(plain.replace(".", ", with names of people and the reasons that they gave."));
    expect(notice(by({ actor: mallory, reason: "x" }), { minimal: true })).toBe(plain);
    const nobody = { ...hand, attribution: { status: "none", changes: [] } } as const;
    expect(notice({ ...nobody, target: { type: "member", id: "777", name: "dave" } })).toBe(plain.replace(".", ", with names of people."));
    expect(notice(by({ actor: mallory }), { publicRepository: false })).toBeUndefined();
  });

  test("makes a task of each thing to do", () => {
    const todo = finding({ key: "z", cause: "awaiting-rollout", granted: 0n, revoked: bits("KICK_MEMBERS") });
    const text = reviewComment(reviewOf([policyChange()], { live: liveReview({ checklist: [todo] }) }), reviewContext());
    const tasks = nodes(parse(text)).filter((node) => "checked" in node && node.checked === false);
    expect(tasks).toHaveLength(1);
    expect(text).toContain(
      "- [ ] **Critical:** Turn on **Kick Members** for the role `Moderator` (`permissions.yaml:31`). Server Settings > Roles > `Moderator` > Permissions, then Save Changes.",
    );
  });
});
