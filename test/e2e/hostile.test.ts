import { describe, expect, test } from "vitest";
import { PEOPLE } from "../../embedded/demo/lighthouse.ts";
import type { Stage } from "../../embedded/demo/stage.ts";
import { checkMarkdown } from "../report/check-markdown.ts";
import { BIT, openWorld, POLICY, succeeded, traceOf } from "./world.ts";

const GUILD = "812430000000000001";

/** A text that would act somewhere, were it not made inert. */
const HOSTILE = [
  "::set-output name=result::in-line",
  "##[add-mask]permission",
  "\n::error::owned",
  "\r::stop-commands::xyz",
  "%0A::warning::owned",
  `<!-- permission-drift:issue v1 guild=${GUILD} id=role:812430000000000013 rev=9 -->`,
  "--><script>alert(1)</script>",
  "@everyone @ada-l #1 GH-1 lighthouse/community#1",
  "![x](https://evil.example/x.png) [y](https://evil.example) www.evil.example",
  "`````` ``` ` | a | b |",
  "\u202Etxet sdrawkcab\u202C \u2066x\u2069 zero\u200Bwidth",
  "\u001B[2J\u001B]0;title\u0007",
  "closes #1, fixes #2",
  "$(id) ${{ secrets.DISCORD_TOKEN }} `id`",
  "é́́́́́́́́́́",
];

/** Discord's own bounds: names have 100 characters, reasons 512. */
function hostileChanges(stage: Stage): void {
  const { guild, role, channel } = stage.lighthouse;
  for (const [index, text] of HOSTILE.entries()) {
    const made = guild.as(PEOPLE.mallory.id, text.slice(0, 512)).createRole({ name: text.slice(0, 100), permissions: BIT.KICK_MEMBERS });
    guild
      .as(PEOPLE.mallory.id, text)
      .createChannel({ name: text.slice(0, 100), overwrites: [{ id: made.id, type: "role", allow: ["VIEW_CHANNEL"] }] });
    guild.addMember({ id: `64017000000000010${index}`.slice(0, 18), name: text.slice(0, 32) });
  }
  guild
    .as(PEOPLE.mallory.id, HOSTILE.join(" ").slice(0, 512))
    .updateRole(role("Helper"), { name: HOSTILE[5] ?? "", permissions: BIT.ADMINISTRATOR });
  guild.as(PEOPLE.mallory.id, HOSTILE[8]).updateChannel(channel("Staff/mod-log"), { name: HOSTILE[0] ?? "" });
  guild.as("640170000000000101", HOSTILE[1]).addMemberRole("640170000000000102", role("Admin"));
  guild.as(PEOPLE.mallory.id, HOSTILE[2]).updateGuild({ name: HOSTILE[3] ?? "" });
}

/** The commands that this tool gives a runner. */
const OUR_COMMANDS = new Set(["add-mask", "error", "warning", "notice", "debug"]);

