import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { buildLighthouse } from "../../embedded/demo/lighthouse.ts";
import { startDiscord } from "../../embedded/discord/server.ts";
import { TEA_HOUSE } from "../runs/tea-house.ts";
import { runCli, type CliResult } from "./run-cli.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "export-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const cli = async (...args: readonly string[]): Promise<CliResult> => await runCli(args, { cwd: folder });
const inFolder = async (name: string): Promise<string> => await readFile(join(folder, name), "utf8");

test("export, as a user sees it", async () => {
  const parts = ["# The server as a policy"];
  const type = async (line: string): Promise<void> => {
    const { stdout, stderr, code } = await cli(...line.replace("tea-house", TEA_HOUSE).split(" "));
    const told = stderr === "" ? [] : [`On stderr:\n\n\`\`\`text\n${stderr}\`\`\``];
    parts.push(`\`\`\`console\n$ permission-drift ${line}\n${stdout}\`\`\``, ...told, `Exit code: ${code}`);
  };
  await type("export --replay tea-house --output permissions.yaml");
  await type("validate");
  await type("check --replay tea-house");
  await type("export --replay tea-house --output permissions.yaml");
  await type("export --replay tea-house");
  await expect(`${parts.join("\n\n")}\n`).toMatchFileSnapshot("../golden/runs/export.md");
});

describe("the file", () => {
  test("--force replaces a file that is there, and nothing else does", async () => {
    await writeFile(join(folder, "p.yaml"), "mine");
    const refused = await cli("export", "--replay", TEA_HOUSE, "--output", "p.yaml");
    expect(refused).toMatchObject({ code: 1, stdout: "" });
    expect(refused.stderr).toBe("permission-drift: There is a file p.yaml already. Give another path, or --force to replace it.\n");
    expect(await inFolder("p.yaml")).toBe("mine");
    expect((await cli("export", "--replay", TEA_HOUSE, "--output", "p.yaml", "--force")).code).toBe(0);
    expect(await inFolder("p.yaml")).toBe((await cli("export", "--replay", TEA_HOUSE)).stdout);
  });

  test("a folder, and a path that leads nowhere, are sentences", async () => {
    expect((await cli("export", "--replay", TEA_HOUSE, "--output", ".", "--force")).stderr).toContain(". is a folder.");
    expect((await cli("export", "--replay", TEA_HOUSE, "--output", "no/p.yaml")).stderr).toContain("The file no/p.yaml cannot be written.");
  });
});

test("without a policy, somebody must say which server", async () => {
  const result = await runCli(["export"], { cwd: folder, env: { DISCORD_TOKEN: "NjQw.a.b" } });
  expect(result).toMatchObject({ code: 1, stdout: "" });
  expect(result.stderr).toContain("Give --guild");
});

test("the demo's server, live: its export is golden, and the check after it is in line", async () => {
  await using discord = await startDiscord({ now: () => new Date(Date.UTC(2026, 10, 20, 18)) }).then((started) => ({
    ...started,
    [Symbol.asyncDispose]: started.close,
  }));
  const { guild, botToken } = buildLighthouse(discord, await readFile(join(import.meta.dirname, "../../permissions.yaml"), "utf8"));
  const env = { DISCORD_TOKEN: botToken };
  const live = ["--discord-api-url", discord.apiUrl];
  const exported = await runCli(["export", "--guild", guild.id, ...live, "--output", "permissions.yaml"], { cwd: folder, env });
  expect(exported).toMatchObject({ code: 0, stdout: "" });
  await expect(await inFolder("permissions.yaml")).toMatchFileSnapshot("../golden/export/lighthouse.yaml");
  expect((await runCli(["check", ...live], { cwd: folder, env })).code).toBe(0);
  expect(discord.requests.every(({ method }) => method === "GET")).toBe(true);
});
