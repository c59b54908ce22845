import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { secondaryLimit, serverError } from "../../embedded/github/fault-answers.ts";
import type { Fault } from "../../embedded/http/faults.ts";
import { openDryRunDesk } from "../../src/github/dry-run.ts";
import { readLogin } from "../../src/github/identity.ts";
import { openIssueDesk } from "../../src/github/issue-desk.ts";
import type { IssueStep } from "../../src/report/issues/step.ts";
import { readMarker } from "../../src/report/issues/marker.ts";
import { CannotCheck } from "../../src/runs/cannot-check.ts";
import type { IssueDesk } from "../../src/runs/issue-port.ts";
import { BOT, bodyOf, GUILD, openPlace, type Place } from "./place.ts";

let place: Place;
let desk: IssueDesk;
let told: string[];

beforeEach(async () => {
  place = await openPlace();
  told = [];
  desk = openIssueDesk({ github: place.client, login: BOT, guild: GUILD }, (sentence) => told.push(sentence));
});
afterEach(async () => {
  await place[Symbol.asyncDispose]();
});

const aCreate = (identity = "role:1", more: Partial<Extract<IssueStep, { kind: "create" }>> = {}): IssueStep => ({
  kind: "create",
  identity,
  title: "Role mods: may now ban",
  body: bodyOf(identity),
  labels: ["permission-drift"],
  assignees: [],
  settledBody: bodyOf(identity),
  ...more,
});
const anEdit = (more: Partial<Extract<IssueStep, { kind: "edit" }>> = {}): IssueStep => ({
  kind: "edit",
  number: 1,
  summary: "update issue #1",
  comment: { mark: "<!-- mark 1 -->", body: "<!-- mark 1 -->\nIt changed." },
  body: bodyOf("role:1", "New text."),
  ...more,
});
const fault = (request: string, what: Fault, times = 1): void => {
  const [method = "", path = ""] = request.split(" ");
  place.github.api.faults.add({ method, path, fault: what, times });
};

describe("who the token writes as", () => {
  test("GITHUB_TOKEN is the bot, by GraphQL", async () => {
    expect(await readLogin(place.client)).toBe(BOT);
  });

  test("where GraphQL does not say it either, it is the bot", async () => {
    fault("POST /graphql", { kind: "answer", answer: { status: 403, body: { message: "Resource not accessible by integration" } } });
    expect(await readLogin(place.client)).toBe(BOT);
  });

  test("a person's token is that person", async () => {
    expect(await readLogin(place.connect({ token: "ghp_1", kind: "personal", login: "anna" }))).toBe("anna");
  });

  test("a token that GitHub does not know is a sentence", async () => {
    fault("GET /user", { kind: "answer", answer: { status: 401, body: { message: "Bad credentials" } } });
    await expect(readLogin(place.client)).rejects.toThrow(/does not accept the token/);
  });

  test("a rate limit is no reason to guess", async () => {
    fault("GET /user", { kind: "answer", answer: secondaryLimit(60) });
    await expect(readLogin(place.client)).rejects.toThrow(/limits the requests/);
  });
});

describe("finding our issues", () => {
  test("all pages, open and closed, without pull requests and without those of others", async () => {
    await desk.carryOut(Array.from({ length: 3 }, (_, n) => aCreate(`role:${n}`)));
    const person = place.repository.as("anna");
    person.open({ title: "mine", body: bodyOf("role:9"), labels: ["permission-drift"] });
    place.repository.as(BOT).openPullRequest({ title: "a pull request", labels: ["permission-drift"] });
    for (let n = 0; n < 120; n += 1) place.repository.as(BOT).open({ title: `more ${n}`, labels: ["permission-drift"] });
    person.close(2, "not_planned");
    const found = await desk.readTracked([]);
    expect(found.length).toBe(123);
    expect(found[1]).toEqual({
      number: 2,
      title: "Role mods: may now ban",
      body: bodyOf("role:1"),
      state: "closed",
      stateReason: "not_planned",
      labels: ["permission-drift"],
      closedBy: "anna",
    });
  });

  test("a number of the memory is read directly where its label was taken off", async () => {
    await desk.carryOut([aCreate()]);
    const person = place.repository.as("anna");
    person.removeLabel(1, "permission-drift");
    person.open({ title: "not ours", body: bodyOf("role:1") });
    place.repository.as(BOT).open({ title: "to be deleted" });
    person.delete(3);
    expect((await desk.readTracked([1, 2, 3, 99])).map(({ number }) => number)).toEqual([1]);
    expect(await desk.readTracked([])).toEqual([]);
  });

  test("a list that cannot be read to its end is no list", async () => {
    for (let n = 0; n < 150; n += 1) place.repository.as(BOT).open({ title: `${n}`, labels: ["permission-drift"] });
    place.github.api.faults.add({
      method: "GET",
      path: "/issues",
      nth: 2,
      times: Infinity,
      fault: { kind: "answer", answer: serverError(502) },
    });
    await expect(desk.readTracked([])).rejects.toThrow(CannotCheck);
  });

  test("issues that are turned off are a sentence that says where to turn them on", async () => {
    place.repository.setIssuesEnabled(false);
    await expect(desk.readTracked([])).rejects.toThrow("Turn on Issues in the repository's settings");
  });
});

