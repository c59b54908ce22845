import { access } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { cursorOf } from "../../embedded/demo/keep-files.ts";
import { PEOPLE } from "../../embedded/demo/lighthouse.ts";
import { propose, push } from "../../embedded/demo/pull-request.ts";
import { writesOf } from "../../embedded/demo/writes.ts";
import { serverError } from "../../embedded/github/fault-answers.ts";
import { REVIEW_RIGHTS } from "../../embedded/github/tokens.ts";
import { changed, commentsOn, HELPER, plain, PROPOSED, review } from "./pulls.ts";
import { BIT, failureOf, grant, openWorld, POLICY, succeeded, traceOf } from "./world.ts";

const POLICY_FILE = "permissions.yaml";
const COMMENTS = "/repos/lighthouse/community/issues/1/comments";

describe.concurrent("a pull request of the repository itself", () => {
  test("gets one comment, which the next push edits; a run without news writes nothing", async () => {
    await using stage = await openWorld();
    const pull = propose(stage, { files: { [POLICY_FILE]: PROPOSED.escalation } });
    const opened = succeeded(await review(stage, pull));
    expect(writesOf(opened)).toEqual([`POST ${COMMENTS}`]);
    const [first] = commentsOn(stage, pull);
    expect(first?.body).toContain("Ban Members");
    // A moment would make each run's comment another one.
    expect(first?.body).not.toMatch(/\d\d:\d\d/);
    expect(opened.outputs).toMatchObject({ result: "escalation" });
    expect(plain(opened.summary)).toContain("Ban Members");

    const pushed = push(stage, pull, { [POLICY_FILE]: changed(HELPER, "permissions: [$write, $talk, MANAGE_MESSAGES, KICK_MEMBERS]") });
    const edited = succeeded(await review(stage, pushed));
    expect(writesOf(edited)).toEqual(["PATCH /repos/lighthouse/community/issues/comments/N"]);
    const [second, ...others] = commentsOn(stage, pull);
    expect(others).toEqual([]);
    expect(second?.id).toBe(first?.id);
    expect(second?.body).toContain("Kick Members");
    expect(second?.body).not.toContain("Ban Members");

    expect(writesOf(succeeded(await review(stage, pushed)))).toEqual([]);
  });

  test("reads Discord and writes nothing but the comment: no issue, no cursor, no other request than GET to Discord", async () => {
    await using stage = await openWorld();
    grant(stage, "Moderator", { bit: BIT.ADMINISTRATOR });
    const pull = propose(stage, { files: { [POLICY_FILE]: PROPOSED.escalation } });
    const run = succeeded(await review(stage, pull));
    expect(run.requests.discord.length).toBeGreaterThan(0);
    expect(run.requests.discord.filter(({ method }) => method !== "GET")).toEqual([]);
    expect(writesOf(run)).toEqual([`POST ${COMMENTS}`]);
    expect(stage.repository.issues().map(({ isPullRequest }) => isPullRequest)).toEqual([true]);
    expect(cursorOf(stage, run)).toBeNull();
    expect(run.outputs["cursor"] ?? "").toBe("");
  });

  test("is told what is to be done in Discord after the merge, and that Discord is in line before it", async () => {
    await using stage = await openWorld();
    const pull = propose(stage, { files: { [POLICY_FILE]: PROPOSED.escalation } });
    succeeded(await review(stage, pull));
    const [comment] = commentsOn(stage, pull);
    expect(comment?.body).toContain("Discord is as the policy said before this change");
    expect(comment?.body).toMatch(/- \[ \] .*Ban Members.*Helper/);
  });

  test("that agrees to what was done by hand is told who did it, and which issue it settles", async () => {
    await using stage = await openWorld();
    grant(stage, "Helper", { bit: BIT.KICK_MEMBERS, reason: "short of hands" });
    succeeded(await stage.run());
    expect(stage.repository.issue(1)).toMatchObject({ state: "open", isPullRequest: false });
    const pull = propose(stage, {
      files: { [POLICY_FILE]: changed(HELPER, "permissions: [$write, $talk, MANAGE_MESSAGES, KICK_MEMBERS]") },
    });
    const run = succeeded(await review(stage, pull));
    const [comment] = commentsOn(stage, pull);
    expect(comment?.body).toContain("mallory");
    expect(comment?.body).toContain("short of hands");
    expect(comment?.body).toMatch(/Closes #1$/m);
    expect(run.outputs["issues"]).toBe("[1]");
    expect(stage.repository.issue(1)).toMatchObject({ state: "open", comments: [] });
  });

  test("that changes two policies has a comment for each, and each stays with its own", async () => {
    await using stage = await openWorld({ repository: { files: { [POLICY_FILE]: POLICY, "second/permissions.yaml": POLICY } } });
    const pull = propose(stage, { files: { [POLICY_FILE]: PROPOSED.escalation, "second/permissions.yaml": PROPOSED.change } });
    const second = { inputs: { policy: "second/permissions.yaml" } };
    succeeded(await review(stage, pull));
    expect(succeeded(await review(stage, pull, second)).outputs["result"]).toBe("change");
    expect(writesOf(succeeded(await review(stage, pull)))).toEqual([]);
    expect(writesOf(succeeded(await review(stage, pull, second)))).toEqual([]);
    expect(commentsOn(stage, pull).map(({ body }) => body.includes("Ban Members"))).toEqual([true, false]);
  });

  test("of a job without pull-requests: write has its words in the summary, with the reason, and does not fail", async () => {
    await using stage = await openWorld();
    const pull = propose(stage, { files: { [POLICY_FILE]: PROPOSED.escalation } });
    const run = succeeded(await review(stage, pull, { rights: { ...REVIEW_RIGHTS, pullRequests: "read" } }));
    expect(commentsOn(stage, pull)).toEqual([]);
    expect(plain(run.summary)).toContain("Ban Members");
    expect(plain(run.summary)).toContain("pull-requests: write");
    expect(run.outputs["result"]).toBe("escalation");
  });

  test("of a job without issues: read and actions: read in a private repository says what it could not look at", async () => {
    await using stage = await openWorld({ repository: { private: true } });
    const pull = propose(stage, { files: { [POLICY_FILE]: PROPOSED.escalation } });
    const run = succeeded(await review(stage, pull, { rights: { contents: "read", pullRequests: "write" } }));
    expect(commentsOn(stage, pull)).toHaveLength(1);
    expect(plain(run.summary)).toContain("issues: read");
    expect(plain(run.summary)).toContain("actions: read");
  });

  test("gets at most ten annotations of a level, on lines of the policy", async () => {
    await using stage = await openWorld();
    const everything = POLICY.replaceAll('@everyone": { deny: [VIEW_CHANNEL] }', '@everyone": { allow: [MENTION_EVERYONE] }');
    const run = succeeded(await review(stage, propose(stage, { files: { [POLICY_FILE]: everything } })));
    const onLines = run.annotations.filter(({ properties }) => properties["file"] === POLICY_FILE);
    expect(onLines.length).toBeGreaterThan(0);
    expect(onLines.length).toBeLessThanOrEqual(10);
    for (const { properties } of onLines) expect(Number(properties["line"])).toBeGreaterThan(0);
  });
});

describe.concurrent("what it is compared with", () => {
  /** The base went on since the pull request was opened: its own change must not look like one of the pull request. */
  const moved = changed("permissions: [VIEW_CHANNEL, VIEW_AUDIT_LOG]", "permissions: [VIEW_CHANNEL, VIEW_AUDIT_LOG, KICK_MEMBERS]");

  test("is the first parent of the merge commit, though the event names an older base", async () => {
    await using stage = await openWorld();
    const opened = propose(stage, { files: { "docs/note.md": "x", [POLICY_FILE]: PROPOSED.change } });
    const tip = stage.repository.commit({ files: { "other.md": "x", [POLICY_FILE]: moved } });
    const headSha = stage.repository.commit({
      branch: "change",
      parents: [opened.headSha, tip],
      files: { [POLICY_FILE]: changed(HELPER, "permissions: [$write, $talk]", moved) },
    });
    const pull = { ...opened, headSha, mergeSha: stage.repository.mergePull({ number: opened.number, headSha }) };
    const run = succeeded(await review(stage, pull));
    const [comment] = commentsOn(stage, pull);
    expect(comment?.body).toContain(`the policy at \`${tip.slice(0, 7)}\`, the first parent of the merge commit`);
    expect(comment?.body.split("In Discord today")[0]).not.toContain("Kick Members");
    expect(run.outputs["result"]).toBe("change");
  });

  test("is the base of the event where the run has no merge commit, and the comment says so", async () => {
    await using stage = await openWorld();
    const { mergeSha: _, ...pull } = propose(stage, { files: { [POLICY_FILE]: PROPOSED.change } });
    stage.repository.commit({ files: { [POLICY_FILE]: moved } });
    const run = succeeded(await review(stage, pull));
    expect(commentsOn(stage, pull)[0]?.body).toContain(`the policy at \`${pull.baseSha.slice(0, 7)}\`, the base that GitHub's event names`);
    expect(run.outputs["result"]).toBe("change");
  });

  test("is nothing where the pull request adds the policy", async () => {
    await using stage = await openWorld({ checkedIn: null });
    const pull = propose(stage, { files: { [POLICY_FILE]: POLICY } });
    const run = succeeded(await review(stage, pull));
    const [comment] = commentsOn(stage, pull);
    expect(comment?.body).toMatch(/new|first/i);
    expect(run.outputs["result"]).not.toBe("incomplete");
  });

  test("leaves nothing to review where the pull request removes the policy: that is an error with a sentence", async () => {
    await using stage = await openWorld();
    const run = await review(stage, propose(stage, { files: { [POLICY_FILE]: null } }));
    expect(run.exitCode).toBe(1);
    expect(failureOf(run)).toContain(POLICY_FILE);
    expect(writesOf(run)).toEqual([]);
  });

  test("is the same after a push that takes the change back: the comment no longer says what an earlier one said", async () => {
    await using stage = await openWorld();
    const pull = propose(stage, { files: { [POLICY_FILE]: PROPOSED.escalation } });
    succeeded(await review(stage, pull));
    const run = succeeded(await review(stage, push(stage, pull, { [POLICY_FILE]: POLICY })));
    expect(run.outputs["result"]).toBe("no-effect");
    expect(commentsOn(stage, pull)).toHaveLength(1);
    expect(commentsOn(stage, pull)[0]?.body).not.toContain("Ban Members");
  });

  test("is the same where the pull request leaves the policy alone: it passes without a comment", async () => {
    await using stage = await openWorld();
    const run = succeeded(await review(stage, propose(stage, { files: { "docs/note.md": "hello" } })));
    expect(run.outputs["result"]).toBe("no-effect");
    expect(writesOf(run)).toEqual([]);
  });
});

describe.concurrent("a pull request without secrets", () => {
  test.for([
    { name: "from a fork", fork: "stranger/community", author: "stranger", branch: "change" },
    { name: "from a fork whose branch is called main", fork: "stranger/community", author: "stranger", branch: "main" },
    { name: "from a fork that was deleted since", fork: null, author: "stranger", branch: "change" },
    { name: "of Dependabot", fork: undefined, author: "dependabot[bot]", branch: "dependabot/policy" },
  ])("$name is reviewed offline: summary and outputs, no comment, no look at Discord, no failure", async ({ fork, author, branch }) => {
    await using stage = await openWorld();
    const files = { [POLICY_FILE]: PROPOSED.escalation };
    const pull = propose(stage, { files, author, branch, ...(fork === undefined ? {} : { fork }) });
    const run = succeeded(await review(stage, pull));
    expect(commentsOn(stage, pull)).toEqual([]);
    expect(run.requests.discord).toEqual([]);
    expect(plain(run.summary)).toContain("Ban Members");
    expect(plain(run.summary)).toContain("Discord was not looked at");
    expect(run.outputs["result"]).toBe("escalation");
  });

  test("is shown the mistakes of its policy", async () => {
    await using stage = await openWorld();
    const wrong = changed("permissions: [ADMINISTRATOR]", "permissions: [ADMINISTRATR]");
    const run = await review(stage, propose(stage, { fork: "stranger/community", author: "stranger", files: { [POLICY_FILE]: wrong } }));
    expect(run.exitCode).toBe(1);
    expect(failureOf(run)).toContain("The policy permissions.yaml has a mistake");
    expect(run.annotations.some(({ message }) => message.includes("ADMINISTRATOR"))).toBe(true);
  });

  test("still fails where review-fail-on says so", async () => {
    await using stage = await openWorld();
    const pull = propose(stage, { fork: "stranger/community", author: "stranger", files: { [POLICY_FILE]: PROPOSED.escalation } });
    expect((await review(stage, pull, { inputs: { "review-fail-on": "escalation" } })).exitCode).toBe(1);
  });

  test("of Dependabot, whose job asks for the right to write, gets its comment", async () => {
    await using stage = await openWorld();
    const pull = propose(stage, { author: "dependabot[bot]", files: { [POLICY_FILE]: PROPOSED.escalation } });
    succeeded(await review(stage, pull, { rights: REVIEW_RIGHTS }));
    expect(commentsOn(stage, pull)).toHaveLength(1);
  });

  test("from a fork cannot leave a cursor that a review believes", async () => {
    await using stage = await openWorld();
    const planted = stage.repository.addRun({ event: "pull_request", headBranch: "main", headRepositoryId: 4_900_000_001 });
    const bytes = zipSync({ "cursor.json": strToU8('{"version":1,"forged":true}') });
    stage.repository.plantArtifact(planted, { name: "permission-drift-cursor-812430000000000001", bytes });
    const run = succeeded(await review(stage, propose(stage, { files: { [POLICY_FILE]: PROPOSED.escalation } })));
    expect(run.requests.github.filter(({ path }) => path.includes("/zip"))).toEqual([]);
  });
});

describe.concurrent("review-fail-on", () => {
  const CASES = (["no-effect", "change", "escalation", "broken-rule"] as const).flatMap((result) =>
    (["never", "broken-rule", "escalation"] as const).map((failOn) => ({
      result,
      failOn,
      exitCode: failOn !== "never" && (result === "broken-rule" || result === failOn) ? 1 : 0,
    })),
  );

  test.for(CASES)("$failOn with the result $result: exit code $exitCode, with the words in place all the same", async (one) => {
    await using stage = await openWorld();
    const pull = propose(stage, { files: { [POLICY_FILE]: PROPOSED[one.result] } });
    const run = await review(stage, pull, { inputs: { "review-fail-on": one.failOn } });
    expect(run.exitCode).toBe(one.exitCode);
    expect(run.outputs["result"]).toBe(one.result);
    expect(run.summary).not.toBe("");
    expect(commentsOn(stage, pull)).toHaveLength(1);
    expect(failureOf(run) === "").toBe(one.exitCode === 0);
  });

  test("leaves fail-on, which is for checks, aside", async () => {
    await using stage = await openWorld();
    grant(stage, "Moderator", { bit: BIT.ADMINISTRATOR });
    const run = await review(stage, propose(stage, { files: { [POLICY_FILE]: PROPOSED.change } }), { inputs: { "fail-on": "any" } });
    expect(succeeded(run).outputs["result"]).toBe("change");
  });
});

describe.concurrent("what cannot be reviewed", () => {
  test("a proposed policy with mistakes: annotations on its lines, one sentence, exit code 1, nobody asked or told", async () => {
    await using stage = await openWorld();
    const wrong = changed("permissions: [ADMINISTRATOR]", "permissions: [ADMINISTRATR]", changed("type: voice", "type: vioce"));
    const run = await review(stage, propose(stage, { files: { [POLICY_FILE]: wrong } }));
    expect(run.exitCode).toBe(1);
    expect(failureOf(run)).toContain("has 2 mistakes");
    const onLines = run.annotations.filter(({ properties }) => properties["file"] === POLICY_FILE);
    expect(onLines.map(({ message }) => message).join("\n")).toMatch(/ADMINISTRATOR[^]*voice/);
    expect(run.requests.discord).toEqual([]);
    expect(run.outputs["result"]).toBe("incomplete");
  });

  test("a base with mistakes: what can be said is said, and the comment says why the rest is not", async () => {
    await using stage = await openWorld({ checkedIn: changed("permissions: [ADMINISTRATOR]", "permissions: [ADMINISTRATR]") });
    const pull = propose(stage, { files: { [POLICY_FILE]: POLICY } });
    succeeded(await review(stage, pull));
    expect(commentsOn(stage, pull)[0]?.body).toMatch(/cannot be read|mistake/);
  });

  test.for(["schedule", "workflow_dispatch", "push"])("mode review on %s: nothing to review, said in a sentence", async (event) => {
    await using stage = await openWorld();
    const run = await stage.run({ run: { event }, inputs: { mode: "review" } });
    expect(run.exitCode).toBe(1);
    expect(failureOf(run)).toContain(`There is no change to review: this run was started by ${event}`);
    expect([...run.requests.discord, ...writesOf(run)]).toEqual([]);
  });

  test.for(["auto", "review"])("pull_request_target with mode %s is refused before anything is read, with the reason", async (mode) => {
    await using stage = await openWorld();
    const pull = propose(stage, { files: { [POLICY_FILE]: PROPOSED.escalation } });
    const run = await review(stage, pull, { run: { event: "pull_request_target" }, inputs: { mode } });
    expect(run.exitCode).toBe(1);
    expect(failureOf(run)).toContain("pull_request_target");
    expect([...run.requests.discord, ...run.requests.github]).toEqual([]);
  });

  test("a Discord token that is none is no pull request without secrets", async () => {
    await using stage = await openWorld();
    const run = await review(stage, propose(stage, { files: { [POLICY_FILE]: PROPOSED.change } }), {
      inputs: { "discord-token": "hunter2" },
    });
    expect(run.exitCode).toBe(1);
    expect(failureOf(run)).toMatch(/token/i);
  });
});

describe.concurrent("where something else fails", () => {
  test("GitHub does not take the comment: the step fails, and summary, outputs and annotations are there all the same", async () => {
    await using stage = await openWorld();
    const pull = propose(stage, { files: { [POLICY_FILE]: PROPOSED.escalation } });
    stage.github.api.faults.add({
      method: "POST",
      path: /comments$/,
      times: Infinity,
      fault: { kind: "answer", answer: serverError(503) },
    });
    const run = await review(stage, pull);
    expect(run.exitCode).toBe(1);
    expect(failureOf(run)).toContain("GitHub cannot be reached");
    expect(plain(run.summary)).toContain("Ban Members");
    expect(run.outputs["result"]).toBe("escalation");
  });

  test("the answer to the comment is lost: there is one comment all the same", async () => {
    await using stage = await openWorld();
    const pull = propose(stage, { files: { [POLICY_FILE]: PROPOSED.escalation } });
    stage.github.api.faults.add({ method: "POST", path: /comments$/, fault: { kind: "lost-answer" } });
    succeeded(await review(stage, pull));
    expect(commentsOn(stage, pull)).toHaveLength(1);
  });

  test("Discord is down: the step fails, and what the policies alone say is said all the same, with the reason", async () => {
    await using stage = await openWorld();
    const pull = propose(stage, { files: { [POLICY_FILE]: PROPOSED.escalation } });
    stage.discord.faults.add({ times: Infinity, fault: { kind: "reset" } });
    const run = await review(stage, pull);
    expect(run.exitCode).toBe(1);
    expect(run.outputs["result"]).toBe("escalation");
    expect(commentsOn(stage, pull)[0]?.body).toMatch(/Ban Members[^]*Discord was not looked at: the look failed/);
  });

  test("GitHub is down: no base, no review, one sentence", async () => {
    await using stage = await openWorld();
    const pull = propose(stage, { files: { [POLICY_FILE]: PROPOSED.escalation } });
    stage.github.api.faults.add({ times: Infinity, fault: { kind: "answer", answer: serverError(503) } });
    const run = await review(stage, pull);
    expect(run.exitCode).toBe(1);
    expect(failureOf(run)).toContain("GitHub cannot be reached");
    expect(run.outputs["result"]).toBe("incomplete");
  });
});

describe.concurrent("what a review keeps to itself, and what it does not do", () => {
  test("the token is nowhere, and minimal names nobody", async () => {
    await using stage = await openWorld();
    grant(stage, "Helper", { bit: BIT.KICK_MEMBERS, reason: "short of hands" });
    const pull = propose(stage, {
      files: { [POLICY_FILE]: changed(HELPER, "permissions: [$write, $talk, MANAGE_MESSAGES, KICK_MEMBERS]") },
    });
    const full = succeeded(await review(stage, pull));
    const minimal = succeeded(await review(stage, pull, { inputs: { "report-details": "minimal" } }));
    for (const run of [full, minimal]) expect(traceOf(stage, run)).not.toContain(stage.lighthouse.botToken);
    expect(full.summary).toContain("mallory");
    expect(traceOf(stage, minimal)).not.toMatch(/mallory|short of hands/);
    expect(traceOf(stage, minimal)).not.toContain(PEOPLE.mallory.name);
  });

  test("nothing that the pull request brings is executed", async () => {
    await using stage = await openWorld();
    const trap = join(tmpdir(), `sprung-${stage.repository.id}-${process.pid}-${Math.random().toString(36).slice(2)}`);
    const spring = `require("node:fs").writeFileSync(${JSON.stringify(trap)}, "")`;
    const files = {
      [POLICY_FILE]: PROPOSED.escalation,
      "package.json": JSON.stringify({ type: "commonjs", scripts: { preinstall: `node -e '${spring}'` } }),
      "index.js": spring,
      "dist/action.js": spring,
      "action.yml": "runs: { using: node24, main: index.js }",
      ".npmrc": `node-options=--require=./index.js`,
      ".env": "NODE_OPTIONS=--require=./index.js",
      "node_modules/yaml/index.js": spring,
      "node_modules/yaml/package.json": JSON.stringify({ name: "yaml", main: "index.js" }),
      "node_modules/@actions/artifact/index.js": spring,
      ".git/hooks/post-checkout": spring,
    };
    succeeded(await review(stage, propose(stage, { files })));
    await expect(access(trap)).rejects.toThrow("ENOENT");
  });

  test("names that the author of a pull request chose stay text", async () => {
    await using stage = await openWorld();
    const branch = "x`<!--@ada-l-#1-](evil)";
    const pull = propose(stage, { branch, files: { [POLICY_FILE]: PROPOSED.escalation } });
    const run = await review(stage, pull);
    expect(run.log.join("\n")).not.toMatch(/^\s*##\[error\]/m);
    const [comment] = stage.repository.issue(pull.number).comments;
    expect(comment?.body ?? "").not.toContain("@ada-l");
  });
});

describe.concurrent("mode check on a pull request", () => {
  test("is the dry run that it always was", async () => {
    await using stage = await openWorld();
    grant(stage, "Moderator", { bit: BIT.ADMINISTRATOR });
    const pull = propose(stage, { files: { [POLICY_FILE]: PROPOSED["no-effect"] } });
    const run = succeeded(await review(stage, pull, { inputs: { mode: "check" } }));
    expect(writesOf(run)).toEqual([]);
    expect(run.outputs).toMatchObject({ result: "drift", "highest-severity": "critical" });
    expect(run.summary).toContain("Dry run");
    expect(run.log.join("\n")).toContain("Would do: Open an issue: The role Moderator gained Administrator");
  });
});
