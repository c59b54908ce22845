import { describe, expect, test } from "vitest";
import type { RunOptions, Stage } from "../../embedded/demo/stage.ts";
import { BIT, failureOf, grant, issuesOf, openWorld, POLICY, succeeded, traceOf, type WorldOptions } from "./world.ts";

interface Case {
  readonly name: string;
  readonly world?: WorldOptions;
  readonly run?: RunOptions;
  /** What a person does to the world after the first run. */
  readonly change?: (stage: Stage) => void;
  readonly sentence: RegExp;
}

const commitPolicy =
  (text: string | null) =>
  (stage: Stage): void => {
    stage.repository.commit({ files: { "permissions.yaml": text } });
  };

const CASES: readonly Case[] = [
  { name: "no Discord token", run: { inputs: { "discord-token": "" } }, sentence: /discord-token/ },
  { name: "a Discord token that is none", run: { inputs: { "discord-token": "hunter2" } }, sentence: /token/i },
  {
    name: "a Discord token that Discord does not know",
    run: { inputs: { "discord-token": "NjQwMTcwMDAwMDAwMDAwMDA5.AAAAAA.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" } },
    sentence: /does not accept the token/,
  },
  { name: "no GitHub token", run: { inputs: { "github-token": "" } }, sentence: /github-token/ },
  { name: "a GitHub token that GitHub does not know", run: { inputs: { "github-token": "ghs_gone" } }, sentence: /GitHub does not accept/ },
  {
    name: "a GitHub token without issues: write",
    run: { rights: { issues: "read", actions: "read", contents: "read", pullRequests: "none" } },
    change: (stage) => {
      grant(stage, "Moderator", { bit: BIT.ADMINISTRATOR });
    },
    sentence: /issues: write/,
  },
  {
    name: "a GitHub token without actions: read in a private repository",
    world: { repository: { private: true } },
    run: { rights: { issues: "write", actions: "none", contents: "read", pullRequests: "none" } },
    sentence: /actions: read/,
  },
  {
    name: "issues turned off",
    change: (stage) => {
      stage.repository.setIssuesEnabled(false);
    },
    sentence: /Issues are turned off/,
  },
  { name: "no policy", change: commitPolicy(null), sentence: /permissions\.yaml/ },
  { name: "a policy elsewhere", run: { inputs: { policy: "docs/policy.yaml" } }, sentence: /docs\/policy\.yaml/ },
  {
    name: "a policy with mistakes",
    change: commitPolicy(POLICY.replace("permissions: [ADMINISTRATOR]", "permissions: [ADMINISTRATR]")),
    sentence: /has a mistake/,
  },
  {
    name: "a policy for another server",
    change: commitPolicy(POLICY.replaceAll("812430000000000001", "812430000000000999")),
    sentence: /cannot find the server 812430000000000999/,
  },
  {
    name: "a server without the bot",
    change: (stage) => {
      stage.lighthouse.guild.unlogged.kickMember("640170000000000009");
    },
    sentence: /cannot find the server/,
  },
  { name: "a wrong max-issues", run: { inputs: { "max-issues": "many" } }, sentence: /max-issues is "many"/ },
  { name: "a wrong fail-on", run: { inputs: { "fail-on": "hihg" } }, sentence: /fail-on is "hihg"/ },
  { name: "a wrong mode", run: { inputs: { mode: "destroy" } }, sentence: /mode is "destroy"/ },
  { name: "a wrong report-details", run: { inputs: { "report-details": "some" } }, sentence: /report-details is "some"/ },
  { name: "a wrong retention", run: { inputs: { "cursor-retention-days": "900" } }, sentence: /cursor-retention-days is "900"/ },
  { name: "a wrong confirm-mass-change", run: { inputs: { "confirm-mass-change": "yes" } }, sentence: /confirm-mass-change is "yes"/ },
  { name: "a wrong assignee", run: { inputs: { assignees: "@everyone" } }, sentence: /assignees/ },
  { name: "an address that is none", run: { inputs: { "discord-api-url": "ftp://example.org" } }, sentence: /discord-api-url/ },
  {
    name: "GitHub Enterprise Server",
    run: { serverUrl: "https://github.example.org" },
    sentence: /GitHub Enterprise Server is not supported/,
  },
];

describe.concurrent("bad input is one sentence, exit code 1, and touches nothing", () => {
  test.for(CASES)("$name", async ({ world = {}, run = {}, change, sentence }) => {
    await using stage = await openWorld(world);
    grant(stage, "Helper", { bit: BIT.ADMINISTRATOR });
    succeeded(await stage.run());
    const before = { issues: issuesOf(stage), cursors: stage.repository.artifacts().length };
    change?.(stage);
    const failed = await stage.run(run);
    expect(failed.exitCode).toBe(1);
    expect(failureOf(failed)).toMatch(sentence);
    expect(failureOf(failed).split("\n")).toHaveLength(1);
    expect(failureOf(failed)).toMatch(/\.$/);
    expect(failed.outputs["result"]).toBe("incomplete");
    expect({ issues: issuesOf(stage), cursors: stage.repository.artifacts().length }).toEqual(before);
    expect(traceOf(stage, failed)).not.toContain(stage.lighthouse.botToken);
    expect(traceOf(stage, failed)).not.toMatch(/^\s*at .*:\d+/m);
  });

  test("a policy with mistakes gets an annotation on each line, with what was probably meant", async () => {
    await using stage = await openWorld({
      checkedIn: POLICY.replace("permissions: [ADMINISTRATOR]", "permissions: [ADMINISTRATR]").replace("type: voice", "type: vioce"),
    });
    const failed = await stage.run();
    expect(failed.exitCode).toBe(1);
    const onLines = failed.annotations.filter(({ properties }) => properties["file"] === "permissions.yaml");
    expect(onLines).toHaveLength(2);
    expect(onLines[0]?.message).toContain("ADMINISTRATOR");
    expect(onLines[1]?.message).toContain("voice");
    expect(failed.requests.discord).toEqual([]);
  });
});
