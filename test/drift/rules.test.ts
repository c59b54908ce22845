import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/drift/finding.ts";
import { namesOf } from "../../src/permissions/flags.ts";
import { aGuild, GUILD, policyText, type RunOptions, type TestGuild } from "../guild.ts";

const PRIVATE = `rules:
  staff-is-private:
    permissions: [VIEW_CHANNEL]
    channels: [Staff, "Staff/*"]
    only: [Admin, Mod, "role:110", "member:901"]
    reason: what is said there stays there
`;

const policy = policyText({ head: PRIVATE });

function onlyAdmins(more: string): string {
  return policyText({ head: `rules:\n  admins: { permissions: [ADMINISTRATOR], only: [Admin]${more} }\n` });
}

async function broken(tea: TestGuild, options: RunOptions = { policy }): Promise<Finding | undefined> {
  const { findings } = (await tea.run(options)).report;
  return findings.find(({ kind }) => kind === "rule.broken");
}

/** Who, through what, which, where. */
function breaches(finding: Finding | undefined): string[] {
  if (finding?.live?.kind !== "breaches") return [];
  return finding.live.breaches.map(
    ({ who, via, permissions, guildLevel, channels }) =>
      `${who.type}:${who.id} ${via} ${namesOf(permissions).join("+")}${guildLevel ? " server" : ""} ${channels.map(({ name }) => name).join(",")}`,
  );
}

