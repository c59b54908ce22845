import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { htmlFault, jsonFault, rateLimitFault, serverErrorFault } from "../../embedded/discord/faults.ts";
import { startDiscord, type EmbeddedDiscord } from "../../embedded/discord/server.ts";
import type { EmbeddedGuild } from "../../embedded/discord/guild.ts";
import type { Fault } from "../../embedded/http/faults.ts";
import { createDiscordClient } from "../../src/discord/client.ts";
import { createDiscordSource } from "../../src/discord/source.ts";
import { oneByOne } from "../../src/http/one-by-one.ts";
import { parseSnowflake, type Snowflake } from "../../src/permissions/snowflake.ts";
import { CannotCheck } from "../../src/runs/cannot-check.ts";
import { AuditLogUnreadable, MembersUnlisted, type DiscordSource } from "../../src/runs/ports.ts";

let discord: EmbeddedDiscord;
let guild: EmbeddedGuild;
let bot: { readonly userId: string; readonly token: string };
let waits: number[];
let source: DiscordSource;

const id = <Kind extends string>(text: string): Snowflake<Kind> => {
  const parsed = parseSnowflake<Kind>(text);
  if (parsed === null) throw new Error(`${text} is no id`);
  return parsed;
};
const pause = async (ms: number): Promise<void> => {
  waits.push(ms);
  await Promise.resolve();
};
const connect = (token: string, timeoutMs = 20_000): DiscordSource => createDiscordSource({ api: discord.apiUrl, token, pause, timeoutMs });

const failureOf = async (work: Promise<unknown>): Promise<Error> => {
  const error: unknown = await work.catch((failure: unknown) => failure);
  if (!(error instanceof Error)) throw new Error("it did not fail");
  return error;
};
const pagesOf = async (after = "0"): Promise<{ audit_log_entries: { id: string }[] }[]> => {
  const pages: { audit_log_entries: { id: string }[] }[] = [];
  for await (const page of source.auditLog(id(guild.id), id(after))) pages.push(page as { audit_log_entries: { id: string }[] });
  return pages;
};

const listed = async (): Promise<unknown[][]> => (await Array.fromAsync(source.members(id(guild.id)))) as unknown[][];

beforeEach(async () => {
  discord = await startDiscord();
  bot = discord.addBot();
  guild = discord.addGuild({ name: "Harbour" });
  const role = guild.addRole({ name: "drift", permissions: ["VIEW_AUDIT_LOG", "VIEW_CHANNEL"] });
  guild.addMember({ id: bot.userId, roles: [role.id] });
  waits = [];
  source = connect(bot.token);
});
afterEach(async () => {
  await discord.close();
});

describe("reading a guild", () => {
  test("the four reads of a quiet run are four requests, all of them GET", async () => {
    await source.guild(id(guild.id));
    await source.channels(id(guild.id));
    await source.self(id(guild.id));
    await pagesOf();
    expect(discord.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `GET /api/v10/guilds/${guild.id}`,
      `GET /api/v10/guilds/${guild.id}/channels`,
      `GET /api/v10/guilds/${guild.id}/members/${bot.userId}`,
      `GET /api/v10/guilds/${guild.id}/audit-logs`,
    ]);
  });

  test("the client has nothing but get", () => {
    expect(Object.keys(createDiscordClient({ api: discord.apiUrl, token: bot.token }))).toEqual(["get"]);
  });

  test("a token that does not begin with the bot's id is asked who it is", async () => {
    const odd = discord.addBot({ userId: bot.userId, token: "no-id-here.x.y" });
    const member = await connect(odd.token).self(id(guild.id));
    expect(member).toMatchObject({ user: { id: bot.userId } });
    expect(discord.requests.map(({ path }) => path)).toEqual(["/api/v10/users/@me", `/api/v10/guilds/${guild.id}/members/${bot.userId}`]);
  });

  test("a token whose first part is the id of somebody else is asked who it is, too", async () => {
    const other = discord.addUser({ name: "an application" });
    const odd = discord.addBot({ userId: bot.userId, token: `${Buffer.from(other.id).toString("base64")}.x.y` });
    expect(await connect(odd.token).self(id(guild.id))).toMatchObject({ user: { id: bot.userId } });
  });

  test("one member is asked for by id, and one who is not there is none", async () => {
    const ada = guild.addMember({ name: "ada" });
    expect(await source.member(id(guild.id), id(ada.user.id))).toMatchObject({ user: { username: "ada" }, roles: [] });
    expect(await source.member(id(guild.id), id("999999999999999999"))).toBeNull();
  });

  test("how many members each role has", async () => {
    const role = guild.addRole({ name: "keepers" });
    guild.addMember({ name: "ada", roles: [role.id] });
    expect(await source.memberCounts(id(guild.id))).toMatchObject({ [role.id]: 1 });
    discord.faults.add({ path: "/member-counts", fault: jsonFault({ message: "Missing Access", code: 50_001 }, 403) });
    const refused = await failureOf(source.memberCounts(id(guild.id)));
    expect(refused).toBeInstanceOf(CannotCheck);
    expect(refused.message).toBe("Discord does not say how many members each role has (status 403, code 50001).");
  });

  test("the list of members comes page by page with the intent, and without it Discord refuses it", async () => {
    const refused = await failureOf(listed());
    expect(refused).toBeInstanceOf(MembersUnlisted);
    expect(refused.message).toBe("Discord does not list the members to this bot (status 403, code 50001).");
    guild.state.listsMembers = true;
    for (let n = 0; n < 1200; n += 1) guild.addMember({ name: `m${n}` });
    const pages = await listed();
    expect(pages.map(({ length }) => length)).toEqual([1000, 202]);
    expect(new Set(pages.flat().map((member) => (member as { user: { id: string } }).user.id)).size).toBe(1202);
  });

  test("a list of members that is none, or that does not go on, ends the reading", async () => {
    const page = Array.from({ length: 1000 }, () => ({ user: { id: "7" } }));
    discord.faults.add({ path: /members$/, fault: jsonFault({ members: [] }) });
    expect((await failureOf(listed())).message).toMatch(/is no list/);
    discord.faults.add({ path: /members$/, times: 2, fault: jsonFault(page) });
    expect((await failureOf(listed())).message).toMatch(/does not go on/);
  });

  test("a channel that is not in the list is hidden or gone, and another is visible", async () => {
    const seen = guild.addChannel({ name: "general" });
    const hidden = guild.addChannel({
      name: "staff",
      overwrites: [
        { id: guild.id, type: "role", deny: ["VIEW_CHANNEL"] },
        { id: bot.userId, type: "member", deny: ["VIEW_CHANNEL"] },
      ],
    });
    expect(await source.probe(id(seen.id))).toBe("visible");
    expect(await source.probe(id(hidden.id))).toBe("hidden");
    expect(await source.probe(id("999999999999999999"))).toBe("gone");
  });

  test("a live guild has no moment of its own", async () => {
    expect(await source.moment()).toBeNull();
  });
});

