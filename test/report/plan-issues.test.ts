import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/drift/finding.ts";
import type { CheckReport } from "../../src/drift/report.ts";
import { readMarker } from "../../src/report/issues/marker.ts";
import { planIssues, type IssuePlan, type PlanInput } from "../../src/report/issues/plan.ts";
import { approvedChange, bits, change, entryId, finding, report } from "./findings.ts";
import { Tracker } from "./tracker.ts";

const options = { labels: [], assignees: [], maxIssues: 10 };

function plan(tracker: Tracker, checked: CheckReport, over: Partial<PlanInput> = {}): IssuePlan {
  return planIssues({ report: checked, tracked: tracker.tracked(), options, ...over });
}

function check(tracker: Tracker, checked: CheckReport, over: Partial<PlanInput> = {}): IssuePlan {
  const planned = plan(tracker, checked, over);
  tracker.run(planned.steps);
  expect(plan(tracker, checked, over).steps).toEqual([]);
  return planned;
}

const worse: Partial<Finding> = {
  live: { kind: "permissions", bits: bits("ADMINISTRATOR", "BAN_MEMBERS", "KICK_MEMBERS", "VIEW_CHANNEL") },
  granted: bits("ADMINISTRATOR", "BAN_MEMBERS"),
  attribution: { status: "exact", changes: [change(), change({ entryId: entryId("9002") })] },
};

const role = (id: string, over: Partial<Finding> = {}): Finding => finding({ subject: { type: "role", id, name: `role ${id}` }, ...over });
const botAdded = (entry: string): Finding =>
  finding({
    kind: "bot.added",
    severity: "high",
    cause: "event",
    subject: { type: "guild", id: "1", name: "Garden Club" },
    target: { type: "member", id: "777", name: "Helper" },
    desired: null,
    live: null,
    granted: 0n,
    policy: null,
    attribution: { status: "exact", changes: [change({ entryId: entryId(entry), action: "BOT_ADD" })] },
  });

