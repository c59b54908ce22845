import { describe, expect, test } from "vitest";
import { aGuild, GUILD, policyText } from "../guild.ts";

const MOD = ["KICK_MEMBERS", "MANAGE_MESSAGES"];

describe("events", () => {
  test("member.granted: the subject is the role, the target the member; critical for ADMINISTRATOR, high for what leads to it", async () => {
    const tea = aGuild();
    await tea.run();
    tea.guild.addRole({ id: "150", name: "Builder", permissions: "MANAGE_CHANNELS" });
    const policy = policyText({ roles: 'Builder: { id: "150", permissions: [MANAGE_CHANNELS] }' });
    tea.by("alice", "welcome").addMemberRole("903", "101");
    tea.by("alice").setMemberRoles("902", ["102", "103", "150"]);
    tea.by("alice").removeMemberRole("903", "101");
    const { findings } = (await tea.run({ policy })).report;
    expect(tea.short(findings)).toEqual([
      "member.granted/role:101/member:903@#1 critical event exact #1",
      "member.granted/role:150/member:902@#2 high event exact #2",
    ]);
    expect(findings[0]).toMatchObject({
      subject: { type: "role", id: "101", name: "Admin" },
      target: { type: "member", id: "903", name: "mallory" },
      desired: null,
      live: { kind: "event", before: null, after: { id: "101", name: "Admin" } },
      policy: null,
    });
    expect(await tea.told({ policy })).toEqual([]);
  });

  test("member.granted is judged by what the role held when it was handed out, too", async () => {
    const tea = aGuild();
    await tea.run();
    tea.by("mallory").updateRole("102", { permissions: [...MOD, "ADMINISTRATOR"] });
    tea.by("mallory").addMemberRole("902", "102");
    tea.by("mallory").updateRole("102", { permissions: MOD });
    expect(await tea.told()).toEqual([
      "change.reverted/role:102@#1 critical reverted exact #1 #3",
      "member.granted/role:102/member:902@#2 critical event exact #2",
    ]);
    tea.by("mallory").addMemberRole("903", "102");
    tea.by("mallory").updateRole("102", { permissions: ["MANAGE_ROLES"] });
    tea.by("mallory").updateRole("102", { permissions: MOD });
    expect(await tea.told()).toEqual(["change.reverted/role:102@#5 high reverted exact #5 #6"]);
  });

  test("member.granted of a role that is gone since is judged by all that the log says it held", async () => {
    const tea = aGuild();
    await tea.run();
    tea.by("mallory").createRole({ id: "140", name: "ghost", permissions: "MANAGE_GUILD" });
    tea.by("mallory").addMemberRole("903", "140");
    tea.by("mallory").deleteRole("140");
    expect(await tea.told()).toEqual([
      "change.reverted/role:140@#1 high reverted exact #1 #3",
      "member.granted/role:140/member:903@#2 high event exact #2",
    ]);
  });

  test("bot.added", async () => {
    const tea = aGuild();
    await tea.run();
    tea.by("mallory").addBot({ id: "810", name: "helper-bot", permissions: "SEND_MESSAGES" });
    const { findings } = (await tea.run()).report;
    expect(tea.short(findings)).toEqual(["bot.added/guild:100/member:810@#1 high event exact #1"]);
    expect(findings[0]).toMatchObject({ target: { name: "helper-bot" } });
  });

  test("guild.owner.changed and guild.mfa.changed, where the policy does not name them", async () => {
    const tea = aGuild();
    await tea.run();
    tea.by("alice").transferOwnership("903");
    tea.by("mallory").setMfaLevel(1);
    tea.by("mallory").setMfaLevel(0);
    const { findings } = (await tea.run()).report;
    expect(tea.short(findings)).toEqual([
      "guild.owner.changed/guild:100@#1 critical event exact #1",
      "guild.mfa.changed/guild:100@#3 high event exact #3",
      "guild.mfa.changed/guild:100@#2 low event exact #2",
    ]);
    expect(findings.map(({ live }) => live)).toEqual([
      { kind: "event", before: "900", after: "903" },
      { kind: "event", before: 1, after: 0 },
      { kind: "event", before: 0, after: 1 },
    ]);
  });

  test("an owner who is not named any more, and one about whom the entry says nothing", async () => {
    const tea = aGuild();
    await tea.run();
    tea.guild.appendAuditEntry({ action_type: 1, target_id: GUILD, changes: [{ key: "owner_id", old_value: "900", new_value: null }] });
    tea.guild.appendAuditEntry({ action_type: 1, target_id: GUILD, changes: [{ key: "owner_id", new_value: "902" }] });
    const { findings } = (await tea.run()).report;
    expect(findings.map(({ live }) => live)).toEqual([
      { kind: "event", before: "900", after: null },
      { kind: "event", before: null, after: "902" },
    ]);
  });

  test("command.permissions", async () => {
    const tea = aGuild();
    await tea.run();
    tea.by("mallory").setCommandPermission({ applicationId: "820", commandId: "821", id: GUILD, type: "role", permission: true });
    const { findings } = (await tea.run()).report;
    expect(tea.short(findings)).toEqual(["command.permissions/guild:100@#1 medium event exact #1"]);
    expect(findings[0]).toMatchObject({
      live: { before: [{ type: "role", id: GUILD, allowed: null }], after: [{ type: "role", id: GUILD, allowed: true }] },
    });
  });

  test("entries that name no target are no events", async () => {
    const tea = aGuild();
    tea.guild.appendAuditEntry({ action_type: 25, changes: [{ key: "$add", new_value: [{ id: "101", name: "Admin" }] }] });
    tea.guild.appendAuditEntry({ action_type: 28 });
    tea.guild.appendAuditEntry({ action_type: 30 });
    tea.guild.appendAuditEntry({ action_type: 10 });
    tea.guild.appendAuditEntry({ action_type: 14, target_id: "204" });
    expect(await tea.told()).toEqual([]);
  });

  test("an event whose entry waits in a field is told once, by the next run", async () => {
    const tea = aGuild();
    const policy = policyText({ head: 'owner: "900"' });
    await tea.run({ policy });
    const beforeLog = (): void => {
      tea.by("mallory").updateGuild({ owner_id: "903", mfa_level: 1 });
    };
    expect(await tea.told({ policy, beforeLog })).toEqual([]);
    expect(await tea.told({ policy })).toEqual([
      "guild.owner/guild:100 critical unapproved exact #1",
      "guild.mfa.changed/guild:100@#1 low event exact #1",
    ]);
    expect(await tea.told({ policy })).toEqual(["guild.owner/guild:100 critical unapproved exact #1"]);
  });

  test("audit.gap: a stretch that Discord has forgotten, told once", async () => {
    const tea = aGuild();
    tea.by("bob").updateRole("103", { color: 5 });
    await tea.run();
    tea.wait(46 * 24 * 60);
    const { findings } = (await tea.run()).report;
    expect(findings).toMatchObject([
      { kind: "audit.gap", severity: "medium", cause: "event", attribution: { status: "none", changes: [] } },
    ]);
    expect(findings[0]?.key).toMatch(/^audit\.gap\/guild:100@\d+$/);
    expect(await tea.told()).toEqual([]);
    tea.wait(44 * 24 * 60);
    expect(await tea.told()).toEqual([]);
  });
});

