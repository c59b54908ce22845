import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/drift/finding.ts";
import { bitsOf } from "../../src/permissions/flags.ts";
import { aGuild, GUILD, policyText, type RunOptions, type TestGuild } from "../guild.ts";

async function only(tea: TestGuild, options?: RunOptions): Promise<Finding> {
  const { findings } = (await tea.run(options)).report;
  expect(findings).toHaveLength(1);
  const [finding] = findings;
  if (finding === undefined) throw new Error("no finding");
  return finding;
}

describe("a guild that is as the policy says", () => {
  test("is in line, run after run", async () => {
    const tea = aGuild();
    expect((await tea.run()).report).toMatchObject({ result: "in-line", findings: [], approved: [], unchecked: [] });
    tea.wait(60);
    expect((await tea.run()).report).toMatchObject({ result: "in-line", start: { kind: "continued" } });
    expect(tea.probed).toEqual([]);
  });
});

describe("state findings of roles", () => {
  test("role.permissions: desired and live are sets, the difference is told per bit, the place is the line of the permissions", async () => {
    const tea = aGuild();
    tea.by("mallory", "event night").updateRole("102", { permissions: ["KICK_MEMBERS", "ADMINISTRATOR"] });
    expect(await only(tea)).toMatchObject({
      key: "role.permissions/role:102",
      severity: "critical",
      cause: "unapproved",
      subject: { type: "role", id: "102", name: "Mod" },
      desired: { kind: "permissions", bits: bitsOf(["KICK_MEMBERS", "MANAGE_MESSAGES"]) },
      live: { kind: "permissions", bits: bitsOf(["KICK_MEMBERS", "ADMINISTRATOR"]) },
      granted: bitsOf(["ADMINISTRATOR"]),
      revoked: bitsOf(["MANAGE_MESSAGES"]),
      attribution: { status: "exact", changes: [{ action: "ROLE_UPDATE", actor: { name: "mallory", bot: false }, reason: "event night" }] },
      policy: { file: "permissions.yaml", line: 7 },
    });
  });

  test("role.permissions under bounds: what lies between at-least and at-most is free, and desired shows the bounds", async () => {
    const tea = aGuild();
    const policy = policyText({ roles: 'Keeper: { id: "120", at-least: [ADD_REACTIONS], at-most: [ADD_REACTIONS, SEND_MESSAGES] }' });
    tea.guild.addRole({ id: "120", name: "Keeper", permissions: ["ADD_REACTIONS"] });
    expect(await tea.told({ policy })).toEqual([]);
    tea.by("mallory").updateRole("120", { permissions: ["ADD_REACTIONS", "SEND_MESSAGES"] });
    const free = await tea.run({ policy });
    expect(free.report.findings).toEqual([]);
    expect(free.report.approved).toEqual([]);
    tea.by("mallory").updateRole("120", { permissions: ["SEND_MESSAGES", "BAN_MEMBERS"] });
    expect(await only(tea, { policy })).toMatchObject({
      key: "role.permissions/role:120",
      desired: { kind: "bounds", atLeast: bitsOf(["ADD_REACTIONS"]), atMost: bitsOf(["ADD_REACTIONS", "SEND_MESSAGES"]) },
      granted: bitsOf(["BAN_MEMBERS"]),
      revoked: bitsOf(["ADD_REACTIONS"]),
      attribution: { status: "exact" },
    });
  });

  test("a role without permissions in the policy is unmanaged: whatever it holds is no drift, and it is listed as unmanaged", async () => {
    const tea = aGuild();
    tea.guild.addRole({ id: "120", name: "Keeper", permissions: "ADMINISTRATOR" });
    const { report } = await tea.run({ policy: policyText({ roles: 'Keeper: { id: "120" }' }) });
    expect(report.findings).toEqual([]);
    expect(report.unmanaged).toContainEqual({ type: "role", id: "120", name: "Keeper" });
  });

  test("role.unexpected grants all that the role holds", async () => {
    const tea = aGuild();
    await tea.run();
    const made = tea.by("mallory").createRole({ name: "helpers", permissions: ["BAN_MEMBERS", "SEND_MESSAGES"] });
    const finding = await only(tea);
    expect(tea.short([finding])).toEqual([`role.unexpected/role:${made.id} high unapproved exact #1`]);
    expect(finding).toMatchObject({
      desired: null,
      live: { kind: "role", name: "helpers", permissions: bitsOf(["BAN_MEMBERS", "SEND_MESSAGES"]) },
      granted: bitsOf(["BAN_MEMBERS", "SEND_MESSAGES"]),
      policy: null,
    });
  });

  test("role.missing revokes all that the role held, and speaks for the overwrites that went with it", async () => {
    const tea = aGuild();
    await tea.run();
    tea.by("mallory").deleteRole("102");
    const finding = await only(tea);
    expect(tea.short([finding])).toEqual(["role.missing/role:102 medium unapproved exact #1"]);
    expect(finding).toMatchObject({
      desired: { kind: "role", name: "Mod", permissions: bitsOf(["KICK_MEMBERS", "MANAGE_MESSAGES"]) },
      live: null,
      revoked: bitsOf(["KICK_MEMBERS", "MANAGE_MESSAGES"]),
      policy: { line: 7 },
    });
  });

  test("role.renamed is low, and its difference is the two names", async () => {
    const tea = aGuild();
    await tea.run();
    tea.by("mallory").updateRole("102", { name: "mods" });
    const finding = await only(tea);
    expect(tea.short([finding])).toEqual(["role.renamed/role:102 low unapproved exact #1"]);
    expect(finding).toMatchObject({ desired: { text: "Mod" }, live: { text: "mods" } });
  });

  test("with manage.roles: listed a role that is not listed is nobody's business", async () => {
    const tea = aGuild();
    tea.by("mallory").createRole({ id: "150", name: "helpers", permissions: "ADMINISTRATOR" });
    const { report } = await tea.run({ policy: policyText({ head: "manage: { roles: listed }" }) });
    expect(report).toMatchObject({ result: "in-line", findings: [], approved: [] });
    expect(report.unmanaged).toContainEqual({ type: "role", id: "150", name: "helpers" });
  });

  test("a managed role is compared like any other with manage.managed-roles: all", async () => {
    const tea = aGuild();
    expect(await tea.told({ policy: policyText({ head: "manage: { managed-roles: all }" }) })).toEqual([
      "role.unexpected/role:110 medium unexplained none",
    ]);
  });
});

