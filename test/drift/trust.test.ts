import { describe, expect, test } from "vitest";
import type { CheckReport } from "../../src/drift/report.ts";
import { check } from "../../src/runs/check.ts";
import { aGuild, GUILD, policyText, type TestGuild } from "../guild.ts";
import { policyOf } from "../policy/policies.ts";

const MOD = ["KICK_MEMBERS", "MANAGE_MESSAGES"];
const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe("a bot without View Audit Log", () => {
  test("still compares the state, with attribution none; the result is never in line, and the cursor stays", async () => {
    const tea = aGuild({ bot: "VIEW_CHANNEL" });
    const quiet = await tea.run();
    expect(quiet).toMatchObject({ memory: null, report: { result: "incomplete", logRead: false, findings: [], cursor: null } });
    expect(quiet.report.unchecked).toEqual([
      { subject: { type: "guild", id: GUILD, name: "Tea house" }, why: expect.stringContaining("View Audit Log") as string },
    ]);
    tea.by("mallory").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    const { report, memory } = await tea.run();
    expect(tea.short(report.findings)).toEqual(["role.permissions/role:102 high unexplained none"]);
    expect(report.findings[0]?.attribution.why).toContain("View Audit Log");
    expect(memory).toBeNull();
  });

  test("that loses it keeps its cursor, and goes on where it was", async () => {
    const tea = aGuild();
    tea.by("bob").updateRole("103", { color: 3 });
    await tea.run();
    const before = tea.memory;
    tea.guild.unlogged.updateRole("110", { permissions: "VIEW_CHANNEL" });
    tea.by("mallory").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    const { report, memory } = await tea.run();
    expect(memory).toBeNull();
    expect(report.cursor).toEqual({ after: before?.after, through: before?.through });
    tea.guild.unlogged.updateRole("110", { permissions: ["VIEW_CHANNEL", "VIEW_AUDIT_LOG"] });
    expect(await tea.told()).toEqual(["role.permissions/role:102 high unapproved exact #2"]);
  });

  test("where only the answer says so, it is the same", async () => {
    const tea = aGuild({ bot: "VIEW_CHANNEL" });
    const checked = await check({
      policy: policyOf(policyText()),
      discord: { ...tea.source, self: async () => await Promise.resolve(null) },
      memory: null,
      progress: () => {},
      start: { kind: "first" },
      now: tea.clock.time.toISOString(),
      commit: null,
      confirmMassChange: false,
    });
    expect(checked).toMatchObject({ memory: null, report: { result: "incomplete", logRead: false } });
  });

  test("a log of which a part cannot be read tells what it can, and the cursor stays", async () => {
    const tea = aGuild();
    tea.by("mallory").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    tea.guild.appendAuditEntry({ action_type: "31" });
    const { report, memory } = await tea.run();
    expect(tea.short(report.findings)).toEqual(["role.permissions/role:102 high unapproved exact #1"]);
    expect(report).toMatchObject({
      logRead: false,
      unchecked: [{ why: expect.stringContaining("a part of the audit log cannot be read") as string }],
    });
    expect(memory).toBeNull();
  });
});

const hide = (tea: TestGuild, channel: string): void => {
  tea.guild.unlogged.setOverwrite(channel, { id: "110", type: "role", deny: "VIEW_CHANNEL" });
};

