import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { cursorOf } from "../../embedded/demo/keep-files.ts";
import { BOT_ID, PEOPLE } from "../../embedded/demo/lighthouse.ts";
import type { Stage, StageRun } from "../../embedded/demo/stage.ts";
import { FORK_RIGHTS } from "../../embedded/github/tokens.ts";
import { BIT, failureOf, grant, issuesOf, openToEveryone, openWorld, POLICY, succeeded, traceOf } from "./world.ts";

/** Requests that change anything on GitHub: GraphQL only asks who the token is. */
function writes(run: StageRun): readonly string[] {
  return run.requests.github
    .filter(({ method, path }) => method !== "GET" && path !== "/graphql")
    .map(({ method, path }) => `${method} ${path}`);
}

const openTitles = ({ repository }: Stage): readonly string[] =>
  repository
    .issues()
    .filter(({ state }) => state === "open")
    .map(({ title }) => title);

describe.concurrent("fail-on", () => {
  test.for([
    { failOn: "critical", exitCode: 1 },
    { failOn: "high", exitCode: 1 },
    { failOn: "any", exitCode: 1 },
    { failOn: "never", exitCode: 0 },
  ])("$failOn with a critical finding: exit code $exitCode, with issues and cursor in place all the same", async ({ failOn, exitCode }) => {
    await using stage = await openWorld();
    grant(stage, "Helper", { bit: BIT.ADMINISTRATOR });
    const run = await stage.run({ inputs: { "fail-on": failOn } });
    expect(run.exitCode).toBe(exitCode);
    expect(run.outputs).toMatchObject({ result: "drift", issues: "[1]" });
    expect(stage.repository.issues()).toHaveLength(1);
    expect(cursorOf(stage, run)).toContain("mallory");
    const next = await stage.run({ inputs: { "fail-on": "never" } });
    expect(writes(succeeded(next)).filter((path) => path.includes("/issues"))).toEqual([]);
    expect(next.summary).not.toContain("first check");
  });

  test("high passes over what is only low", async () => {
    await using stage = await openWorld();
    stage.lighthouse.guild.as(PEOPLE.mallory.id).updateRole(stage.lighthouse.role("Helper"), { name: "Helpers" });
    const run = succeeded(await stage.run({ inputs: { "fail-on": "high" } }));
    expect(run.outputs).toMatchObject({ result: "drift", "highest-severity": "low" });
  });

  test("passes over what a person accepted", async () => {
    await using stage = await openWorld();
    grant(stage, "Helper", { bit: BIT.ADMINISTRATOR });
    succeeded(await stage.run());
    stage.repository.as("ada-l").close(1, "not_planned");
    const run = succeeded(await stage.run({ inputs: { "fail-on": "any" } }));
    expect(run.outputs).toMatchObject({ result: "drift", "drift-count": "1", "highest-severity": "critical" });
  });
});

describe.concurrent("where a run may write", () => {
  test("a re-run with an older policy stops, and touches nothing", async () => {
    await using stage = await openWorld();
    const old = succeeded(await stage.run());
    stage.repository.commit({ files: { "permissions.yaml": `${POLICY}# newer\n` } });
    succeeded(await stage.run());
    grant(stage, "Helper", { bit: BIT.ADMINISTRATOR });
    stage.repository.rerun(old.run);
    const cursors = stage.repository.artifacts().length;
    const again = await stage.run({ run: old.run });
    expect(again.exitCode).toBe(1);
    expect(failureOf(again)).toBe("This re-run would check an older policy than the last run did; start a new run.");
    expect(stage.repository.issues()).toEqual([]);
    expect(stage.repository.artifacts()).toHaveLength(cursors);
  });

  test("a re-run with the same policy goes on, and saves a second cursor", async () => {
    await using stage = await openWorld();
    const first = succeeded(await stage.run());
    grant(stage, "Helper", { bit: BIT.ADMINISTRATOR });
    stage.repository.rerun(first.run);
    succeeded(await stage.run({ run: first.run }));
    expect(stage.repository.issues()).toHaveLength(1);
    expect(stage.repository.artifacts()).toHaveLength(2);
  });

  test("a check of a pull request, even from a fork that can only read, is a dry run that says what it would do", async () => {
    await using stage = await openWorld();
    grant(stage, "Helper", { bit: BIT.ADMINISTRATOR });
    const headSha = stage.repository.commit({ branch: "change", files: { "permissions.yaml": POLICY } });
    const run = succeeded(
      await stage.run({
        pullRequest: {
          number: 7,
          headRef: "change",
          headSha,
          baseRef: "main",
          baseSha: stage.repository.tip(),
          headRepository: "stranger/community",
        },
        rights: FORK_RIGHTS,
        inputs: { mode: "check" },
      }),
    );
    expect(writes(run)).toEqual([]);
    expect(stage.repository.issues()).toEqual([]);
    expect(run.outputs).toMatchObject({ result: "drift", "highest-severity": "critical" });
    expect(run.outputs["cursor"] ?? "").toBe("");
    expect(run.summary).toContain("Dry run");
    expect(run.log.join("\n")).toContain("Would do: Open an issue: The role Helper gained Administrator");
  });

  test("another branch is a dry run", async () => {
    await using stage = await openWorld();
    grant(stage, "Helper", { bit: BIT.ADMINISTRATOR });
    const headSha = stage.repository.commit({ branch: "change", files: { "permissions.yaml": POLICY } });
    const run = succeeded(await stage.run({ run: { event: "workflow_dispatch", headBranch: "change", headSha } }));
    expect(writes(run)).toEqual([]);
    expect(run.summary).toContain("this is not the default branch, main");
  });
});