describe("roles that the policy passes over by name or owner, and that hold a dangerous permission", () => {
  const policy = policyText({ head: 'ignore: [{ roles: "color-*", reason: cosmetic }]' });

  test("@everyone may be left out of the policy, but not hold a dangerous permission unseen", async () => {
    const tea = aGuild();
    const silent = policyText().replace(/ *"@everyone": \{ permissions: .*\n/, "");
    tea.guild.unlogged.updateRole(GUILD, { permissions: ["VIEW_CHANNEL", "MENTION_EVERYONE"] });
    expect(await tea.told({ policy: silent })).toEqual([]);
    tea.by("mallory").updateRole(GUILD, { permissions: ["VIEW_CHANNEL", "MENTION_EVERYONE", "ADMINISTRATOR"] });
    const finding = await only(tea, { policy: silent });
    expect(finding).toMatchObject({
      key: `role.unexpected/role:${GUILD}`,
      severity: "critical",
      cause: "unapproved",
      effect: [{ who: { id: GUILD }, channels: [], gained: bitsOf(["ADMINISTRATOR"]) }],
    });
    expect(finding.attribution.changes).toMatchObject([{ action: "ROLE_UPDATE", actor: { name: "mallory" } }]);
    expect(finding.note).toContain("Every member holds this role");
  });

  test("a name does not hide an ignored role, and the entry that gave it the permission is named", async () => {
    const tea = aGuild();
    tea.guild.addRole({ id: "130", name: "color-red", permissions: "SEND_MESSAGES" });
    expect(await tea.told({ policy })).toEqual([]);
    tea.by("mallory").updateRole("130", { permissions: ["SEND_MESSAGES", "ADMINISTRATOR"] });
    const finding = await only(tea, { policy });
    expect(tea.short([finding])).toEqual(["role.unexpected/role:130 critical unapproved exact #1"]);
    expect(finding.note).toContain("ignores roles of this name");
  });

  test("a bot's own role that is given one is reported, with its entry", async () => {
    const tea = aGuild();
    await tea.run({ policy });
    tea.by("mallory").updateRole("110", { permissions: ["VIEW_AUDIT_LOG", "VIEW_CHANNEL", "MANAGE_ROLES"] });
    const finding = await only(tea, { policy });
    expect(tea.short([finding])).toEqual(["role.unexpected/role:110 high unapproved exact #1"]);
    expect(finding.note).toContain("belongs to a bot");
  });

  test("one that is made with it is attributed to its making", async () => {
    const tea = aGuild();
    await tea.run({ policy });
    tea.by("mallory").createRole({ id: "130", name: "color-red", permissions: "ADMINISTRATOR" });
    expect(await tea.told({ policy })).toEqual(["role.unexpected/role:130 critical unapproved exact #1"]);
  });

  test("one that had it for a while is told as reverted", async () => {
    const tea = aGuild();
    tea.guild.addRole({ id: "130", name: "color-red", permissions: "SEND_MESSAGES" });
    await tea.run({ policy });
    tea.by("mallory").updateRole("130", { permissions: ["SEND_MESSAGES", "ADMINISTRATOR"] });
    tea.by("mallory").updateRole("130", { permissions: ["SEND_MESSAGES"] });
    tea.by("mallory").updateRole("110", { permissions: ["VIEW_AUDIT_LOG", "VIEW_CHANNEL", "MANAGE_ROLES"] });
    tea.by("mallory").updateRole("110", { permissions: ["VIEW_AUDIT_LOG", "VIEW_CHANNEL"] });
    expect(await tea.told({ policy })).toEqual([
      "change.reverted/role:130@#1 critical reverted exact #1 #2",
      "change.reverted/role:110@#3 high reverted exact #3 #4",
    ]);
  });

  test("what is harmless on them stays unmentioned", async () => {
    const tea = aGuild();
    tea.guild.addRole({ id: "130", name: "color-red", permissions: "SEND_MESSAGES" });
    await tea.run({ policy });
    tea.by("mallory").updateRole("130", { permissions: ["SEND_MESSAGES", "ADD_REACTIONS"] });
    tea.by("mallory").updateRole("130", { permissions: ["SEND_MESSAGES"] });
    tea.by("mallory").updateRole("110", { permissions: ["VIEW_AUDIT_LOG", "VIEW_CHANNEL", "SPEAK"] });
    expect((await tea.run({ policy })).report).toMatchObject({ result: "in-line", approved: [] });
  });

  test("an entry made after the state was read is attributed by the next run", async () => {
    const tea = aGuild();
    tea.guild.addRole({ id: "130", name: "color-red", permissions: "SEND_MESSAGES" });
    await tea.run({ policy });
    const beforeLog = (): void => {
      tea.by("mallory").updateRole("130", { permissions: ["SEND_MESSAGES", "ADMINISTRATOR"] });
    };
    expect(await tea.told({ policy, beforeLog })).toEqual([]);
    expect(await tea.told({ policy })).toEqual(["role.unexpected/role:130 critical unapproved exact #1"]);
  });
});

describe("an unexpected role that stands", () => {
  test("and is given more for a while is told as reverted", async () => {
    const tea = aGuild();
    tea.by("bob").createRole({ id: "130", name: "party", permissions: "SEND_MESSAGES" });
    await tea.run();
    tea.by("mallory").updateRole("130", { permissions: ["SEND_MESSAGES", "ADMINISTRATOR"] });
    tea.by("mallory").updateRole("130", { permissions: ["SEND_MESSAGES"] });
    expect(await tea.told()).toEqual([
      "change.reverted/role:130@#2 critical reverted exact #2 #3",
      "role.unexpected/role:130 low unapproved exact #1",
    ]);
  });

  test("and is given more for good: both entries explain it", async () => {
    const tea = aGuild();
    tea.by("bob").createRole({ id: "130", name: "party", permissions: "SEND_MESSAGES" });
    await tea.run();
    tea.by("mallory").updateRole("130", { permissions: ["SEND_MESSAGES", "ADMINISTRATOR"] });
    expect(await tea.told()).toEqual(["role.unexpected/role:130 critical unapproved exact #1 #2"]);
  });

  test("and is deleted: the deletion is approved", async () => {
    const tea = aGuild();
    tea.by("bob").createRole({ id: "130", name: "party", permissions: "SEND_MESSAGES" });
    await tea.run();
    tea.by("alice").deleteRole("130");
    const checked = await tea.run();
    expect(checked.report.result).toBe("in-line");
    expect(tea.approvedIn(checked)).toEqual(["role:130 #2"]);
    expect(checked.report.approved[0]?.subject.name).toBe("party");
  });
});

describe("state findings of overwrites", () => {
  const everyone = { id: GUILD, type: "role" } as const;

  test("overwrite.changed: subject is the channel, target is the role", async () => {
    const tea = aGuild();
    await tea.run();
    tea.by("mallory").setOverwrite("205", { ...everyone, allow: "MENTION_EVERYONE" });
    const finding = await only(tea);
    expect(tea.short([finding])).toEqual([`overwrite.changed/channel:205/role:${GUILD} high unapproved exact #1`]);
    expect(finding).toMatchObject({
      subject: { type: "channel", id: "205", name: "news" },
      target: { type: "role", id: GUILD, name: "@everyone" },
      desired: { kind: "overwrite", allow: 0n, deny: bitsOf(["SEND_MESSAGES"]) },
      live: { kind: "overwrite", allow: bitsOf(["MENTION_EVERYONE"]), deny: 0n },
      granted: bitsOf(["MENTION_EVERYONE", "SEND_MESSAGES"]),
      revoked: 0n,
      policy: { line: 22 },
    });
  });

  test("overwrite.unexpected: a target that is not listed, members included", async () => {
    const tea = aGuild();
    await tea.run();
    tea.by("mallory").setOverwrite("204", { id: "903", type: "member", allow: "MANAGE_MESSAGES" });
    const finding = await only(tea);
    expect(tea.short([finding])).toEqual(["overwrite.unexpected/channel:204/member:903 medium unapproved exact #1"]);
    expect(finding).toMatchObject({ desired: null, granted: bitsOf(["MANAGE_MESSAGES"]) });
  });

  test("overwrite.missing: the rights that it took away are back", async () => {
    const tea = aGuild();
    await tea.run();
    tea.by("mallory").deleteOverwrite("205", GUILD);
    const finding = await only(tea);
    expect(tea.short([finding])).toEqual([`overwrite.missing/channel:205/role:${GUILD} medium unapproved exact #1`]);
    expect(finding).toMatchObject({ live: null, granted: bitsOf(["SEND_MESSAGES"]), revoked: 0n });
  });

  test("an overwrite that is present and empty is the same as none, on both sides", async () => {
    const tea = aGuild();
    tea.by("bob").setOverwrite("204", { ...everyone });
    const policy = policyText({ channels: 'quiet: { id: "210", overwrites: { Mod: {} } }' });
    tea.guild.addChannel({ id: "210", name: "quiet" });
    expect(await tea.told({ policy })).toEqual([]);
  });

  test("a permission that is allowed and denied at once counts as allowed", async () => {
    const tea = aGuild();
    tea.by("mallory").setOverwrite("205", { ...everyone, allow: "SEND_MESSAGES", deny: "SEND_MESSAGES" });
    expect(await only(tea)).toMatchObject({ granted: bitsOf(["SEND_MESSAGES"]), revoked: 0n, attribution: { status: "exact" } });
    const policy = policyText({ channels: 'open: { id: "210", overwrites: { Mod: { allow: [SEND_MESSAGES] } } }' });
    const other = aGuild();
    other.guild.addChannel({
      id: "210",
      name: "open",
      overwrites: [{ id: "102", type: "role", allow: "SEND_MESSAGES", deny: "SEND_MESSAGES" }],
    });
    expect(await other.told({ policy })).toEqual([]);
  });

  test("a channel without the key overwrites is unmanaged, and said to be", async () => {
    const tea = aGuild();
    const policy = policyText({ channels: 'free: { id: "210" }' });
    tea.guild.addChannel({ id: "210", name: "free", overwrites: [{ ...everyone, allow: "MENTION_EVERYONE" }] });
    const { report } = await tea.run({ policy });
    expect(report.findings).toEqual([]);
    expect(report.unmanaged).toContainEqual({ type: "channel", id: "210", name: "free" });
  });

  test("an overwrite for a role by id, listed or gone, is compared like any other", async () => {
    const tea = aGuild();
    const policy = policyText({ channels: 'den: { id: "210", overwrites: { "role:666": { deny: [SEND_MESSAGES] } } }' });
    tea.guild.addChannel({ id: "210", name: "den", overwrites: [{ id: "666", type: "role", deny: "SEND_MESSAGES" }] });
    expect(await tea.told({ policy })).toEqual([]);
    tea.by("mallory").deleteOverwrite("210", "666");
    expect(await tea.told({ policy })).toEqual(["overwrite.missing/channel:210/role:666 low unapproved exact #1"]);
  });
});

describe("synced channels", () => {
  const open = { id: GUILD, type: "role", allow: "VIEW_CHANNEL" } as const;
  const staffOpened = `overwrite.changed/channel:201/role:${GUILD} high unapproved exact #1`;

  test.each([false, true])("the category's finding names the children that went with it (entries of their own: %s)", async (logged) => {
    const tea = aGuild();
    tea.guild.state.logsSyncedChildren = logged;
    await tea.run();
    tea.by("mallory").setOverwrite("201", open);
    const finding = await only(tea);
    expect(tea.short([finding])).toEqual([staffOpened]);
    expect(finding.also).toEqual([
      { id: "202", name: "staff-chat" },
      { id: "203", name: "staff-log" },
    ]);
    tea.by("alice").setOverwrite("201", { id: GUILD, type: "role", deny: "VIEW_CHANNEL" });
    expect((await tea.run()).report.result).toBe("in-line");
  });

  test("a child that differs from policy and category is told per target, at the line of its sync", async () => {
    const tea = aGuild();
    await tea.run();
    tea.by("mallory").setOverwrite("202", open);
    const finding = await only(tea);
    expect(tea.short([finding])).toEqual([`overwrite.changed/channel:202/role:${GUILD} high unapproved exact #1`]);
    expect(finding.policy).toMatchObject({ line: 19 });
  });

  test("a child that stays open when its category is closed again is told, with the category's entry as what is likely", async () => {
    const tea = aGuild();
    await tea.run();
    tea.by("mallory").setOverwrite("201", open);
    await tea.run();
    tea.by("alice").setOverwrite("201", { id: GUILD, type: "role", deny: "VIEW_CHANNEL" });
    tea.guild.unlogged.setOverwrite("202", open);
    const finding = await only(tea);
    expect(finding).toMatchObject({ key: `overwrite.changed/channel:202/role:${GUILD}`, severity: "high" });
  });

  test("a child that is moved into an open category and synced there is told: no other finding names what it shows", async () => {
    const tea = aGuild();
    const policy = policyText({ channels: 'Lounge: { id: "220", type: category, overwrites: {} }' });
    tea.guild.addChannel({ id: "220", name: "Lounge", type: "category" });
    await tea.run({ policy });
    tea.by("mallory").moveChannel("202", { parentId: "220", sync: true });
    expect(await tea.told({ policy })).toEqual([
      `overwrite.missing/channel:202/role:${GUILD} high unexplained none`,
      "channel.moved/channel:202 low unexplained none",
      "overwrite.missing/channel:202/role:102 low unexplained none",
      "overwrite.missing/channel:202/role:110 low unexplained none",
    ]);
  });

  test.each([false, true])(
    "a category that is opened and closed between two runs is one finding (entries of the children: %s)",
    async (logged) => {
      const tea = aGuild();
      tea.guild.state.logsSyncedChildren = logged;
      await tea.run();
      tea.by("mallory").setOverwrite("201", open);
      tea.by("mallory").setOverwrite("201", { id: GUILD, type: "role", deny: "VIEW_CHANNEL" });
      const { findings } = (await tea.run()).report;
      expect(findings.map(({ kind, subject, severity }) => [kind, subject.id, severity])).toEqual([["change.reverted", "201", "high"]]);
    },
  );
});

describe("state findings of channels", () => {
  test("channel.unexpected is low, and high where it hands out something dangerous", async () => {
    const tea = aGuild();
    await tea.run();
    tea.by("mallory").createChannel({ id: "230", name: "den" });
    tea.by("mallory").createChannel({ id: "231", name: "lair", overwrites: [{ id: "103", type: "role", allow: "MANAGE_MESSAGES" }] });
    const { findings } = (await tea.run()).report;
    expect(tea.short(findings)).toEqual([
      "channel.unexpected/channel:231 high unapproved exact #2",
      "channel.unexpected/channel:230 low unapproved exact #1",
    ]);
    expect(findings[1]).toMatchObject({ desired: null, live: { kind: "channel", name: "den", type: "text", parent: null } });
  });

  test("a channel that the policy ignores is quiet until its overwrites hand out something dangerous, and then its entry is named", async () => {
    const tea = aGuild();
    const policy = policyText({ head: 'ignore: [{ channels: "ticket-*", reason: tickets }]' });
    tea.guild.addChannel({ id: "230", name: "ticket-1" });
    expect(await tea.told({ policy })).toEqual([]);
    tea.by("mallory").setOverwrite("230", { id: "103", type: "role", allow: "VIEW_CHANNEL" });
    expect(await tea.told({ policy })).toEqual([]);
    tea.by("mallory").setOverwrite("230", { id: "103", type: "role", allow: ["VIEW_CHANNEL", "MANAGE_ROLES"] });
    const finding = await only(tea, { policy });
    expect(tea.short([finding])).toEqual(["channel.unexpected/channel:230 high unapproved exact #2"]);
    expect(finding.note).toContain("ignores channels of this name");
  });

  test("channel.missing shows what it was", async () => {
    const tea = aGuild();
    await tea.run();
    tea.by("mallory").deleteChannel("202");
    const finding = await only(tea);
    expect(tea.short([finding])).toEqual(["channel.missing/channel:202 medium unapproved exact #1"]);
    expect(finding).toMatchObject({
      desired: { kind: "channel", name: "staff-chat", type: "text", parent: { id: "201", name: "Staff" } },
      live: null,
      policy: { line: 19 },
    });
    expect(tea.probed).toEqual([]);
  });

  test("a category that is gone is one finding: its children are not said to have moved", async () => {
    const tea = aGuild();
    await tea.run();
    tea.by("mallory").deleteChannel("201");
    expect(await tea.told()).toEqual(["channel.missing/channel:201 medium unapproved exact #1"]);
  });

  test("channel.renamed and channel.type are low and attributed", async () => {
    const tea = aGuild();
    await tea.run();
    tea.by("mallory").updateChannel("204", { name: "lobby" });
    tea.by("mallory").updateChannel("204", { type: "announcement" });
    const { findings } = (await tea.run()).report;
    expect(tea.short(findings)).toEqual([
      "channel.renamed/channel:204 low unapproved exact #1",
      "channel.type/channel:204 low unapproved exact #2",
    ]);
    expect(findings.map(({ desired, live }) => [desired, live])).toEqual([
      [
        { kind: "text", text: "general" },
        { kind: "text", text: "lobby" },
      ],
      [
        { kind: "text", text: "text" },
        { kind: "text", text: "announcement" },
      ],
    ]);
  });

  test("the type is compared only where it is written", async () => {
    const tea = aGuild();
    tea.by("mallory").updateChannel("205", { type: "announcement" });
    expect(await tea.told()).toEqual([]);
  });

  test("channel.moved is unexplained, since Discord does not log moves", async () => {
    const tea = aGuild();
    await tea.run();
    tea.by("mallory").moveChannel("204", { parentId: "201" });
    const finding = await only(tea);
    expect(tea.short([finding])).toEqual(["channel.moved/channel:204 low unexplained none"]);
    expect(finding).toMatchObject({ desired: null, live: { kind: "named", id: "201", name: "Staff" } });
    expect(finding.attribution.why).toBe("Discord does not log moves between categories");
  });

  test("with manage.channels: listed a category that is not listed does not count as a move, and other channels are unmanaged", async () => {
    const tea = aGuild();
    const policy = policyText({ head: "manage: { channels: listed }" });
    tea.guild.addChannel({ id: "240", name: "Attic", type: "category" });
    tea.by("mallory").moveChannel("204", { parentId: "240" });
    const { report } = await tea.run({ policy });
    expect(report.findings).toEqual([]);
    expect(report.unmanaged).toContainEqual({ type: "channel", id: "240", name: "Attic" });
  });
});

describe("state findings of the guild, where the policy names it", () => {
  const policy = policyText({ head: 'owner: "900"\nrequire-2fa: true' });

  test("guild.owner is critical", async () => {
    const tea = aGuild();
    tea.guild.unlogged.setMfaLevel(1);
    await tea.run({ policy });
    tea.by("alice").transferOwnership("903");
    const finding = await only(tea, { policy });
    expect(tea.short([finding])).toEqual(["guild.owner/guild:100 critical unapproved exact #1"]);
    expect(finding).toMatchObject({ desired: { text: "900" }, live: { text: "903" }, policy: { line: 3 } });
  });

  test("guild.mfa is high when it was switched off, and low when it was switched on", async () => {
    const tea = aGuild();
    tea.guild.unlogged.setMfaLevel(1);
    await tea.run({ policy });
    tea.by("mallory").setMfaLevel(0);
    expect(await tea.told({ policy })).toEqual(["guild.mfa/guild:100 high unapproved exact #1"]);
    const off = policyText({ head: "require-2fa: false" });
    const other = aGuild();
    other.by("alice").setMfaLevel(1);
    expect(await other.told({ policy: off })).toEqual(["guild.mfa/guild:100 low unapproved exact #1"]);
  });
});
