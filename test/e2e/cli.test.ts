import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, onTestFinished, test } from "vitest";
import { buildLighthouse, PEOPLE, type Lighthouse } from "../../embedded/demo/lighthouse.ts";
import { startDiscord, type EmbeddedDiscord } from "../../embedded/discord/server.ts";
import { node24 } from "../../embedded/runner/node-path.ts";
import { BIT, POLICY } from "./world.ts";

/** A fixed moment, so that transcripts are the same on every day. A recording tells its own time, which is this one too. */
const EVENING = Date.UTC(2026, 10, 20, 18);
const MINUTE_MS = 60_000;

interface Desk extends AsyncDisposable {
  readonly discord: EmbeddedDiscord;
  readonly lighthouse: Lighthouse;
  readonly folder: string;
  /** Sets Discord's clock, in minutes after the evening began. */
  readonly clock: { minutes: number };
  /** Runs the command and adds it to the transcript. */
  readonly type: (line: string, env?: Readonly<Record<string, string>>) => Promise<void>;
  readonly note: (text: string) => void;
  readonly transcript: () => string;
}

async function openDesk(title: string): Promise<Desk> {
  const clock = { minutes: 0 };
  const discord = await startDiscord({ now: () => new Date(EVENING + clock.minutes * MINUTE_MS) });
  const lighthouse = buildLighthouse(discord, POLICY);
  const folder = await mkdtemp(join(tmpdir(), "drift-cli-"));
  onTestFinished(async () => {
    await rm(folder, { recursive: true });
  });
  await writeFile(join(folder, "permissions.yaml"), POLICY);
  const parts = [`# ${title}`];
  const known = { DISCORD_TOKEN: lighthouse.botToken, DISCORD: discord.apiUrl };
  return {
    discord,
    lighthouse,
    folder,
    clock,
    type: async (line, env = known) => {
      const said = await run(line, { folder, env });
      parts.push(
        `\`\`\`console\n$ permission-drift ${line}\n${tidy(said.stdout)}\`\`\``,
        notes(tidy(said.stderr)),
        `Exit code: ${said.code}`,
      );
    },
    note: (text) => {
      parts.push(text);
    },
    transcript: () => `${parts.filter((part) => part !== "").join("\n\n")}\n`,
    [Symbol.asyncDispose]: discord.close,
  };
}