describe("rule.broken", () => {
  test("a rule that holds is no finding", async () => {
    expect((await aGuild().run({ policy })).report).toMatchObject({ result: "in-line", findings: [] });
  });

  test("names everyone who breaks it, where and through what, in one finding at the rule's line; the drift is told as well", async () => {
    const tea = aGuild();
    await tea.run({ policy });
    tea.by("mallory", "open house").setOverwrite("202", { id: GUILD, type: "role", allow: "VIEW_CHANNEL" });
    tea.by("bob").setOverwrite("203", { id: "903", type: "member", allow: "VIEW_CHANNEL" });
    tea.by("bob").setOverwrite("203", { id: "103", type: "role", allow: "VIEW_CHANNEL" });
    tea.by("bob").setOverwrite("203", { id: "901", type: "member", allow: "VIEW_CHANNEL" });
    const { findings } = (await tea.run({ policy })).report;
    expect(tea.short(findings).toSorted()).toEqual([
      "overwrite.changed/channel:202/role:100 high unapproved exact #1",
      "overwrite.unexpected/channel:203/member:901 medium unapproved exact #4",
      "overwrite.unexpected/channel:203/member:903 medium unapproved exact #2",
      "overwrite.unexpected/channel:203/role:103 medium unapproved exact #3",
      "rule.broken/rule:staff-is-private high unapproved exact #1 #2 #3",
    ]);
    const finding = findings.find(({ kind }) => kind === "rule.broken");
    expect(breaches(finding)).toEqual([
      "role:103 role-overwrite VIEW_CHANNEL staff-log",
      "role:100 everyone VIEW_CHANNEL staff-chat",
      "member:903 member-overwrite VIEW_CHANNEL staff-log",
    ]);
    expect(finding).toMatchObject({
      subject: { type: "rule", id: "staff-is-private", name: "staff-is-private" },
      desired: null,
      policy: { line: 4, column: 3 },
      note: "The rule's reason: what is said there stays there",
    });
    expect(finding?.effect.map(({ who }) => who.id)).toEqual(["103", "100", "903"]);
  });

  test("groups the channels of one breaker, and remembers who did it in later runs", async () => {
    const tea = aGuild();
    await tea.run({ policy });
    tea.by("mallory").setOverwrite("201", { id: "103", type: "role", allow: "VIEW_CHANNEL" });
    const first = await broken(tea);
    expect(breaches(first)).toEqual(["role:103 role-overwrite VIEW_CHANNEL Staff,staff-chat,staff-log"]);
    tea.wait(24 * 60);
    expect(await broken(tea)).toEqual(first);
    expect(first?.attribution).toMatchObject({ status: "exact", changes: [{ actor: { name: "mallory" } }] });
  });

  test("the rule's own severity counts, else what the breach comes to", async () => {
    const tea = aGuild();
    tea.by("mallory").updateRole("102", { permissions: ["KICK_MEMBERS", "MANAGE_MESSAGES", "ADMINISTRATOR"] });
    expect((await broken(tea, { policy: onlyAdmins("") }))?.severity).toBe("critical");
    expect((await broken(tea, { policy: onlyAdmins(", severity: low") }))?.severity).toBe("low");
  });

  test("managed roles are judged although the policy does not compare them, and the entry is kept by the rule alone", async () => {
    const tea = aGuild();
    const text = policyText({ head: "rules:\n  no-threads: { permissions: [CREATE_PUBLIC_THREADS], only: [Admin] }\n" });
    await tea.run({ policy: text });
    tea.by("mallory").updateRole("110", { permissions: ["VIEW_AUDIT_LOG", "VIEW_CHANNEL", "CREATE_PUBLIC_THREADS"] });
    const { findings } = (await tea.run({ policy: text })).report;
    expect(tea.short(findings)).toEqual(["rule.broken/rule:no-threads low unapproved exact #1"]);
    expect(breaches(findings[0])).toEqual(["role:110 managed-role CREATE_PUBLIC_THREADS server general,news,Staff,staff-chat,staff-log"]);
    tea.wait(24 * 60);
    expect(await tea.told({ policy: text })).toEqual(["rule.broken/rule:no-threads low unapproved exact #1"]);
    tea.by("alice").updateRole("110", { permissions: ["VIEW_AUDIT_LOG", "VIEW_CHANNEL"] });
    expect(await tea.told({ policy: text })).toEqual([]);
    expect(tea.memory?.standing).toEqual([]);
  });

  test("rules reach what the policy ignores, and channels that came later under a category", async () => {
    const tea = aGuild();
    const text = policyText({ head: `${PRIVATE}ignore: [{ channels: "Staff/ticket-*" }]\n` });
    await tea.run({ policy: text });
    tea
      .by("mallory")
      .createChannel({ name: "ticket-1", parentId: "201", overwrites: [{ id: GUILD, type: "role", allow: "VIEW_CHANNEL" }] });
    const { findings } = (await tea.run({ policy: text })).report;
    expect(tea.short(findings)).toEqual(["rule.broken/rule:staff-is-private medium unapproved exact #1"]);
    expect(breaches(findings[0])).toEqual(["role:100 everyone VIEW_CHANNEL ticket-1"]);
    tea.wait(24 * 60);
    expect(await tea.told({ policy: text })).toEqual(["rule.broken/rule:staff-is-private medium unapproved exact #1"]);
  });

  test("where nobody logged it, nobody is named", async () => {
    const tea = aGuild();
    tea.guild.unlogged.setOverwrite("202", { id: "103", type: "role", allow: "VIEW_CHANNEL" });
    expect(await tea.told({ policy })).toEqual([
      "overwrite.unexpected/channel:202/role:103 medium unexplained none",
      "rule.broken/rule:staff-is-private medium unexplained none",
    ]);
  });

  test("what the policy leaves open and has stood for longer has a reason of its own", async () => {
    const tea = aGuild();
    const text = policyText({
      head: "rules:\n  nobody-joins: { permissions: [VIEW_CHANNEL], never: [Helper], channels: [general] }\n",
    }).replace('"@everyone": { permissions: [VIEW_CHANNEL, SEND_MESSAGES] }', '"@everyone": { at-least: [SEND_MESSAGES] }');
    const finding = await broken(tea, { policy: text });
    expect(breaches(finding)).toEqual(["role:103 everyone VIEW_CHANNEL general"]);
    expect(finding?.attribution.status).toBe("none");
  });

  test("a channel that the bot cannot see leaves the rule unchecked, and its issue open", async () => {
    const tea = aGuild();
    await tea.run({ policy });
    tea.guild.unlogged.deleteOverwrite("203", "110");
    const { report } = await tea.run({ policy });
    expect(report.unchecked.map(({ subject, why }) => `${subject.type}:${subject.id} ${why}`)).toContain(
      "rule:staff-is-private it could not be judged in one channel that the bot cannot see",
    );
    const elsewhere = policyText({ head: "rules:\n  news: { permissions: [SEND_MESSAGES], only: [Admin], channels: [news] }\n" });
    expect((await tea.run({ policy: elsewhere })).report.unchecked.map(({ subject }) => subject.type)).not.toContain("rule");
  });
});
