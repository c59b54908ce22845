import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { examplesOf } from "../../embedded/runner/webhook-examples.ts";
import { parsePullRequest, readPullRequest, WITHOUT_SECRETS } from "../../src/github/pull-request.ts";
import { CannotCheck } from "../../src/runs/cannot-check.ts";

const HEAD = "a".repeat(40);
const BASE = "b".repeat(40);

interface Payload {
  number: number;
  pull_request: Record<"user" | "number", unknown> & Record<"head" | "base", { sha: unknown; ref: unknown; repo: unknown }>;
  sender: unknown;
}

/** A small payload; what a case is about is changed in place. */
function aPayload(change: (payload: Payload) => void = () => {}): Payload {
  const payload: Payload = {
    number: 7,
    pull_request: {
      number: 7,
      user: { login: "anna" },
      head: { sha: HEAD, ref: "change", repo: { id: 5, full_name: "harbour/guild" } },
      base: { sha: BASE, ref: "main", repo: { id: 5, full_name: "harbour/guild" } },
    },
    sender: { login: "anna" },
  };
  change(payload);
  return payload;
}

describe("a pull request", () => {
  const examples = examplesOf("pull_request").map((example, at) => [at, String(example["action"]), example] as const);

  test("there are examples of it", () => {
    expect(examples.length).toBeGreaterThan(20);
  });

  test.each(examples)("is read from GitHub's example %i, %s", (_at, _action, example) => {
    expect(parsePullRequest(example)).toEqual({
      number: 2,
      headSha: "ec26c3e57ca3a959ca5aad62de7213c562f8c821",
      headRef: "changes",
      headRepository: { id: 186_853_002, fullName: "Codertocat/Hello-World" },
      baseSha: "f95f852bd8fca8fcc58a9a2d6c842781e32a215e",
      baseRef: "master",
      baseRepositoryId: 186_853_002,
      author: "Codertocat",
      origin: "repository",
    });
  });

  test.each(["pull_request_review", "pull_request_review_comment"])(
    "is read from an example of %s too, which has the same part",
    (event) => {
      for (const example of examplesOf(event)) expect(parsePullRequest(example)).toMatchObject({ number: 2, origin: "repository" });
    },
  );

  test.each(["push", "issues", "workflow_dispatch", "issue_comment", "ping"])("is in no example of %s", (event) => {
    for (const example of examplesOf(event)) expect(() => parsePullRequest(example)).toThrow(CannotCheck);
  });
});

describe("who proposes", () => {
  const fork = { id: 6, full_name: "stranger/guild" };

  test("a fork is known by its repository's id, whatever it is called", () => {
    expect(parsePullRequest(aPayload(({ pull_request: { head } }) => (head.repo = fork)))).toMatchObject({ origin: "fork" });
    const namesake = { id: 6, full_name: "harbour/guild" };
    const called = aPayload(({ pull_request: { head } }) => {
      head.repo = namesake;
      head.ref = "main";
    });
    expect(parsePullRequest(called)).toMatchObject({ origin: "fork", headRef: "main" });
  });

  test("a fork that was deleted is a fork", () => {
    const deleted = parsePullRequest(aPayload(({ pull_request: { head } }) => (head.repo = null)));
    expect(deleted).toMatchObject({ origin: "fork", headRepository: null, headSha: HEAD });
  });

  test("Dependabot is known by the sender, and by GITHUB_ACTOR where a person started its run again", () => {
    const bot = { login: "dependabot[bot]" };
    expect(
      parsePullRequest(
        aPayload((payload) => (payload.sender = bot)),
        "anna",
      ).origin,
    ).toBe("dependabot");
    expect(parsePullRequest(aPayload(), "dependabot[bot]").origin).toBe("dependabot");
  });

  test("a person who pushes to Dependabot's branch is that person", () => {
    const pushed = aPayload(({ pull_request }) => (pull_request.user = { login: "dependabot[bot]" }));
    expect(parsePullRequest(pushed, "anna")).toMatchObject({ origin: "repository", author: "dependabot[bot]" });
  });

  test("an account that was deleted is nobody", () => {
    expect(parsePullRequest(aPayload(({ pull_request }) => (pull_request.user = null))).author).toBeNull();
  });

  test("only those from elsewhere are without secrets", () => {
    expect(Object.entries(WITHOUT_SECRETS).filter(([, why]) => why === null)).toEqual([["repository", null]]);
  });
});