describe.concurrent("report-details: minimal", () => {
  test("names no person and no reason in issues, summary, log, report and cursor", async () => {
    await using stage = await openWorld();
    const { guild, role } = stage.lighthouse;
    grant(stage, "Helper", { bit: BIT.ADMINISTRATOR, reason: "my secret reason" });
    openToEveryone(stage, "Staff/meeting-notes");
    guild.as(PEOPLE.mallory.id, "my secret reason").addMemberRole(PEOPLE.hana.id, role("Admin"));
    const minimal = { inputs: { "report-details": "minimal" } };
    const first = succeeded(await stage.run(minimal));
    const report = await readFile(first.outputs["report"] ?? "", "utf8");
    const quiet = succeeded(await stage.run(minimal));
    const trace = [traceOf(stage, first), report, cursorOf(stage, first), traceOf(stage, quiet), cursorOf(stage, quiet)].join("\n");
    for (const word of ["mallory", "hana", "my secret reason", "open house"]) expect(trace).not.toContain(word);
    expect(trace).toContain(PEOPLE.mallory.id);
    expect(stage.repository.issues()).toHaveLength(3);
    expect(writes(quiet).filter((path) => path.includes("/issues"))).toEqual([]);
  });
});

describe.concurrent("many findings", () => {
  test("more subjects than max-issues: the worst get their own, one more lists the rest, and what it lists can be accepted", async () => {
    await using stage = await openWorld();
    grant(stage, "Helper", { bit: BIT.ADMINISTRATOR });
    for (const path of ["general", "help", "showcase", "Lounge"].map((name) => `Community/${name}`)) {
      stage.lighthouse.guild.as(PEOPLE.mallory.id).updateChannel(stage.lighthouse.channel(path), { name: `new-${path.length}` });
    }
    const few = { inputs: { "max-issues": "2", "fail-on": "any" } };
    const run = await stage.run(few);
    expect(run.outputs["drift-count"]).toBe("5");
    expect(openTitles(stage)).toHaveLength(3);
    expect(openTitles(stage)).toContain("The role Helper gained Administrator");
    const rest = stage.repository.issues().find(({ title }) => title.startsWith("More differences"));
    expect(rest?.body.match(/\*\*Low:\*\*/g)).toHaveLength(3);
    stage.repository.as("ada-l").close(rest?.number ?? 0, "not_planned");
    const quiet = await stage.run(few);
    expect(writes(quiet).filter((path) => path.includes("/issues"))).toEqual([]);
    expect(quiet.summary.match(/Accepted in issue/g)).toHaveLength(3);
  });

  test("the brake: much that nobody explains is not believed, until confirm-mass-change lets one run through", async () => {
    await using stage = await openWorld();
    grant(stage, "Helper", { bit: BIT.ADMINISTRATOR });
    succeeded(await stage.run());
    const { guild } = stage.lighthouse;
    for (const [index, id] of [...guild.state.channels.keys()].entries()) guild.unlogged.updateChannel(id, { name: `odd-${index}` });
    grant(stage, "Moderator", { bit: BIT.MENTION_EVERYONE });
    const braked = succeeded(await stage.run());
    expect(braked.outputs["result"]).toBe("incomplete");
    expect(openTitles(stage).toSorted()).toEqual([
      "The check is not reliable",
      "The role Helper gained Administrator",
      expect.stringContaining("The role Moderator gained"),
    ]);
    expect(cursorOf(stage, braked)).toBeNull();
    expect(braked.summary).toContain("not believed");
    const quiet = succeeded(await stage.run());
    expect(writes(quiet).filter((path) => path.includes("/issues"))).toEqual([]);
    const confirmed = succeeded(await stage.run({ inputs: { "confirm-mass-change": "true", "max-issues": "50" } }));
    expect(openTitles(stage)).toHaveLength(guild.state.channels.size + 2);
    expect(openTitles(stage)).not.toContain("The check is not reliable");
    expect(cursorOf(stage, confirmed)).not.toBeNull();
  });

  test("a policy that describes another server on the first run: one issue that says how to start", async () => {
    await using stage = await openWorld();
    const { guild } = stage.lighthouse;
    for (const [index, id] of [...guild.state.channels.keys()].entries()) guild.unlogged.updateChannel(id, { name: `odd-${index}` });
    const run = succeeded(await stage.run());
    expect(openTitles(stage)).toEqual(["This policy does not describe this server yet"]);
    expect(run.outputs["result"]).not.toBe("in-line");
    expect(cursorOf(stage, run)).toBeNull();
  });
});

