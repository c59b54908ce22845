import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startDiscord, type EmbeddedDiscord } from "../../embedded/discord/server.ts";
import type { EmbeddedGuild } from "../../embedded/discord/guild.ts";
import { runCli, type CliResult } from "./run-cli.ts";

let discord: EmbeddedDiscord;
let guild: EmbeddedGuild;
let roleId: string;
let token: string;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cli-"));
  discord = await startDiscord();
  const bot = discord.addBot();
  token = bot.token;
  guild = discord.addGuild({ name: "Harbour" });
  const role = guild.addRole({ name: "drift", permissions: ["VIEW_AUDIT_LOG", "VIEW_CHANNEL"] });
  roleId = role.id;
  guild.addMember({ id: bot.userId, roles: [role.id] });
});
afterEach(async () => {
  await discord.close();
  await rm(folder, { recursive: true });
});

const cli = async (...args: readonly string[]): Promise<CliResult> => await runCli(args, { cwd: folder, env: { DISCORD_TOKEN: token } });
const live = (): readonly string[] => ["--guild", guild.id, "--discord-api-url", discord.apiUrl];
const linesOf = (text: string): readonly string[] => text.split("\n").filter((line) => line !== "");

const auditLog = async (...args: readonly string[]): Promise<readonly { action: string; reason: string | null }[]> => {
  const result = await cli("audit", "--json", ...args, ...live());
  expect(result.code).toBe(0);
  return linesOf(result.stdout).map((line) => JSON.parse(line) as { action: string; reason: string | null });
};