interface Said {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

async function run(line: string, { folder, env }: { folder: string; env: Readonly<Record<string, string>> }): Promise<Said> {
  const words = (line.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', "").replace("$DISCORD", env["DISCORD"] ?? ""));
  return await new Promise((resolve) => {
    execFile(node24(), [join(inject("bundle"), "dist/cli.js"), ...words], { cwd: folder, env }, (error, stdout, stderr) => {
      resolve({ stdout, stderr, code: error === null ? 0 : Number(error.code) });
    });
  });
}

/** A live check says when it was made. */
function tidy(text: string): string {
  return text.replaceAll(/(?<=Lighthouse"?, )\d+ \w+ \d{4} \d\d:\d\d UTC/g, (moment) =>
    moment.startsWith("20 Nov 2026") ? moment : "<now>",
  );
}

function notes(stderr: string): string {
  return stderr === "" ? "" : `On stderr:\n\n\`\`\`text\n${stderr}\`\`\``;
}

/** Mallory's evening: one grant that stays, one that was taken back, and a channel that was opened. */
function spendEvening({ lighthouse, clock }: Desk): void {
  const { guild, role, channel } = lighthouse;
  clock.minutes = 10;
  const helper = role("Helper");
  guild
    .as(PEOPLE.mallory.id, "while I am away")
    .updateRole(helper, { permissions: BigInt(guild.state.role(helper).permissions) | BIT.ADMINISTRATOR });
  clock.minutes = 12;
  const agreed = guild.state.role(guild.id).permissions;
  guild.as(PEOPLE.mallory.id).updateRole(guild.id, { permissions: BigInt(agreed) | BIT.MENTION_EVERYONE });
  clock.minutes = 19;
  guild.as(PEOPLE.mallory.id).updateRole(guild.id, { permissions: agreed });
  clock.minutes = 25;
  guild.as(PEOPLE.mallory.id, "open house").setOverwrite(channel("Staff"), { id: guild.id, type: "role", allow: ["VIEW_CHANNEL"] });
  guild.as(PEOPLE.ben.id).updateChannel(channel("Community/general"), { topic: "Be kind" });
  clock.minutes = 30;
}

/** Records, and sets the recording's time to the evening. */
async function record(desk: Desk, folder = "recording"): Promise<void> {
  await run(`record ${folder} --discord-api-url $DISCORD`, {
    folder: desk.folder,
    env: { DISCORD_TOKEN: desk.lighthouse.botToken, DISCORD: desk.discord.apiUrl },
  });
  const at = new Date(EVENING + desk.clock.minutes * MINUTE_MS).toISOString();
  await writeFile(join(desk.folder, folder, "time.json"), JSON.stringify({ at }));
}

const golden = (name: string): string => join(import.meta.dirname, `../golden/runs/${name}.md`);

test("check: in line, live", async () => {
  await using desk = await openDesk("A server that is in line");
  await desk.type("check --discord-api-url $DISCORD");
  await expect(desk.transcript()).toMatchFileSnapshot(golden("check-in-line"));
  expect(desk.discord.requests.every(({ method }) => method === "GET")).toBe(true);
});

test("check: drift, from a recording, as text and as JSON", async () => {
  await using desk = await openDesk("A server with drift, from a recording");
  spendEvening(desk);
  await record(desk);
  await desk.type("check --replay recording", {});
  await desk.type("check --replay recording --json", {});
  await expect(desk.transcript()).toMatchFileSnapshot(golden("check-drift"));
});

test("check: a bot without View Audit Log is incomplete", async () => {
  await using desk = await openDesk("A bot that may not read the audit log");
  const { guild, role } = desk.lighthouse;
  guild.unlogged.updateRole(role("Drift Watch"), { permissions: "VIEW_CHANNEL" });
  await writeFile(join(desk.folder, "permissions.yaml"), POLICY.replace("[VIEW_CHANNEL, VIEW_AUDIT_LOG]", "[VIEW_CHANNEL]"));
  await desk.type("check --discord-api-url $DISCORD");
  await expect(desk.transcript()).toMatchFileSnapshot(golden("check-incomplete"));
});

test("check: a cursor carries what was learned from one check to the next", async () => {
  await using desk = await openDesk("Two checks with a cursor between them");
  spendEvening(desk);
  await record(desk, "evening");
  desk.note("In the evening:");
  await desk.type("check --replay evening --cursor cursor.json --save-cursor", {});
  desk.clock.minutes = 90;
  desk.lighthouse.guild.as(PEOPLE.ada.id, "as agreed").setOverwrite(desk.lighthouse.channel("Staff"), {
    id: desk.lighthouse.guild.id,
    type: "role",
    deny: ["VIEW_CHANNEL"],
  });
  await record(desk, "night");
  desk.note("An hour later Ada has closed the staff channels again. What was taken back in the evening is not told twice:");
  await desk.type("check --replay night --cursor cursor.json --save-cursor", {});
  await expect(desk.transcript()).toMatchFileSnapshot(golden("check-cursor"));
});

test("audit: the log, decoded and filtered", async () => {
  await using desk = await openDesk("The audit log");
  spendEvening(desk);
  await record(desk);
  await desk.type("audit --replay recording", {});
  await desk.type("audit --replay recording --actor ben", {});
  await desk.type("audit --replay recording --action CHANNEL_OVERWRITE_UPDATE --json", {});
  await desk.type("audit --replay recording --since 8m", {});
  await expect(desk.transcript()).toMatchFileSnapshot(golden("audit"));
});

test("record: raw answers without secrets, never over another recording by mistake", async () => {
  await using desk = await openDesk("A recording");
  spendEvening(desk);
  await desk.type("record recording --discord-api-url $DISCORD");
  const files = await readdir(join(desk.folder, "recording"));
  desk.note(`The folder holds: ${files.toSorted().join(", ")}`);
  await desk.type("record recording --discord-api-url $DISCORD");
  await desk.type("record recording --force --discord-api-url $DISCORD");
  await expect(desk.transcript()).toMatchFileSnapshot(golden("record"));
  const texts = await Promise.all(files.map(async (file) => await readFile(join(desk.folder, "recording", file), "utf8")));
  expect(texts.join("\n")).not.toContain(desk.lighthouse.botToken);
});

test("validate: a good policy, and one with mistakes", async () => {
  await using desk = await openDesk("Reading a policy");
  const typos = POLICY.replace("permissions: [ADMINISTRATOR]", "permissions: [ADMINISTRATR]")
    .replace("type: voice", "type: vioce")
    .replace("      Moderator:   { allow: [SEND_MESSAGES] }", "      Moderators:  { allow: [SEND_MESSAGES] }");
  await writeFile(join(desk.folder, "typos.yaml"), typos);
  await desk.type("validate", {});
  await desk.type("validate typos.yaml", {});
  await desk.type("validate nowhere.yaml", {});
  await expect(desk.transcript()).toMatchFileSnapshot(golden("validate"));
});

test("mistakes on the command line: one sentence each, exit code 1", async () => {
  await using desk = await openDesk("Mistakes");
  await desk.type("check", {});
  await desk.type("check --discord-api-url $DISCORD", { DISCORD_TOKEN: "hunter2", DISCORD: desk.discord.apiUrl });
  await desk.type("check --policy nowhere.yaml --replay recording", {});
  await desk.type("check --replay nowhere", {});
  await desk.type("check --guild 81384788765712384", {});
  await desk.type('audit --replay nowhere --action "ROLE_UPDAET"', {});
  await desk.type("audit --guild 812430000000000777 --discord-api-url $DISCORD");
  await desk.type("audti", {});
  await expect(desk.transcript()).toMatchFileSnapshot(golden("mistakes"));
});