describe("opening an issue", () => {
  test("the number is given by the identity, and assignees are set after it was made", async () => {
    const step = aCreate("role:1", { assignees: ["anna", "nobody"], settledBody: bodyOf("role:1", "Settled.") });
    const { created, warnings } = await desk.carryOut([step]);
    expect([...created]).toEqual([["role:1", 1]]);
    expect(warnings).toEqual(["Issue #1 could not be assigned to nobody: only people with access to the repository can be"]);
    expect(place.repository.issue(1)).toMatchObject({
      assignees: ["anna"],
      body: bodyOf("role:1", "Settled."),
      labels: ["permission-drift"],
    });
    expect(place.writes()).toEqual([
      "POST /repos/harbour/guild/issues",
      "POST /repos/harbour/guild/issues/1/assignees",
      "PATCH /repos/harbour/guild/issues/1",
    ]);
    expect(told).toEqual(["Open an issue: Role mods: may now ban"]);
  });

  test("assignees that GitHub refuses are a warning, and are not tried again in each run", async () => {
    fault("POST /assignees", { kind: "answer", answer: { status: 422, body: { message: "Validation Failed" } } });
    const { warnings } = await desk.carryOut([aCreate("role:1", { assignees: ["anna"], settledBody: bodyOf("role:1", "Settled.") })]);
    expect(warnings.length).toBe(1);
    expect(place.repository.issue(1)).toMatchObject({ assignees: [], body: bodyOf("role:1", "Settled.") });
  });

  test("where GitHub fails while it assigns, the body still says that it is to be done", async () => {
    fault("POST /assignees", { kind: "answer", answer: serverError(502) }, Infinity);
    const step = aCreate("role:1", { assignees: ["anna"], settledBody: bodyOf("role:1", "Settled.") });
    await expect(desk.carryOut([step])).rejects.toThrow(CannotCheck);
    expect(place.repository.issue(1).body).toBe(bodyOf("role:1"));
  });

  const unclear: [string, Fault][] = [
    ["the answer is lost", { kind: "lost-answer" }],
    ["half of the answer comes", { kind: "cut-answer" }],
    ["the answer is broken", { kind: "malformed" }],
  ];
  test.each(unclear)("where %s, it is looked for and not made again", async (_name, what) => {
    fault("POST /issues", what);
    const { created } = await desk.carryOut([aCreate()]);
    expect(created.get("role:1")).toBe(1);
    expect(place.repository.issues().length).toBe(1);
    expect(place.writes()).toEqual(["POST /repos/harbour/guild/issues"]);
  });

  const lost: [string, Fault][] = [
    ["GitHub fails before anything happens", { kind: "answer", answer: serverError(502) }],
    ["the connection breaks before anything happens", { kind: "reset" }],
  ];
  test.each(lost)("where %s, it is looked for and made once more", async (_name, what) => {
    fault("POST /issues", what);
    await desk.carryOut([aCreate()]);
    expect(place.repository.issues().length).toBe(1);
    expect(place.writes().length).toBe(2);
  });

  test("it is never tried a third time", async () => {
    fault("POST /issues", { kind: "answer", answer: serverError(503) }, Infinity);
    await expect(desk.carryOut([aCreate()])).rejects.toThrow(CannotCheck);
    expect(place.writes().length).toBe(2);
  });

  test("of two runs that made the same issue, the lower number stays and the other is closed once", async () => {
    place.repository.as(BOT).open({ title: "from the other run", body: bodyOf("role:1"), labels: ["permission-drift"] });
    place.repository
      .as(BOT)
      .open({ title: "another guild", body: bodyOf("role:1", "", "41771983423143937"), labels: ["permission-drift"] });
    place.repository.as("anna").open({ title: "a forgery", body: bodyOf("role:1"), labels: ["permission-drift"] });
    const { created } = await desk.carryOut([aCreate()]);
    expect(created.get("role:1")).toBe(1);
    expect(place.repository.issues().map(({ number, state }) => `${number} ${state}`)).toEqual(["1 open", "2 open", "3 open", "4 closed"]);
    const duplicate = place.repository.issue(4);
    expect(duplicate.stateReason).toBe("duplicate");
    expect(duplicate.comments.map(({ body }) => body.split("\n")[1])).toEqual([
      "Two runs opened an issue for the same thing. #1 goes on; this one is closed.",
    ]);
    expect(readMarker(duplicate.body)).toBeNull();
  });

  test("a closed issue with the same marker is not taken for it", async () => {
    place.repository.as(BOT).open({ title: "old", body: bodyOf("role:1"), labels: ["permission-drift"] });
    place.repository.as("anna").close(1);
    fault("POST /issues", { kind: "reset" });
    expect((await desk.carryOut([aCreate()])).created.get("role:1")).toBe(2);
  });

  test("a token without the right is told which one", async () => {
    const client = place.connect({ token: "weak", rights: { issues: "read" } });
    const weak = openIssueDesk({ github: client, login: BOT, guild: GUILD }, () => {});
    await expect(weak.carryOut([aCreate()])).rejects.toThrow('Give the job "issues: write" under permissions.');
    expect(place.repository.issues()).toEqual([]);
  });
});