describe("reading the audit log", () => {
  test("250 entries come on three pages, oldest first, each once", async () => {
    const role = guild.addRole({ name: "mods" });
    for (let n = 0; n < 250; n += 1) guild.as(null).updateRole(role.id, { name: `mods ${n}` });
    const pages = await pagesOf();
    const ids = pages.flatMap(({ audit_log_entries: entries }) => entries.map((entry) => entry.id));
    expect(pages.map(({ audit_log_entries: entries }) => entries.length)).toEqual([100, 100, 50]);
    expect(ids).toEqual(guild.auditEntries().map((entry) => entry.id));
  });

  test("a full last page is followed by an empty one", async () => {
    const role = guild.addRole({ name: "mods" });
    for (let n = 0; n < 100; n += 1) guild.as(null).updateRole(role.id, { name: `mods ${n}` });
    expect((await pagesOf()).map(({ audit_log_entries: entries }) => entries.length)).toEqual([100, 0]);
  });

  test("only what is later than the cursor is read", async () => {
    const role = guild.addRole({ name: "mods" });
    for (let n = 0; n < 3; n += 1) guild.as(null).updateRole(role.id, { name: `mods ${n}` });
    const [first, ...later] = guild.auditEntries().map((entry) => entry.id);
    const pages = await pagesOf(first);
    expect(pages.flatMap(({ audit_log_entries: entries }) => entries.map((entry) => entry.id))).toEqual(later);
  });

  test("a server that repeats its pages is stopped", async () => {
    const entries = Array.from({ length: 100 }, (_, n) => ({ id: String(10n ** 17n + BigInt(n)) }));
    discord.faults.add({ path: "/audit-logs", times: Infinity, fault: jsonFault({ audit_log_entries: entries }) });
    const failure = await failureOf(pagesOf());
    expect(failure).toBeInstanceOf(CannotCheck);
    expect(failure.message).toContain("repeats");
    expect(discord.requests.length).toBe(2);
  });

  test("without View Audit Log it is unreadable, which is not a failure", async () => {
    const stranger = discord.addBot();
    guild.addMember({ id: stranger.userId });
    source = connect(stranger.token);
    expect(await failureOf(pagesOf())).toBeInstanceOf(AuditLogUnreadable);
  });

  test.each([[{}], [{ audit_log_entries: null }], [{ audit_log_entries: [{}] }]])("%j is no audit log", async (body) => {
    discord.faults.add({ path: "/audit-logs", fault: jsonFault(body) });
    expect(await failureOf(pagesOf())).toBeInstanceOf(CannotCheck);
  });
});

