import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startDiscord } from "../../embedded/discord/server.ts";
import { TEA_HOUSE } from "../runs/tea-house.ts";
import { runCli, type CliResult } from "./run-cli.ts";

const GOLDEN = join(import.meta.dirname, "../golden/review/helper-gets-administrator");

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "review-"));
  await Promise.all(["base.yaml", "head.yaml"].map(async (file) => await copyFile(join(GOLDEN, file), join(folder, file))));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const run = async (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<CliResult> =>
  await runCli(["review", ...args], { cwd: folder, env: { COLUMNS: "80", ...env } });

const BOTH = ["--base", "base.yaml", "--head", "head.yaml"];

describe("review, as a user sees it", () => {
  test("two policies are compared without a token, and it says that nobody looked at Discord", async () => {
    const { code, stdout, stderr } = await run(BOTH);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^Look twice: "Helper" becomes an administrator/);
    expect(stdout.replaceAll(/\s+/g, " ")).toContain(
      "Discord was not looked at: there is neither a token (DISCORD_TOKEN) nor a recording (--replay).",
    );
    expect(stdout.split("\n").every((line) => line.length <= 80)).toBe(true);
  });

  test("the JSON is version 1, with the result and what each change grants", async () => {
    const { stdout } = await run([...BOTH, "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      result: "escalation",
      changes: expect.arrayContaining([
        expect.objectContaining({ kind: "role.permissions", granted: ["ADMINISTRATOR"], escalation: true }),
      ]),
      brokenRules: [],
      live: null,
    });
  });

  test.for([
    ["never", 0],
    ["broken-rule", 0],
    ["escalation", 2],
  ] as const)("--fail-on %s ends with exit code %i on an escalation", async ([failOn, code]) => {
    expect((await run([...BOTH, "--fail-on", failOn])).code).toBe(code);
  });

  test("the same policy twice changes nothing for anybody", async () => {
    const { code, stdout } = await run(["--base", "base.yaml", "--head", "base.yaml", "--fail-on", "escalation"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Nothing changes for anybody\./);
  });
});

/** The recorded server as a policy, and the same with one more permission for a role. */
async function policies(): Promise<readonly string[]> {
  await rm(join(folder, "base.yaml"));
  await runCli(["export", "--replay", TEA_HOUSE, "--output", "base.yaml"], { cwd: folder });
  const text = await readFile(join(folder, "base.yaml"), "utf8");
  const changed = text.replace(/^( {2}Helper:\n(?: {4}.*\n)*? {4}permissions: \[)/m, "$1MANAGE_EVENTS, ");
  expect(changed).not.toBe(text);
  await writeFile(join(folder, "head.yaml"), changed);
  return [...BOTH, "--replay", TEA_HOUSE];
}

describe("review with a look at Discord", () => {
  test("tells from a recording what is to be done there", async () => {
    const { code, stdout } = await run(await policies());
    expect(code).toBe(0);
    expect(stdout.replaceAll(/\s+/g, " ")).toContain('To do in Discord after the merge [ ] "Helper": give Manage Events.');
  });

  test("does not look where it shall not, whatever token there is", async () => {
    const { code, stdout } = await run([...BOTH, "--offline"], { DISCORD_TOKEN: "never-used" });
    expect(code).toBe(0);
    expect(stdout).toContain("Discord was not looked at: --offline was given.");
  });

  test("asks Discord where there is a token, by GET alone", async () => {
    await using discord = await startDiscord();
    const { code, stderr } = await run([...BOTH, "--discord-api-url", discord.apiUrl], { DISCORD_TOKEN: "stranger" });
    expect(code).toBe(1);
    expect(stderr).toMatch(/token/i);
    expect(discord.requests.length).toBeGreaterThan(0);
    expect(discord.requests.filter(({ method }) => method !== "GET")).toEqual([]);
  });
});

describe("what cannot be reviewed", () => {
  test.for([
    ["no base", ["--head", "head.yaml"], /--base <file>' not specified/],
    ["a base that is not there", ["--base", "none.yaml", "--head", "head.yaml"], /There is no policy none\.yaml/],
    ["a gate that there is not", [...BOTH, "--fail-on", "doubt"], /Allowed choices are never, broken-rule, escalation/],
    ["a memory without a look", [...BOTH, "--cursor", "cursor.json"], /--cursor needs a look at Discord/],
    ["a recording that is not there", [...BOTH, "--replay", "none"], /none/],
  ] as const)("%s is said in a sentence", async ([, args, said]) => {
    const { code, stdout, stderr } = await run(args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(said);
    expect(stderr.trim().split("\n").length).toBeLessThan(4);
  });

  test("a policy with mistakes is shown where they are", async () => {
    await writeFile(join(folder, "head.yaml"), "version: 1\nguild: 12\n");
    const { code, stderr } = await run(BOTH);
    expect(code).toBe(1);
    expect(stderr).toContain("head.yaml:2:8");
    expect(stderr).toContain("The policy head.yaml has mistakes.");
  });
});