describe("channels that the bot cannot see", () => {
  test("are unchecked, and one finding of the guild names them; the cursor moves on", async () => {
    const tea = aGuild();
    await tea.run();
    hide(tea, "204");
    hide(tea, "205");
    const { report, memory } = await tea.run();
    expect(tea.short(report.findings)).toEqual([`channel.hidden/guild:${GUILD} medium unexplained none`]);
    expect(report.findings[0]).toMatchObject({
      note: "The bot cannot see 2 of the channels that the policy lists.",
      also: [{ id: "204" }, { id: "205" }],
    });
    expect(report.unchecked.map(({ subject }) => subject.id)).toEqual(["204", "205"]);
    expect(memory).not.toBeNull();
    expect(tea.probed.toSorted()).toEqual(["204", "205"]);
  });

  test("hidden is not gone: a channel that a probe finds gone is missing", async () => {
    const tea = aGuild();
    await tea.run();
    tea.guild.unlogged.deleteChannel("204");
    expect(await tea.told()).toEqual(["channel.missing/channel:204 medium unexplained none"]);
    expect(tea.probed).toEqual(["204"]);
  });

  test("a bot that sees every channel need not ask", async () => {
    const tea = aGuild({ bot: "ADMINISTRATOR" });
    const policy = policyText({ roles: 'drift-bot: { id: "110" }' });
    tea.guild.unlogged.deleteChannel("204");
    expect(await tea.told({ policy })).toEqual(["channel.missing/channel:204 medium unexplained none"]);
    expect(tea.probed).toEqual([]);
  });

  test("at most 25 are asked for in a run; the rest is unchecked", async () => {
    const tea = aGuild();
    const lines = numbers(30).map((index) => `c${index}: { id: "${300 + index}", overwrites: {} }`);
    const policy = policyText({ channels: lines.join("\n  ") });
    for (const index of numbers(30)) {
      tea.guild.addChannel({ id: String(300 + index), name: `c${index}`, overwrites: [{ id: "110", type: "role", deny: "VIEW_CHANNEL" }] });
    }
    const { report } = await tea.run({ policy });
    expect(tea.probed).toHaveLength(25);
    expect(report.unchecked).toHaveLength(30);
    expect(report.unchecked.at(-1)?.why).toContain("nobody could ask");
    expect(tea.short(report.findings)).toEqual([`channel.hidden/guild:${GUILD} medium unexplained none`]);
  });

  test("one that the log says was created and that nothing deleted is channel.hidden, high, until it is seen or deleted", async () => {
    const tea = aGuild();
    await tea.run();
    const secret = [{ id: GUILD, type: "role", deny: "VIEW_CHANNEL" }] as const;
    tea.by("mallory").createChannel({ id: "230", name: "secret", overwrites: secret });
    const { findings } = (await tea.run()).report;
    expect(tea.short(findings)).toEqual(["channel.hidden/channel:230 high unapproved exact #1"]);
    tea.wait(180);
    expect(await tea.told()).toEqual(["channel.hidden/channel:230 high unapproved exact #1"]);
    tea.by("mallory").deleteChannel("230");
    const gone = await tea.run();
    expect(gone.report.result).toBe("in-line");
    expect(tea.approvedIn(gone)).toEqual(["channel:230 #2"]);
  });

  test("an unexpected one that is hidden from the bot is not forgotten", async () => {
    const tea = aGuild();
    tea.by("mallory").createChannel({ id: "230", name: "den" });
    expect(await tea.told()).toEqual(["channel.unexpected/channel:230 low unapproved exact #1"]);
    tea.by("mallory").setOverwrite("230", { id: GUILD, type: "role", deny: "VIEW_CHANNEL" });
    expect(await tea.told()).toEqual(["channel.hidden/channel:230 high unapproved exact #1"]);
    tea.by("alice").deleteOverwrite("230", GUILD);
    expect(await tea.told()).toEqual(["channel.unexpected/channel:230 low unapproved exact #1"]);
  });

  test("tickets that the policy ignores are quiet, hidden or gone, unless they grant something dangerous", async () => {
    const tea = aGuild();
    const policy = policyText({
      head: 'ignore: [{ channels: "Tickets/ticket-*", reason: tickets }]',
      channels: 'Tickets: { id: "260", type: category, overwrites: {} }',
    });
    tea.guild.addChannel({ id: "260", name: "Tickets", type: "category" });
    await tea.run({ policy });
    const secret = { id: GUILD, type: "role", deny: "VIEW_CHANNEL" } as const;
    tea.by("bob").createChannel({ id: "231", name: "ticket-1", parentId: "260", overwrites: [secret] });
    tea.by("bob").createChannel({ id: "232", name: "ticket-2", parentId: "260" });
    tea.by("bob").deleteChannel("232");
    const { report } = await tea.run({ policy });
    expect(report).toMatchObject({ result: "in-line", approved: [], counts: { passingChannels: 0 } });
    expect(tea.probed).toEqual([]);
    tea.by("bob").createChannel({
      id: "233",
      name: "ticket-3",
      parentId: "260",
      overwrites: [secret, { id: "903", type: "member", allow: ["VIEW_CHANNEL", "MANAGE_ROLES"] }],
    });
    expect(await tea.told({ policy })).toEqual(["channel.hidden/channel:233 high unapproved exact #4"]);
  });

  test("with manage.channels: listed nobody looks for others", async () => {
    const tea = aGuild();
    const policy = policyText({ head: "manage: { channels: listed }" });
    tea.by("mallory").createChannel({ id: "230", name: "secret", overwrites: [{ id: GUILD, type: "role", deny: "VIEW_CHANNEL" }] });
    expect(await tea.told({ policy })).toEqual([]);
    expect(tea.probed).toEqual([]);
  });

  test("two-factor login of which the answer says nothing is unchecked where the policy names it, and only there", async () => {
    const tea = aGuild();
    const report = async (policy: string): Promise<CheckReport> => {
      const guild = async (asked: Parameters<typeof tea.source.guild>[0]): Promise<unknown> => ({
        ...((await tea.source.guild(asked)) as object),
        mfa_level: undefined,
      });
      return (
        await check({
          policy: policyOf(policy),
          discord: { ...tea.source, guild },
          memory: null,
          progress: () => {},
          start: { kind: "first" },
          now: tea.clock.time.toISOString(),
          commit: null,
          confirmMassChange: false,
        })
      ).report;
    };
    expect(await report(policyText())).toMatchObject({ result: "in-line", unchecked: [] });
    expect(await report(policyText({ head: "require-2fa: true" }))).toMatchObject({
      result: "incomplete",
      findings: [],
      unchecked: [{ subject: { type: "guild" }, why: expect.stringContaining("two-factor login") as string }],
    });
  });

  test("overwrites that Discord left out are unchecked", async () => {
    const tea = aGuild();
    const without = async (guild: Parameters<typeof tea.source.channels>[0]): Promise<unknown> => {
      const all = (await tea.source.channels(guild)) as { id: string; permission_overwrites?: unknown }[];
      return all.map((channel) => (channel.id === "205" ? { ...channel, permission_overwrites: null } : channel));
    };
    const { report } = await check({
      policy: policyOf(policyText()),
      discord: { ...tea.source, channels: without },
      memory: null,
      progress: () => {},
      start: { kind: "first" },
      now: tea.clock.time.toISOString(),
      commit: null,
      confirmMassChange: false,
    });
    expect(report).toMatchObject({
      result: "incomplete",
      findings: [],
      unchecked: [{ subject: { id: "205" }, why: "Discord's answer leaves out its overwrites" }],
    });
  });
});