describe("the command", () => {
  test("says what it can do, and its version", async () => {
    const help = await cli("--help");
    expect(help.code).toBe(0);
    for (const word of ["check", "validate", "audit", "record", "Exit codes"]) expect(help.stdout).toContain(word);
    expect((await cli("--version")).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test("does not know a word that it does not know", async () => {
    const result = await cli("vaildate");
    expect(result).toMatchObject({ code: 1, stdout: "" });
    expect(result.stderr).toBe("permission-drift: unknown command 'vaildate' (Did you mean validate?)\n");
  });
});

describe("validate", () => {
  test("a valid policy is said to be one, with advice", async () => {
    await writeFile(
      join(folder, "permissions.yaml"),
      `version: 1\nguild: "${guild.id}"\nroles:\n  mods:\n    permissions: [BAN_MEMBERS]\n`,
    );
    const result = await cli("validate");
    expect(result).toMatchObject({ code: 0, stderr: "" });
    expect(linesOf(result.stdout)[0]).toBe("permissions.yaml is valid: 1 role, 0 channels");
    expect(result.stdout).toMatch(/^permissions\.yaml:2:1 `owner` is not written/m);
  });

  test("all mistakes are shown with their place", async () => {
    await writeFile(join(folder, "p.yaml"), "version: 2\nguild: harbour\n");
    const result = await cli("validate", "p.yaml");
    expect(result.code).toBe(1);
    expect(result.stdout).toContain("p.yaml:1:10 ");
    expect(result.stdout).toContain("p.yaml:2:8 ");
    expect(result.stdout).toMatch(/p\.yaml: 2 problems\n$/);
  });

  test.each([
    ["a file that is not there", "nothing.yaml", /There is no policy nothing\.yaml/],
    ["a folder", ".", /is not a file/],
  ])("%s is a sentence", async (_name, file, message) => {
    const result = await cli("validate", file);
    expect(result).toMatchObject({ code: 1, stdout: "" });
    expect(result.stderr).toMatch(message);
    expect(linesOf(result.stderr).length).toBe(1);
  });

  test("a file that is not UTF-8 is a sentence", async () => {
    await writeFile(join(folder, "latin.yaml"), Buffer.from([0x6e, 0xe4, 0x0a]));
    expect((await cli("validate", "latin.yaml")).stderr).toContain("not a text in UTF-8");
  });
});

describe("audit", () => {
  beforeEach(() => {
    const anna = guild.addMember({ name: "anna" });
    const ben = guild.addMember({ name: "ben" });
    guild.as(anna.user.id, "event night").updateRole(roleId, { permissions: ["VIEW_AUDIT_LOG", "BAN_MEMBERS"] });
    guild.as(ben.user.id).createChannel({ name: "staff" });
  });

  test("the JSON has the documented keys, and names of what is still there", async () => {
    const [update, create] = await auditLog();
    expect(update).toMatchObject({
      action: "ROLE_UPDATE",
      actor: { name: "anna", bot: false },
      target: { type: "role", id: roleId, name: "drift" },
      reason: "event night",
      options: {},
      permission: true,
    });
    expect(Object.keys(update ?? {})).toEqual([
      "id",
      "at",
      "type",
      "action",
      "actor",
      "target",
      "reason",
      "options",
      "changes",
      "permission",
    ]);
    expect(update).toHaveProperty("changes.0.granted", ["BAN_MEMBERS"]);
    expect(create).toMatchObject({ action: "CHANNEL_CREATE", target: { type: "channel", name: "staff" } });
  });

  test("a person reads who did what, to whom, and why", async () => {
    const { stdout, stderr } = await cli("audit", ...live());
    expect(stdout).toMatch(/ROLE_UPDATE {2}by .*anna/);
    expect(stdout).toContain("reason: event night");
    expect(stdout).toContain("BAN_MEMBERS");
    expect(stderr).toMatch(/2 entries\n$/);
  });

  test("filters narrow it down", async () => {
    expect((await auditLog("--actor", "ANNA")).map(({ action }) => action)).toEqual(["ROLE_UPDATE"]);
    expect((await auditLog("--target", "staff")).map(({ action }) => action)).toEqual(["CHANNEL_CREATE"]);
    expect((await auditLog("--target", roleId)).map(({ action }) => action)).toEqual(["ROLE_UPDATE"]);
    expect((await auditLog("--action", "channel_create")).map(({ action }) => action)).toEqual(["CHANNEL_CREATE"]);
    expect((await auditLog("--action", "CHANNEL_CREATE", "--action", "ROLE_UPDATE")).length).toBe(2);
    expect(await auditLog("--until", "1d")).toEqual([]);
    expect((await auditLog("--since", "1h")).length).toBe(2);
  });

  test.each([
    [["--since", "yesterday"], '--since "yesterday" is no time.'],
    [["--action", "ROLE_UPDTE"], '--action "ROLE_UPDTE" is no action of the audit log.'],
    [["--guild", "harbour"], '--guild "harbour" is no id.'],
    [["--discord-api-url", "http://discord.com/api"], "discord-api-url must begin with https://"],
    [["--replay", "nowhere"], "There is no guild.json in the folder nowhere."],
    [["--policy", "nowhere.yaml"], "There is no policy nowhere.yaml that can be read."],
    [[], "Which server?"],
  ])("%j is a sentence, with exit code 1", async (args, message) => {
    const result = await cli("audit", ...args);
    expect(result).toMatchObject({ code: 1, stdout: "" });
    expect(result.stderr).toContain(message);
    expect(linesOf(result.stderr).length).toBe(1);
  });

  test("text from Discord stays text: in the terminal and in a workflow's log", async () => {
    guild.as(null, "\u001b[2J\n::set-output name=a::b ##[add-mask]x \u202e\u009b").updateRole(roleId, { name: "\u001b]0;x\u0007" });
    const active = /(?!\n)[\p{Cc}\u202E]|^\s*::|##\[/mu;
    expect((await cli("audit", ...live())).stdout).not.toMatch(active);
    const json = await cli("audit", "--json", ...live());
    expect(json.stdout).not.toMatch(active);
    expect((await auditLog()).at(-1)?.reason).toContain("##[add-mask]x");
  });

  test("without View Audit Log there is nothing to show, and that is said", async () => {
    const stranger = discord.addBot();
    guild.addMember({ id: stranger.userId });
    const result = await runCli(["audit", ...live()], { cwd: folder, env: { DISCORD_TOKEN: stranger.token } });
    expect(result).toMatchObject({ code: 1, stdout: "" });
    expect(result.stderr).toContain("View Audit Log");
  });
});

describe("record", () => {
  test("what was recorded is replayed without a token, with times counted from the recording", async () => {
    guild.as(null).updateRole(roleId, { name: "renamed" });
    const recorded = await cli("record", "saved", ...live());
    expect(recorded).toMatchObject({ code: 0, stdout: "" });
    expect((await readdir(join(folder, "saved"))).toSorted()).toEqual([
      "audit-log.json",
      "channels.json",
      "guild.json",
      "probes.json",
      "self.json",
      "time.json",
    ]);
    const first = await cli("audit", "--json", ...live());
    await discord.close();
    await writeFile(join(folder, "saved", "time.json"), JSON.stringify({ at: new Date(Date.now() + 86_400_000).toISOString() }));
    const replayed = await runCli(["audit", "--json", "--replay", "saved"], { cwd: folder });
    expect(replayed.stdout).toBe(first.stdout);
    expect((await runCli(["audit", "--json", "--replay", "saved", "--since", "1h"], { cwd: folder })).stdout).toBe("");
  });

  test("another recording is kept, and Discord is not even asked", async () => {
    await cli("record", "saved", ...live());
    discord.forgetRequests();
    const again = await cli("record", "saved", ...live());
    expect(again.code).toBe(1);
    expect(again.stderr).toContain("--force");
    expect(discord.requests.length).toBe(0);
    expect((await cli("record", "saved", "--force", ...live())).code).toBe(0);
  });

  test("a channel of the policy that the bot cannot see is probed", async () => {
    const hidden = guild.addChannel({ name: "staff", overwrites: [{ id: guild.id, type: "role", deny: ["VIEW_CHANNEL"] }] });
    await writeFile(join(folder, "permissions.yaml"), `version: 1\nguild: "${guild.id}"\nchannels:\n  staff:\n    id: "${hidden.id}"\n`);
    await cli("record", "saved", "--discord-api-url", discord.apiUrl);
    expect(discord.requests.at(-2)?.path).toContain(hidden.id);
  });
});

test("the token is in no output, whatever goes wrong", async () => {
  const wrong = `${token}x`;
  const results = await Promise.all([
    runCli(["audit", ...live()], { cwd: folder, env: { DISCORD_TOKEN: wrong } }),
    runCli(["audit", ...live()], { cwd: folder, env: { DISCORD_TOKEN: `${token}\nsecond line` } }),
    runCli(["record", "saved", "--guild", guild.id, "--discord-api-url", "http://127.0.0.1:9/api"], {
      cwd: folder,
      env: { DISCORD_TOKEN: token },
    }),
  ]);
  const secret = token.split(".").at(-1) ?? "";
  for (const { code, stdout, stderr } of results) {
    expect(code).toBe(1);
    expect(stdout + stderr).not.toContain(secret);
  }
});

const check = async (...args: readonly string[]): Promise<CliResult> => await cli("check", "--discord-api-url", discord.apiUrl, ...args);
const drift = (): void => {
  guild.as(null, "event night").updateRole(roleId, { permissions: ["VIEW_AUDIT_LOG", "VIEW_CHANNEL", "ADMINISTRATOR"] });
};

describe("check", () => {
  beforeEach(async () => {
    const policy = `version: 1\nguild: "${guild.id}"\nmanage:\n  roles: listed\nroles:\n  drift:\n    id: "${roleId}"\n    permissions: [VIEW_AUDIT_LOG, VIEW_CHANNEL]\n`;
    await writeFile(join(folder, "permissions.yaml"), policy);
  });

  test("0 in line, 2 drift, 1 where not everything could be looked at", async () => {
    expect((await check()).code).toBe(0);
    drift();
    const found = await check();
    expect(found.code).toBe(2);
    expect(found.stdout).toContain("gained Administrator");
    guild.unlogged.updateRole(roleId, { permissions: ["VIEW_CHANNEL"] });
    await writeFile(join(folder, "permissions.yaml"), `version: 1\nguild: "${guild.id}"\nmanage:\n  roles: listed\n`);
    expect((await check()).code).toBe(1);
  });

  test("stdout is one JSON document, and progress goes to stderr", async () => {
    drift();
    const { stdout, stderr, code } = await check("--json");
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      result: "drift",
      findings: [{ kind: "role.permissions", granted: ["ADMINISTRATOR"] }],
    });
    expect(stderr).toContain("Reading the audit log");
  });

  test("the cursor goes on from check to check", async () => {
    const cursor = ["--cursor", "drift.json"];
    expect((await check(...cursor)).stderr).toContain("There is no cursor drift.json. Give --save-cursor");
    expect((await check(...cursor, "--save-cursor")).code).toBe(0);
    drift();
    expect((await check(...cursor, "--save-cursor")).code).toBe(2);
    discord.forgetRequests();
    expect((await check(...cursor)).code).toBe(2);
    expect(discord.requests.at(-1)?.query.get("after")).not.toBe("0");
    expect((await readdir(folder)).toSorted()).toEqual(["drift.json", "permissions.yaml"]);
  });

  test("--previous tells what only awaits rollout from drift", async () => {
    const policy = `version: 1\nguild: "${guild.id}"\nmanage:\n  roles: listed\nroles:\n  drift:\n    id: "${roleId}"\n    permissions: `;
    await writeFile(join(folder, "old.yaml"), `${policy}[VIEW_AUDIT_LOG, VIEW_CHANNEL]\n`);
    await writeFile(join(folder, "permissions.yaml"), `${policy}[VIEW_AUDIT_LOG, VIEW_CHANNEL, SPEAK]\n`);
    drift();
    const { stdout, code } = await check("--json", "--previous", "old.yaml");
    expect(code).toBe(2);
    const { findings } = JSON.parse(stdout) as { findings: { key: string; cause: string; granted: string[]; revoked: string[] }[] };
    expect(findings).toMatchObject([
      { key: `role.permissions/role:${roleId}`, cause: "unapproved", granted: ["ADMINISTRATOR"], revoked: [] },
      { key: `role.permissions/role:${roleId}/rollout`, cause: "awaiting-rollout", granted: [], revoked: ["SPEAK"] },
    ]);
    await writeFile(join(folder, "other.yaml"), 'version: 1\nguild: "80351110224678912"\n');
    expect((await check("--previous", "other.yaml")).stderr).toContain("Give the older policy of the same server");
  });

  test("a file that is no cursor is not taken for a beginning", async () => {
    await writeFile(join(folder, "drift.json"), "{}");
    const result = await check("--cursor", "drift.json", "--save-cursor");
    expect(result).toMatchObject({ code: 1, stdout: "" });
    expect(result.stderr).toContain("The cursor drift.json cannot be used");
  });

  test("a recording is checked as the server was", async () => {
    drift();
    await cli("record", "saved", "--discord-api-url", discord.apiUrl);
    const replayed = await runCli(["check", "--json", "--replay", "saved"], { cwd: folder });
    const report = JSON.parse(replayed.stdout) as { findings: unknown[] };
    const seen = JSON.parse((await check("--json")).stdout) as { findings: unknown[] };
    expect(report.findings).toEqual(seen.findings);
  });

  test.each([
    [["--save-cursor"], "--save-cursor needs --cursor"],
    [["--guild", "80351110224678912"], "Leave --guild out"],
    [["--policy", "other.yaml"], "There is no policy other.yaml"],
  ])("%j is a sentence", async (args, message) => {
    const result = await check(...args);
    expect(result).toMatchObject({ code: 1, stdout: "" });
    expect(result.stderr).toContain(message);
  });

  test("a policy with mistakes is shown on stderr", async () => {
    await writeFile(join(folder, "permissions.yaml"), "version: 2\n");
    const result = await check();
    expect(result).toMatchObject({ code: 1, stdout: "" });
    expect(result.stderr).toContain("permissions.yaml:1:10 ");
    expect(result.stderr).toContain("The policy permissions.yaml has mistakes.");
  });
});
