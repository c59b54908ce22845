// The Action as a runner starts it, from its sources, against the embedded servers.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { EmbeddedGuild } from "../../embedded/discord/guild.ts";
import { startDiscord, type EmbeddedDiscord } from "../../embedded/discord/server.ts";
import type { RepositoryHandle } from "../../embedded/github/repository-handle.ts";
import { startGitHub, type EmbeddedGitHub } from "../../embedded/github/start-github.ts";
import type { ActionResult } from "../../embedded/runner/result.ts";
import { runAction, type ActionOptions } from "../../embedded/runner/run-action.ts";

const root = join(import.meta.dirname, "../..");

let discord: EmbeddedDiscord;
let github: EmbeddedGitHub;
let guild: EmbeddedGuild;
let roleId: string;
let repository: RepositoryHandle;
let token: string;
let folder: string;
let results: ActionResult[];

beforeEach(async () => {
  results = [];
  folder = await mkdtemp(join(tmpdir(), "action-"));
  discord = await startDiscord();
  const bot = discord.addBot();
  token = bot.token;
  guild = discord.addGuild({ name: "Harbour" });
  const role = guild.addRole({ name: "drift", permissions: ["VIEW_AUDIT_LOG"] });
  roleId = role.id;
  guild.addMember({ id: bot.userId, roles: [role.id] });
  github = await startGitHub();
  repository = github.addRepository({ owner: "harbour", name: "guild" });
  repository.addWorkflow({ name: "Drift", path: ".github/workflows/drift.yml" });
  await writePolicy();
  const manifest = await readFile(join(root, "action.yml"), "utf8");
  await writeFile(join(folder, "action.yml"), manifest.replace("dist/action.js", relative(folder, join(root, "src/action.ts"))));
});
afterEach(async () => {
  await Promise.all(results.map(async (result) => await result.cleanUp()));
  await Promise.all([discord.close(), github.close(), rm(folder, { recursive: true })]);
});

async function writePolicy(text?: string): Promise<void> {
  const policy = `version: 1\nguild: "${guild.id}"\nmanage:\n  roles: listed\nroles:\n  drift:\n    id: "${roleId}"\n    permissions: [VIEW_AUDIT_LOG]\n`;
  await writeFile(join(folder, "permissions.yaml"), text ?? policy);
}

async function start(inputs: Record<string, string> = {}, options: Partial<ActionOptions> = {}): Promise<ActionResult> {
  const result = await runAction({
    actionDir: folder,
    workspace: folder,
    github,
    repository,
    inputs: { "discord-token": token, "discord-api-url": discord.apiUrl, ...inputs },
    // The sources are compiled once, not in each of the many processes.
    env: { NODE_COMPILE_CACHE: join(tmpdir(), "permission-drift-compile-cache") },
    ...options,
  });
  results.push(result);
  return result;
}

const errorsOf = (result: ActionResult): readonly string[] =>
  result.annotations.filter(({ type }) => type === "error").map(({ message }) => message);
const writesToGitHub = (): readonly string[] =>
  github.api.requests.filter(({ method, path }) => method !== "GET" && path !== "/graphql").map(({ method, path }) => `${method} ${path}`);

describe("a run", () => {
  test("that finds nothing is green, says so, and keeps its cursor", async () => {
    const result = await start();
    expect(errorsOf(result)).toEqual([]);
    expect(result.exitCode).toBe(0);
    expect(result.outputs).toMatchObject({
      result: "in-line",
      "drift-count": "0",
      "highest-severity": "none",
      issues: "[]",
    });
    expect(repository.artifacts().map(({ artifact }) => artifact.name)).toEqual([`permission-drift-cursor-${guild.id}`]);
    expect(result.summary).not.toBe("");
  });

  test("that is quiet makes four requests to Discord, and no write but the cursor's", async () => {
    await start();
    discord.forgetRequests();
    await start();
    expect(discord.requests.length).toBe(4);
    expect(writesToGitHub()).toEqual([]);
    expect(repository.artifacts().length).toBe(2);
  });

  test("that finds drift opens an issue, and fails only where fail-on says so", async () => {
    await start();
    guild.as(null).updateRole(roleId, { permissions: ["VIEW_AUDIT_LOG", "ADMINISTRATOR"] });
    const found = await start({ "fail-on": "critical" });
    expect(found.outputs).toMatchObject({
      result: "drift",
      "drift-count": "1",
      "highest-severity": "critical",
      issues: "[1]",
    });
    expect(found.exitCode).toBe(1);
    expect(errorsOf(found)).toContain("There is drift of severity critical, and fail-on is critical.");
    expect((await start()).exitCode).toBe(0);
    expect(repository.issues().length).toBe(1);
    expect(repository.artifacts().length).toBe(3);
  });

  test.each<[string, Partial<ActionOptions>, Record<string, string>?]>([
    [
      "on a pull request, where it is to check and not to review",
      { pullRequest: { number: 7, headRef: "change", headSha: "a".repeat(40), baseRef: "main", baseSha: "b".repeat(40) } },
      { mode: "check" },
    ],
    ["on another branch", { run: { headBranch: "change" } }],
    ["that another workflow started", { run: { event: "workflow_run" } }],
  ])("%s writes nothing and tells what it would do", async (_name, options, inputs = {}) => {
    guild.as(null).updateRole(roleId, { permissions: ["VIEW_AUDIT_LOG", "ADMINISTRATOR"] });
    const result = await start(inputs, options);
    expect(result.outputs["result"]).toBe("drift");
    expect(result.log.join("\n")).toContain("Would do: Open an issue");
    expect(writesToGitHub()).toEqual([]);
    expect(repository.artifacts()).toEqual([]);
  });
});