const many = (count: number): { tea: TestGuild; policy: string } => {
  const tea = aGuild();
  const ids = numbers(count).map((index) => String(400 + index));
  for (const role of ids) tea.guild.addRole({ id: role, name: `r${role}` });
  return { tea, policy: policyText({ roles: ids.map((role) => `r${role}: { id: "${role}", permissions: [] }`).join("\n  ") }) };
};
const drift = (tea: TestGuild, count: number): void => {
  for (const index of numbers(count)) tea.guild.unlogged.updateRole(String(400 + index), { permissions: "SPEAK" });
};

describe("the brake", () => {
  test("holds when more than a third, and at least ten, differ without an entry: no finding, and the cursor stays", async () => {
    const { tea, policy } = many(20);
    await tea.run({ policy });
    const before = tea.memory;
    drift(tea, 10);
    tea.by("mallory").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    tea.by("mallory").addMemberRole("902", "101");
    const { report, memory } = await tea.run({ policy });
    expect(report).toMatchObject({
      result: "incomplete",
      brake: { why: "10 of the 24 roles in the policy are missing or differ, and no entry of the audit log says why", firstRun: false },
      cursor: { after: before?.after },
    });
    expect(report.unchecked).toHaveLength(1);
    expect(memory).toBeNull();
    expect(tea.short(report.findings)).toEqual([
      "member.granted/role:101/member:902@#2 critical event exact #2",
      "role.permissions/role:102 high unapproved exact #1",
    ]);
  });

  test("lets one run through that confirms the mass change", async () => {
    const { tea, policy } = many(20);
    await tea.run({ policy });
    drift(tea, 10);
    const { report, memory } = await tea.run({ policy, confirmMassChange: true });
    expect(report).toMatchObject({ result: "drift", brake: null });
    expect(report.findings).toHaveLength(10);
    expect(memory).not.toBeNull();
  });

  test.each([
    [20, 9, false],
    [25, 9, false],
    [26, 10, false],
    [25, 10, true],
  ])("with %s roles more, %s of them different, it holds: %s", async (roles, different, holds) => {
    const { tea, policy } = many(roles);
    drift(tea, different);
    const { report } = await tea.run({ policy });
    expect(report.brake !== null).toBe(holds);
    expect(report.brake?.firstRun ?? true).toBe(true);
  });

  test("does not count what entries explain", async () => {
    const { tea, policy } = many(20);
    await tea.run({ policy });
    for (const index of numbers(20)) tea.by("mallory").updateRole(String(400 + index), { permissions: "SPEAK" });
    const { report } = await tea.run({ policy });
    expect(report.brake).toBeNull();
    expect(report.findings).toHaveLength(20);
  });

  test("does not count what Discord changed in a migration of its own", async () => {
    const tea = aGuild();
    const ids = numbers(20).map((index) => String(400 + index));
    for (const role of ids) tea.guild.addRole({ id: role, name: `r${role}`, permissions: "MANAGE_MESSAGES" });
    const policy = policyText({ roles: ids.map((role) => `r${role}: { id: "${role}", permissions: [MANAGE_MESSAGES] }`).join("\n  ") });
    await tea.run({ policy });
    tea.guild.as(null).migrate(212);
    const { report } = await tea.run({ policy });
    expect(report.brake).toBeNull();
    expect(report.findings).toHaveLength(21);
  });

  test("counts channels on their own", async () => {
    const tea = aGuild();
    const ids = numbers(12).map((index) => String(500 + index));
    for (const channel of ids) tea.guild.addChannel({ id: channel, name: `c${channel}` });
    const policy = policyText({ channels: ids.map((channel) => `c${channel}: { id: "${channel}", overwrites: {} }`).join("\n  ") });
    await tea.run({ policy });
    for (const channel of ids) tea.guild.unlogged.deleteChannel(channel);
    const { report } = await tea.run({ policy });
    expect(report.brake?.why).toMatch(/^12 of the 17 channels/);
    expect(report.findings).toEqual([]);
  });

  test("holds when nothing but @everyone and the roles of bots is left", async () => {
    const tea = aGuild();
    await tea.run();
    for (const role of ["101", "102", "103"]) tea.guild.unlogged.deleteRole(role);
    const { report } = await tea.run();
    expect(report).toMatchObject({ result: "incomplete", findings: [], brake: { firstRun: false } });
    expect(report.brake?.why).toContain("no roles left");
  });

  test("a policy that lists only a bot's role is believed", async () => {
    const tea = aGuild();
    for (const role of ["101", "102", "103"]) tea.guild.unlogged.deleteRole(role);
    for (const channel of ["201", "202", "203", "204", "205"]) tea.guild.unlogged.deleteChannel(channel);
    const policy = `version: 1\nguild: "${GUILD}"\nroles: { drift-bot: { id: "110" } }\n`;
    expect((await tea.run({ policy })).report).toMatchObject({ result: "in-line", brake: null });
  });
});

describe("pages of the log", () => {
  test("250 entries over three pages are all read, each once", async () => {
    const tea = aGuild();
    for (const index of numbers(125)) {
      tea.by("mallory").updateRole("102", { name: `mods ${index}` });
      tea.by("alice").updateRole("102", { name: "Mod" });
    }
    const { report } = await tea.run();
    expect(report.counts.entries).toBe(250);
    expect(report.approved).toHaveLength(125);
    expect((await tea.run()).report).toMatchObject({ approved: [], counts: { entries: 0 } });
  });
});
