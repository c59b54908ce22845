import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Finding } from "../../../src/drift/finding.ts";
import type { FlagName } from "../../../src/permissions/flags.ts";
import type { CheckReport } from "../../../src/drift/report.ts";
import { BODY_LENGTH } from "../../../src/report/issues/body.ts";
import { readMarker } from "../../../src/report/issues/marker.ts";
import { planIssues, type IssuePlan } from "../../../src/report/issues/plan.ts";
import { redactReport } from "../../../src/report/redact.ts";
import { effectsOfRollout } from "../../../src/report/rollout/effect.ts";
import { rolloutItem } from "../../../src/report/rollout/item.ts";
import { breath } from "../../../src/report/words/sentence.ts";
import { MARKDOWN, PLAIN } from "../../../src/report/words/voice.ts";
import { checkMarkdown, nodes, parse } from "../check-markdown.ts";
import { approvedChange, bits, entryId, finding, report, userId } from "../findings.ts";
import {
  awaiting,
  helper,
  helperMayDelete,
  helperWritesNews,
  KINDS,
  moderator,
  moderatorLosesAdministrator,
  VARIANTS,
  newRole,
  newRule,
  staff,
  staffCloses,
} from "./rollouts.ts";
import { Tracker } from "../tracker.ts";

const options = { labels: [], assignees: [], maxIssues: 10 };
const commit = "0123456789abcdef0123456789abcdef01234567";

function plan(tracker: Tracker, checked: CheckReport, maxIssues = 10): IssuePlan {
  return planIssues({ report: checked, tracked: tracker.tracked(), options: { ...options, maxIssues }, commit });
}

function check(tracker: Tracker, checked: CheckReport, maxIssues = 10): IssuePlan {
  const planned = plan(tracker, checked, maxIssues);
  tracker.run(planned.steps);
  expect(plan(tracker, checked, maxIssues).steps).toEqual([]);
  for (const issue of tracker.issues.filter(({ body }) => readMarker(body) !== null))
    for (const text of [issue.body, ...issue.comments]) checkMarkdown(text);
  return planned;
}

const SIX = [helperMayDelete, moderatorLosesAdministrator, staffCloses, helperWritesNews, newRole, newRule];

const helperDone = approvedChange({ subject: helper, granted: bits("MANAGE_MESSAGES"), revoked: 0n });
const staffDone = approvedChange({
  entryId: entryId("9101"),
  action: "CHANNEL_OVERWRITE_UPDATE",
  subject: staff,
  target: { type: "role", id: "1", name: "@everyone" },
  granted: 0n,
  revoked: bits("VIEW_CHANNEL", "CONNECT"),
});

const bases = (tracker: Tracker): (string | undefined)[] => tracker.open().map(({ body }) => readMarker(body)?.identity);
const unseen = (subject: Finding["subject"]): Partial<CheckReport> => ({ unchecked: [{ subject, why: "it was not in the answer" }] });
const rooms = (length: number): Finding[] =>
  Array.from({ length }, (_, index) =>
    awaiting({
      kind: "overwrite.missing",
      severity: index === 7 ? "critical" : "low",
      subject: { type: "channel", id: `${5_000 + index}`, name: `room ${index}` },
      target: { type: "role", id: "103", name: "x".repeat(100) },
      desired: { kind: "overwrite", allow: bits("VIEW_CHANNEL"), deny: 0n },
      live: null,
      revoked: bits("VIEW_CHANNEL"),
    }),
  );

describe("the words of what awaits rollout", () => {
  test("every kind has a sentence for the summary and an item for the checklist", async () => {
    const all = Object.entries({ ...KINDS, ...VARIANTS }).map(([kind, one]) => `## ${kind}\n${breath(one, PLAIN)}\n${rolloutItem(one)}`);
    await expect(`${all.join("\n\n")}\n`).toMatchFileSnapshot("../../golden/report/rollout-words.txt");
  });
});

