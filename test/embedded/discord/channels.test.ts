import { describe, expect, test } from "vitest";
import { openTeaHouse, type TeaHouse } from "./tea-house.ts";

const hidden = (house: TeaHouse): { id: string; type: "role"; deny: string[] } => ({
  id: house.guild.id,
  type: "role",
  deny: ["VIEW_CHANNEL"],
});

async function listed(house: TeaHouse): Promise<string[]> {
  const { body } = await house.get(`/guilds/${house.guild.id}/channels`);
  return (body as { name: string }[]).map(({ name }) => name);
}

describe("what the bot cannot view", () => {
  test("a hidden channel is left out, and refused with 403/50001; an unknown one with 404/10003", async () => {
    await using house = await openTeaHouse();
    house.guild.addChannel({ name: "tea" });
    const staff = house.guild.addChannel({ name: "staff", overwrites: [hidden(house)] });
    expect(await listed(house)).toEqual(["tea"]);
    expect(await house.get(`/channels/${staff.id}`)).toMatchObject({
      status: 403,
      body: { message: "Missing Access", code: 50_001 },
    });
    house.guild.as(house.users.alice).deleteChannel(staff.id);
    expect(await house.get(`/channels/${staff.id}`)).toMatchObject({
      status: 404,
      body: { message: "Unknown Channel", code: 10_003 },
    });
  });

  test("a role's allow or the bot's own opens the channel", async () => {
    await using house = await openTeaHouse();
    const view = { allow: ["VIEW_CHANNEL"] };
    house.guild.addChannel({ name: "by role", overwrites: [hidden(house), { id: house.roles.drift, type: "role", ...view }] });
    house.guild.addChannel({ name: "by member", overwrites: [hidden(house), { id: house.bot.userId, type: "member", ...view }] });
    house.guild.addChannel({ name: "other role", overwrites: [hidden(house), { id: house.roles.mods, type: "role", ...view }] });
    expect(await listed(house)).toEqual(["by role", "by member"]);
  });

  test("a hidden category shows when one of its channels does", async () => {
    await using house = await openTeaHouse();
    const den = house.guild.addChannel({ name: "den", type: "category", overwrites: [hidden(house)] });
    house.guild.addChannel({ name: "in den", parentId: den.id, overwrites: [hidden(house)] });
    expect(await listed(house)).toEqual([]);
    house.guild.addChannel({ name: "open", parentId: den.id });
    expect(await listed(house)).toEqual(["den", "open"]);
    expect(await house.get(`/channels/${den.id}`)).toMatchObject({ status: 200 });
  });

  test("an open category does not open its channels", async () => {
    await using house = await openTeaHouse();
    const den = house.guild.addChannel({ name: "den", type: "category" });
    house.guild.addChannel({ name: "in den", parentId: den.id, overwrites: [hidden(house)] });
    expect(await listed(house)).toEqual(["den"]);
  });

  test("an administrator sees all", async () => {
    await using house = await openTeaHouse();
    house.guild.addChannel({ name: "staff", overwrites: [hidden(house)] });
    house.guild.unlogged.updateRole(house.roles.drift, { permissions: ["ADMINISTRATOR"] });
    expect(await listed(house)).toEqual(["staff"]);
  });

  test("a person's new channel takes over its category's overwrites", async () => {
    await using house = await openTeaHouse();
    const den = house.guild.addChannel({ name: "den", type: "category", overwrites: [hidden(house)] });
    const child = house.guild.as(house.users.alice).createChannel({ name: "child", parentId: den.id });
    expect(child.permission_overwrites).toEqual(den.permission_overwrites);
  });
});