describe("the life of an issue", () => {
  test("a difference opens one issue, and the same difference is silent", () => {
    const tracker = new Tracker();
    const planned = check(tracker, report([finding()]));
    expect(planned.steps.map((step) => step.kind)).toEqual(["create"]);
    expect(planned.created.get(finding().key)).toBe("role:102");
    expect(tracker.open()).toHaveLength(1);
    expect(tracker.get(1).labels).toEqual(["permission-drift"]);
    expect(plan(tracker, report([finding()])).numbers.get(finding().key)).toBe(1);
  });

  test("another name, line, or time of the check changes nothing", () => {
    const tracker = new Tracker();
    check(tracker, report([finding()]));
    const renamed = finding({ subject: { type: "role", id: "102", name: "Mods" }, policy: { file: "p.yaml", line: 99, column: 1 } });
    expect(plan(tracker, report([renamed], { at: "2026-12-01T00:00:00.000Z" })).steps).toEqual([]);
  });

  test("a further difference edits the body and says in one comment what is new", () => {
    const tracker = new Tracker();
    check(tracker, report([finding()]));
    const renamed = finding({
      kind: "role.renamed",
      severity: "low",
      granted: 0n,
      desired: { kind: "text", text: "Moderator" },
      live: { kind: "text", text: "Boss" },
    });
    check(tracker, report([finding(), renamed]));
    expect(tracker.get(1).comments).toHaveLength(1);
    expect(tracker.get(1).comments[0]).toContain("New:");
    expect(tracker.get(1).comments[0]).toContain("`Boss`");
    expect(tracker.get(1).comments[0]).not.toContain("Administrator");
    expect(tracker.get(1).body).toContain("`Boss`");
  });

  test("a difference that grew is told as different, in one comment", () => {
    const tracker = new Tracker();
    check(tracker, report([finding()]));
    check(tracker, report([finding(worse)]));
    expect(tracker.get(1).comments).toHaveLength(1);
    expect(tracker.get(1).comments[0]).toContain("Different now:");
  });

  test("better attribution alone edits the body and posts nothing", () => {
    const tracker = new Tracker();
    check(tracker, report([finding({ cause: "unexplained", attribution: { status: "none", why: "no entry", changes: [] } })]));
    check(tracker, report([finding()]));
    expect(tracker.get(1).comments).toEqual([]);
    expect(tracker.get(1).body).toContain("`mallory`");
  });

  test("a broken rule has one issue of its own, which stays while the rule cannot be judged and closes once nobody breaks it", () => {
    const tracker = new Tracker();
    const rule = { type: "rule", id: "staff is private", name: "staff is private" } as const;
    const breach = {
      who: { type: "role", id: "103", name: "Helper" },
      guildLevel: true,
      channels: [],
      permissions: 8n,
      via: "role",
    } as const;
    const broken = finding({ kind: "rule.broken", subject: rule, desired: null, live: { kind: "breaches", breaches: [breach] } });
    expect(check(tracker, report([broken])).created.get(broken.key)).toBe("rule:staff%20.is%20.private");
    check(tracker, report([], { unchecked: [{ subject: rule, why: "it could not be judged in one channel that the bot cannot see" }] }));
    expect(tracker.open()).toHaveLength(1);
    check(tracker, report([]));
    expect(tracker.open()).toEqual([]);
    expect(tracker.get(1).comments.at(-1)).toContain("Nobody breaks this rule any more.");
  });

  test("a difference that is gone closes the issue and names who put it right", () => {
    const tracker = new Tracker();
    check(tracker, report([finding()]));
    check(tracker, report([], { approved: [approvedChange()] }));
    expect(tracker.get(1)).toMatchObject({ state: "closed", stateReason: "completed" });
    expect(tracker.get(1).comments[0]).toContain("put right on 12 Nov 2026 16:20 UTC, by `alice`");
  });

  test("where no entry put it right the policy is named", () => {
    const tracker = new Tracker();
    check(tracker, report([finding()]));
    check(tracker, report([]), { commit: "0123456789abcdef0123456789abcdef01234567" });
    expect(tracker.get(1).comments[0]).toContain("the policy that changed");
  });

  test("a difference that is back opens its issue again", () => {
    const tracker = new Tracker();
    check(tracker, report([finding()]));
    check(tracker, report([]));
    check(tracker, report([finding()]));
    expect(tracker.issues).toHaveLength(1);
    expect(tracker.get(1).state).toBe("open");
    expect(tracker.get(1).comments).toHaveLength(2);
    check(tracker, report([]));
    check(tracker, report([finding()]));
    expect(tracker.get(1).comments).toHaveLength(4);
  });

  test("an issue that a person opened again after it was over is left alone", () => {
    const tracker = new Tracker();
    check(tracker, report([finding()]));
    check(tracker, report([]));
    Object.assign(tracker.get(1), { state: "open", stateReason: "reopened" });
    expect(plan(tracker, report([])).steps).toEqual([]);
  });

  test("where a person opened it again and the difference is back, that is said", () => {
    const tracker = new Tracker();
    check(tracker, report([finding()]));
    check(tracker, report([]));
    Object.assign(tracker.get(1), { state: "open", stateReason: "reopened" });
    check(tracker, report([finding()]));
    expect(tracker.get(1).comments.at(-1)).toContain("It is back");
    expect(readMarker(tracker.get(1).body)?.flags).toEqual([]);
  });

  test("a title that a person changed and a label of theirs stay; our label comes back", () => {
    const tracker = new Tracker();
    check(tracker, report([finding()]));
    Object.assign(tracker.get(1), { title: "mine", labels: ["theirs"] });
    check(tracker, report([finding(worse)]));
    expect(tracker.get(1)).toMatchObject({ title: "mine", labels: ["theirs", "permission-drift"] });
  });
});

