import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { secondaryLimit, serverError } from "../../embedded/github/fault-answers.ts";
import { FORK_RIGHTS, REVIEW_RIGHTS } from "../../embedded/github/tokens.ts";
import type { Fault } from "../../embedded/http/faults.ts";
import type { GitHubClient } from "../../src/github/client.ts";
import { keepPullComment, type PullComment } from "../../src/github/pull-comment.ts";
import { CannotCheck } from "../../src/runs/cannot-check.ts";
import { BOT, openPlace, type Place } from "./place.ts";

const MARK = "<!-- permission-drift:review v1 policy=0123 -->";
const COMMENTS = "/repos/harbour/guild/issues/1/comments";

let place: Place;
let client: GitHubClient;

beforeEach(async () => {
  place = await openPlace();
  place.repository.as("anna").openPullRequest({ title: "Let helpers ban" });
  client = place.connect({ token: "reviewer", rights: REVIEW_RIGHTS });
});
afterEach(async () => {
  await place[Symbol.asyncDispose]();
});

const aComment = (text: string, whenMissing: PullComment["whenMissing"] = "post"): PullComment => ({
  mark: MARK,
  body: `${MARK}\n${text}\n`,
  whenMissing,
});
const keep = async (text: string, github = client): Promise<string | null> =>
  await keepPullComment(github, { number: 1, origin: "repository" }, aComment(text));
const bodies = (): readonly string[] => place.repository.issue(1).comments.map(({ body }) => body);
const writes = (): readonly string[] => place.writes().filter((line) => !line.endsWith("/graphql"));
const fault = (request: string, what: Fault, times = 1): void => {
  const [method = "", path = ""] = request.split(" ");
  place.github.api.faults.add({ method, path, fault: what, times });
};

describe("the comment on a pull request", () => {
  test("is posted once, edited where its body differs, and left alone where it does not", async () => {
    expect(await keep("one")).toBeNull();
    expect(await keep("two")).toBeNull();
    const [comment] = place.repository.issue(1).comments;
    expect(bodies()).toEqual([aComment("two").body]);
    expect(writes()).toEqual([`POST ${COMMENTS}`, `PATCH /repos/harbour/guild/issues/comments/${comment?.id ?? ""}`]);
    place.github.api.forgetRequests();
    expect(await keep("two")).toBeNull();
    expect(writes()).toEqual([]);
  });

  test("is left alone where GitHub gives its line ends back in another way", async () => {
    place.repository.as(BOT).comment(1, `${MARK}\r\none\r\n- a\r\n- b`);
    expect(await keep("one\n- a\n- b")).toBeNull();
    expect(writes()).toEqual([]);
  });

  test("is found on whichever page it is", async () => {
    await keep("one");
    for (let n = 0; n < 230; n += 1) place.repository.as("anna").comment(1, `talk ${n}`);
    place.repository.as(BOT).comment(1, "another tool's");
    await keep("two");
    expect(bodies()).toHaveLength(232);
    expect(bodies()[0]).toBe(aComment("two").body);
  });

  test("of somebody else, with another mark, or with the mark further down is none of ours, and is not touched", async () => {
    const others = [`${MARK}\ncopied`, "<!-- permission-drift:review v1 policy=4567 -->\nanother file", `> ${MARK}\n${MARK}\nquoted`];
    place.repository.as("anna").comment(1, others[0] ?? "");
    for (const body of others.slice(1)) place.repository.as(BOT).comment(1, body);
    await keep("one");
    await keep("two");
    expect(bodies()).toEqual([...others, aComment("two").body]);
  });

  test("that has nothing to say is not posted, but it takes back what was said before", async () => {
    const sayNothing = async (): Promise<string | null> =>
      await keepPullComment(client, { number: 1, origin: "repository" }, aComment("nothing", "leave"));
    expect(await sayNothing()).toBeNull();
    expect(bodies()).toEqual([]);
    await keep("danger");
    expect(await sayNothing()).toBeNull();
    expect(bodies()).toEqual([aComment("nothing").body]);
    expect(writes().map((line) => line.split(" ")[0])).toEqual(["POST", "PATCH"]);
  });

  test("of a person's token is that person's", async () => {
    const personal = place.connect({ token: "ghp_1", kind: "personal", login: "Anna", rights: REVIEW_RIGHTS });
    place.repository.as("anna").comment(1, `${MARK}\nold`);
    await keep("new", personal);
    expect(bodies()).toEqual([aComment("new").body]);
  });

  test("goes on a pull request also where issues are turned off", async () => {
    place.repository.setIssuesEnabled(false);
    expect(await keep("one")).toBeNull();
    expect(bodies()).toHaveLength(1);
  });

  test("was made by two runs at once: the first stays, with the newest words, and the other goes", async () => {
    for (const text of ["first", "second", "third"]) place.repository.as(BOT).comment(1, `${MARK}\n${text}`);
    const [first] = place.repository.issue(1).comments;
    await keep("newest");
    expect(place.repository.issue(1).comments).toMatchObject([{ id: first?.id, body: aComment("newest").body }]);
  });

  test("that another run posts in the same moment is not there twice", async () => {
    let others = 0;
    place.github.api.hooks.onRequest = (_n, { method, path }) => {
      if (method !== "POST" || path !== COMMENTS || others > 0) return;
      others += 1;
      place.repository.as(BOT).comment(1, `${MARK}\nby the other run`);
    };
    await keep("one");
    expect(bodies()).toEqual([aComment("one").body]);
  });

  test("that the other run deleted meanwhile is no error", async () => {
    for (const text of ["first", "second"]) place.repository.as(BOT).comment(1, `${MARK}\n${text}`);
    fault("DELETE /comments", { kind: "answer", answer: { status: 404, body: { message: "Not Found" } } });
    expect(await keep("first")).toBeNull();
  });

  test("that somebody deletes while it is edited is posted again", async () => {
    await keep("one");
    place.github.api.hooks.onRequest = (_n, { method }) => {
      const { comments } = place.repository.state.issues[0] ?? { comments: [] };
      if (method === "PATCH") comments.splice(0);
    };
    expect(await keep("two")).toBeNull();
    expect(bodies()).toEqual([aComment("two").body]);
  });
});

