import { expect, test } from "vitest";
import { openTeaHouse } from "./tea-house.ts";

const elsewhere = "900000000000000009";

test.each(["", "Bot", "Bot wrong", "Bearer x"])("Authorization %j is answered with 401", async (authorization) => {
  await using house = await openTeaHouse();
  const paths = ["/users/@me", `/guilds/${house.guild.id}`, "/nowhere"];
  const answers = await Array.fromAsync(paths, async (path) => await house.get(path, authorization));
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
  expect(answers[0]?.body).toEqual({ message: "401: Unauthorized", code: 0 });
});

test("the token without the word Bot is answered with 401", async () => {
  await using house = await openTeaHouse();
  expect(await house.get("/users/@me", house.bot.token)).toMatchObject({ status: 401 });
});

test("the token's first part is the bot's id in base64", async () => {
  await using house = await openTeaHouse();
  const [id = ""] = house.bot.token.split(".");
  expect(Buffer.from(id, "base64").toString()).toBe(house.bot.userId);
});

test("an unknown guild is 404/10004, one without the bot 403/50001", async () => {
  await using house = await openTeaHouse();
  const other = house.discord.addGuild({ name: "Coffee house" });
  const channel = other.addChannel({ name: "beans" });
  const routes = ["", "/channels", "/roles", "/roles/member-counts", "/audit-logs", `/members/${house.bot.userId}`];
  const answersOf = async (id: string): Promise<unknown[]> => {
    const answers = await Array.fromAsync(routes, async (route) => await house.get(`/guilds/${id}${route}`));
    return answers.map(({ status, body }) => ({ status, body }));
  };
  const unknown = { status: 404, body: { message: "Unknown Guild", code: 10_004 } };
  const noAccess = { status: 403, body: { message: "Missing Access", code: 50_001 } };
  expect(await answersOf(elsewhere)).toEqual(routes.map(() => unknown));
  expect(await answersOf(other.id)).toEqual(routes.map(() => noAccess));
  expect(await house.get(`/channels/${channel.id}`)).toMatchObject({ status: 403, body: { code: 50_001 } });
});

test("an unknown member is 404/10007", async () => {
  await using house = await openTeaHouse();
  expect(await house.get(`/guilds/${house.guild.id}/members/${elsewhere}`)).toMatchObject({
    status: 404,
    body: { message: "Unknown Member", code: 10_007 },
  });
});

test("an id that is no snowflake is 400/50035, an unknown path 404, an old version 404", async () => {
  await using house = await openTeaHouse();
  expect(await house.get("/guilds/tea")).toMatchObject({ status: 400, body: { code: 50_035 } });
  expect(await house.get("/nowhere")).toMatchObject({ status: 404, body: { message: "404: Not Found", code: 0 } });
  expect(await house.get("/../v9/users/@me")).toMatchObject({ status: 404 });
});

test.each(["POST", "PUT", "PATCH", "DELETE"])("%s is answered with 405 and changes nothing", async (method) => {
  await using house = await openTeaHouse();
  const body = JSON.stringify({ name: "Mine" });
  const init = { method, body, headers: { authorization: `Bot ${house.bot.token}` } };
  const response = await fetch(`${house.discord.apiUrl}/v10/guilds/${house.guild.id}`, init);
  expect(response.status).toBe(405);
  expect(house.guild.state.settings.name).toBe("Tea house");
  expect(house.discord.requests[0]).toMatchObject({ method, body: Buffer.from(body) });
});

test("changing what is not there throws in the caller", async () => {
  await using house = await openTeaHouse();
  const { guild, users } = house;
  expect(() => guild.unlogged.updateRole(elsewhere, {})).toThrow(`no role ${elsewhere}`);
  expect(() => guild.unlogged.addMemberRole(users.bob, elsewhere)).toThrow(`no role ${elsewhere}`);
  expect(() => guild.addChannel({ name: "x", parentId: elsewhere })).toThrow(`no channel ${elsewhere}`);
  expect(() => guild.addMember({ roles: [elsewhere] })).toThrow(`no role ${elsewhere}`);
  expect(() => {
    guild.unlogged.deleteOverwrite(guild.addChannel({ name: "tea" }).id, users.bob);
  }).toThrow("has no overwrite");
});
