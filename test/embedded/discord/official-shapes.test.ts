import {
  ErrorResponseSchema,
  GuildAuditLogResponseSchema,
  GuildChannelResponseSchema,
  GuildMemberResponseSchema,
  GuildRoleResponseSchema,
  GuildWithCountsResponseSchema,
  RatelimitedResponseSchema,
  UserPIIResponseSchema,
} from "discord-api-spec/zod";
import { describe, expect, test } from "vitest";
import { rateLimitFault } from "../../../embedded/discord/faults.ts";
import { openTeaHouse, type TeaHouse } from "./tea-house.ts";

/** Makes one of everything, so that the answers are not empty. */
function furnish({ guild, users, roles }: TeaHouse): void {
  const alice = guild.as(users.alice, "for the shapes");
  const den = alice.createChannel({ name: "den", type: "category" });
  for (const type of ["text", "voice", "announcement", "stage", "forum"] as const) {
    alice.createChannel({ name: `a-${type}`, type, parentId: den.id });
  }
  const tea = alice.createChannel({ name: "tea", topic: "leaves" });
  alice.setOverwrite(tea.id, { id: users.bob, type: "member", allow: ["SEND_MESSAGES"] });
  alice.setOverwrite(tea.id, { id: roles.mods, type: "role", deny: ["SEND_MESSAGES"] });
  alice.setOverwrite(tea.id, { id: roles.mods, type: "role", allow: ["SEND_MESSAGES"] });
  alice.deleteOverwrite(tea.id, roles.mods);
  alice.replaceOverwrites(tea.id, []);
  alice.updateChannel(tea.id, { topic: null, nsfw: true });
  alice.deleteChannel(tea.id);
  alice.updateRole(roles.mods, { color: 5 });
  alice.deleteRole(alice.createRole({ name: "short-lived" }).id);
  alice.setMemberRoles(users.bob, [roles.mods]);
  alice.updateMember(users.bob, { nick: "Bobby", communication_disabled_until: "2026-11-21T10:00:00.000Z" });
  alice.addBot({ name: "tunes" });
  alice.updateGuild({ name: "Tea and cake", verification_level: 3, description: "Both." });
  alice.setMfaLevel(1);
  alice.transferOwnership(users.bob);
  alice.setCommandPermission({ applicationId: "900000000000000001", id: guild.id, type: "role", permission: false });
  alice.kickMember(users.alice);
  guild.as(null).log({ type: 20, target: users.bob });
}

