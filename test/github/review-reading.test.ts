import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { secondaryLimit, serverError } from "../../embedded/github/fault-answers.ts";
import { FORK_RIGHTS, REVIEW_RIGHTS } from "../../embedded/github/tokens.ts";
import type { GitHubClient } from "../../src/github/client.ts";
import type { RunContext } from "../../src/github/context.ts";
import { openCursorStore } from "../../src/github/cursor-artifact.ts";
import { findCursorsIfAllowed, readIssuesIfAllowed } from "../../src/github/review-reading.ts";
import { CannotCheck } from "../../src/runs/cannot-check.ts";
import type { CursorSearch } from "../../src/runs/cursor-port.ts";
import { BOT, bodyOf, GUILD, openPlace, type Place } from "./place.ts";

let place: Place;

beforeEach(async () => {
  place = await openPlace();
  place.repository.addWorkflow({ name: "Drift", path: ".github/workflows/drift.yml" });
  place.repository.as(BOT).open({ title: "Role mods", body: bodyOf("role:1"), labels: ["permission-drift"] });
  place.repository.state.private = true;
});
afterEach(async () => {
  await place[Symbol.asyncDispose]();
});

async function findWith(client: GitHubClient): Promise<CursorSearch> {
  const { repository, github } = place;
  const run = repository.addRun({ event: "pull_request", headBranch: "change", headSha: repository.tip(), status: "in_progress" });
  const context: RunContext = {
    owner: "harbour",
    repo: "guild",
    repositoryId: repository.id,
    runId: run.id,
    ref: "refs/pull/7/merge",
    sha: run.headSha,
    event: run.event,
    apiUrl: github.apiUrl,
    serverUrl: github.serverUrl,
    workspace: "/",
    temp: "/",
    repository: null,
  };
  return await findCursorsIfAllowed(openCursorStore(client, context, { guild: GUILD, retentionDays: 30, defaultBranch: "main" }));
}

describe("the issues of this tool, for a review", () => {
  test.each([
    ["a job with the rights that the docs name", REVIEW_RIGHTS],
    ["a run of a fork", FORK_RIGHTS],
  ])("are read with those of %s", async (_name, rights) => {
    const { issues, remarks } = await readIssuesIfAllowed(place.connect({ token: "reader", rights }), [1]);
    expect(issues?.map(({ number }) => number)).toEqual([1]);
    expect(remarks).toEqual([]);
    expect(place.writes()).toEqual(["POST /graphql"]);
  });

  test("are nobody's knowledge without issues: read, and the review goes on", async () => {
    const blind = place.connect({ token: "blind", rights: { ...REVIEW_RIGHTS, issues: "none" } });
    expect(await readIssuesIfAllowed(blind, [])).toEqual({
      issues: null,
      remarks: ['Nobody could look which open issues this change would settle. Give the job "issues: read" under permissions'],
    });
  });

  test("are nobody's knowledge where issues are turned off", async () => {
    place.repository.setIssuesEnabled(false);
    const { issues, remarks } = await readIssuesIfAllowed(place.client, []);
    expect(issues).toBeNull();
    expect(remarks).toEqual(["Nobody could look which open issues this change would settle. Issues are turned off for this repository"]);
  });

  test.each([
    ["fails", serverError(502)],
    ["limits the token", secondaryLimit(600)],
  ])("are no guess where GitHub %s", async (_name, answer) => {
    place.github.api.faults.add({ path: /issues/, times: Infinity, fault: { kind: "answer", answer } });
    await expect(readIssuesIfAllowed(place.client, [])).rejects.toThrow(CannotCheck);
  });
});

describe("what earlier checks remember, for a review", () => {
  test("is looked for with the rights that the docs name", async () => {
    expect(await findWith(place.connect({ token: "reader", rights: REVIEW_RIGHTS }))).toEqual({ candidates: [], refused: [] });
  });

  test("is nothing without actions: read, and the reason is told", async () => {
    const blind = place.connect({ token: "blind", rights: { ...REVIEW_RIGHTS, actions: "none" } });
    expect(await findWith(blind)).toEqual({
      candidates: [],
      refused: ['What earlier checks remember could not be read. Give the job "actions: read" under permissions'],
    });
  });

  test("is no guess where GitHub fails", async () => {
    place.github.api.faults.add({ path: /actions/, times: Infinity, fault: { kind: "answer", answer: serverError(503) } });
    await expect(findWith(place.client)).rejects.toThrow(CannotCheck);
  });
});