describe("changing an issue", () => {
  beforeEach(async () => {
    await desk.carryOut([aCreate()]);
    place.github.api.forgetRequests();
  });

  test("the comment comes first, body and state come last and together", async () => {
    await desk.carryOut([anEdit({ state: { state: "closed", reason: "completed" }, addLabels: ["security"], assignees: ["anna"] })]);
    expect(place.writes()).toEqual([
      "POST /repos/harbour/guild/issues/1/comments",
      "POST /repos/harbour/guild/issues/1/labels",
      "POST /repos/harbour/guild/issues/1/assignees",
      "PATCH /repos/harbour/guild/issues/1",
    ]);
    expect(place.repository.issue(1)).toMatchObject({
      state: "closed",
      stateReason: "completed",
      body: bodyOf("role:1", "New text."),
      labels: ["permission-drift", "security"],
      assignees: ["anna"],
    });
    await desk.carryOut([anEdit({ comment: null, state: { state: "open" } })]);
    expect(place.repository.issue(1)).toMatchObject({ state: "open", stateReason: "reopened" });
  });

  test("a comment whose mark stands there is not posted again, on whichever page it is", async () => {
    for (let n = 0; n < 130; n += 1) place.repository.as("anna").comment(1, `talk ${n}`);
    await desk.carryOut([anEdit()]);
    await desk.carryOut([anEdit()]);
    expect(place.repository.issue(1).comments.length).toBe(131);
  });

  test("a mark that somebody else wrote, or that stands further down, does not count", async () => {
    place.repository.as("anna").comment(1, "<!-- mark 1 -->\ncopied");
    place.repository.as(BOT).comment(1, "> <!-- mark 1 -->\nquoted\n<!-- mark 1 -->");
    await desk.carryOut([anEdit()]);
    expect(place.repository.issue(1).comments.length).toBe(3);
  });

  test.each<[string, Fault, number]>([
    ["a lost answer", { kind: "lost-answer" }, 1],
    ["half an answer", { kind: "cut-answer" }, 1],
    ["a cut connection", { kind: "reset" }, 2],
    ["a server error", { kind: "answer", answer: serverError(500) }, 2],
  ])("after %s the comment stands there once", async (_name, what, posts) => {
    fault("POST /comments", what);
    await desk.carryOut([anEdit()]);
    expect(place.repository.issue(1).comments.length).toBe(1);
    expect(place.writes().filter((line) => line.endsWith("/comments")).length).toBe(posts);
  });

  test("a run that died after the comment is finished without a second one", async () => {
    fault("PATCH /issues/1", { kind: "answer", answer: { status: 422, body: { message: "Validation Failed" } } });
    await expect(desk.carryOut([anEdit()])).rejects.toThrow(CannotCheck);
    expect(place.repository.issue(1).body).toBe(bodyOf("role:1"));
    await desk.carryOut([anEdit()]);
    expect(place.repository.issue(1)).toMatchObject({ body: bodyOf("role:1", "New text.") });
    expect(place.repository.issue(1).comments.length).toBe(1);
  });

  test("an edit is repeated after a server error, since twice is as good as once", async () => {
    fault("PATCH /issues/1", { kind: "answer", answer: serverError(502) }, 2);
    await desk.carryOut([anEdit({ comment: null })]);
    expect(place.repository.issue(1).body).toBe(bodyOf("role:1", "New text."));
  });

  test("an issue that was deleted meanwhile is a warning, and the other steps go on", async () => {
    place.repository.as("anna").delete(1);
    const { created, warnings } = await desk.carryOut([anEdit(), aCreate("role:2")]);
    expect(warnings).toEqual(["Issue #1 is gone, so it was not changed"]);
    expect(created.get("role:2")).toBe(2);
  });

  test("a dry run tells the steps and writes nothing", async () => {
    const dry = openDryRunDesk(desk.readTracked, (sentence) => told.push(sentence));
    told.length = 0;
    expect((await dry.readTracked([])).length).toBe(1);
    expect(await dry.carryOut([anEdit(), aCreate()])).toEqual({ created: new Map(), warnings: [] });
    expect(told).toEqual(["Would do: Update issue #1", "Would do: Open an issue: Role mods: may now ban"]);
    expect(place.writes()).toEqual([]);
  });
});
