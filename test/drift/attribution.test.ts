import { describe, expect, test } from "vitest";
import { aGuild, GUILD, PEOPLE, policyText } from "../guild.ts";

const MOD = ["KICK_MEMBERS", "MANAGE_MESSAGES"];
const drifted = "role.permissions/role:102";

describe("attribution", () => {
  test("two people on two bits of one field are both named, each for what stands", async () => {
    const tea = aGuild();
    await tea.run();
    tea.by("alice").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    tea.by("mallory").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS", "ADMINISTRATOR"] });
    const { findings } = (await tea.run()).report;
    expect(tea.short(findings)).toEqual([`${drifted} critical unapproved exact #1 #2`]);
    expect(findings[0]?.attribution.changes.map(({ actor }) => actor?.name)).toEqual(["alice", "mallory"]);
    tea.by("alice").updateRole("102", { permissions: [...MOD, "ADMINISTRATOR"] });
    const next = await tea.run();
    expect(tea.short(next.report.findings)).toEqual([`${drifted} critical unapproved exact #2`]);
    expect(tea.approvedIn(next)).toEqual(["role:102 #3"]);
  });

  test("an entry that mixes towards and away is not approved, and explains its drift bit", async () => {
    const tea = aGuild();
    tea.guild.unlogged.updateRole("102", { permissions: ["KICK_MEMBERS"] });
    expect(await tea.told()).toEqual([`${drifted} low unexplained none`]);
    tea.by("mallory").updateRole("102", { permissions: [...MOD, "ADMINISTRATOR"] });
    const checked = await tea.run();
    expect(tea.short(checked.report.findings)).toEqual([`${drifted} critical unapproved exact #1`]);
    expect(tea.approvedIn(checked)).toEqual([]);
  });

  test("partial: one bit has an entry and the other has none, and the report says so", async () => {
    const tea = aGuild();
    await tea.run();
    tea.by("mallory").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    tea.guild.unlogged.updateRole("102", { permissions: [...MOD, "BAN_MEMBERS", "ADMINISTRATOR"] });
    const { findings } = (await tea.run()).report;
    expect(tea.short(findings)).toEqual([`${drifted} critical unapproved partial #1`]);
    expect(findings[0]?.attribution.why).toContain("explain only a part");
  });

  test("partial: a link between two entries is missing", async () => {
    const tea = aGuild();
    await tea.run();
    tea.guild.unlogged.updateRole("102", { name: "Staff" });
    tea.by("mallory").updateRole("102", { name: "mods" });
    expect(await tea.told()).toEqual(["role.renamed/role:102 low unapproved partial #1"]);
  });

  test("what put drift right counts as later than the state where the drift still stands, and one run later as undone by nobody knows whom", async () => {
    const tea = aGuild();
    tea.by("mallory").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    await tea.run();
    tea.by("bob").updateRole("102", { permissions: [...MOD] });
    tea.guild.unlogged.updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    expect(await tea.told()).toEqual([`${drifted} high unapproved exact #1`]);
    expect(await tea.told()).toEqual([`${drifted} high unexplained none`]);
  });

  test("none: no entry says how, and the report says why", async () => {
    const tea = aGuild();
    await tea.run();
    tea.guild.unlogged.updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    const { findings } = (await tea.run()).report;
    expect(tea.short(findings)).toEqual([`${drifted} high unexplained none`]);
    expect(findings[0]?.attribution.why).toContain("no entry of the audit log explains it");
  });

  test("a list of overwrites in one CHANNEL_UPDATE explains each of its targets", async () => {
    const tea = aGuild();
    await tea.run();
    tea.by("mallory").replaceOverwrites("205", [
      { id: GUILD, type: "role", allow: "SEND_MESSAGES" },
      { id: "903", type: "member", allow: "MANAGE_MESSAGES" },
    ]);
    expect(await tea.told()).toEqual([
      `overwrite.changed/channel:205/role:${GUILD} medium unapproved exact #1`,
      "overwrite.unexpected/channel:205/member:903 medium unapproved exact #1",
    ]);
  });

  test.each([
    [212, "PIN_MESSAGES"],
    [213, "BYPASS_SLOWMODE"],
  ] as const)("migration %s by Discord explains its bit in part, and nobody is blamed", async (type, bit) => {
    const tea = aGuild();
    await tea.run();
    tea.guild.as(null).migrate(type);
    const { findings } = (await tea.run()).report;
    expect(tea.short(findings)).toEqual([`${drifted} low unapproved partial #1`]);
    expect(findings[0]?.attribution).toMatchObject({ changes: [{ actor: null }] });
    expect(findings[0]?.attribution.why).toContain("migration");
    expect(tea.short((await tea.run()).report.findings)).toEqual([`${drifted} low unapproved partial #1`]);
    tea.by("mallory").updateRole("102", { permissions: [...MOD, bit, "BAN_MEMBERS"] });
    const after = (await tea.run()).report.findings;
    expect(tea.short(after)).toEqual([`${drifted} high unapproved partial #1 #2`]);
    const accepted = policyText().replace("[KICK_MEMBERS, MANAGE_MESSAGES]", `[KICK_MEMBERS, MANAGE_MESSAGES, ${bit}]`);
    expect(await tea.told({ policy: accepted })).toEqual([`${drifted} high unapproved exact #2`]);
  });

  test("entries of bots and of nobody explain like any other", async () => {
    const tea = aGuild();
    await tea.run();
    tea.guild.as("800", "automatic").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    tea.by(null).updateRole("103", { permissions: ["ADD_REACTIONS", "SPEAK"] });
    const { findings } = (await tea.run()).report;
    expect(findings.map(({ attribution }) => [attribution.status, attribution.changes[0]?.actor])).toEqual([
      ["exact", { id: "800", name: "drift-bot", bot: true }],
      ["exact", null],
    ]);
  });

  test("an entry without a type, and a person whom the log does not know any more, break nothing", async () => {
    const tea = aGuild();
    tea.guild.appendAuditEntry({ action_type: null, reason: "old" });
    tea.by("mallory").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    tea.guild.state.world.users.delete(PEOPLE.mallory);
    const { findings } = (await tea.run()).report;
    expect(findings[0]?.attribution.changes[0]?.actor).toEqual({ id: PEOPLE.mallory, name: null, bot: false });
  });

  test("an overwrite that went with a role that the policy names by id only has the deletion as what is likely", async () => {
    const tea = aGuild();
    const policy = policyText({
      head: "manage: { roles: listed }",
      channels: 'den: { id: "210", overwrites: { "role:666": { deny: [SEND_MESSAGES] } } }',
    });
    tea.guild.addRole({ id: "666", name: "muted" });
    tea.guild.addChannel({ id: "210", name: "den", overwrites: [{ id: "666", type: "role", deny: "SEND_MESSAGES" }] });
    await tea.run({ policy });
    tea.by("mallory").deleteRole("666");
    expect(await tea.told({ policy })).toEqual(["overwrite.missing/channel:210/role:666 low unapproved partial #1"]);
  });
});

