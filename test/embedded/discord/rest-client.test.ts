import { DiscordAPIError, HTTPError, makeURLSearchParams, RateLimitError, REST } from "@discordjs/rest";
import { Routes, type RESTGetAPIAuditLogResult } from "discord-api-types/v10";
import { describe, expect, test } from "vitest";
import { htmlFault, jsonFault, rateLimitFault, serverErrorFault } from "../../../embedded/discord/faults.ts";
import { openTeaHouse } from "./tea-house.ts";

describe("driven by the real REST client", () => {
  test("it reads everything with GET, and says who it is", async () => {
    await using house = await openTeaHouse();
    const { rest, guild, bot } = house;
    const channel = guild.addChannel({ name: "tea" });
    house.guild.as(house.users.alice).setMfaLevel(1);
    expect(await rest.get(Routes.guild(guild.id))).toMatchObject({ id: guild.id, roles: [{ name: "@everyone" }, {}, {}] });
    expect(await rest.get(Routes.guildChannels(guild.id))).toMatchObject([{ id: channel.id }]);
    expect(await rest.get(Routes.channel(channel.id))).toMatchObject({ name: "tea" });
    expect(await rest.get(Routes.guildMember(guild.id, bot.userId))).toMatchObject({ user: { id: bot.userId } });
    expect(await rest.get(Routes.guildRoles(guild.id))).toHaveLength(3);
    expect(await rest.get(Routes.user())).toMatchObject({ id: bot.userId });
    const query = makeURLSearchParams({ after: "0", limit: 100 });
    const log = (await rest.get(Routes.guildAuditLog(guild.id), { query })) as RESTGetAPIAuditLogResult;
    expect(log.audit_log_entries).toMatchObject([{ action_type: 1 }]);

    const { requests } = house.discord;
    expect(requests.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(requests.every(({ method, headers }) => method === "GET" && headers["authorization"] === `Bot ${bot.token}`)).toBe(true);
    expect(requests[6]?.path).toBe(`/api/v10/guilds/${guild.id}/audit-logs`);
    expect(requests[6]?.query.get("after")).toBe("0");
    expect(requests[6]?.headers["user-agent"]).toMatch(/^DiscordBot \(/);
    house.discord.forgetRequests();
    expect(requests).toEqual([]);
  });

  test("errors come with their codes", async () => {
    await using house = await openTeaHouse();
    const failure = await house.rest.get(Routes.channel("900000000000000009")).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DiscordAPIError);
    expect(failure).toMatchObject({ status: 404, code: 10_003 });
  });

  test("a 429 is waited out", async () => {
    await using house = await openTeaHouse();
    house.discord.faults.add({ fault: rateLimitFault({ retryAfter: 0.05 }) });
    await house.rest.get(Routes.user());
    expect(house.discord.requests).toHaveLength(2);
    expect(house.discord.faults.pending).toBe(0);
  });

  test("a 429 can be refused by the client, from its headers alone", async () => {
    await using house = await openTeaHouse();
    const rest = new REST({ api: house.discord.apiUrl, rejectOnRateLimit: () => true }).setToken(house.bot.token);
    house.discord.faults.add({ fault: rateLimitFault({ retryAfter: 40, global: true }) });
    const failure = await rest.get(Routes.user()).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RateLimitError);
    expect(failure).toMatchObject({ global: true, scope: "global" });
    expect((failure as RateLimitError).retryAfter).toBeGreaterThanOrEqual(40_000);
  });

  test("a client that heeds the headers waits for the next window and is never refused", async () => {
    await using house = await openTeaHouse({ rateLimit: { limit: 2, windowSeconds: 0.2 } });
    await Array.fromAsync([1, 2, 3, 4], async () => await house.rest.get(Routes.user()));
    expect(house.discord.requests).toHaveLength(4);
  });

  test("a client that does not heed them gets a real 429", async () => {
    await using house = await openTeaHouse({ rateLimit: { limit: 2, windowSeconds: 60 } });
    const answers = [await house.get("/users/@me"), await house.get("/users/@me"), await house.get("/users/@me")];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    const [first, second, third] = answers.map(({ headers }) => headers);
    expect(first?.get("x-ratelimit-limit")).toBe("2");
    expect(first?.get("x-ratelimit-remaining")).toBe("1");
    expect(second?.get("x-ratelimit-remaining")).toBe("0");
    expect(first?.get("x-ratelimit-bucket")).toBe(third?.get("x-ratelimit-bucket"));
    expect(Number(third?.get("retry-after"))).toBeGreaterThan(50);
    expect(Number(third?.get("x-ratelimit-reset-after"))).toBeGreaterThan(50);
    expect(third?.get("x-ratelimit-scope")).toBe("user");
    expect(await house.get(`/guilds/${house.guild.id}`)).toMatchObject({ status: 200 });
  });

  test("one 5xx and one lost connection are retried", async () => {
    await using house = await openTeaHouse();
    house.discord.faults.add({ fault: serverErrorFault(503) });
    house.discord.faults.add({ nth: 2, fault: { kind: "reset" } });
    await house.rest.get(Routes.user());
    expect(house.discord.requests).toHaveLength(3);
  });

  test("a server that stays down is an HTTPError", async () => {
    await using house = await openTeaHouse();
    house.discord.faults.add({ times: Infinity, fault: serverErrorFault(500) });
    const failure = await house.rest.get(Routes.user()).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(HTTPError);
    expect(house.discord.requests).toHaveLength(4);
  });

  test("malformed JSON, a page of HTML, an unexpected shape and a huge body come through as they are", async () => {
    await using house = await openTeaHouse();
    const { faults } = house.discord;
    faults.add({ fault: { kind: "malformed" } });
    await expect(house.rest.get(Routes.user())).rejects.toBeInstanceOf(SyntaxError);
    faults.add({ fault: htmlFault(403) });
    await expect(house.rest.get(Routes.user())).rejects.toMatchObject({ status: 403, code: undefined });
    faults.add({ fault: jsonFault([null]) });
    expect(await house.rest.get(Routes.user())).toEqual([null]);
    faults.add({ fault: { kind: "oversized", bytes: 2_000_000 } });
    expect(JSON.stringify(await house.rest.get(Routes.user())).length).toBeGreaterThan(2_000_000);
  });

  test("a slow answer runs into the client's timeout", async () => {
    await using house = await openTeaHouse();
    const rest = new REST({ api: house.discord.apiUrl, timeout: 50, retries: 0 }).setToken(house.bot.token);
    house.discord.faults.add({ fault: { kind: "slow", ms: 400 } });
    await expect(rest.get(Routes.user())).rejects.toMatchObject({ name: "AbortError" });
  });
});
