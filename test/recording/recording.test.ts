import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startDiscord } from "../../embedded/discord/server.ts";
import { createDiscordSource } from "../../src/discord/source.ts";
import { parseSnowflake, type Snowflake } from "../../src/permissions/snowflake.ts";
import { openRecording, recordedGuildId } from "../../src/recording/read.ts";
import { refuseOther, writeRecording } from "../../src/recording/write.ts";
import { policyOf } from "../policy/policies.ts";
import { check } from "../../src/runs/check.ts";
import { CannotCheck } from "../../src/runs/cannot-check.ts";
import { AuditLogUnreadable, MembersUnlisted } from "../../src/runs/ports.ts";
import { record, type Recording } from "../../src/runs/record.ts";

const GUILD = "80351110224678912";
const id = <Kind extends string>(text: string): Snowflake<Kind> => {
  const parsed = parseSnowflake<Kind>(text);
  if (parsed === null) throw new Error(`${text} is no id`);
  return parsed;
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "recording-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const put = async (name: string, value: unknown): Promise<void> => {
  await writeFile(join(folder, name), typeof value === "string" ? value : JSON.stringify(value));
};
const page = (...ids: readonly string[]): object => ({ audit_log_entries: ids.map((one) => ({ id: one })), users: [{ id: ids[0] }] });
const logOf = async (after: string): Promise<{ audit_log_entries: { id: string }[]; users: object[] }> => {
  const pages: unknown[] = [];
  for await (const one of openRecording(folder).auditLog(id(GUILD), id(after))) pages.push(one);
  expect(pages.length).toBe(1);
  return pages[0] as { audit_log_entries: { id: string }[]; users: object[] };
};
const aRecording: Recording = {
  guild: { id: GUILD, name: "Harbour" },
  channels: [{ id: "1" }],
  auditPages: [page("10")],
  self: null,
  probes: { "5": "gone" },
  at: "2026-11-24T12:00:00.000Z",
};

const guildWhereEverybodyHas = (permissions: string): object => ({
  id: GUILD,
  name: "Harbour",
  owner_id: "1",
  roles: [{ id: GUILD, name: "@everyone", permissions }],
});
const looked = async (): Promise<string[]> => {
  const { report } = await check({
    policy: policyOf(`version: 1\nguild: "${GUILD}"\nroles: { "@everyone": { permissions: [] } }\n`),
    discord: openRecording(folder),
    memory: null,
    progress: () => {},
    start: { kind: "first" },
    now: "2026-11-24T12:00:00.000Z",
    commit: null,
    confirmMassChange: false,
  });
  return [report.findings[0]?.attribution.status ?? "", ...report.unchecked.map(({ why }) => why)];
};