describe("what an agreed change will mean", () => {
  const channel = { type: "channel", id: "202", name: "staff-chat" } as const;
  const of = (names: readonly FlagName[], over: Partial<Finding> = {}): string => {
    const lost = bits(...names);
    const { target } = over;
    const effect = [{ who: target ?? helper, channels: target === undefined ? [] : [channel], gained: 0n, lost }];
    return effectsOfRollout(awaiting({ subject: helper, granted: 0n, revoked: lost, effect, ...over }), PLAIN).join(" ");
  };
  const inChannel = { kind: "overwrite.changed", subject: channel, target: helper } as const;

  test("is told by what the permissions mean, since their names stand above", () => {
    expect(of(["MODERATE_MEMBERS"])).toBe('Then "Helper" can put members in timeout.');
    expect(of(["MODERATE_MEMBERS", "KICK_MEMBERS", "ADD_REACTIONS", "MUTE_MEMBERS"])).toBe(
      'Then "Helper" can throw members out, can put members in timeout, and can silence others in voice channels.',
    );
    expect(of(["ADMINISTRATOR", "KICK_MEMBERS"])).toBe('Then "Helper" can do everything, in every channel.');
    expect(of(["MANAGE_WEBHOOKS"], inChannel)).toBe('Then "Helper" can let programs post there under any name.');
  });

  test("is not told where the names say it all", () => {
    expect(of(["ADD_REACTIONS", "STREAM"])).toBe("");
    expect(of(["ADD_REACTIONS"], inChannel)).toBe("");
  });

  test("is told with names and places where the instruction has not all of them", () => {
    expect(of(["SEND_MESSAGES"], inChannel)).toBe('Then "Helper" can write in "staff-chat".');
    expect(of(["MANAGE_MESSAGES"], { revoked: 0n })).toBe('Then "Helper" can use Manage Messages on the whole server.');
    const other = [{ who: moderator, channels: [], gained: 0n, lost: bits("MANAGE_MESSAGES") }];
    expect(of(["MANAGE_MESSAGES"], { effect: other })).toBe('Then "Moderator" can use Manage Messages on the whole server.');
    const elsewhere = [{ who: helper, channels: [{ id: "203", name: "incidents" }], gained: 0n, lost: bits("MANAGE_MESSAGES") }];
    expect(of(["MANAGE_MESSAGES"], { effect: elsewhere })).toBe('Then "Helper" can use Manage Messages in "incidents".');
  });

  test("a silent effect takes no word from the next", () => {
    const effect = [
      { who: helper, channels: [], gained: 0n, lost: bits("STREAM") },
      { who: helper, channels: [channel], gained: 0n, lost: bits("CONNECT") },
    ];
    expect(of(["STREAM", "CONNECT"], { effect })).toBe('Then "Helper" can join "staff-chat".');
  });
});

describe("the issue as an admin reads it", () => {
  test("six things, one list", async () => {
    const tracker = new Tracker();
    check(tracker, report(SIX));
    expect(tracker.issues).toHaveLength(1);
    const [issue] = tracker.issues;
    await expect(`# ${issue?.title}\n\n${issue?.body}\n`).toMatchFileSnapshot("../../golden/issues/rollout.md");
  });
  test("the turns of its life", async () => {
    const tracker = new Tracker();
    const said: string[] = [];
    const then = (title: string, checked: CheckReport): void => {
      const before = tracker.issues[0]?.comments.length ?? 0;
      check(tracker, checked);
      said.push(`## ${title}: ${tracker.get(1).state}`, ...tracker.get(1).comments.slice(before));
    };
    then("six things", report(SIX));
    then(
      "two done, one new",
      report([...SIX.filter((one) => one !== helperMayDelete && one !== staffCloses), KINDS["guild.mfa"]], {
        approved: [helperDone, staffDone],
      }),
    );
    await expect(`# ${tracker.get(1).title}\n\n${tracker.get(1).body}\n`).toMatchFileSnapshot("../../golden/issues/rollout-after-half.md");
    tracker.close(1, "completed");
    then("closed by a person while four stand", report([...SIX.slice(1, 2), ...SIX.slice(3), KINDS["guild.mfa"]]));
    then("taken back in the policy", report([moderatorLosesAdministrator]));
    then(
      "somebody took another way",
      report([finding({ ...moderatorLosesAdministrator, cause: "unapproved", key: "role.permissions/role:102" })]),
    );
    then("a new commit", report([helperMayDelete]));
    then("done", report([], { approved: [helperDone] }));
    then("once more", report([helperMayDelete]));
    tracker.close(1, "not_planned");
    then("accepted", report([helperMayDelete]));
    then("accepted, and more", report([helperMayDelete, newRole]));
    tracker.close(1, "not_planned");
    then("accepted, and gone", report([]));
    await expect(`${said.join("\n\n")}\n`).toMatchFileSnapshot("../../golden/issues/rollout-comments.md");
  });
});