describe("closing by a person", () => {
  test.each(["not_planned", "duplicate"] as const)("closed as %s is accepted while the difference is the same", (reason) => {
    const tracker = new Tracker();
    check(tracker, report([finding()]));
    tracker.close(1, reason);
    const planned = check(tracker, report([finding({ policy: null, severity: "high" })]));
    expect(planned.steps).toEqual([]);
    expect(planned.accepted.get(finding().key)).toEqual({ issue: 1, by: "olga" });
  });

  test("what was accepted opens again once the difference is another one", () => {
    const tracker = new Tracker();
    check(tracker, report([finding()]));
    tracker.close(1, "not_planned");
    const planned = check(tracker, report([finding(worse)]));
    expect(planned.accepted.size).toBe(0);
    expect(tracker.get(1).state).toBe("open");
    expect(tracker.get(1).comments[0]).toContain("was accepted, but the difference is another one now");
  });

  test("what was accepted, went away and came back is not accepted any more", () => {
    const tracker = new Tracker();
    check(tracker, report([finding()]));
    tracker.close(1, "not_planned");
    check(tracker, report([]));
    expect(tracker.get(1).state).toBe("closed");
    const planned = check(tracker, report([finding()]));
    expect(planned.accepted.size).toBe(0);
    expect(tracker.get(1).state).toBe("open");
  });

  test("of two accepted differences the one that is left stays accepted, and the other may not come back unseen", () => {
    const tracker = new Tracker();
    const other = finding({
      kind: "role.renamed",
      severity: "low",
      desired: { kind: "text", text: "a" },
      live: { kind: "text", text: "b" },
    });
    check(tracker, report([finding(), other]));
    tracker.close(1, "not_planned");
    expect(check(tracker, report([finding()])).accepted.size).toBe(1);
    expect(tracker.get(1)).toMatchObject({ state: "closed", comments: [] });
    expect(check(tracker, report([finding(), other])).accepted.size).toBe(0);
    expect(tracker.get(1).state).toBe("open");
  });

  test("closed as completed while it stands is opened again with a sentence, each time", () => {
    const tracker = new Tracker();
    check(tracker, report([finding()]));
    for (const times of [1, 2]) {
      tracker.close(1, "completed");
      check(tracker, report([finding()]));
      expect(tracker.get(1).state).toBe("open");
      expect(tracker.get(1).comments).toHaveLength(times);
    }
  });

  test("a program that tidies up accepts nothing", () => {
    const tracker = new Tracker();
    check(tracker, report([finding()]));
    tracker.close(1, "not_planned", "github-actions[bot]");
    expect(check(tracker, report([finding()])).accepted.size).toBe(0);
    expect(tracker.get(1).state).toBe("open");
  });
});

describe("what was not seen", () => {
  const unchecked = [{ subject: { type: "role", id: "102", name: "Moderator" }, why: "it was not in the answer" }] as const;
  test.each([
    ["the log could not be read", { logRead: false }],
    ["the subject was not checked", { unchecked }],
    ["the brake is on", { brake: { why: "12 of 20 roles are missing", firstRun: false } }],
  ])("nothing closes when %s", (_, over) => {
    const tracker = new Tracker();
    const renamed = finding({
      kind: "role.renamed",
      severity: "low",
      desired: { kind: "text", text: "a" },
      live: { kind: "text", text: "b" },
    });
    check(tracker, report([finding(), renamed]));
    check(tracker, report([], over));
    check(tracker, report([finding()], over));
    expect(tracker.get(1)).toMatchObject({ state: "open", comments: [] });
  });

  test("without the log an issue opens, and one whose entries are known keeps them", () => {
    const tracker = new Tracker();
    check(tracker, report([finding()]));
    const none = { status: "none", why: "the bot may not read the log", changes: [] } as const;
    check(tracker, report([finding({ attribution: none }), role("103", { attribution: none })], { logRead: false }));
    expect(tracker.open()).toHaveLength(2);
    expect(tracker.get(1).body).toContain("`mallory`");
  });
});

describe("the brake", () => {
  const brake = { why: "12 of 20 listed roles are missing", firstRun: false };
  const unexplained = { cause: "unexplained", attribution: { status: "none", why: "no entry", changes: [] } } as const;

  test("only its own issue opens, besides what the log explains", () => {
    const tracker = new Tracker();
    check(tracker, report([role("103"), role("104", unexplained)], { brake, result: "incomplete" }));
    expect(tracker.issues.map(({ title }) => title)).toEqual(["The check is not reliable", "The role role 103 gained Administrator"]);
    check(tracker, report([role("103")], { brake: { ...brake, why: "13 of 20" }, result: "incomplete" }));
    expect(tracker.get(1).comments).toEqual([]);
  });

  test("nothing that cannot be explained is opened again, and what was accepted stays so", () => {
    const tracker = new Tracker();
    check(tracker, report([role("103", unexplained), role("104", unexplained), role("105", unexplained)]));
    tracker.close(1, "completed");
    tracker.close(2, "not_planned");
    const planned = check(tracker, report([role("103", unexplained), role("104", unexplained), role("105", unexplained)], { brake }));
    expect(tracker.issues.map(({ state }) => state)).toEqual(["closed", "closed", "open", "open"]);
    expect([...planned.accepted.keys()]).toEqual(["role.permissions/role:104"]);
  });

  test("its issue closes when a check is reliable, and opens again", () => {
    const tracker = new Tracker();
    check(tracker, report([], { brake }));
    check(tracker, report([]));
    expect(tracker.get(1).state).toBe("closed");
    check(tracker, report([], { brake }));
    expect(tracker.get(1).state).toBe("open");
  });

  test("a first run says to start from export", () => {
    const tracker = new Tracker();
    check(tracker, report([], { brake: { ...brake, firstRun: true } }));
    expect(tracker.get(1).body).toContain("this policy does not describe this server yet; start from export".replace("this", "This"));
  });
});

