// A fixture action under the embedded runner, with the real @actions libraries.
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { RepositoryHandle } from "../../../embedded/github/repository-handle.ts";
import { startGitHub, type EmbeddedGitHub } from "../../../embedded/github/start-github.ts";
import { runAction, startAction, type ActionOptions } from "../../../embedded/runner/run-action.ts";
import type { ActionResult } from "../../../embedded/runner/result.ts";

const actionDir = dirname(fileURLToPath(new URL("./fixture-action/main.ts", import.meta.url)));
let github: EmbeddedGitHub;
let repository: RepositoryHandle;
const results: ActionResult[] = [];

beforeEach(async () => {
  github = await startGitHub();
  repository = github.addRepository({ owner: "acme", name: "community" });
  repository.addWorkflow({ name: "Drift", path: ".github/workflows/drift.yml" });
});

afterEach(async () => {
  await Promise.all(results.splice(0).map(async (result) => result.cleanUp()));
  await github.close();
});

function options(task: string, more: Partial<ActionOptions> = {}): ActionOptions {
  return { actionDir, workspace: actionDir, github, repository, ...more, inputs: { task, ...more.inputs } };
}

async function run(task: string, more: Partial<ActionOptions> = {}): Promise<ActionResult> {
  const result = await runAction(options(task, more));
  results.push(result);
  return result;
}

function answer(result: ActionResult): Record<string, unknown> {
  return JSON.parse(result.outputs["answer"] ?? "null") as Record<string, unknown>;
}

test("a run appears in GitHub and ends with the conclusion of the step", async () => {
  const good = await run("showEnvironment");
  const bad = await run("shout");
  expect(good).toMatchObject({ exitCode: 0, conclusion: "success" });
  expect(bad).toMatchObject({ exitCode: 3, conclusion: "failure", killed: false });
  expect(repository.state.runs.map(({ status, conclusion }) => [status, conclusion])).toEqual([
    ["completed", "success"],
    ["completed", "failure"],
  ]);
});

test("the environment is what a runner sets, and none of ours", async () => {
  process.env["LEAK_OF_THE_TESTS"] = "1";
  const result = await run("showEnvironment", { inputs: { "artifact-id": "7" } });
  const env = answer(result);
  expect(env).toMatchObject({
    INPUT_A_NUMBER: "010",
    "INPUT_ARTIFACT-ID": "7",
    GITHUB_REPOSITORY: "acme/community",
    GITHUB_REPOSITORY_ID: String(repository.id),
    GITHUB_EVENT_NAME: "schedule",
    GITHUB_REF: "refs/heads/main",
    GITHUB_SHA: repository.tip(),
    GITHUB_WORKFLOW_REF: "acme/community/.github/workflows/drift.yml@refs/heads/main",
    GITHUB_SERVER_URL: "http://github.localhost",
    GITHUB_RUN_ID: String(result.run.id),
    GITHUB_RETENTION_DAYS: "90",
  });
  expect(env["INPUT_GITHUB-TOKEN"]).toMatch(/^ghs_/);
  expect(env).not.toHaveProperty("LEAK_OF_THE_TESTS");
});

test("a pull request has its own refs and payload", async () => {
  const pullRequest = { number: 4, headRef: "topic", headSha: "a".repeat(40), baseRef: "main", baseSha: repository.tip() };
  const result = await run("showEnvironment", { pullRequest: { ...pullRequest, mergeSha: "b".repeat(40) } });
  expect(answer(result)).toMatchObject({
    GITHUB_EVENT_NAME: "pull_request",
    GITHUB_REF: "refs/pull/4/merge",
    GITHUB_SHA: "b".repeat(40),
    GITHUB_HEAD_REF: "topic",
    GITHUB_BASE_REF: "main",
  });
  expect(result.run).toMatchObject({ headBranch: "topic", headSha: "a".repeat(40) });
});

test("a pull request from a fork is a run of this repository with the head of another", async () => {
  const pull = { number: 4, headRef: "main", headSha: "a".repeat(40), baseRef: "main", baseSha: repository.tip() };
  const ofFork = await run("showEnvironment", { pullRequest: { ...pull, headRepository: "stranger/community" } });
  const ofNobody = await run("showEnvironment", { pullRequest: { ...pull, headRepository: null } });
  const ofUs = await run("showEnvironment", { pullRequest: pull });
  expect([ofFork, ofNobody, ofUs].map((one) => one.run.headRepository.id === repository.id)).toEqual([false, false, true]);
});

test("output of both streams is read by the runner's rules", async () => {
  const result = await run("shout");
  expect(result.log).toEqual(
    expect.arrayContaining(["plain line", "the secret is ***", "name", "##[warning]Oh\nno", "##[error]from stderr"]),
  );
  expect(result.annotations).toContainEqual({ type: "warning", message: "Oh\nno", properties: { file: "a.yaml", line: "3" } });
  expect(result.rawStdout).toContain("the secret is hush");
});

test("a summary over one mebibyte is not uploaded, and the step still passes", async () => {
  const result = await run("hugeSummary");
  expect(result).toMatchObject({ conclusion: "success", summary: "" });
  expect(result.annotations[0]?.message).toContain("GITHUB_STEP_SUMMARY upload aborted");
});

test("a request hook can kill the action", async () => {
  const running = await startAction(options("hang"));
  github.api.hooks.onRequest = () => {
    running.kill();
    return "drop";
  };
  const result = await running.finished;
  results.push(result);
  expect(result).toMatchObject({ killed: true, exitCode: null, conclusion: "failure" });
  expect(github.api.requests.map(({ path }) => path)).toEqual(["/user"]);
});

test("an artifact goes up in one run and comes down in another", async () => {
  const up = await run("upload");
  const { id, digest } = answer(up);
  expect(answer(up)["listed"]).toEqual(["cursor"]);
  const down = await run("download", { inputs: { "artifact-id": String(id) } });
  expect(answer(down)).toEqual({ files: ["cursor.json"], text: '{"version":1}', digestMismatch: true });
  const [stored] = repository.artifacts();
  expect(stored?.artifact.digest).toBe(`sha256:${String(digest)}`);
  expect(stored?.artifact.expiresAt).toBeLessThan(Date.now() + 7 * 86_400_000 + 1000);
});

test("a name is taken once in an attempt, and free again in the next", async () => {
  const twice = await run("uploadTwice");
  expect(twice.conclusion).toBe("failure");
  expect(twice.rawStderr + twice.rawStdout).toContain("(409)");
  repository.rerun(twice.run);
  const again = await run("upload", { run: twice.run });
  expect(again.conclusion).toBe("success");
  expect(repository.artifacts()).toHaveLength(2);
});

test("on another server the artifact library refuses GitHub Enterprise Server", async () => {
  const result = await run("upload", { serverUrl: "https://github.example.org" });
  expect(result.conclusion).toBe("failure");
  expect(result.rawStderr).toContain("GHES");
});