describe("one issue for all that awaits rollout", () => {
  const drift = finding({ subject: { type: "role", id: "301", name: "Blue" }, severity: "medium" });

  test("it stands beside the issues of drift on the same subjects, and shows no edit of the policy", () => {
    const tracker = new Tracker();
    const asked: string[] = [];
    const patchOf = (key: string): null => {
      asked.push(key);
      return null;
    };
    const mixed = report([...SIX, finding({ subject: helper })]);
    tracker.run(planIssues({ report: mixed, tracked: [], options, patchOf }).steps);
    expect(bases(tracker)).toEqual(["role:103", "rollout"].toSorted());
    expect(asked).toEqual(["role.permissions/role:103"]);
    expect(tracker.issues.map(({ body }) => body.includes("To accept it"))).toEqual([true, false]);
    expect(plan(tracker, mixed).numbers.get(helperMayDelete.key)).toBe(2);
  });

  test("it takes no place of another issue, and many others do not push it out", () => {
    const tracker = new Tracker();
    const many = Array.from({ length: 4 }, (_, index) =>
      finding({ subject: { type: "role", id: `${400 + index}`, name: "x" }, severity: "high" }),
    );
    check(tracker, report([...many, helperMayDelete]), 2);
    expect(bases(tracker).map((identity) => identity?.split("@")[0])).toEqual(["role:400", "role:401", "rollout", "rollup"]);
    expect(tracker.get(4).body).not.toContain("Manage Messages");
    const calm = new Tracker();
    check(calm, report([helperMayDelete, drift]), 1);
    expect(bases(calm)).toEqual(["role:301", "rollout"]);
    check(calm, report([helperMayDelete, drift]), 0);
    expect(bases(calm)).toEqual(["role:301", "rollout"]);
  });

  test("the same list is silent whatever the commit, the names, the lines and the time", () => {
    const tracker = new Tracker();
    check(tracker, report(SIX));
    const later = SIX.map((one): Finding => ({
      ...one,
      policy: null,
      subject: { ...one.subject, name: one.subject.type === "channel" ? "renamed" : one.subject.name },
    }));
    const again = planIssues({
      report: report(later, { at: "2026-12-01T00:00:00.000Z" }),
      tracked: tracker.tracked(),
      options,
      commit: "f".repeat(40),
    });
    expect(again.steps).toEqual([]);
  });

  test("two issues of it become one, and a roll-up is none of it", () => {
    const tracker = new Tracker();
    const first = plan(tracker, report(SIX));
    tracker.run(first.steps);
    tracker.run(first.steps);
    check(tracker, report(SIX));
    expect(tracker.issues.map(({ state, stateReason }) => [state, stateReason])).toEqual([
      ["open", null],
      ["closed", "duplicate"],
    ]);
    check(tracker, report([...SIX, drift]), 0);
    expect(bases(tracker).map((identity) => identity?.split("@")[0])).toEqual(["rollout", "rollup"]);
  });

  test("while the brake is on it is not opened, and one that is open stays as it is", () => {
    const brake = { why: "12 of 20", firstRun: false };
    const fresh = new Tracker();
    check(fresh, report(SIX, { brake, result: "incomplete" }));
    expect(bases(fresh)).toEqual(["brake"]);
    const tracker = new Tracker();
    check(tracker, report([helperMayDelete, newRole]));
    const { body } = tracker.get(1);
    check(tracker, report([helperMayDelete, staffCloses], { brake, result: "incomplete" }));
    check(tracker, report([], { brake, result: "incomplete" }));
    expect(tracker.get(1)).toMatchObject({ state: "open", body, comments: [] });
  });

  test("an accepted list stays closed while it shrinks, is told in the plan, and opens with the next change of the policy", () => {
    const tracker = new Tracker();
    check(tracker, report([helperMayDelete, newRole]));
    tracker.close(1, "not_planned");
    expect([...check(tracker, report([helperMayDelete, newRole])).accepted.values()]).toEqual([
      { issue: 1, by: "olga" },
      { issue: 1, by: "olga" },
    ]);
    expect(check(tracker, report([newRole])).accepted.size).toBe(1);
    expect(tracker.get(1)).toMatchObject({ state: "closed", comments: [] });
    expect(check(tracker, report([newRole, helperMayDelete])).accepted.size).toBe(0);
    expect(tracker.get(1).state).toBe("open");
  });
});