describe("a Discord that has a bad day", () => {
  const transient: [string, Fault][] = [
    ["a server error", serverErrorFault(500)],
    ["a page of the gateway", htmlFault(502)],
    ["a cut connection", { kind: "reset" }],
    ["half an answer", { kind: "cut-answer" }],
    ["broken JSON", { kind: "malformed" }],
    ["a rate limit without a time", jsonFault({ message: "You are being rate limited." }, 429)],
  ];
  test.each(transient)("%s is tried again, with growing pauses", async (_name, fault) => {
    discord.faults.add({ path: `/guilds/${guild.id}`, times: 2, fault });
    expect(await source.guild(id(guild.id))).toMatchObject({ id: guild.id });
    expect(waits).toEqual([1000, 3000]);
  });

  test.each(transient)("%s that stays ends with a sentence after four tries", async (_name, fault) => {
    discord.faults.add({ path: `/guilds/${guild.id}`, times: Infinity, fault });
    const failure = await failureOf(source.guild(id(guild.id)));
    expect(failure).toBeInstanceOf(CannotCheck);
    expect(failure.message).toMatch(/^[^\n]+\.$/);
    expect(discord.requests.length).toBe(4);
  });

  test("an answer that does not come is given up", async () => {
    discord.faults.add({ path: `/guilds/${guild.id}`, times: Infinity, fault: { kind: "slow", ms: 1000 } });
    const failure = await failureOf(connect(bot.token, 50).guild(id(guild.id)));
    expect(failure.message).toBe("Discord did not answer in time. Check the network, then run again.");
  });

  test("an answer that is too large is not read to its end", async () => {
    discord.faults.add({ path: `/guilds/${guild.id}`, fault: { kind: "oversized", bytes: 33 * 1024 * 1024 } });
    expect((await failureOf(source.guild(id(guild.id)))).message).toContain("larger than");
    expect(discord.requests.length).toBe(1);
  });

  test("a short rate limit is waited for", async () => {
    discord.faults.add({ path: `/guilds/${guild.id}`, fault: rateLimitFault({ retryAfter: 0.2 }) });
    expect(await source.guild(id(guild.id))).toMatchObject({ id: guild.id });
  });

  test("a long rate limit ends the run and says how long it is", async () => {
    discord.faults.add({ path: `/guilds/${guild.id}`, fault: rateLimitFault({ retryAfter: 600 }) });
    const failure = await failureOf(source.guild(id(guild.id)));
    expect(failure).toBeInstanceOf(CannotCheck);
    expect(failure.message).toContain("11 minutes");
  });

  test("a block in front of Discord is told from a missing right", async () => {
    discord.faults.add({ path: `/guilds/${guild.id}`, fault: htmlFault(403) });
    expect((await failureOf(source.guild(id(guild.id)))).message).toContain("in front of Discord");
  });

  test("a redirect is not followed with the token", async () => {
    const answer = { status: 302, headers: { location: `${discord.apiUrl}/elsewhere` } };
    discord.faults.add({ path: `/guilds/${guild.id}`, fault: { kind: "answer", answer } });
    expect((await failureOf(source.guild(id(guild.id)))).message).toContain("redirect");
    expect(discord.requests.length).toBe(1);
  });

  test("nobody there is a sentence with the network's own code", async () => {
    await discord.close();
    expect((await failureOf(source.guild(id(guild.id)))).message).toContain("cannot be reached (ECONNREFUSED)");
  });
});

describe("mistakes of the user", () => {
  test("a token that Discord does not know is refused at once", async () => {
    const failure = await failureOf(connect("MTIz.wrong.token").guild(id(guild.id)));
    expect(failure.message).toContain("does not accept the token");
    expect(discord.requests.length).toBe(1);
  });

  test("a guild that the bot is not in, and one that does not exist, are the same to it", async () => {
    const elsewhere = discord.addGuild({ name: "Elsewhere" });
    const first = await failureOf(source.guild(id(elsewhere.id)));
    const second = await failureOf(source.channels(id("999999999999999999")));
    expect(first.message).toContain("the bot is not in it");
    expect(second.message).toContain("the bot is not in it");
  });

  test("no error holds the token, whatever went wrong", async () => {
    const faults: Fault[] = [htmlFault(403), htmlFault(502), { kind: "reset" }, { kind: "malformed" }, rateLimitFault({ retryAfter: 900 })];
    const failures: unknown[] = [await failureOf(connect(`${bot.token}x`).guild(id(guild.id)))];
    const tries = oneByOne(faults, async (fault) => {
      discord.faults.clear();
      discord.faults.add({ path: `/guilds/${guild.id}`, times: Infinity, fault });
      return await failureOf(connect(bot.token).guild(id(guild.id)));
    });
    for await (const failure of tries) failures.push(failure);
    const secret = bot.token.split(".").at(-1) ?? "";
    for (const failure of failures) expect(inspect(failure, { depth: 10, showHidden: true })).not.toContain(secret);
  });
});