describe("where an answer is lost", () => {
  test.each<[string, Fault, number]>([
    ["a lost answer", { kind: "lost-answer" }, 1],
    ["half an answer", { kind: "cut-answer" }, 1],
    ["a cut connection", { kind: "reset" }, 2],
    ["a server error", { kind: "answer", answer: serverError(500) }, 2],
  ])("after %s the comment stands there once", async (_name, what, posts) => {
    fault("POST /comments", what);
    expect(await keep("one")).toBeNull();
    expect(bodies()).toEqual([aComment("one").body]);
    expect(writes()).toHaveLength(posts);
  });

  test("an edit is repeated, since twice is as good as once", async () => {
    await keep("one");
    fault("PATCH /comments", { kind: "answer", answer: serverError(502) }, 2);
    expect(await keep("two")).toBeNull();
    expect(bodies()).toEqual([aComment("two").body]);
  });

  test.each([
    ["fails for good", serverError(503)],
    ["limits the token", secondaryLimit(600)],
  ])("GitHub that %s is an error, not a missing right", async (_name, answer) => {
    fault("POST /comments", { kind: "answer", answer }, Infinity);
    await expect(keep("one")).rejects.toThrow(CannotCheck);
  });
});

describe("a token that may not write", () => {
  test.each([
    ["repository", 'the job may not write one. Give it "pull-requests: write" under permissions'],
    ["fork", "GitHub gives a run from a fork a token that only reads"],
    ["dependabot", "GitHub gives a run of Dependabot a token that only reads, unless its job asks for more"],
  ] as const)("from %s is a remark, and nothing fails", async (origin, why) => {
    const weak = place.connect({ token: "weak", rights: FORK_RIGHTS });
    expect(await keepPullComment(weak, { number: 1, origin }, aComment("one"))).toBe(
      `There is no comment on the pull request: ${why}; what it would say is in the summary of this run`,
    );
    expect(bodies()).toEqual([]);
  });

  test("to edit is a remark too, and the old comment stays", async () => {
    await keep("one");
    expect(await keep("two", place.connect({ token: "weak", rights: FORK_RIGHTS }))).toContain("pull-requests: write");
    expect(bodies()).toEqual([aComment("one").body]);
  });

  test("nor read anything is the same remark", async () => {
    place.repository.state.private = true;
    expect(await keep("one", place.connect({ token: "weak", rights: {} }))).toContain("pull-requests: write");
  });

  test("though it may write issues is the same remark", async () => {
    expect(await keep("one", place.connect({ token: "weak", rights: { issues: "write" } }))).toContain("pull-requests: write");
  });
});