describe("what a check could not see of it", () => {
  test.each<[string, Partial<CheckReport>]>([
    ["the log could not be read", { logRead: false }],
    ["one of its subjects was not checked", unseen(staff)],
    ["one that never had an id was not checked", unseen(newRole.subject)],
  ])("it does not close when %s", (_, over) => {
    const tracker = new Tracker();
    check(tracker, report([staffCloses, newRole]));
    check(tracker, report([], over));
    expect(tracker.get(1)).toMatchObject({ state: "open", comments: [] });
    check(tracker, report([]));
    expect(tracker.get(1).state).toBe("closed");
  });

  test("a subject that it does not list keeps it from nothing", () => {
    const tracker = new Tracker();
    check(tracker, report([helperMayDelete]));
    check(tracker, report([], { ...unseen(staff), approved: [helperDone] }));
    expect(tracker.get(1).state).toBe("closed");
  });

  test("what was seen is told, what was not stays on the list, and is told as nothing new once it is seen again", () => {
    const tracker = new Tracker();
    check(tracker, report([staffCloses, helperMayDelete, newRole]));
    check(tracker, report([helperMayDelete, newRole], unseen(staff)));
    expect(tracker.get(1).comments).toEqual([]);
    check(tracker, report([newRole, newRule], { ...unseen(staff), approved: [helperDone] }));
    expect(tracker.get(1).comments).toHaveLength(1);
    expect(tracker.get(1).comments[0]).toContain("`Helper`: gained Manage Messages");
    expect(tracker.get(1).comments[0]).toContain("3 things are on the list now.");
    expect(tracker.get(1).comments[0]).not.toContain("off the list");
    expect(tracker.get(1).body).toContain("1 more thing of this list could not be looked at this time, and stays on it");
    check(tracker, report([staffCloses, newRole, newRule]));
    expect(tracker.get(1).comments).toHaveLength(1);
    expect(tracker.get(1).body).toContain("Set **View Channel**");
    check(tracker, report([newRole, newRule], { approved: [staffDone] }));
    expect(tracker.get(1).comments.at(-1)).toContain("`staff-chat`");
  });

  test("what was over before the list came back is not on it, whatever could not be looked at", () => {
    const tracker = new Tracker();
    check(tracker, report([staffCloses]));
    check(tracker, report([]));
    check(tracker, report([newRole], unseen(staff)));
    expect(tracker.get(1).body).not.toContain("could not be looked at");
    expect(readMarker(tracker.get(1).body)?.findings).toHaveLength(1);
  });

  test("more than one unseen thing, and a mark that does not say its subject, stay too", () => {
    const tracker = new Tracker();
    check(tracker, report([staffCloses, helperMayDelete, newRule]));
    tracker.get(1).body = tracker.get(1).body.replaceAll(/(\.n[chml])\.[\da-f]{10}/g, "$1");
    check(tracker, report([newRole], unseen(staff)));
    expect(tracker.get(1).body).toContain(
      "3 more things of this list could not be looked at this time, and stay on it until a check sees them.",
    );
    expect(tracker.get(1).comments[0]).toContain("4 things are on the list now.");
  });

  test("what turns out done after it was unseen is told then", () => {
    const tracker = new Tracker();
    check(tracker, report([staffCloses, newRole]));
    check(tracker, report([newRole, newRule], unseen(staff)));
    check(tracker, report([newRole, newRule]));
    expect(tracker.get(1).comments.at(-1)).toContain("1 thing is off the list");
  });
});

