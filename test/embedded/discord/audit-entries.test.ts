import { describe, expect, test } from "vitest";
import type { AuditEntry } from "../../../embedded/discord/audit-log.ts";
import type { Changes } from "../../../embedded/discord/guild.ts";
import { openTeaHouse, type TeaHouse } from "./tea-house.ts";

function withoutIdAndActor(entry: AuditEntry): object {
  const wanted = Object.entries(entry).filter(([key]) => key !== "id" && key !== "user_id");
  return Object.fromEntries(wanted);
}

const add = (id: string, name: string): object => ({ key: "$add", new_value: [{ id, name }] });
const remove = (id: string, name: string): object => ({ key: "$remove", new_value: [{ id, name }] });

/** Lets alice change something, and gives the new entries without their ids and actor. */
async function written(change: (alice: Changes, house: TeaHouse) => unknown): Promise<object[]> {
  await using house = await openTeaHouse();
  change(house.guild.as(house.users.alice), house);
  const entries = house.guild.auditEntries();
  expect(entries.every((entry) => entry.user_id === house.users.alice)).toBe(true);
  return entries.map(withoutIdAndActor);
}

describe("each change writes the entry of a real Discord", () => {
  test("set-up writes nothing", async () => {
    expect(await written(() => {})).toEqual([]);
  });

  test("a role update holds only what changed, permissions as strings", async () => {
    let mods = "";
    const entries = await written((alice, { roles }) => {
      ({ mods } = roles);
      alice.updateRole(mods, { permissions: ["KICK_MEMBERS", "ADMINISTRATOR"], name: "mods" });
    });
    expect(entries).toEqual([{ action_type: 31, target_id: mods, changes: [{ key: "permissions", old_value: "8194", new_value: "10" }] }]);
  });

  test("a new colour has no old colors", async () => {
    const [entry] = await written((alice, { roles }) => alice.updateRole(roles.mods, { color: 255 }));
    expect(entry).toMatchObject({
      changes: [
        { key: "color", old_value: 0, new_value: 255 },
        { key: "colors", new_value: { primary_color: 255, secondary_color: null, tertiary_color: null } },
      ],
    });
    expect(JSON.stringify(entry).match(/old_value/g)).toHaveLength(1);
  });

  test("a change to the same value writes nothing", async () => {
    const entries = await written((alice, { roles, guild, users }) => {
      alice.updateRole(roles.mods, { permissions: "8194", name: "mods" });
      alice.setMemberRoles(users.alice, [roles.mods]);
      alice.setMfaLevel(0);
      const tea = guild.addChannel({ name: "tea", overwrites: [{ id: guild.id, type: "role", deny: 1024n }] });
      alice.setOverwrite(tea.id, { id: guild.id, type: 0, deny: ["VIEW_CHANNEL"] });
      alice.updateChannel(tea.id, { name: "tea" });
    });
    expect(entries).toEqual([]);
  });

  test("a role that is made has new values only, one that is deleted old values only", async () => {
    const entries = await written((alice) => {
      alice.deleteRole(alice.createRole({ name: "door", permissions: 8n, hoist: true }).id);
    });
    const values = [
      ["name", "door"],
      ["permissions", "8"],
      ["color", 0],
      ["colors", { primary_color: 0, secondary_color: null, tertiary_color: null }],
      ["hoist", true],
      ["mentionable", false],
    ];
    expect(entries).toMatchObject([
      { action_type: 30, changes: values.map(([key, value]) => ({ key, new_value: value })) },
      { action_type: 32, changes: values.map(([key, value]) => ({ key, old_value: value })) },
    ]);
  });

  test("overwrites are made, changed and deleted with the target in the options", async () => {
    let ids = { channel: "", mods: "", bob: "" };
    const entries = await written((alice, { guild, roles, users }) => {
      const channel = guild.addChannel({ name: "staff" }).id;
      ids = { channel, mods: roles.mods, bob: users.bob };
      alice.setOverwrite(channel, { id: roles.mods, type: "role", allow: ["VIEW_CHANNEL"] });
      alice.setOverwrite(channel, { id: roles.mods, type: "role", allow: ["VIEW_CHANNEL"], deny: ["SEND_MESSAGES"] });
      alice.setOverwrite(channel, { id: users.bob, type: "member", deny: ["VIEW_CHANNEL"] });
      alice.deleteOverwrite(channel, roles.mods);
    });
    const options = { id: ids.mods, type: "0", role_name: "mods" };
    expect(entries).toEqual([
      {
        action_type: 13,
        target_id: ids.channel,
        options,
        changes: [
          { key: "id", new_value: ids.mods },
          { key: "type", new_value: 0 },
          { key: "allow", new_value: "1024" },
          { key: "deny", new_value: "0" },
        ],
      },
      { action_type: 14, target_id: ids.channel, options, changes: [{ key: "deny", old_value: "0", new_value: "2048" }] },
      expect.objectContaining({ action_type: 13, options: { id: ids.bob, type: "1" } }),
      {
        action_type: 15,
        target_id: ids.channel,
        options,
        changes: [
          { key: "id", old_value: ids.mods },
          { key: "type", old_value: 0 },
          { key: "allow", old_value: "1024" },
          { key: "deny", old_value: "2048" },
        ],
      },
    ]);
  });

  test("a channel is made with its overwrites in one entry, and deleted with them", async () => {
    const entries = await written((alice, { guild }) => {
      const overwrites = [{ id: guild.id, type: "role", deny: ["VIEW_CHANNEL"] }] as const;
      alice.deleteChannel(alice.createChannel({ name: "staff", overwrites }).id);
    });
    expect(entries).toMatchObject([{ action_type: 10 }, { action_type: 12 }]);
    expect(JSON.stringify(entries[0])).toContain('{"key":"permission_overwrites","new_value":[{"id":');
    expect(JSON.stringify(entries[0])).not.toContain("old_value");
    expect(JSON.stringify(entries[1])).toContain('{"key":"permission_overwrites","old_value":[{"id":');
    expect(JSON.stringify(entries[1])).not.toContain("new_value");
  });

  test("a topic that is taken away has no new value", async () => {
    const [entry] = await written((alice, { guild }) => {
      alice.updateChannel(guild.addChannel({ name: "tea", topic: "leaves" }).id, { topic: null });
    });
    expect(entry).toMatchObject({ action_type: 11, changes: [{ key: "topic", old_value: "leaves" }] });
    expect(JSON.stringify(entry)).not.toContain("new_value");
  });

  test("a topic that is given for the first time has no old value", async () => {
    const [entry] = await written((alice, { guild }) => {
      alice.updateChannel(guild.addChannel({ name: "tea" }).id, { topic: "leaves" });
    });
    expect(JSON.stringify(entry)).toContain('"changes":[{"key":"topic","new_value":"leaves"}]');
  });

  test("what set-up gave shows later changes", async () => {
    await written((alice, { guild, roles, users }) => {
      const tea = guild.addChannel({ name: "tea" });
      const role = guild.state.role(roles.mods);
      const bob = guild.state.member(users.bob);
      alice.updateChannel(tea.id, { name: "coffee" });
      alice.setOverwrite(tea.id, { id: users.bob, type: "member", deny: 1n });
      alice.updateRole(role.id, { name: "helpers" });
      alice.addMemberRole(users.bob, role.id);
      expect(tea).toMatchObject({ name: "coffee", permission_overwrites: [{ deny: "1" }] });
      expect(role.name).toBe("helpers");
      expect(bob.roles).toEqual([role.id]);
    });
  });

  test("roles handed out and taken away come in one entry", async () => {
    let ids = { bob: "", mods: "", drift: "" };
    const entries = await written((alice, { users, roles }) => {
      ids = { bob: users.bob, ...roles };
      alice.addMemberRole(users.bob, roles.mods);
      alice.setMemberRoles(users.bob, [roles.drift]);
      alice.removeMemberRole(users.bob, roles.drift);
    });
    expect(entries).toEqual([
      { action_type: 25, target_id: ids.bob, changes: [add(ids.mods, "mods")] },
      { action_type: 25, target_id: ids.bob, changes: [add(ids.drift, "drift"), remove(ids.mods, "mods")] },
      { action_type: 25, target_id: ids.bob, changes: [remove(ids.drift, "drift")] },
    ]);
  });

  test("the guild's owner and two-factor level are guild updates", async () => {
    let ids = { guild: "", owner: "", bob: "" };
    const entries = await written((alice, { guild, users }) => {
      ids = { guild: guild.id, owner: guild.state.settings.owner_id, bob: users.bob };
      alice.transferOwnership(users.bob);
      alice.setMfaLevel(1);
    });
    expect(entries).toEqual([
      { action_type: 1, target_id: ids.guild, changes: [{ key: "owner_id", old_value: ids.owner, new_value: ids.bob }] },
      { action_type: 1, target_id: ids.guild, changes: [{ key: "mfa_level", old_value: 0, new_value: 1 }] },
    ]);
  });

  test("a bot comes with its managed role", async () => {
    let ids = { bot: "", role: "" };
    const entries = await written((alice) => {
      const { member, role } = alice.addBot({ name: "tunes", permissions: ["ADMINISTRATOR"] });
      expect(role).toMatchObject({ managed: true, tags: { bot_id: member.user.id }, permissions: "8" });
      expect(member).toMatchObject({ roles: [role.id], user: { bot: true } });
      ids = { bot: member.user.id, role: role.id };
    });
    expect(entries[0]).toEqual({ action_type: 28, target_id: ids.bot });
    expect(entries[1]).toMatchObject({ action_type: 30, target_id: ids.role });
  });

  test("a command permission is keyed by the snowflake that it is for", async () => {
    const input = { applicationId: "900000000000000001", commandId: "900000000000000002", id: "900000000000000003", type: "role" } as const;
    const entries = await written((alice) => {
      alice.setCommandPermission({ ...input, permission: true });
      alice.setCommandPermission({ ...input, permission: null });
    });
    const value = { id: input.id, type: 1, permission: true };
    const options = { application_id: input.applicationId };
    expect(entries).toEqual([
      { action_type: 121, target_id: input.commandId, options, changes: [{ key: input.id, new_value: value }] },
      { action_type: 121, target_id: input.commandId, options, changes: [{ key: input.id, old_value: value }] },
    ]);
  });

  test("a migration changes roles with one bare entry", async () => {
    let house: TeaHouse | undefined;
    const entries = await written((alice, opened) => {
      house = opened;
      alice.migrate(212);
    });
    expect(entries).toEqual([{ action_type: 212, target_id: null }]);
    expect(house?.guild.state.role(house.roles.mods).permissions).toBe(String(8194n | (1n << 51n)));
    expect(house?.guild.state.role(house.roles.drift).permissions).toBe("128");
  });

  test("moves are not logged, nor is what is done without log", async () => {
    const entries = await written((alice, { guild, roles }) => {
      const den = guild.addChannel({ name: "den", type: "category" });
      const tea = guild.addChannel({ name: "tea" });
      alice.moveRole(roles.mods, 1);
      alice.moveChannel(tea.id, { parentId: den.id, position: 7, sync: true });
      guild.unlogged.updateRole(roles.mods, { permissions: 8n });
      expect(guild.state.role(roles.mods)).toMatchObject({ position: 1, permissions: "8" });
      expect(guild.state.role(roles.drift).position).toBe(2);
      expect(guild.state.channel(tea.id)).toMatchObject({ parent_id: den.id, position: 7 });
    });
    expect(entries).toEqual([]);
  });

  test("a deleted role leaves members and channels without entries of their own", async () => {
    const entries = await written((alice, { guild, roles, users }) => {
      const tea = guild.addChannel({ name: "tea", overwrites: [{ id: roles.mods, type: "role", allow: 1024n }] });
      alice.deleteRole(roles.mods);
      expect(guild.state.channel(tea.id).permission_overwrites).toEqual([]);
      expect(guild.state.member(users.alice).roles).toEqual([]);
    });
    expect(entries).toHaveLength(1);
  });

  test.each([false, true])("a category's change reaches synced children alone (entries for them: %s)", async (logsSyncedChildren) => {
    const entries = await written((alice, { guild }) => {
      guild.state.logsSyncedChildren = logsSyncedChildren;
      const den = guild.addChannel({ name: "den", type: "category" });
      const synced = guild.addChannel({ name: "synced", parentId: den.id });
      const own = guild.addChannel({ name: "own", parentId: den.id, overwrites: [{ id: guild.id, type: "role", deny: 8n }] });
      alice.setOverwrite(den.id, { id: guild.id, type: "role", deny: 1024n });
      expect(synced.permission_overwrites).toEqual(den.permission_overwrites);
      expect(own.permission_overwrites).toHaveLength(1);
      expect(own.permission_overwrites[0]?.deny).toBe("8");
    });
    expect(entries).toHaveLength(logsSyncedChildren ? 2 : 1);
  });
});