describe("toggles", () => {
  test("on, off, on: the last entry explains the drift, and the time before is told as reverted", async () => {
    const tea = aGuild();
    await tea.run();
    tea.by("alice").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    tea.by("alice").updateRole("102", { permissions: MOD });
    tea.by("mallory").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    expect(await tea.told()).toEqual(["change.reverted/role:102@#1 high reverted exact #1 #2", `${drifted} high unapproved exact #3`]);
    expect(await tea.told()).toEqual([`${drifted} high unapproved exact #3`]);
  });

  test("drift that is put right, made again and put right again: the second time is told as reverted", async () => {
    const tea = aGuild();
    tea.by("mallory").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    await tea.run();
    tea.by("alice").updateRole("102", { permissions: MOD });
    tea.by("mallory").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    tea.by("alice").updateRole("102", { permissions: MOD });
    const checked = await tea.run();
    expect(tea.short(checked.report.findings)).toEqual(["change.reverted/role:102@#3 high reverted exact #3 #4"]);
    expect(tea.approvedIn(checked)).toEqual(["role:102 #2", "role:102 #4"]);
  });

  test("drift on one side of an overwrite does not hide a while on the other", async () => {
    const tea = aGuild();
    tea.by("mallory").setOverwrite("205", { id: GUILD, type: "role" });
    await tea.run();
    tea.by("mallory").setOverwrite("205", { id: GUILD, type: "role", allow: "SEND_MESSAGES" });
    tea.by("mallory").setOverwrite("205", { id: GUILD, type: "role" });
    expect(
      (await tea.run()).report.findings.map(({ key }) => key.split("@")[0] ?? "").toSorted((left, right) => (left < right ? -1 : 1)),
    ).toEqual([`change.reverted/channel:205/role:${GUILD}`, `overwrite.changed/channel:205/role:${GUILD}`]);
  });
});

