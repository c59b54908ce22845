// The payload of a pull request: all that a real one has, with ours in it.
import { afterEach, beforeEach, expect, test } from "vitest";
import type { NewRun, RunState } from "../../../embedded/github/run-state.ts";
import type { RepositoryHandle } from "../../../embedded/github/repository-handle.ts";
import { startGitHub, type EmbeddedGitHub } from "../../../embedded/github/start-github.ts";
import { pullRequestPayload, type PullRequestEvent } from "../../../embedded/runner/pull-request-event.ts";
import { exampleOf } from "../../../embedded/runner/webhook-examples.ts";

let github: EmbeddedGitHub;
let repository: RepositoryHandle;

beforeEach(async () => {
  github = await startGitHub();
  repository = github.addRepository({ owner: "acme", name: "community" });
  repository.addWorkflow({ name: "Drift", path: ".github/workflows/drift.yml" });
});
afterEach(async () => {
  await github.close();
});

const PULL: PullRequestEvent = { number: 41, headRef: "topic", headSha: "a".repeat(40), baseRef: "main", baseSha: "b".repeat(40) };

function payloadOf(pull: Partial<PullRequestEvent> = {}, run: NewRun = {}): object {
  return payloadIn(repository.addRun({ event: "pull_request", actor: "alice", ...run }), pull);
}

function payloadIn(run: RunState, pull: Partial<PullRequestEvent>): object {
  return pullRequestPayload({ world: github.world, repository, run, pull: { ...PULL, ...pull } });
}

/** Every key with what leads to it, through objects. */
function keysOf(value: unknown, path = ""): readonly string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => keysOf(inner, `${path}.${key}`))];
}

test.each(["opened", "synchronize", "reopened", "closed"])("on %s it has every key of the real one but the app's", (action) => {
  const { installation: _, ...example } = exampleOf("pull_request", action);
  // `license` is an object in some repositories and null in others.
  const wanted = keysOf(example).filter((key) => !key.includes(".license."));
  const ours = new Set(keysOf(payloadOf({ action })));
  expect(wanted.length).toBeGreaterThan(300);
  expect(wanted.filter((key) => !ours.has(key))).toEqual([]);
});

test("one from the repository itself names it on both sides, and its own commits and addresses", () => {
  const payload = payloadOf({ mergeSha: "c".repeat(40) });
  const here = { id: repository.id, full_name: "acme/community", default_branch: "main", private: false };
  expect(payload).toMatchObject({
    action: "synchronize",
    number: 41,
    after: "a".repeat(40),
    repository: here,
    sender: { login: "alice", type: "User" },
    pull_request: {
      number: 41,
      state: "open",
      url: `${github.apiUrl}/repos/acme/community/pulls/41`,
      user: { login: "alice" },
      merge_commit_sha: "c".repeat(40),
      head: { ref: "topic", sha: "a".repeat(40), label: "acme:topic", repo: here },
      base: { ref: "main", sha: "b".repeat(40), label: "acme:main", repo: here },
    },
  });
  expect(JSON.stringify(payload)).not.toContain("api.github.com/repos/Codertocat");
});

test("one from a fork has another head repository, and its author is the fork's owner", () => {
  const payload = payloadOf({ headRepository: "stranger/community" }, { headRepositoryId: 4_900_000_001 });
  expect(payload).toMatchObject({
    repository: { id: repository.id },
    pull_request: {
      user: { login: "stranger" },
      head: { label: "stranger:topic", repo: { id: 4_900_000_001, full_name: "stranger/community", fork: true } },
      base: { repo: { id: repository.id, fork: false } },
    },
  });
});

test("one from a fork that was deleted has no head repository", () => {
  expect(payloadOf({ headRepository: null })).toMatchObject({ pull_request: { head: { sha: "a".repeat(40), repo: null } } });
});

test("one of Dependabot is sent by its account, from a branch of the repository", () => {
  expect(payloadOf({ headRef: "dependabot/npm/x" }, { actor: "dependabot[bot]" })).toMatchObject({
    sender: { login: "dependabot[bot]", type: "Bot" },
    pull_request: { user: { login: "dependabot[bot]" }, head: { repo: { id: repository.id } } },
  });
});