describe("bad input", () => {
  const mistakes: [string, () => Promise<ActionResult>, RegExp][] = [
    ["no token", async () => await start({ "discord-token": "" }), /There is no Discord token\./],
    ["a wrong token", async () => await start({ "discord-token": "MTIz.wrong.token-of-somebody" }), /Discord does not accept the token\./],
    ["a policy that is not there", async () => await start({ policy: "other.yaml" }), /There is no policy other\.yaml that can be read\./],
    ["a wrong value", async () => await start({ "max-issues": "many" }), /The input max-issues is "many", which is not allowed\./],
    ["a mode that there is not", async () => await start({ mode: "destroy" }), /The input mode is "destroy"/],
    ["an address that is not safe", async () => await start({ "discord-api-url": "http://example.org" }), /must begin with https/],
    [
      "a token without issues: write",
      async () => await start({}, { rights: { issues: "read", actions: "read", contents: "read" } }),
      /"issues: write"/,
    ],
    [
      "GitHub Enterprise Server",
      async () => await start({}, { serverUrl: "https://github.example.org" }),
      /Enterprise Server is not supported/,
    ],
  ];

  test.each(mistakes)("%s: one sentence, exit code 1, nothing touched", async (_name, run, message) => {
    guild.as(null).updateRole(roleId, { permissions: ["VIEW_AUDIT_LOG", "ADMINISTRATOR"] });
    const result = await run();
    expect(result.exitCode).toBe(1);
    expect(errorsOf(result)).toEqual([expect.stringMatching(message)]);
    expect(result.outputs["result"]).toBe("incomplete");
    expect(repository.issues()).toEqual([]);
    expect(repository.artifacts()).toEqual([]);
  });

  test("a policy with mistakes is annotated on its lines", async () => {
    await writePolicy('version: 2\nguild: "x"\n');
    const result = await start();
    expect(result.exitCode).toBe(1);
    expect(result.annotations.map(({ properties }) => [properties["file"], properties["line"]])).toEqual([
      ["permissions.yaml", "1"],
      ["permissions.yaml", "2"],
      [undefined, undefined],
    ]);
    expect(discord.requests.length).toBe(0);
  });

  test("however many mistakes there are, the sentence with which the step fails is among the annotations", async () => {
    const roles = Array.from({ length: 15 }, (_, n) => `  role${n}:\n    permissions: [NO_SUCH_${n}]\n`).join("");
    await writePolicy(`version: 1\nguild: "${guild.id}"\nroles:\n${roles}`);
    const errors = errorsOf(await start());
    expect(errors.length).toBe(10);
    expect(errors.at(-1)).toContain("The policy permissions.yaml has 15 mistakes.");
  });

  test("a policy for another server is told", async () => {
    await writePolicy('version: 1\nguild: "80351110224678912"\n');
    expect(errorsOf(await start())).toEqual([expect.stringContaining("The bot cannot find the server 80351110224678912")]);
  });

  test("issues that are turned off are told, and the cursor stays", async () => {
    repository.setIssuesEnabled(false);
    expect(errorsOf(await start())).toEqual([expect.stringContaining("Turn on Issues")]);
    expect(repository.artifacts()).toEqual([]);
  });
});

test("the token is in no output, not even where somebody pasted it wrongly", async () => {
  const secret = token.split(".").at(-1) ?? "";
  const runs = [
    await start(),
    await start({ "discord-token": `Bot ${token}` }),
    await start({ "discord-token": `${token}\nx` }),
    await start({ "max-issues": token }),
  ];
  for (const result of runs)
    expect([result.log.join("\n"), result.summary, ...Object.values(result.outputs)].join("\n")).not.toContain(secret);
});

test("text from Discord runs no workflow command", async () => {
  await start();
  guild.as(null, "\n::error::forged ##[add-mask]issue").updateRole(roleId, { name: "\r\n::warning::forged\u2028##[error]forged" });
  const result = await start();
  expect(result.outputs["drift-count"]).not.toBe("0");
  expect(result.annotations.map(({ message }) => message).join("\n")).not.toMatch(/^forged/m);
  expect(result.log.join("\n")).not.toMatch(/^\s*::|##\[(?!error|warning|notice|debug)/m);
});