describe("reading a recording", () => {
  test("a channel written by hand without overwrites has none, and null stays what is not known", async () => {
    await put("channels.json", [{ id: "1" }, { id: "2", permission_overwrites: null }]);
    expect(await openRecording(folder).channels(id(GUILD))).toEqual([
      { id: "1", permission_overwrites: [] },
      { id: "2", permission_overwrites: null },
    ]);
  });

  test.each([
    ["one answer, newest first", page("30", "20", "10")],
    ["pages, newest first", [page("30"), page("20", "10")]],
    ["pages, oldest first", [page("10", "20"), page("30")]],
    ["pages that overlap", [page("20", "30"), page("10", "20")]],
  ])("%s: the entries come oldest first, each once, from the cursor on", async (_name, log) => {
    await put("audit-log.json", log);
    expect((await logOf("0")).audit_log_entries.map((entry) => entry.id)).toEqual(["10", "20", "30"]);
    expect((await logOf("10")).audit_log_entries.map((entry) => entry.id)).toEqual(["20", "30"]);
  });

  test("ids are ordered as numbers, and the other lists of the pages are joined", async () => {
    await put("audit-log.json", [page("9"), page("10", "100")]);
    const log = await logOf("0");
    expect(log.audit_log_entries.map((entry) => entry.id)).toEqual(["9", "10", "100"]);
    expect(log.users).toEqual([{ id: "9" }, { id: "10" }]);
  });

  test("without an audit log it is unreadable, and without a member or probes nothing is known", async () => {
    const source = openRecording(folder);
    await expect(logOf("0")).rejects.toThrow(AuditLogUnreadable);
    expect(await source.self(id(GUILD))).toBeNull();
    expect(await source.probe(id("5"))).toBe("unprobed");
    expect(await source.moment()).toBeNull();
  });

  test("Discord's refusal in the place of the log is a log that cannot be read", async () => {
    await put("audit-log.json", { message: "Missing Permissions", code: 50_013 });
    await expect(logOf("0")).rejects.toThrow(AuditLogUnreadable);
  });

  const member = { user: { id: "42" }, roles: [] };
  const MISSING = "the recording holds no audit log (audit-log.json)";

  test.each([
    { where: "the bot is not known", permissions: "2048", self: null, why: MISSING },
    { where: "the bot may read it", permissions: "2176", self: member, why: MISSING },
    {
      where: "the bot may not read it",
      permissions: "2048",
      self: member,
      why: `${MISSING}, and its bot has no permission View Audit Log to read one`,
    },
  ])("that there is no log is said of the recording where $where", async ({ permissions, self, why }) => {
    await put("guild.json", guildWhereEverybodyHas(permissions));
    await put("channels.json", []);
    if (self !== null) await put("self.json", self);
    expect(await looked()).toEqual(["none", why]);
  });

  test("a log that was recorded is read, whatever the roles of the bot say", async () => {
    await put("guild.json", guildWhereEverybodyHas("2048"));
    await put("channels.json", []);
    await put("self.json", member);
    const changes = [{ key: "permissions", old_value: "0", new_value: "2048" }];
    const entry = { id: "10", action_type: 31, user_id: "666", target_id: GUILD, changes };
    await put("audit-log.json", { audit_log_entries: [entry] });
    expect(await looked()).toEqual(["exact"]);
  });

  test("probes and the moment are given as they were recorded", async () => {
    await put("probes.json", { "5": "gone", "6": "hidden", "7": "something else" });
    await put("time.json", { at: "2026-11-24T13:00:00+01:00" });
    const source = openRecording(folder);
    expect(await Promise.all(["5", "6", "7", "8"].map(async (one) => await source.probe(id(one))))).toEqual([
      "gone",
      "hidden",
      "unprobed",
      "unprobed",
    ]);
    expect(await source.moment()).toBe("2026-11-24T12:00:00.000Z");
  });

  test.each([
    ["an array", [{ user: { id: "41" } }, { user: { id: "42" }, roles: ["7"] }, null]],
    ["an object by id", { "41": {}, "42": { user: { id: "42" }, roles: ["7"] }, "43": null }],
  ])("a member is found in members.json where it is %s", async (_name, members) => {
    await put("members.json", members);
    const source = openRecording(folder);
    expect(await source.member(id(GUILD), id("42"))).toEqual({ user: { id: "42" }, roles: ["7"] });
    expect(await source.member(id(GUILD), id("43"))).toBeNull();
  });

  test("an array is the list of all members, and of whom an object does not have nothing is known", async () => {
    const listed = async (): Promise<unknown[]> => await Array.fromAsync(openRecording(folder).members(id(GUILD)));
    await put("members.json", [{ user: { id: "41" } }]);
    expect(await listed()).toEqual([[{ user: { id: "41" } }]]);
    await put("members.json", { "42": null });
    await expect(listed()).rejects.toThrow(MembersUnlisted);
    await expect(openRecording(folder).member(id(GUILD), id("41"))).rejects.toThrow(/does not have 41/);
  });

  test("the numbers of members are given as they were recorded, and without them nothing is known", async () => {
    await expect(openRecording(folder).memberCounts(id(GUILD))).rejects.toThrow(/member-counts\.json/);
    await put("member-counts.json", { "7": 3 });
    expect(await openRecording(folder).memberCounts(id(GUILD))).toEqual({ "7": 3 });
  });

  test("the bot's own member is known without members.json, and nobody else is", async () => {
    await put("self.json", { user: { id: "42" }, roles: [] });
    const source = openRecording(folder);
    expect(await source.member(id(GUILD), id("42"))).toEqual({ user: { id: "42" }, roles: [] });
    await expect(source.member(id(GUILD), id("43"))).rejects.toThrow(/has no members \(members\.json\)/);
    await put("members.json", "5");
    await expect(source.member(id(GUILD), id("43"))).rejects.toThrow(/neither an array of members nor an object/);
  });

  test("a folder without guild.json or channels.json is no recording", async () => {
    await expect(openRecording(folder).guild(id(GUILD))).rejects.toThrow(/no guild\.json in the folder/);
    await expect(openRecording(folder).channels(id(GUILD))).rejects.toThrow(/no channels\.json in the folder/);
    await expect(openRecording(join(folder, "nowhere")).guild(id(GUILD))).rejects.toThrow(CannotCheck);
  });

  test("a recording of another guild is refused", async () => {
    await put("guild.json", { id: "41771983423143937" });
    expect(await recordedGuildId(folder)).toBe("41771983423143937");
    await expect(openRecording(folder).guild(id(GUILD))).rejects.toThrow(/is of the server 41771983423143937/);
  });

  test.each([
    ["guild.json", "{", /guild\.json is not valid JSON/],
    ["guild.json", "{}", /guild\.json has no guild id/],
    ["channels.json", "", /channels\.json is not valid JSON/],
    ["audit-log.json", "[{}]", /audit-log\.json is neither/],
    ["audit-log.json", '{"audit_log_entries":[{"id":1}]}', /audit-log\.json is neither/],
    ["time.json", '{"at":"yesterday"}', /time\.json must be/],
  ])("%s with %j is a sentence that names the file", async (name, text, message) => {
    await put(name, text);
    const source = openRecording(folder);
    const read = { guild: source.guild, channels: source.channels, "audit-log": async () => await logOf("0"), time: source.moment };
    const key = name.replace(".json", "") as keyof typeof read;
    await expect(read[key](id(GUILD))).rejects.toThrow(message);
  });

  test("a folder in the place of a file is a sentence, too", async () => {
    await mkdir(join(folder, "guild.json"));
    await expect(openRecording(folder).guild(id(GUILD))).rejects.toThrow(/guild\.json is not a file/);
  });
});