describe("between drift and rollout", () => {
  const drift = finding({ subject: moderator });
  const agreed = moderatorLosesAdministrator;

  test("what is left of a difference and awaits rollout closes its issue with a sentence that is true", () => {
    const tracker = new Tracker();
    check(tracker, report([drift, helperMayDelete]));
    check(tracker, report([agreed, helperMayDelete], { approved: [approvedChange()] }));
    expect(tracker.issues.map(({ state }) => state)).toEqual(["closed", "open"]);
    expect(tracker.get(1).comments[0]).toContain(
      "What still differs was changed in the policy, and awaits rollout: see #2. The last change towards the policy was made on 12 Nov 2026 16:20 UTC, by `alice`.",
    );
    expect(tracker.get(1).comments[0]).not.toContain("agree again");
    expect(tracker.get(2).comments[0]).toContain("New on the list");
  });

  test("without a number yet it names none", () => {
    const tracker = new Tracker();
    check(tracker, report([drift]));
    check(tracker, report([agreed]));
    expect(tracker.get(1).comments[0]).toMatch(/awaits rollout\.$/);
  });

  test("one of two differences that awaits rollout is not called gone", () => {
    const tracker = new Tracker();
    const renamed = finding({
      kind: "role.renamed",
      severity: "low",
      granted: 0n,
      desired: { kind: "text", text: "a" },
      live: { kind: "text", text: "b" },
    });
    check(tracker, report([drift, renamed, helperMayDelete]));
    check(tracker, report([agreed, renamed, helperMayDelete]));
    expect(tracker.get(1).comments[0]).toContain(
      "1 difference of this issue is no drift any more: what still differs there was changed in the policy, and awaits rollout: see #2.",
    );
    expect(tracker.get(1).comments[0]).not.toContain("gone");
  });

  test("an accepted difference that awaits rollout now is told so", () => {
    const tracker = new Tracker();
    check(tracker, report([drift]));
    tracker.close(1, "not_planned");
    check(tracker, report([agreed]));
    expect(tracker.get(1).comments[0]).toContain("awaits rollout");
  });

  test("what is drift now is not called done on the list", () => {
    const tracker = new Tracker();
    check(tracker, report([agreed, helperMayDelete, finding({ kind: "role.renamed", severity: "low", granted: 0n })]));
    check(tracker, report([drift, helperMayDelete, finding({ kind: "role.renamed", severity: "low", granted: 0n })]));
    const list = tracker.issues.find(({ body }) => readMarker(body)?.identity === "rollout");
    const own = tracker.issues.find(({ body }) => readMarker(body)?.identity === "role:102");
    expect(list?.comments[0]).toContain(
      `1 thing is off the list, but still differs from the policy, since Discord itself was changed there: see #${own?.number}.`,
    );
    expect(list?.comments[0]).not.toContain("Done");
  });

  test("of a field that was both, the part that was carried out is done, and nothing is said of the other that is untrue", () => {
    const tracker = new Tracker();
    check(tracker, report([drift, agreed, helperMayDelete]));
    check(tracker, report([drift, helperMayDelete], { approved: [approvedChange({ granted: bits("BAN_MEMBERS") })] }));
    expect(tracker.get(2).comments[0]).toContain("Done in Discord:");
    expect(tracker.get(2).comments[0]).toContain("still differs from the policy, since Discord itself was changed there: see #1.");
    const other = new Tracker();
    const renamed = finding({ kind: "role.renamed", severity: "low", granted: 0n });
    check(other, report([drift, renamed, agreed]));
    check(other, report([renamed, agreed]));
    expect(other.get(1).comments[0]).toContain("1 difference of this issue is no drift any more");
    expect(other.get(1).comments[0]).not.toContain("gone");
  });
});

