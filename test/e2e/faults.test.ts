import { describe, expect, test } from "vitest";
import { cursorOf } from "../../embedded/demo/keep-files.ts";
import type { Stage, StageRun } from "../../embedded/demo/stage.ts";
import { htmlFault, jsonFault, rateLimitFault, serverErrorFault } from "../../embedded/discord/faults.ts";
import { secondaryLimit, serverError, tooManyRequests } from "../../embedded/github/fault-answers.ts";
import type { Fault } from "../../embedded/http/faults.ts";
import { BIT, failureOf, grant, issuesOf, openToEveryone, openWorld, succeeded, takeBack } from "./world.ts";

const ISSUES = /\/repos\/[^/]+\/[^/]+\/issues$/;

/** What an undisturbed run makes of two findings. */
async function expectTwoIssues(stage: Stage, run: StageRun): Promise<void> {
  succeeded(run);
  expect(stage.repository.issues().map(({ state }) => state)).toEqual(["open", "open"]);
  expect(cursorOf(stage, run)).not.toBeNull();
  const quiet = succeeded(await stage.run());
  expect(quiet.requests.github.filter(({ method, path }) => method !== "GET" && path.includes("/issues"))).toEqual([]);
}

async function openDrifted(): Promise<Stage> {
  const stage = await openWorld();
  grant(stage, "Helper", { bit: BIT.ADMINISTRATOR });
  openToEveryone(stage, "Staff/meeting-notes");
  return stage;
}

const answer = (given: ReturnType<typeof serverError>): Fault => ({ kind: "answer", answer: given });

describe.concurrent("trouble that passes", () => {
  test.for<[string, string | RegExp, Fault]>([
    ["429 on the server", /\/guilds\/\d+$/, rateLimitFault({ retryAfter: 0.3 })],
    ["429 for all routes on the log", "/audit-logs", rateLimitFault({ retryAfter: 0.3, global: true })],
    ["503 on the channels", "/channels", serverErrorFault(503)],
    ["a web page of 502 on the log", "/audit-logs", htmlFault(502)],
    ["a cut connection on the log", "/audit-logs", { kind: "cut-answer" }],
    ["an answer that is not JSON on the server", /\/guilds\/\d+$/, { kind: "malformed" }],
    ["a connection that is reset on the own member", /\/members\/\d+$/, { kind: "reset" }],
  ])("Discord: %s", async ([, path, fault]) => {
    await using stage = await openDrifted();
    stage.discord.faults.add({ path, fault });
    await expectTwoIssues(stage, await stage.run());
    expect(stage.discord.faults.pending).toBe(0);
  });

  test.for<[string, string, RegExp, Fault]>([
    ["502 on the list of issues", "GET", ISSUES, answer(serverError(502))],
    ["a limit on the list of runs", "GET", /\/runs$/, answer(tooManyRequests(1))],
    ["a new issue whose answer is lost", "POST", ISSUES, { kind: "lost-answer" }],
    ["a new issue whose answer is cut", "POST", ISSUES, { kind: "cut-answer" }],
    ["a new issue whose answer is not JSON", "POST", ISSUES, { kind: "malformed" }],
    ["a new issue that is refused with 500 before it is made", "POST", ISSUES, answer(serverError(500))],
    ["a new issue whose connection is reset before it is made", "POST", ISSUES, { kind: "reset" }],
  ])("GitHub: %s, and no issue is doubled", async ([, method, path, fault]) => {
    await using stage = await openDrifted();
    stage.github.api.faults.add({ method, path, fault });
    await expectTwoIssues(stage, await stage.run());
    expect(stage.github.api.faults.pending).toBe(0);
  });

  test.for<[string, Fault]>([
    ["is lost", { kind: "lost-answer" }],
    ["is cut", { kind: "cut-answer" }],
    ["is 502", answer(serverError(502))],
  ])("GitHub: a comment whose answer %s is there once", async ([, fault]) => {
    await using stage = await openDrifted();
    succeeded(await stage.run());
    takeBack(stage, "Helper", BIT.ADMINISTRATOR);
    stage.github.api.faults.add({ method: "POST", path: /\/comments$/, fault });
    succeeded(await stage.run());
    const closed = stage.repository.issues().find(({ title }) => title.includes("Helper"));
    expect(closed).toMatchObject({ state: "closed", comments: [{ author: "github-actions[bot]" }] });
    expect(stage.github.api.faults.pending).toBe(0);
  });
});

describe.concurrent("trouble that stays: one sentence, exit code 1, no issue touched, no cursor, and the next run makes it good", () => {
  test.for<[string, (stage: Stage) => void, RegExp]>([
    [
      "Discord asks to wait for an hour",
      (stage): void => {
        stage.discord.faults.add({ path: /\/guilds\/\d+$/, times: Infinity, fault: rateLimitFault({ retryAfter: 3600 }) });
      },
      /wait 6\d minutes/,
    ],
    [
      "Discord's answer is of another shape",
      (stage): void => {
        stage.discord.faults.add({ path: "/channels", times: Infinity, fault: jsonFault([{ id: 1 }]) });
      },
      /answers cannot be used/,
    ],
    [
      "the front of Discord blocks the runner",
      (stage): void => {
        stage.discord.faults.add({ path: "/channels", times: Infinity, fault: htmlFault(403) });
      },
      /in front of Discord refused/,
    ],
    [
      "half of the list of issues cannot be read",
      (stage): void => {
        stage.github.api.faults.add({ method: "GET", path: ISSUES, times: Infinity, fault: jsonFault({ message: "no list" }) });
      },
      /GitHub/,
    ],
    [
      "GitHub limits what this token may write",
      (stage): void => {
        const fault = answer(secondaryLimit(600));
        stage.github.api.faults.add({ when: ({ method, path }) => method !== "GET" && path.includes("/issues"), times: Infinity, fault });
      },
      /GitHub limits the requests of this token/,
    ],
    [
      "the cursor cannot be saved",
      (stage): void => {
        stage.github.results.faults.add({
          path: /FinalizeArtifact$/,
          times: Infinity,
          fault: jsonFault({ code: "internal", msg: "x" }, 400),
        });
      },
      /cursor could not be saved/,
    ],
  ])("%s", async ([, spoil, sentence]) => {
    await using stage = await openDrifted();
    succeeded(await stage.run());
    const before = issuesOf(stage);
    takeBack(stage, "Helper", BIT.ADMINISTRATOR);
    spoil(stage);
    const failed = await stage.run();
    expect(failed.exitCode).toBe(1);
    expect(failureOf(failed)).toMatch(sentence);
    expect(failureOf(failed).split("\n")).toHaveLength(1);
    expect(cursorOf(stage, failed)).toBeNull();
    // Where only the cursor was not saved, the issues are in place already: the next run has nothing left to say.
    const untouched = sentence.source.includes("saved") || JSON.stringify(issuesOf(stage)) === JSON.stringify(before);
    expect(untouched).toBe(true);
    stage.discord.faults.clear();
    stage.github.api.faults.clear();
    stage.github.results.faults.clear();
    succeeded(await stage.run());
    expect(stage.repository.issues().map(({ state, comments }) => [state, comments.length])).toEqual([
      ["closed", 1],
      ["open", 0],
    ]);
  });
});