test("reasons, missing actors and raw entries are given as they are", async () => {
  await using house = await openTeaHouse();
  house.guild.as(house.users.alice, "event night").setMfaLevel(1);
  house.guild.as(null).setMfaLevel(0);
  house.guild.appendAuditEntry({ id: "1573000000000000000", action_type: 999, reason: "@everyone <!-- x -->", options: { count: 3 } });
  const [late, first, second] = house.guild.auditEntries();
  expect(late).toEqual({
    id: "1573000000000000000",
    action_type: 999,
    user_id: null,
    target_id: null,
    reason: "@everyone <!-- x -->",
    options: { count: 3 },
  });
  expect(first).toMatchObject({ user_id: house.users.alice, reason: "event night" });
  expect(second?.user_id).toBeNull();
  expect(second).not.toHaveProperty("reason");
});

test("an entry that the log could not order is refused", async () => {
  await using house = await openTeaHouse();
  expect(() => house.guild.appendAuditEntry({ id: "soon" })).toThrow('The log cannot be ordered by the id "soon".');
});

test("the same clock gives the same ids, and ids rise while the clock stands still", async () => {
  await using one = await openTeaHouse();
  await using two = await openTeaHouse();
  expect(one.roles).toEqual(two.roles);
  expect(BigInt(one.users.bob)).toBeGreaterThan(BigInt(one.users.alice));
  expect(one.users.bob).toMatch(/^\d{17,19}$/);
});