describe("bounds and names of others", () => {
  test("a long list shows the worst with steps, then lines, then how many more, and fits", () => {
    for (const [length, steps] of [
      [30, 20],
      [160, 20],
      [450, 0],
      [900, 0],
    ] as const) {
      const tracker = new Tracker();
      check(tracker, report(rooms(length)));
      const { body } = tracker.get(1);
      const items = body.split("\n").filter((line) => line.startsWith("- [ ] "));
      const more = Number(/^- and (\d+) more things: the summary of the run lists all$/m.exec(body)?.[1] ?? 0);
      expect(body.length).toBeLessThanOrEqual(BODY_LENGTH - 2_000);
      expect(body.match(/Advanced Permissions/g)?.length ?? 0).toBe(steps);
      expect(items[0]).toContain("`room 7`");
      expect(items.length + more).toBe(length);
    }
  });

  test("many entries of one run are told up to ten, and so are many things", () => {
    const tracker = new Tracker();
    const list = rooms(24);
    check(tracker, report([...list.slice(0, 12), helperMayDelete]));
    const approved = list
      .slice(0, 12)
      .map(({ subject }, index) => approvedChange({ entryId: entryId(`${9_200 + index}`), subject, granted: 0n, revoked: 0n }));
    check(tracker, report(list.slice(12), { approved: [...approved, helperDone] }));
    const said = tracker.get(1).comments[0] ?? "";
    expect(said).toContain("- 3 earlier entries\n");
    expect(said).toContain("- and 2 more, see above");
    expect(said).toContain("was changed on 12 Nov 2026 16:20 UTC, by `alice`");
  });

  test("another weight alone is said", () => {
    const tracker = new Tracker();
    check(tracker, report([helperMayDelete, newRole]));
    check(tracker, report([{ ...helperMayDelete, severity: "high" }, newRole]));
    expect(tracker.get(1).comments[0]).toContain("The order of the list is another one now");
    check(tracker, report([{ ...helperMayDelete, severity: "high", desired: { kind: "permissions", bits: 0n } }, newRole]));
    expect(tracker.get(1).comments[1]).toContain("Not the same as before:\n\n- **High:** Turn on");
  });

  test("without a commit none is named", () => {
    const { steps } = planIssues({ report: report([helperMayDelete]), tracked: [], options });
    const body = steps.map((step) => step.body).join("");
    expect(body).toContain("**one thing is still to be done** there.");
    expect(body).not.toContain("commit 0");
    const tracker = new Tracker();
    tracker.run(steps);
    tracker.run(planIssues({ report: report([]), tracked: tracker.tracked(), options }).steps);
    expect(tracker.get(1).comments[0]).toContain("either the policy was changed back, or Discord does not log such a change");
  });

  test("GitHub makes a checklist of it, and a box belongs to each thing", () => {
    const tracker = new Tracker();
    check(tracker, report(SIX));
    const boxes = nodes(parse(tracker.get(1).body)).filter((node) => "checked" in node && node.checked === false);
    expect(boxes).toHaveLength(6);
  });

  const other = awaiting({ subject: { type: "role", id: "999", name: "Other" }, revoked: bits("BAN_MEMBERS") });
  test("whatever things are called, nothing acts in the list, its comments and its sentences", () => {
    const hostile = fc.oneof(
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.constantFrom(
        "- [x] done",
        "`@everyone`",
        "](https://evil.example)",
        "<!-- permission-drift:issue v1 -->",
        "#1 GH-2 | fixes #3",
        "\n- [ ] mine",
        "1. x",
      ),
    );
    fc.assert(
      fc.property(hostile, fc.constantFrom(...Object.values(KINDS)), (name, one) => {
        const said = { ...renamedTo(one, name), note: one.note === null ? null : name };
        const tracker = new Tracker();
        check(tracker, report([said]));
        check(tracker, report([said, other]));
        checkMarkdown(breath(said, MARKDOWN));
        const boxes = nodes(parse(tracker.get(1).body)).filter((node) => "checked" in node && node.checked !== null);
        expect(boxes).toHaveLength(2);
        expect(breath(said, PLAIN)).not.toMatch(/(?!\n)\p{Cc}/u);
      }),
      { numRuns: 150 },
    );
  });

  test("minimal details name nobody", () => {
    const redacted = redactReport(
      report([KINDS["role.members"], KINDS["overwrite.unexpected"]], {
        approved: [{ ...helperDone, actor: { id: userId("900"), name: "alice", bot: false } }],
      }),
    );
    const tracker = new Tracker();
    check(tracker, redacted);
    expect(tracker.get(1).body).not.toMatch(/dave|kim|ada/);
    expect(tracker.get(1).body).toContain("the member with the id `777`");
    check(tracker, report([], { approved: redacted.approved }));
    expect(tracker.get(1).comments.join("")).not.toContain("alice");
  });
});

/** The same with every name in it replaced. */
function renamedTo(one: Finding, name: string): Finding {
  const text = JSON.stringify(one, (key, value: unknown) => {
    if (typeof value === "bigint") return `bigint:${value}`;
    return (key === "name" || key === "text") && typeof value === "string" && value !== "text" ? name : value;
  });
  return JSON.parse(text, (_, value: unknown) =>
    typeof value === "string" && /^bigint:\d+$/.test(value) ? BigInt(value.slice(7)) : value,
  ) as Finding;
}
