import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startDiscord } from "../../embedded/discord/server.ts";
import { TEA_HOUSE } from "../runs/tea-house.ts";
import { runCli, type CliResult } from "./run-cli.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "effective-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const replay = async (args: readonly string[], columns = "80"): Promise<CliResult> =>
  await runCli([...args, "--replay", TEA_HOUSE], { cwd: folder, env: { COLUMNS: columns } });

/** What a user sees, one command after the other, in the form of the transcripts in test/e2e. */
async function transcript(title: string, commands: readonly (readonly string[])[]): Promise<string> {
  const shown = await Promise.all(
    commands.map(async (args) => {
      const { stdout, stderr, code } = await replay(args);
      const line = [...args, "--replay", "tea-house"].map((arg) => (/^[\w-]+$/.test(arg) ? arg : `"${arg}"`)).join(" ");
      const told = stderr === "" ? [] : [`On stderr:\n\n\`\`\`text\n${stderr}\`\`\``];
      return [`\`\`\`console\n$ permission-drift ${line}\n${stdout}\`\`\``, ...told, `Exit code: ${code}`];
    }),
  );
  return `${[`# ${title}`, ...shown.flat()].join("\n\n")}\n`;
}

describe("explain, as a user sees it", () => {
  test("the three questions, and what they lead to", async () => {
    const text = await transcript("Who can do what, and why", [
      ["explain", "--role", "Moderator", "--channel", "rules", "--permission", "SEND_MESSAGES"],
      ["explain", "--role", "Helper", "--channel", "staff-chat", "--permission", "Attach Files"],
      ["explain", "--channel", "staff-chat", "--permission", "VIEW_CHANNEL"],
      ["explain", "--member", "640170000000000903"],
      ["explain", "--member", "640170000000000903", "--permission", "SEND_MESSAGES"],
      ["explain", "--role", "Moderator", "--channel", "Lounge"],
      ["explain", "--channel", "staff-log"],
      ["explain", "--member", "640170000000000905"],
    ]);
    await expect(text).toMatchFileSnapshot("../golden/runs/explain.md");
  });

  test("what cannot be answered", async () => {
    const text = await transcript("Questions without an answer", [
      ["explain"],
      ["explain", "--channel", "staf-chat", "--permission", "VIEW_CHANNEL"],
      ["explain", "--channel", "rules", "--permission", "SEND_MESAGES"],
      ["explain", "--member", "mallory"],
      ["explain", "--member", "42"],
      ["explain", "--member", "42", "--role", "Moderator"],
      ["matrix", "--permission", "BAN_MEMBERS"],
      ["matrix", "--csv", "--json"],
    ]);
    await expect(text).toMatchFileSnapshot("../golden/runs/explain-mistakes.md");
  });
});

describe("matrix, as a user sees it", () => {
  test("a summary, one permission, and a spreadsheet", async () => {
    const text = await transcript("Every role in every channel", [
      ["matrix"],
      ["matrix", "--permission", "SEND_MESSAGES"],
      ["matrix", "--channel", "rules", "--channel", "staff-log", "--csv"],
    ]);
    await expect(text.replaceAll("\r\n", "\n")).toMatchFileSnapshot("../golden/runs/matrix.md");
  });

  test("the width of a file is 100, and COLUMNS says otherwise", async () => {
    const [narrow, wide] = await Promise.all([replay(["matrix"], "80"), runCli(["matrix", "--replay", TEA_HOUSE], { cwd: folder })]);
    expect(narrow.stdout).toContain('1: "Admin"');
    expect(wide.stdout).toContain("Admin  Moderator  Helper");
    expect((await replay(["matrix"], "many")).stdout).toBe(wide.stdout);
  });
});

test("live and replayed answers are the same, and handles of the policy are understood", async () => {
  await using discord = await startDiscord();
  const bot = discord.addBot();
  const guild = discord.addGuild({ name: "Harbour" });
  guild.addMember({ id: bot.userId });
  const mods = guild.addRole({ name: "Moderator", permissions: ["MANAGE_MESSAGES"] });
  const ada = guild.addMember({ name: "ada", roles: [mods.id] });
  const rules = guild.addChannel({ name: "rules", overwrites: [{ id: guild.id, type: "role", deny: ["SEND_MESSAGES"] }] });
  const policy = `version: 1\nguild: "${guild.id}"\nroles:\n  mods: { id: "${mods.id}" }\nchannels:\n  the-rules: { id: "${rules.id}" }\n`;
  await writeFile(join(folder, "permissions.yaml"), policy);
  const live = async (...args: readonly string[]): Promise<CliResult> =>
    await runCli([...args, "--discord-api-url", discord.apiUrl], { cwd: folder, env: { DISCORD_TOKEN: bot.token } });
  await live("record", "saved");
  const member = { user: { id: ada.user.id, username: "ada" }, roles: [mods.id] };
  await writeFile(join(folder, "saved", "members.json"), JSON.stringify({ [ada.user.id]: member }));
  const questions = [
    ["explain", "--role", "mods", "--channel", "the-rules", "--permission", "MANAGE_MESSAGES"],
    ["explain", "--member", ada.user.id, "--json"],
    ["matrix", "--json"],
  ];
  const answers = await Promise.all(
    questions.map(
      async (question) => [await live(...question), await runCli([...question, "--replay", "saved"], { cwd: folder })] as const,
    ),
  );
  for (const [first, second] of answers) {
    expect(first).toMatchObject({ code: 0 });
    expect(second.stdout).toBe(first.stdout);
  }
  discord.forgetRequests();
  await live("explain", "--member", ada.user.id);
  expect(discord.requests.every(({ method }) => method === "GET")).toBe(true);
  expect(discord.requests.length).toBe(4);
});
