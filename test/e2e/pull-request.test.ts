import { describe, expect, test } from "vitest";
import { FORK_RIGHTS } from "../../embedded/github/tokens.ts";
import type { Stage, StageRun } from "../../embedded/demo/stage.ts";
import { BIT, failureOf, grant, openWorld, POLICY, succeeded } from "./world.ts";

/** A run of a pull request from a fork: GitHub gives it no secrets and a token that can only read. */
async function forkRun(stage: Stage, policy: string): Promise<StageRun> {
  const headSha = stage.repository.commit({ branch: "change", files: { "permissions.yaml": policy } });
  return await stage.run({
    run: { event: "pull_request", headBranch: "change", headSha },
    rights: FORK_RIGHTS,
    inputs: { "discord-token": "" },
  });
}

describe.concurrent("a pull request without secrets", () => {
  test("is told that its policy can be read, and does not fail for want of a token", async () => {
    await using stage = await openWorld();
    grant(stage, "Helper", { bit: BIT.ADMINISTRATOR });
    const run = succeeded(await forkRun(stage, POLICY));
    expect(run.outputs).toMatchObject({ result: "incomplete", issues: "[]" });
    expect(run.summary).toContain("has no mistakes: 6 roles and 12 channels");
    expect(run.requests.discord).toEqual([]);
  });

  test("is shown the mistakes of its policy", async () => {
    await using stage = await openWorld();
    const run = await forkRun(stage, POLICY.replace("ADMINISTRATOR", "ADMINISTRATR"));
    expect(run.exitCode).toBe(1);
    expect(failureOf(run)).toContain("The policy permissions.yaml has a mistake");
    expect(run.requests.discord).toEqual([]);
  });

  test("is no excuse for a scheduled run without a token", async () => {
    await using stage = await openWorld();
    const run = await stage.run({ inputs: { "discord-token": "" } });
    expect(run.exitCode).toBe(1);
    expect(failureOf(run)).toContain("There is no Discord token");
  });
});