describe("a payload that is not as GitHub sends it", () => {
  const wrong: readonly [string, (payload: Payload) => unknown][] = [
    ["pull_request", (payload) => Reflect.deleteProperty(payload, "pull_request")],
    ["pull_request.head", ({ pull_request }) => Reflect.deleteProperty(pull_request, "head")],
    ["pull_request.number", ({ pull_request }) => (pull_request.number = "7")],
    ["pull_request.number", ({ pull_request }) => (pull_request.number = -7)],
    ["pull_request.head.sha", ({ pull_request: { head } }) => (head.sha = "HEAD")],
    ["pull_request.head.sha", ({ pull_request: { head } }) => (head.sha = `${HEAD}\n`)],
    ["pull_request.head.ref", ({ pull_request: { head } }) => (head.ref = "a\n::error::b")],
    ["pull_request.head.repo", ({ pull_request: { head } }) => (head.repo = "harbour/guild")],
    ["pull_request.head.repo", ({ pull_request: { head } }) => Reflect.deleteProperty(head, "repo")],
    ["pull_request.head.repo.id", ({ pull_request: { head } }) => (head.repo = { full_name: "harbour/guild" })],
    ["pull_request.head.repo.full_name", ({ pull_request: { head } }) => (head.repo = { id: 5, full_name: "../../x" })],
    ["pull_request.base.repo", ({ pull_request: { base } }) => (base.repo = null)],
    ["pull_request.base.sha", ({ pull_request: { base } }) => (base.sha = null)],
    ["pull_request.base.ref", ({ pull_request: { base } }) => (base.ref = "x".repeat(300))],
    ["pull_request.user.login", ({ pull_request }) => (pull_request.user = { login: "@everyone" })],
  ];

  test.each(wrong)("without a good %s it is a sentence that names it", (path, change) => {
    const broken = (): unknown => parsePullRequest(aPayload(change));
    expect(broken).toThrow(
      new CannotCheck(`The event file does not describe a pull request: ${path} is missing or wrong. Start the workflow by pull_request.`),
    );
  });

  test("with anything in any place it is a pull request or a CannotCheck, and never text of more than a line", () => {
    const anything = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.string({ unit: "binary" }));
    const places = fc.constantFrom(...wrong.map(([path]) => path));
    fc.assert(
      fc.property(places, anything, (path, value) => {
        expect(outcomeOf(aPayload((payload) => putAt(payload, path.split("."), value)))).not.toBe("broken");
      }),
    );
  });
});

/** `value` in the place of what stands at the end of `path`. */
function putAt(payload: object, path: readonly string[], value: unknown): void {
  const last = path.at(-1) ?? "";
  const parent = path.slice(0, -1).reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], payload);
  (parent as Record<string, unknown>)[last] = value;
}

function outcomeOf(payload: unknown): "read" | "refused" | "broken" {
  try {
    const pull = parsePullRequest(payload);
    const texts = [pull.headSha, pull.headRef, pull.baseSha, pull.baseRef, pull.author ?? "", pull.headRepository?.fullName ?? ""];
    return texts.every((text) => /^[^\p{Cc}\p{Zl}\p{Zp}]*$/u.test(text)) ? "read" : "broken";
  } catch (error) {
    return error instanceof CannotCheck ? "refused" : "broken";
  }
}

async function readFrom(text: string, repositoryId = 5, actor = "anna"): ReturnType<typeof readPullRequest> {
  const folder = await mkdtemp(join(tmpdir(), "event-"));
  try {
    const file = join(folder, "event.json");
    await writeFile(file, text);
    return await readPullRequest({ GITHUB_EVENT_PATH: file, GITHUB_ACTOR: actor }, { repositoryId });
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe("the event file", () => {
  test("holds the pull request of this repository", async () => {
    expect(await readFrom(JSON.stringify(aPayload()))).toMatchObject({ number: 7, origin: "repository" });
    expect(await readFrom(JSON.stringify(aPayload()), 5, "dependabot[bot]")).toMatchObject({ origin: "dependabot" });
  });

  test("about another repository is refused", async () => {
    await expect(readFrom(JSON.stringify(aPayload()), 6)).rejects.toThrow("is about a pull request of another repository");
  });

  test.each(["", "{", "[]", "null"])("with %j in it describes no pull request", async (text) => {
    await expect(readFrom(text)).rejects.toThrow("does not describe a pull request");
  });

  test("that is not there describes no pull request", async () => {
    await expect(readPullRequest({}, { repositoryId: 5 })).rejects.toThrow(CannotCheck);
    await expect(readPullRequest({ GITHUB_EVENT_PATH: "/nowhere/event.json" }, { repositoryId: 5 })).rejects.toThrow(CannotCheck);
  });
});