describe("answers fit the official description", () => {
  test("the guild, with and without counts", async () => {
    await using house = await openTeaHouse();
    furnish(house);
    const { body } = await house.get(`/guilds/${house.guild.id}`);
    GuildWithCountsResponseSchema.parse(body);
    expect(body).toMatchObject({ name: "Tea and cake", owner_id: house.users.bob, mfa_level: 1 });
    expect(body).not.toHaveProperty("approximate_member_count");
    const counted = await house.get(`/guilds/${house.guild.id}?with_counts=true`);
    GuildWithCountsResponseSchema.parse(counted.body);
    expect(counted.body).toHaveProperty("approximate_member_count", 4);
  });

  test("roles, and how many members each has", async () => {
    await using house = await openTeaHouse();
    furnish(house);
    const { body } = await house.get(`/guilds/${house.guild.id}/roles`);
    const roles = body as { id: string; position: number }[];
    expect(roles).toHaveLength(4);
    for (const role of roles) GuildRoleResponseSchema.parse(role);
    expect(roles[0]).toMatchObject({ id: house.guild.id, name: "@everyone", position: 0 });
    const counts = await house.get(`/guilds/${house.guild.id}/roles/member-counts`);
    expect(counts.body).toMatchObject({ [house.roles.mods]: 1, [house.roles.drift]: 1 });
    expect(counts.body).not.toHaveProperty(house.guild.id);
  });

  test("channels, in the list and one by one", async () => {
    await using house = await openTeaHouse();
    furnish(house);
    const { body } = await house.get(`/guilds/${house.guild.id}/channels`);
    const channels = body as { id: string }[];
    expect(channels).toHaveLength(6);
    for (const channel of channels) GuildChannelResponseSchema.parse(channel);
    const alone = await Array.fromAsync(channels, async ({ id }) => (await house.get(`/channels/${id}`)).body);
    expect(alone).toEqual(channels);
  });

  test("members and the bot itself", async () => {
    await using house = await openTeaHouse();
    furnish(house);
    const bob = await house.get(`/guilds/${house.guild.id}/members/${house.users.bob}`);
    GuildMemberResponseSchema.parse(bob.body);
    expect(bob.body).toMatchObject({ nick: "Bobby", roles: [house.roles.mods], user: { username: "bob" } });
    const refused = await house.get(`/guilds/${house.guild.id}/members?limit=10`);
    expect(refused).toMatchObject({ status: 403, body: { code: 50_001 } });
    house.guild.state.listsMembers = true;
    const all = (await house.get(`/guilds/${house.guild.id}/members?limit=10`)).body as { user: { id: string } }[];
    for (const member of all) GuildMemberResponseSchema.parse(member);
    expect(all.map(({ user }) => user.id)).toContain(house.users.bob);
    const first = (await house.get(`/guilds/${house.guild.id}/members`)).body;
    expect(first).toEqual(all.slice(0, 1));
    const rest = await house.get(`/guilds/${house.guild.id}/members?limit=10&after=${all[0]?.user.id}`);
    expect(rest.body).toEqual(all.slice(1));
    const tooMany = await house.get(`/guilds/${house.guild.id}/members?limit=1001`);
    expect(tooMany).toMatchObject({ status: 400, body: { code: 50_035 } });
    const self = await house.get("/users/@me");
    UserPIIResponseSchema.parse(self.body);
    expect(self.body).toMatchObject({ id: house.bot.userId, bot: true });
  });

  test("the audit log with an entry of every type that this server writes", async () => {
    await using house = await openTeaHouse();
    furnish(house);
    const { body } = await house.get(`/guilds/${house.guild.id}/audit-logs?limit=100`);
    GuildAuditLogResponseSchema.parse(body);
    const types = new Set((await house.entries("?limit=100")).map((entry) => entry.action_type));
    expect([...types].toSorted((left, right) => Number(left) - Number(right))).toEqual([
      1, 10, 11, 12, 13, 14, 15, 20, 24, 25, 28, 30, 31, 32, 121,
    ]);
    expect(Object.keys(body as object)).toHaveLength(8);
  });

  test("errors and rate limits", async () => {
    await using house = await openTeaHouse();
    const paths = ["/channels/900000000000000009", "/guilds/900000000000000009", "/nowhere"];
    const errors = await Array.fromAsync(paths, async (path) => (await house.get(path)).body);
    errors.push((await house.get("/users/@me", "Bot wrong")).body);
    expect(errors.map((error) => ErrorResponseSchema.safeParse(error).success)).toEqual([true, true, true, true]);
    house.discord.faults.add({ fault: rateLimitFault({ retryAfter: 0.5 }) });
    const { body } = await house.get("/users/@me");
    expect(RatelimitedResponseSchema.parse(body)).toHaveProperty("retry_after", 0.5);
  });
});

test("migrations are outside of the official description: only their entries fail it", async () => {
  await using house = await openTeaHouse();
  const path = `/guilds/${house.guild.id}/audit-logs`;
  const fits = async (): Promise<boolean> => GuildAuditLogResponseSchema.safeParse((await house.get(path)).body).success;
  expect(await fits()).toBe(true);
  house.guild.as(house.users.alice).migrate(213);
  expect(await fits()).toBe(false);
  const [entry] = await house.entries();
  expect(Object.keys(entry ?? {}).toSorted()).toEqual(["action_type", "id", "target_id", "user_id"]);
  expect(entry).toMatchObject({ action_type: 213, user_id: house.users.alice, target_id: null });
});