describe("approved", () => {
  test("a rollout in two clicks is approved twice, and not reverted", async () => {
    const tea = aGuild();
    await tea.run();
    const policy = policyText().replace("[KICK_MEMBERS, MANAGE_MESSAGES]", "[KICK_MEMBERS, BAN_MEMBERS, MODERATE_MEMBERS]");
    tea.by("alice").updateRole("102", { permissions: ["KICK_MEMBERS", "BAN_MEMBERS"] });
    tea.by("alice").updateRole("102", { permissions: ["KICK_MEMBERS", "BAN_MEMBERS", "MODERATE_MEMBERS"] });
    const checked = await tea.run({ policy });
    expect(checked.report.result).toBe("in-line");
    expect(tea.approvedIn(checked)).toEqual(["role:102 #1", "role:102 #2"]);
    expect((await tea.run({ policy })).report.approved).toEqual([]);
  });

  test("a rollout that comes after its merge is approved, with what it grants and revokes", async () => {
    const tea = aGuild();
    await tea.run();
    const policy = policyText().replace("[KICK_MEMBERS, MANAGE_MESSAGES]", "[KICK_MEMBERS, BAN_MEMBERS]");
    expect(await tea.told({ policy })).toEqual([`${drifted} high unexplained none`]);
    tea.by("alice").updateRole("102", { permissions: ["KICK_MEMBERS", "BAN_MEMBERS"] });
    const { report } = await tea.run({ policy });
    expect(report).toMatchObject({ result: "in-line", approved: [{ granted: 4n, revoked: 8192n, actor: { name: "alice" } }] });
  });

  test("an entry on two people's overwrites of one channel has the channel as its subject, and no target", async () => {
    const tea = aGuild();
    tea.guild.unlogged.replaceOverwrites("205", [{ id: "903", type: "member", allow: "SPEAK" }]);
    await tea.run();
    tea.by("alice").replaceOverwrites("205", [{ id: GUILD, type: "role", deny: "SEND_MESSAGES" }]);
    const checked = await tea.run();
    expect(tea.approvedIn(checked)).toEqual(["channel:205 #1"]);
    tea.guild.unlogged.setOverwrite("205", { id: GUILD, type: "role" });
    await tea.run();
    tea.by("alice").setOverwrite("205", { id: GUILD, type: "role", deny: "SEND_MESSAGES" });
    expect(tea.approvedIn(await tea.run())).toEqual([`channel:205/role:${GUILD} #2`]);
  });

  test("making a listed role as Discord's settings do, with a name and rights to begin with, is approved and not reverted", async () => {
    const policy = policyText({ roles: "Guide: { permissions: [BAN_MEMBERS] }" });
    const tea = aGuild();
    tea.by("alice").createRole({ id: "140", name: "new role", permissions: ["VIEW_CHANNEL", "SEND_MESSAGES"] });
    tea.by("alice").updateRole("140", { name: "Guide", permissions: "BAN_MEMBERS" });
    const checked = await tea.run({ policy });
    expect(checked.report).toMatchObject({ result: "in-line", findings: [] });
    expect(tea.approvedIn(checked)).toEqual(["role:140 #1", "role:140 #2"]);
  });

  test("a listed role that was made with a dangerous permission and lost it is told, and its making is not approved", async () => {
    const policy = policyText({ roles: "Guide: { permissions: [] }" });
    const tea = aGuild();
    tea.by("mallory").createRole({ id: "140", name: "Guide", permissions: ["SEND_MESSAGES", "ADMINISTRATOR"] });
    tea.by("alice").updateRole("140", { permissions: [] });
    const checked = await tea.run({ policy });
    expect(tea.short(checked.report.findings)).toEqual(["change.reverted/role:140@#1 critical reverted exact #1 #2"]);
    expect(checked.report.findings[0]?.granted).toBe(8n);
    expect(tea.approvedIn(checked)).toEqual(["role:140 #2"]);
  });

  test("a listed role that still has what it was made with is drift, and its making is not approved", async () => {
    const policy = policyText({ roles: "Guide: { permissions: [BAN_MEMBERS] }" });
    const tea = aGuild();
    tea.by("alice").createRole({ id: "140", name: "Guide", permissions: ["SEND_MESSAGES"] });
    tea.by("alice").updateRole("140", { permissions: ["SEND_MESSAGES", "BAN_MEMBERS"] });
    const checked = await tea.run({ policy });
    expect(tea.short(checked.report.findings)).toEqual(["role.permissions/role:140 low unapproved exact #1"]);
    expect(tea.approvedIn(checked)).toEqual(["role:140 #2"]);
  });

  test("deleting an unexpected channel is approved", async () => {
    const tea = aGuild();
    tea.by("bob").createChannel({ id: "230", name: "den" });
    await tea.run();
    tea.by("alice").deleteChannel("230");
    const checked = await tea.run();
    expect(checked.report.result).toBe("in-line");
    expect(tea.approvedIn(checked)).toEqual(["channel:230 #2"]);
    expect(checked.report.approved[0]?.subject.name).toBe("den");
  });
});