describe.concurrent("a bot that cannot see everything", () => {
  test("without View Audit Log: state is compared and issues open, nothing closes, the cursor stays, never in line", async () => {
    await using stage = await openWorld();
    grant(stage, "Helper", { bit: BIT.ADMINISTRATOR });
    succeeded(await stage.run());
    const { guild, role } = stage.lighthouse;
    const agreed = POLICY.replace("permissions: [VIEW_CHANNEL, VIEW_AUDIT_LOG]", "permissions: [VIEW_CHANNEL]");
    stage.repository.commit({ files: { "permissions.yaml": agreed } });
    guild.unlogged.updateRole(role("Drift Watch"), { permissions: "VIEW_CHANNEL" });
    guild
      .as(PEOPLE.ada.id)
      .updateRole(role("Helper"), { permissions: BigInt(guild.state.role(role("Helper")).permissions) & ~BIT.ADMINISTRATOR });
    const inLine = succeeded(await stage.run());
    expect(inLine.outputs["result"]).toBe("incomplete");
    expect(stage.repository.issue(1).state).toBe("open");
    expect(cursorOf(stage, inLine)).toBeNull();
    expect(inLine.requests.discord.map(({ path }) => path).join(" ")).not.toContain("audit-logs");
    grant(stage, "Moderator", { bit: BIT.ADMINISTRATOR });
    const drift = succeeded(await stage.run());
    expect(drift.outputs["result"]).toBe("drift");
    const body = stage.repository.issue(2).body;
    expect(body).toContain("Nobody can be named");
    expect(body).toContain("View Audit Log");
    expect(body).not.toContain("mallory");
  });

  test("channels of the policy that it cannot see are hidden, not gone: one finding on the server, nothing closes, then all is well", async () => {
    await using stage = await openWorld();
    const { guild, role, channel } = stage.lighthouse;
    openToEveryone(stage, "Staff/meeting-notes");
    succeeded(await stage.run());
    for (const path of ["Staff", "Staff/mod-log", "Staff/meeting-notes"])
      guild.unlogged.deleteOverwrite(channel(path), role("Drift Watch"));
    guild.unlogged.deleteOverwrite(channel("Staff/meeting-notes"), guild.id);
    guild.unlogged.setOverwrite(channel("Staff/meeting-notes"), { id: guild.id, type: "role", deny: ["VIEW_CHANNEL"] });
    const hidden = succeeded(await stage.run());
    expect(hidden.outputs["result"]).toBe("drift");
    expect(hidden.summary).toContain("the bot cannot see");
    expect(stage.repository.issue(1).state).toBe("open");
    expect(openTitles(stage)).toHaveLength(2);
    expect(openTitles(stage)[1]).toMatch(/The bot cannot see 4 channels/);
    for (const path of ["Staff", "Staff/mod-log", "Staff/meeting-notes"]) {
      guild.unlogged.setOverwrite(channel(path), { id: role("Drift Watch"), type: "role", allow: ["VIEW_CHANNEL"] });
    }
    const seen = succeeded(await stage.run());
    expect(seen.outputs["result"]).toBe("in-line");
    expect(openTitles(stage)).toEqual([]);
  });

  test("a channel that is gone is missing, found by one look at it", async () => {
    await using stage = await openWorld();
    const { guild, channel } = stage.lighthouse;
    guild.as(PEOPLE.mallory.id, "nobody reads it").deleteChannel(channel("Staff/mod-log"));
    const run = succeeded(await stage.run());
    expect(issuesOf(stage)).toHaveLength(1);
    expect(stage.repository.issue(1).body).toContain("nobody reads it");
    expect(run.outputs["result"]).toBe("drift");
  });

  test("its own role without any right is told, and the log is not asked for", async () => {
    await using stage = await openWorld();
    stage.lighthouse.guild.unlogged.setMemberRoles(BOT_ID, []);
    const run = succeeded(await stage.run());
    expect(run.outputs["result"]).not.toBe("in-line");
    expect(run.summary).toContain("View Audit Log");
  });
});