describe("events", () => {
  test("an event is told once, in an issue of its own beside the state of its subject", () => {
    const tracker = new Tracker();
    const reverted = finding({ kind: "change.reverted", cause: "reverted", severity: "high" });
    check(tracker, report([finding(), reverted]));
    expect(tracker.issues.map(({ body }) => readMarker(body)?.identity.split("@")[0])).toEqual(["role:102", "events:role:102"]);
    check(tracker, report([]));
    expect(tracker.issues.map(({ state }) => state)).toEqual(["closed", "open"]);
  });

  test("a further event is a comment, and one after closing is a new issue", () => {
    const tracker = new Tracker();
    check(tracker, report([botAdded("1")]));
    check(tracker, report([botAdded("1"), botAdded("2")]));
    expect(tracker.issues).toHaveLength(1);
    expect(tracker.get(1).comments).toHaveLength(1);
    tracker.close(1, "completed");
    check(tracker, report([botAdded("2")]));
    check(tracker, report([botAdded("3")]));
    expect(tracker.issues.map(({ state }) => state)).toEqual(["closed", "open"]);
  });

  test("events from before the first check share one issue", () => {
    const tracker = new Tracker();
    const history = new Set([botAdded("1").key, botAdded("2").key]);
    check(tracker, report([botAdded("1"), botAdded("2")]), { history });
    expect(tracker.issues.map(({ title }) => title)).toEqual(["Before the first check"]);
    expect(plan(tracker, report([botAdded("1")])).steps).toEqual([]);
  });

  test("an event in an issue that a person closed as not planned is accepted", () => {
    const tracker = new Tracker();
    check(tracker, report([botAdded("1")]));
    tracker.close(1, "not_planned");
    expect(check(tracker, report([botAdded("1")])).accepted.get(botAdded("1").key)).toEqual({ issue: 1, by: "olga" });
  });
});

describe("more subjects than issues may be", () => {
  const few = { options: { ...options, maxIssues: 2 } };
  const many = ["201", "202", "203", "204"].map((id) => role(id, { severity: id === "204" ? "high" : "medium" }));

  test("places go by severity, and one more issue lists the rest", () => {
    const tracker = new Tracker();
    check(tracker, report(many), few);
    expect(tracker.issues.map(({ body }) => readMarker(body)?.identity.split("@")[0])).toEqual(["role:204", "role:201", "rollup"]);
    expect(tracker.get(3).body).toContain("`role 202`");
    expect(plan(tracker, report(many), few).numbers.get(many[1]?.key ?? "")).toBe(3);
  });

  test("open issues keep their place, critical gets one all the same", () => {
    const tracker = new Tracker();
    check(tracker, report(many), few);
    check(tracker, report([...many, role("300"), role("301", { severity: "high" })]), few);
    expect(tracker.open().map(({ body }) => readMarker(body)?.identity.split("@")[0])).toEqual([
      "role:204",
      "role:201",
      "rollup",
      "role:300",
    ]);
    expect(tracker.get(3).body).toContain("`role 301`");
  });

  test("a place that gets free is filled, and an empty list closes", () => {
    const tracker = new Tracker();
    check(tracker, report(many.slice(0, 3)), few);
    check(tracker, report(many.slice(1, 3)), few);
    expect(tracker.open().map(({ body }) => readMarker(body)?.identity.split("@")[0])).toEqual(["role:202", "role:203"]);
  });

  test("closing the list as not planned accepts exactly what it lists", () => {
    const tracker = new Tracker();
    check(tracker, report(many), few);
    tracker.close(3, "not_planned");
    const planned = check(tracker, report([...many, role("205", { severity: "low" })]), few);
    expect([...planned.accepted.keys()]).toEqual([many[1]?.key, many[2]?.key]);
    expect(tracker.open().map(({ number }) => number)).toEqual([1, 2, 4]);
    expect(tracker.get(4).body).toContain("`role 205`");
    expect(tracker.get(4).body).not.toContain("`role 202`");
  });

  test("what an accepted list no longer finds may not come back unseen", () => {
    const tracker = new Tracker();
    check(tracker, report(many), few);
    tracker.close(3, "not_planned");
    check(tracker, report(many.filter((_, index) => index !== 1)), few);
    const planned = check(tracker, report(many), few);
    expect([...planned.accepted.keys()]).toEqual([many[2]?.key]);
    expect(tracker.open().at(-1)?.body).toContain("`role 202`");
  });

  test("events over the bound are told in one issue, once", () => {
    const tracker = new Tracker();
    const reverted = many.map((one) => ({
      ...one,
      kind: "change.reverted" as const,
      cause: "reverted" as const,
      key: `change.reverted/role:${one.subject.id}@5`,
    }));
    check(tracker, report(reverted), few);
    check(tracker, report([]), few);
    expect(tracker.open().map(({ title }) => title)).toContain("More events in Discord's audit log");
    expect(tracker.open()).toHaveLength(3);
  });

  test("accepted issues take no place", () => {
    const tracker = new Tracker();
    check(tracker, report(many.slice(0, 2)), few);
    tracker.close(1, "not_planned");
    tracker.close(2, "not_planned");
    check(tracker, report(many), few);
    expect(tracker.open().map(({ body }) => readMarker(body)?.identity)).toEqual(["role:204", "role:203"]);
  });
});

