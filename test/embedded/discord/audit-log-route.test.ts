import { describe, expect, test } from "vitest";
import { snowflakeAt } from "../../../embedded/discord/snowflakes.ts";
import { openTeaHouse, type TeaHouse } from "./tea-house.ts";

const day = 86_400_000;

/** A tea house with so many role updates, one a second. */
async function busyHouse(count: number): Promise<{ house: TeaHouse; ids: string[] }> {
  const house = await openTeaHouse();
  for (let i = 0; i < count; i += 1) {
    house.clock.time = new Date(house.clock.time.getTime() + 1000);
    house.guild.as(house.users.alice).updateRole(house.roles.mods, { color: i + 1 });
  }
  return { house, ids: house.guild.auditEntries().map(({ id }) => id) };
}

const idsOf = async (house: TeaHouse, query: string): Promise<string[]> => (await house.entries(query)).map(({ id }) => id);

describe("the two orders of the log", () => {
  test("newest first without a cursor, 50 unless told", async () => {
    const { house, ids } = await busyHouse(60);
    await using _ = house;
    expect(await idsOf(house, "")).toEqual(ids.toReversed().slice(0, 50));
    expect(await idsOf(house, "?limit=3")).toEqual(ids.toReversed().slice(0, 3));
  });

  test("before gives older ones, newest first, without the cursor itself", async () => {
    const { house, ids } = await busyHouse(10);
    await using _ = house;
    expect(await idsOf(house, `?before=${ids[4]}&limit=2`)).toEqual([ids[3], ids[2]]);
  });

  test("after gives newer ones, oldest first, without the cursor itself", async () => {
    const { house, ids } = await busyHouse(10);
    await using _ = house;
    expect(await idsOf(house, `?after=${ids[4]}&limit=2`)).toEqual([ids[5], ids[6]]);
    expect(await idsOf(house, "?after=0&limit=2")).toEqual([ids[0], ids[1]]);
  });

  test("after is not heeded beside before", async () => {
    const { house, ids } = await busyHouse(10);
    await using _ = house;
    expect(await idsOf(house, `?after=${ids[7]}&before=${ids[4]}&limit=2`)).toEqual([ids[3], ids[2]]);
  });

  test("250 entries come over three pages, each once", async () => {
    const { house, ids } = await busyHouse(250);
    await using _ = house;
    const seen: string[] = [];
    const sizes = await Array.fromAsync([1, 2, 3], async () => seen.push(...(await idsOf(house, `?after=${seen.at(-1) ?? 0}&limit=100`))));
    expect(sizes).toEqual([100, 200, 250]);
    expect(seen).toEqual(ids);
    expect(house.discord.requests).toHaveLength(3);
  });

  test("ids are compared as integers, not as texts", async () => {
    await using house = await openTeaHouse();
    house.clock.time = new Date("2015-09-10T10:00:00Z");
    const short = "92345678901234567";
    const long = "102345678901234567";
    house.guild.appendAuditEntry({ id: long });
    house.guild.appendAuditEntry({ id: short });
    expect(await idsOf(house, "?after=0")).toEqual([short, long]);
    expect(await idsOf(house, `?after=${short}`)).toEqual([long]);
  });
});

describe("filters", () => {
  test("by actor, type and target, together", async () => {
    await using house = await openTeaHouse();
    const { guild, users, roles } = house;
    guild.as(users.alice).updateRole(roles.mods, { color: 1 });
    guild.as(users.bob).updateRole(roles.mods, { color: 2 });
    guild.as(users.bob).updateRole(roles.drift, { color: 2 });
    guild.as(users.bob).addMemberRole(users.alice, roles.drift);
    expect(await house.entries(`?user_id=${users.bob}`)).toHaveLength(3);
    expect(await house.entries("?action_type=31")).toHaveLength(3);
    expect(await house.entries(`?target_id=${roles.mods}`)).toHaveLength(2);
    expect(await house.entries(`?target_id=${roles.mods}&action_type=31&user_id=${users.bob}`)).toHaveLength(1);
    expect(await house.entries("?action_type=25&after=0")).toHaveLength(1);
  });

  test("entries older than 45 days are gone", async () => {
    await using house = await openTeaHouse();
    const now = house.clock.time.getTime();
    house.guild.appendAuditEntry({ id: snowflakeAt(now - 45 * day - 1000) });
    const kept = house.guild.appendAuditEntry({ id: snowflakeAt(now - 45 * day + 1000) });
    expect(await house.entries("?after=0")).toEqual([kept]);
  });

  test("held entries appear late, with ids of their own time", async () => {
    await using house = await openTeaHouse();
    const late = house.guild.holdAuditEntries();
    house.guild.as(house.users.alice).setMfaLevel(1);
    expect(await house.entries()).toEqual([]);
    late.release();
    house.guild.as(house.users.alice).setMfaLevel(0);
    expect(await house.entries("?after=0")).toMatchObject([
      { changes: [{ key: "mfa_level", new_value: 1 }] },
      { changes: [{ key: "mfa_level", new_value: 0 }] },
    ]);
  });

  test("users that the entries name are given, unless Discord forgot them", async () => {
    await using house = await openTeaHouse();
    house.guild.as(house.users.alice).addMemberRole(house.users.bob, house.roles.mods);
    const names = async (): Promise<unknown> => {
      const { body } = await house.get(`/guilds/${house.guild.id}/audit-logs`);
      return (body as { users: { username: string }[] }).users.map(({ username }) => username);
    };
    expect(await names()).toEqual(["alice", "bob"]);
    house.discord.forgetUser(house.users.alice);
    expect(await names()).toEqual(["bob"]);
  });
});

test.each(["limit=0", "limit=101", "limit=many", "before=x", "after=-1", "user_id=alice", "target_id=1.5", "action_type=ROLE_UPDATE"])(
  "%s is refused",
  async (query) => {
    await using house = await openTeaHouse();
    const { status, body } = await house.get(`/guilds/${house.guild.id}/audit-logs?${query}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 50_035, message: "Invalid Form Body" });
  },
);

test("without View Audit Log the answer is 403/50013; the owner and an administrator need nothing more", async () => {
  await using house = await openTeaHouse();
  const path = `/guilds/${house.guild.id}/audit-logs`;
  const member = house.bot.userId;
  house.guild.unlogged.setMemberRoles(member, []);
  expect(await house.get(path)).toMatchObject({ status: 403, body: { message: "Missing Permissions", code: 50_013 } });
  house.guild.unlogged.setMemberRoles(member, [house.guild.addRole({ name: "admin", permissions: ["ADMINISTRATOR"] }).id]);
  expect(await house.get(path)).toMatchObject({ status: 200 });
  house.guild.unlogged.setMemberRoles(member, []);
  house.guild.unlogged.transferOwnership(member);
  expect(await house.get(path)).toMatchObject({ status: 200 });
});