describe("reverted", () => {
  test("permissions of a role that were there for a while", async () => {
    const tea = aGuild();
    await tea.run();
    tea.by("mallory", "just a test").updateRole("102", { permissions: [...MOD, "ADMINISTRATOR", "BAN_MEMBERS"] });
    tea.by("mallory").updateRole("102", { permissions: MOD });
    const { report } = await tea.run();
    expect(tea.short(report.findings)).toEqual(["change.reverted/role:102@#1 critical reverted exact #1 #2"]);
    expect(report).toMatchObject({ result: "drift", findings: [{ granted: 12n, revoked: 0n, desired: null, policy: null }] });
    expect(await tea.told()).toEqual([]);
  });

  test("rights that were away for a while are low", async () => {
    const tea = aGuild();
    await tea.run();
    tea.by("mallory").updateRole("102", { permissions: [] });
    tea.by("mallory").updateRole("102", { permissions: MOD });
    expect(await tea.told()).toEqual(["change.reverted/role:102@#1 low reverted exact #1 #2"]);
  });

  test("a channel that was open for a while; the target is whom it was open to", async () => {
    const tea = aGuild();
    await tea.run();
    tea.by("mallory").setOverwrite("202", { id: GUILD, type: "role", allow: "VIEW_CHANNEL" });
    tea.by("mallory").setOverwrite("202", { id: GUILD, type: "role", deny: "VIEW_CHANNEL" });
    expect(await tea.told()).toEqual([`change.reverted/channel:202/role:${GUILD}@#1 high reverted exact #1 #2`]);
  });

  test("one entry on several targets of a channel is one finding for each", async () => {
    const tea = aGuild();
    await tea.run();
    tea.by("mallory").replaceOverwrites("205", [{ id: "903", type: "member", allow: "MANAGE_MESSAGES" }]);
    tea.by("mallory").replaceOverwrites("205", [{ id: GUILD, type: "role", deny: "SEND_MESSAGES" }]);
    expect(await tea.told()).toEqual([
      "change.reverted/channel:205/member:903@#1 medium reverted exact #1 #2",
      `change.reverted/channel:205/role:${GUILD}@#1 medium reverted exact #1 #2`,
    ]);
  });

  test("owner and two-factor login, where the policy names them", async () => {
    const tea = aGuild();
    const policy = policyText({ head: 'owner: "900"\nrequire-2fa: false' });
    await tea.run({ policy });
    tea.by("alice").transferOwnership("903");
    tea.by("mallory").transferOwnership("900");
    expect(await tea.told({ policy })).toEqual(["change.reverted/guild:100@#1 high reverted exact #1 #2"]);
  });

  test("names that came back are no finding", async () => {
    const tea = aGuild();
    await tea.run();
    tea.by("mallory").updateRole("102", { name: "mods" });
    tea.by("mallory").updateRole("102", { name: "Mod" });
    tea.by("mallory").updateChannel("204", { name: "lobby" });
    tea.by("mallory").updateChannel("204", { name: "general" });
    expect((await tea.run()).report.result).toBe("in-line");
  });

  test("what came back without an entry is partial", async () => {
    const tea = aGuild();
    await tea.run();
    tea.by("mallory").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    tea.guild.unlogged.updateRole("102", { permissions: MOD });
    tea.by("bob").updateRole("102", { permissions: ["KICK_MEMBERS"] });
    tea.by("bob").updateRole("102", { permissions: MOD });
    const { findings } = (await tea.run()).report;
    expect(tea.short(findings)).toEqual([
      "change.reverted/role:102@#1 high reverted partial #1",
      "change.reverted/role:102@#2 low reverted exact #2 #3",
    ]);
    expect(findings[0]?.attribution.why).toContain("no entry says how");
  });

  test("a role that came and went is told when it held a dangerous permission, also one that it was given later", async () => {
    const tea = aGuild();
    await tea.run();
    tea.by("mallory").createRole({ id: "140", name: "ghost", permissions: "SEND_MESSAGES" });
    tea.by("mallory").updateRole("140", { permissions: ["SEND_MESSAGES", "ADMINISTRATOR"] });
    tea.by("mallory").deleteRole("140");
    const { findings } = (await tea.run()).report;
    expect(tea.short(findings)).toEqual(["change.reverted/role:140@#1 critical reverted exact #1 #2 #3"]);
    expect(findings[0]).toMatchObject({ subject: { name: "ghost" }, note: "The role was created and deleted between two checks." });
  });

  test("a harmless role that came and went is no finding; its deletion is approved", async () => {
    const tea = aGuild();
    await tea.run();
    tea.by("mallory").createRole({ id: "140", name: "ghost", permissions: "SEND_MESSAGES" });
    tea.by("mallory").deleteRole("140");
    const checked = await tea.run();
    expect(checked.report.result).toBe("in-line");
    expect(tea.approvedIn(checked)).toEqual(["role:140 #2"]);
  });

  test("a channel that came and went is counted, never a finding", async () => {
    const tea = aGuild();
    await tea.run();
    tea.by("mallory").createChannel({ id: "230", name: "den", overwrites: [{ id: GUILD, type: "role", allow: "MANAGE_ROLES" }] });
    tea.by("mallory").deleteChannel("230");
    expect((await tea.run()).report).toMatchObject({ result: "in-line", counts: { passingChannels: 1 } });
    expect((await tea.run()).report).toMatchObject({ result: "in-line", counts: { passingChannels: 0 } });
  });
});