describe("runs that overlap or die", () => {
  test("of two issues for one subject the lowest stays, the other is closed and is ours no more", () => {
    const tracker = new Tracker();
    const first = plan(tracker, report([finding()]));
    tracker.run(first.steps);
    tracker.run(first.steps);
    check(tracker, report([finding()]));
    expect(tracker.issues.map(({ state, stateReason }) => [state, stateReason])).toEqual([
      ["open", null],
      ["closed", "duplicate"],
    ]);
    expect(readMarker(tracker.get(2).body)).toBeNull();
    expect(tracker.get(2).comments[0]).toContain("#1");
  });

  test("where a person closed the lower one as a duplicate, the other stays", () => {
    const tracker = new Tracker();
    const first = plan(tracker, report([finding()]));
    tracker.run(first.steps);
    tracker.run(first.steps);
    tracker.close(1, "duplicate");
    const planned = check(tracker, report([finding()]));
    expect(planned.accepted.size).toBe(0);
    expect(tracker.open().map(({ number }) => number)).toEqual([2]);
  });

  test("events of a duplicate are kept in the marker of the one that stays", () => {
    const tracker = new Tracker();
    tracker.run(plan(new Tracker(), report([botAdded("1")])).steps);
    tracker.run(plan(new Tracker(), report([botAdded("2")])).steps);
    check(tracker, report([botAdded("1"), botAdded("2")]));
    expect(tracker.open().map(({ number }) => number)).toEqual([1]);
    expect(readMarker(tracker.get(1).body)?.findings).toHaveLength(2);
  });

  test("a run that died before the assignees were set finishes next time", () => {
    const tracker = new Tracker();
    const assigned = { options: { ...options, assignees: ["olga"] } };
    tracker.budget = 1;
    expect(() => tracker.run(plan(tracker, report([finding()]), assigned).steps)).toThrow("died");
    tracker.budget = Number.POSITIVE_INFINITY;
    expect(tracker.get(1).assignees).toEqual([]);
    check(tracker, report([finding()]), assigned);
    expect(tracker.get(1)).toMatchObject({ assignees: ["olga"], comments: [] });
  });

  test("issues of another guild, and issues with a broken or doubled marker, are not ours", () => {
    const tracker = new Tracker();
    check(tracker, report([finding()]));
    const { body } = tracker.get(1);
    for (const hostile of [`${body}\n${body}`, body.replace("rev=1", "rev=x"), body.replace("guild=8", "guild=9")]) {
      tracker.get(1).body = hostile;
      expect(plan(tracker, report([finding()])).steps.map((step) => step.kind)).toEqual(["create"]);
    }
  });
});