describe("a first check, or one after a lost cursor", () => {
  test.each([false, true])(
    "tells events of the last day as news, and older ones as past when critical or high (cursor lost: %s)",
    async (lost) => {
      const tea = aGuild();
      tea.by("mallory").addMemberRole("902", "101");
      tea.by("mallory").setCommandPermission({ applicationId: "820", id: GUILD, type: "role", permission: true });
      tea.by("mallory").updateRole("102", { permissions: [...MOD, "ADMINISTRATOR"] });
      tea.by("mallory").updateRole("102", { permissions: MOD });
      tea.by("mallory").updateRole("103", { permissions: ["ADD_REACTIONS", "BAN_MEMBERS"] });
      tea.wait(25 * 60);
      tea.by("mallory").addMemberRole("903", "101");
      const { report } = await tea.run({ lost });
      expect(report.start.kind).toBe(lost ? "lost" : "first");
      expect(report.findings.map(({ past }) => past === true)).toEqual([true, true, false, false]);
      expect(tea.short(report.findings)).toEqual([
        "change.reverted/role:102@#3 critical reverted exact #3 #4",
        "member.granted/role:101/member:902@#1 critical event exact #1",
        "member.granted/role:101/member:903@#6 critical event exact #6",
        "role.permissions/role:103 high unapproved exact #5",
      ]);
      expect(tea.short(report.history)).toEqual(["command.permissions/guild:100@#2 medium event exact #2"]);
      expect(tea.short((await tea.run()).report.findings)).toEqual(["role.permissions/role:103 high unapproved exact #5"]);
    },
  );
});
