import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readContext } from "../../src/github/context.ts";
import { readRepository } from "../../src/github/repository.ts";
import { CannotCheck } from "../../src/runs/cannot-check.ts";
import { openPlace } from "./place.ts";

let folder: string;
let env: Record<string, string>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "context-"));
  env = {
    GITHUB_REPOSITORY: "harbour/guild",
    GITHUB_REPOSITORY_ID: "5000000001",
    GITHUB_RUN_ID: "7",
    GITHUB_REF: "refs/heads/main",
    GITHUB_SHA: "a".repeat(40),
    GITHUB_EVENT_NAME: "schedule",
    GITHUB_EVENT_PATH: join(folder, "event.json"),
    GITHUB_WORKSPACE: folder,
    RUNNER_TEMP: folder,
  };
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe("the context of a run", () => {
  test("comes from the environment, with github.com as the usual place", async () => {
    await writeFile(join(folder, "event.json"), JSON.stringify({ repository: { default_branch: "trunk", private: true } }));
    expect(await readContext(env)).toEqual({
      owner: "harbour",
      repo: "guild",
      repositoryId: 5_000_000_001,
      runId: 7,
      ref: "refs/heads/main",
      sha: "a".repeat(40),
      event: "schedule",
      apiUrl: "https://api.github.com",
      serverUrl: "https://github.com",
      workspace: folder,
      temp: folder,
      repository: { defaultBranch: "trunk", public: false },
    });
  });

  test.each([
    ["GITHUB_REPOSITORY", "harbour"],
    ["GITHUB_REPOSITORY", "harbour/guild/../x"],
    ["GITHUB_REPOSITORY_ID", "0x10"],
    ["GITHUB_RUN_ID", ""],
    ["GITHUB_REF", "main"],
    ["GITHUB_SHA", "HEAD"],
    ["GITHUB_EVENT_NAME", "a b"],
    ["GITHUB_API_URL", "file:///etc"],
    ["RUNNER_TEMP", ""],
  ])("%s as %j is a sentence that names it", async (name, value) => {
    const wrong = readContext({ ...env, [name]: value });
    await expect(wrong).rejects.toThrow(CannotCheck);
    await expect(wrong).rejects.toThrow(name);
  });

  test.each(["", "{", "[]", '{"repository":null}', '{"repository":{"default_branch":7}}', '{"repository":{"default_branch":"a b"}}'])(
    "the event file %j does not describe the repository, and that is no error",
    async (text) => {
      await writeFile(join(folder, "event.json"), text);
      expect((await readContext(env)).repository).toBeNull();
    },
  );

  test("without an event file GitHub is asked", async () => {
    await using place = await openPlace();
    expect((await readContext({ ...env, GITHUB_EVENT_PATH: "" })).repository).toBeNull();
    expect(await readRepository(place.client)).toEqual({ defaultBranch: "main", public: true });
  });
});
