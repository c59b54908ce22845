import { describe, expect, test } from "vitest";
import { permissionBits, allPermissions, type PermissionInput } from "../../../embedded/discord/permission-bits.ts";
import { channelPermissions, guildPermissions } from "../../../embedded/discord/permissions.ts";
import { openTeaHouse, type TeaHouse } from "./tea-house.ts";

const view = permissionBits("VIEW_CHANNEL");
const send = permissionBits("SEND_MESSAGES");

interface Rule {
  readonly who: "everyone" | "drift" | "mods" | "alice" | "bob";
  readonly allow?: PermissionInput;
  readonly deny?: PermissionInput;
}

/** Alice (with both roles) in a channel with these overwrites; @everyone may view and send. */
function aliceIn(house: TeaHouse, rules: readonly Rule[]): bigint {
  const { guild, users, roles } = house;
  guild.unlogged.updateRole(guild.id, { permissions: view | send });
  guild.unlogged.updateRole(roles.mods, { permissions: 0n });
  guild.unlogged.updateRole(roles.drift, { permissions: 0n });
  guild.unlogged.setMemberRoles(users.alice, [roles.mods, roles.drift]);
  const ids = { everyone: guild.id, ...roles, ...users };
  const overwrites = rules.map(({ who, allow = 0n, deny = 0n }) => {
    const type = who === "alice" || who === "bob" ? ("member" as const) : ("role" as const);
    return { id: ids[who], type, allow, deny };
  });
  return channelPermissions(guild.state, users.alice, guild.addChannel({ name: "tea", overwrites }));
}

describe("the documented algorithm", () => {
  test.each<[string, Rule[], bigint]>([
    ["no overwrites: the roles' bits", [], view | send],
    ["@everyone's deny takes away", [{ who: "everyone", deny: send }], view],
    [
      "a role's allow beats @everyone's deny",
      [
        { who: "mods", allow: send },
        { who: "everyone", deny: send },
      ],
      view | send,
    ],
    [
      "any role's allow beats another role's deny",
      [
        { who: "drift", allow: send },
        { who: "mods", deny: send },
      ],
      view | send,
    ],
    [
      "the member's deny beats a role's allow",
      [
        { who: "alice", deny: send },
        { who: "mods", allow: send },
      ],
      view,
    ],
    [
      "the member's allow beats all denies",
      [
        { who: "alice", allow: send },
        { who: "mods", deny: send },
      ],
      view | send,
    ],
    ["allow wins over deny in one overwrite", [{ who: "mods", allow: send, deny: send }], view | send],
    ["other members' overwrites do not count", [{ who: "bob", deny: send }], view | send],
  ])("%s", async (_, rules, expected) => {
    await using house = await openTeaHouse();
    expect(aliceIn(house, rules)).toBe(expected);
  });

  test("administrators and the owner have everything, overwrites or not", async () => {
    await using house = await openTeaHouse();
    const { guild, users, roles } = house;
    const staff = guild.addChannel({ name: "staff", overwrites: [{ id: users.alice, type: "member", deny: allPermissions }] });
    guild.unlogged.updateRole(roles.mods, { permissions: "ADMINISTRATOR" });
    expect(channelPermissions(guild.state, users.alice, staff)).toBe(allPermissions);
    guild.unlogged.setMemberRoles(users.alice, []);
    expect(channelPermissions(guild.state, users.alice, staff)).toBe(0n);
    guild.unlogged.transferOwnership(users.alice);
    expect(guildPermissions(guild.state, users.alice)).toBe(allPermissions);
  });

  test("a time-out leaves viewing and reading, until it ends", async () => {
    await using house = await openTeaHouse();
    const { guild, users } = house;
    guild.unlogged.updateMember(users.bob, { communication_disabled_until: "2026-11-20T11:00:00Z" });
    expect(guildPermissions(guild.state, users.bob)).toBe(permissionBits(["VIEW_CHANNEL", "READ_MESSAGE_HISTORY"]));
    house.clock.time = new Date("2026-11-20T11:00:01Z");
    expect(guildPermissions(guild.state, users.bob) & send).toBe(send);
  });

  test("names are those that Discord documents", () => {
    expect(permissionBits(["SEND_TTS_MESSAGES", "USE_VAD"])).toBe((1n << 12n) | (1n << 25n));
    expect(allPermissions).toBe(8_866_461_766_385_663n);
    expect(() => permissionBits("MANAGE_MESAGES")).toThrow('There is no permission "MANAGE_MESAGES".');
  });
});