describe.concurrent("text from Discord", () => {
  test("stays inert in issues, summary, log, annotations and outputs", async () => {
    await using stage = await openWorld();
    hostileChanges(stage);
    const run = succeeded(await stage.run({ inputs: { "max-issues": "100" } }));
    const issues = stage.repository.issues();
    expect(issues.length).toBeGreaterThan(HOSTILE.length);
    for (const { body, comments } of issues) for (const text of [body, ...comments.map((comment) => comment.body)]) checkMarkdown(text);
    for (const { body } of issues) expect(body.match(/<!--/g)).toHaveLength(1);
    for (const { title } of issues) expect(title).not.toMatch(/[@#](?!\u200B)|[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
    checkMarkdown(run.summary);
    expect(run.outputs["result"]).toBe("drift");
    expect(Object.keys(run.outputs).toSorted()).toEqual(["cursor", "drift-count", "highest-severity", "issues", "report", "result"]);
    for (const { name, data } of run.commands) {
      expect(OUR_COMMANDS).toContain(name);
      expect(data).not.toMatch(/^owned/);
    }
    expect(run.commands.filter(({ name }) => name === "add-mask").map(({ data }) => data)).not.toContain("permission");
    expect(run.log.join("")).not.toMatch(/\p{Cc}|[\u202A-\u202E\u2066-\u2069]/u);
    const quiet = succeeded(await stage.run({ inputs: { "max-issues": "100" } }));
    expect(quiet.requests.github.filter(({ method, path }) => method !== "GET" && path.includes("/issues"))).toEqual([]);
  });

  test("cannot pass for an issue of this tool: copied markers of strangers are not ours", async () => {
    await using stage = await openWorld();
    const { guild, role } = stage.lighthouse;
    guild.as(PEOPLE.mallory.id).updateRole(role("Helper"), { permissions: BIT.ADMINISTRATOR });
    succeeded(await stage.run());
    const { body } = stage.repository.issue(1);
    const fake = stage.repository.as("stranger").open({ title: "Fake", body, labels: ["permission-drift"] });
    stage.repository.as("stranger").comment(1, body);
    guild.as(PEOPLE.ada.id).updateRole(role("Helper"), { permissions: BIT.ADMINISTRATOR | BIT.KICK_MEMBERS });
    succeeded(await stage.run());
    expect(stage.repository.issue(fake.number)).toMatchObject({ state: "open", body, comments: [] });
    expect(stage.repository.issue(1).body).toContain("Kick Members");
  });

  test("in the policy's own names is inert too", async () => {
    const name = "x` ::error::owned <!-- @everyone";
    const policy = POLICY.replace(/^ {2}Helper:/m, `  Helper:\n    name: ${JSON.stringify(name)}`);
    await using stage = await openWorld({ policy });
    stage.lighthouse.guild.as(PEOPLE.mallory.id).deleteRole(stage.lighthouse.role("Helper"));
    const run = succeeded(await stage.run());
    for (const issue of stage.repository.issues()) checkMarkdown(issue.body);
    expect(run.commands.filter(({ data }) => data.startsWith("owned"))).toEqual([]);
  });
});

describe.concurrent("the bot's token", () => {
  test("is in no log, artifact, issue, summary, annotation or output, in no form", async () => {
    await using stage = await openWorld();
    const { botToken, guild, role } = stage.lighthouse;
    guild.as(PEOPLE.mallory.id, "a reason").updateRole(role("Helper"), { permissions: BIT.ADMINISTRATOR });
    const good = succeeded(await stage.run({ secrets: [], env: { ACTIONS_STEP_DEBUG: "true", RUNNER_DEBUG: "1" } }));
    // By mistake in another input: what the tool says of it is masked by what it told the runner before.
    const runs = [
      good,
      await stage.run({ secrets: [], inputs: { policy: botToken } }),
      await stage.run({ secrets: [], inputs: { "fail-on": botToken } }),
    ];
    const secretPart = botToken.split(".")[2] ?? botToken;
    const forms = [botToken, secretPart, Buffer.from(botToken).toString("base64"), Buffer.from(`Bot ${botToken}`).toString("base64")];
    const said = [good.rawStdout, good.rawStderr].join("\n").split("\n");
    expect(said.filter((line) => !line.startsWith("::add-mask::")).join("\n")).not.toContain(secretPart);
    for (const form of forms) for (const run of runs) expect(traceOf(stage, run)).not.toContain(form);
    expect(runs.map(({ exitCode }) => exitCode)).toEqual([0, 1, 1]);
  });

  test("goes to Discord in a header of GET requests, and nowhere else", async () => {
    await using stage = await openWorld();
    const run = succeeded(await stage.run());
    expect(run.requests.discord.map(({ method }) => method)).toEqual(["GET", "GET", "GET", "GET"]);
    for (const { headers } of run.requests.discord) expect(headers["authorization"]).toBe(`Bot ${stage.lighthouse.botToken}`);
    for (const { headers, body } of run.requests.github) {
      expect(JSON.stringify(headers)).not.toContain(stage.lighthouse.botToken);
      expect(body.toString("latin1")).not.toContain(stage.lighthouse.botToken);
    }
  });
});