describe("writing a recording", () => {
  test("what was recorded from Discord replays as the same", async () => {
    await using discord = await startDiscord();
    const bot = discord.addBot();
    const guild = discord.addGuild({ name: "Harbour" });
    const role = guild.addRole({ name: "drift", permissions: ["VIEW_AUDIT_LOG"] });
    guild.addMember({ id: bot.userId, roles: [role.id] });
    const hidden = guild.addChannel({ name: "staff", overwrites: [{ id: guild.id, type: "role", deny: ["VIEW_CHANNEL"] }] });
    for (let n = 0; n < 120; n += 1) guild.as(null).updateRole(role.id, { name: `drift ${n}` });
    const source = createDiscordSource({ api: discord.apiUrl, token: bot.token });
    const told: string[] = [];
    const recording = await record({
      source,
      guild: id(guild.id),
      wanted: [id(hidden.id), id("999999999999999999")],
      now: "2026-11-24T12:00:00.000Z",
      progress: (sentence) => told.push(sentence),
    });
    await writeRecording(folder, recording, { overwrite: false });

    const replay = openRecording(folder);
    expect(await replay.guild(id(guild.id))).toEqual(await source.guild(id(guild.id)));
    expect(await replay.channels(id(guild.id))).toEqual(await source.channels(id(guild.id)));
    expect(await replay.self(id(guild.id))).toEqual(await source.self(id(guild.id)));
    expect(await replay.probe(id(hidden.id))).toBe("hidden");
    expect(await replay.probe(id("999999999999999999"))).toBe("gone");
    expect(await replay.moment()).toBe("2026-11-24T12:00:00.000Z");
    expect((await logOf("0")).audit_log_entries).toEqual(guild.auditEntries());
    expect(told).toContain("Read page 2 of the audit log");
  });

  test.each([
    ["with the members intent", true],
    ["without it", false],
  ])("a check of a recording finds the holders that a live check finds, %s", async (_name, intent) => {
    await using discord = await startDiscord();
    const bot = discord.addBot();
    const guild = discord.addGuild({ name: "Harbour" });
    guild.state.listsMembers = intent;
    const drift = guild.addRole({ name: "drift", permissions: ["VIEW_AUDIT_LOG", "VIEW_CHANNEL"], managed: true });
    guild.addMember({ id: bot.userId, roles: [drift.id] });
    const admin = guild.addRole({ name: "Admin", permissions: ["ADMINISTRATOR"] });
    const [ada, kim, dave] = ["ada", "kim", "dave"].map((name) => guild.addMember({ name }).user.id);
    for (const user of [ada, dave]) guild.unlogged.addMemberRole(user ?? "", admin.id);
    guild.as(ada ?? "").addMemberRole(guild.addMember({ name: "eve" }).user.id, admin.id);
    const policy = policyOf(`version: 1
guild: "${guild.id}"
manage: { roles: listed, channels: listed }
roles: { Admin: { id: "${admin.id}", members: ["${ada}", "${kim}"] } }
`);
    const now = new Date().toISOString();
    const source = createDiscordSource({ api: discord.apiUrl, token: bot.token });
    const recording = await record({ source, guild: id(guild.id), wanted: [], policy, now, progress: () => {} });
    await writeRecording(folder, recording, { overwrite: false });
    const request = {
      policy,
      memory: null,
      progress: () => {},
      start: { kind: "first" },
      now,
      commit: null,
      confirmMassChange: false,
    } as const;
    const live = await check({ ...request, discord: source });
    const replayed = await check({ ...request, discord: openRecording(folder) });
    expect({ ...replayed.report, at: now }).toEqual({ ...live.report, at: now });
    expect(live.report.findings).toMatchObject([{ kind: "role.members", live: { people: intent ? [{}, {}, {}] : [{}, {}] } }]);
    expect(live.report.unchecked).toHaveLength(intent ? 0 : 1);
    expect(discord.requests.every(({ method }) => method === "GET")).toBe(true);
  });

  test("a bot that may not read the log leaves no log", async () => {
    await writeRecording(folder, { ...aRecording, auditPages: null }, { overwrite: false });
    expect((await readdir(folder)).toSorted()).toEqual(["channels.json", "guild.json", "probes.json", "time.json"]);
  });

  test("webhook tokens, their addresses and invite codes stay out", async () => {
    const log = {
      audit_log_entries: [
        {
          id: "10",
          changes: [
            { key: "code", new_value: "invite-secret" },
            { key: "name", new_value: "kept" },
          ],
        },
      ],
      webhooks: [{ id: "1", name: "kept", token: "hook-secret", url: "https://discord.com/api/webhooks/1/hook-secret" }],
    };
    await writeRecording(folder, { ...aRecording, auditPages: [log] }, { overwrite: false });
    const text = await readFile(join(folder, "audit-log.json"), "utf8");
    expect(text).not.toContain("secret");
    expect(text).toContain('"key": "code"');
    expect(text.match(/kept/g)?.length).toBe(2);
  });

  test("another recording is not written over, unless that is wanted", async () => {
    await writeRecording(folder, { ...aRecording, self: { roles: [] } }, { overwrite: false });
    await expect(refuseOther(folder, { overwrite: false })).rejects.toThrow(/--force/);
    await expect(writeRecording(folder, aRecording, { overwrite: false })).rejects.toThrow(/--force/);
    await writeRecording(folder, aRecording, { overwrite: true });
    expect(await readdir(folder)).not.toContain("self.json");
  });

  test("other files in the folder stay, and a new folder is made", async () => {
    await put("notes.txt", "mine");
    await writeRecording(folder, aRecording, { overwrite: false });
    await writeRecording(join(folder, "deep", "er"), aRecording, { overwrite: false });
    expect(await readFile(join(folder, "notes.txt"), "utf8")).toBe("mine");
    expect(await recordedGuildId(join(folder, "deep", "er"))).toBe(GUILD);
  });

  test("a path that is a file is a sentence", async () => {
    await put("file", "");
    await expect(writeRecording(join(folder, "file"), aRecording, { overwrite: false })).rejects.toThrow(CannotCheck);
  });
});
