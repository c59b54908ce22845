import { describe, expect, test } from "vitest";
import { bitsOf, namesOf } from "../../src/permissions/flags.ts";
import { aGuild, GUILD, policyText, type TestGuild } from "../guild.ts";

/** The test guild's clock begins on 2026-11-20. */
const exception = (lines: string, rest = ""): string =>
  policyText({ head: `exceptions:\n  festival: { ${lines}, reason: agreed }\n${rest}` });
const ofRole = exception("role: Mod, allow: [BAN_MEMBERS, KICK_MEMBERS], until: 2026-11-21");
const ofChannel = exception("role: Mod, channel: news, allow: [MENTION_EVERYONE, SEND_MESSAGES], until: 2026-11-21");
const MOD = ["KICK_MEMBERS", "MANAGE_MESSAGES"];
const DAY = 24 * 60;

async function states(tea: TestGuild, policy: string): Promise<string[]> {
  return (await tea.run({ policy })).report.exceptions.map(({ name, until, state }) => `${name} ${until} ${state}`);
}

describe("exceptions", () => {
  test("a grant beyond the policy is tolerated, is listed as used, and its entry is neither drift nor approved", async () => {
    const tea = aGuild();
    await tea.run({ policy: ofRole });
    tea.by("bob", "festival").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    const { report } = await tea.run({ policy: ofRole });
    expect(report).toMatchObject({ result: "in-line", findings: [], approved: [], unchecked: [] });
    expect(report.exceptions).toEqual([{ name: "festival", until: "2026-11-21", state: "used", reason: "agreed" }]);
  });

  test("one that covers nothing is stale, before its end and after", async () => {
    const tea = aGuild();
    expect(await states(tea, ofRole)).toEqual(["festival 2026-11-21 stale"]);
    tea.wait(3 * DAY);
    expect(await states(tea, ofRole)).toEqual(["festival 2026-11-21 stale"]);
  });

  test("it tolerates until the end of the day in UTC; then what it covered is drift again, by the entry of then, and says so", async () => {
    const tea = aGuild();
    await tea.run({ policy: ofRole });
    tea.by("bob").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    await tea.run({ policy: ofRole });
    tea.clock.time = new Date("2026-11-21T23:59:59Z");
    expect(await states(tea, ofRole)).toEqual(["festival 2026-11-21 used"]);
    tea.clock.time = new Date("2026-11-22T00:00:00Z");
    const { report } = await tea.run({ policy: ofRole });
    expect(tea.short(report.findings)).toEqual(["role.permissions/role:102 high unapproved exact #1"]);
    expect(report.findings[0]?.note).toBe("The exception “festival” tolerated it, and ran out at the end of 2026-11-21.");
    expect(report.exceptions).toMatchObject([{ state: "ended" }]);
    tea.wait(DAY);
    expect(await tea.told({ policy: ofRole })).toEqual(["role.permissions/role:102 high unapproved exact #1"]);
  });

  test("it tolerates per bit: what else differs in the same field stays drift", async () => {
    const tea = aGuild();
    await tea.run({ policy: ofRole });
    tea.by("bob").updateRole("102", { permissions: ["KICK_MEMBERS", "BAN_MEMBERS", "MANAGE_ROLES"] });
    const { findings, exceptions } = (await tea.run({ policy: ofRole })).report;
    expect(findings).toMatchObject([
      { key: "role.permissions/role:102", granted: bitsOf(["MANAGE_ROLES"]), revoked: bitsOf(["MANAGE_MESSAGES"]), note: null },
    ]);
    expect(findings[0]?.effect.flatMap(({ gained }) => namesOf(gained))).toEqual(["MANAGE_ROLES"]);
    expect(exceptions).toMatchObject([{ state: "used" }]);
    // The rest is put right: the drift is gone, and the memory of the tolerated part stays.
    tea.by("alice").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    const after = await tea.run({ policy: ofRole });
    expect(after.report.findings).toEqual([]);
    expect(tea.approvedIn(after)).toEqual(["role:102 #2"]);
    tea.wait(3 * DAY);
    expect(await tea.told({ policy: ofRole })).toEqual(["role.permissions/role:102 high unapproved exact #1"]);
  });

  test("it tolerates no loss: a permission of its list that the policy gives and Discord does not is drift", async () => {
    const tea = aGuild();
    await tea.run({ policy: ofRole });
    tea.by("bob").updateRole("102", { permissions: ["MANAGE_MESSAGES"] });
    const { findings } = (await tea.run({ policy: ofRole })).report;
    expect(findings).toMatchObject([{ key: "role.permissions/role:102", granted: 0n, revoked: bitsOf(["KICK_MEMBERS"]) }]);
  });

  test("in a channel it tolerates what is allowed and what is no longer denied there, for its holder alone", async () => {
    const tea = aGuild();
    await tea.run({ policy: ofChannel });
    tea.by("bob").setOverwrite("205", { id: "102", type: "role", allow: ["MENTION_EVERYONE", "SEND_MESSAGES"] });
    expect((await tea.run({ policy: ofChannel })).report).toMatchObject({
      result: "in-line",
      approved: [],
      exceptions: [{ state: "used" }],
    });
    tea.by("bob").setOverwrite("205", { id: "102", type: "role", allow: ["MENTION_EVERYONE", "MANAGE_WEBHOOKS"] });
    tea.by("bob").setOverwrite("205", { id: "103", type: "role", allow: ["SEND_MESSAGES"] });
    const { findings } = (await tea.run({ policy: ofChannel })).report;
    expect(findings).toMatchObject([
      { key: "overwrite.unexpected/channel:205/role:102", granted: bitsOf(["MANAGE_WEBHOOKS"]) },
      { key: "overwrite.unexpected/channel:205/role:103" },
    ]);
    const everyone = exception('role: "@everyone", channel: news, allow: [SEND_MESSAGES], until: 2026-11-21');
    const other = aGuild();
    await other.run({ policy: everyone });
    other.by("bob").deleteOverwrite("205", GUILD);
    expect((await other.run({ policy: everyone })).report).toMatchObject({
      result: "in-line",
      approved: [],
      exceptions: [{ state: "used" }],
    });
  });

  test("for one member in one channel", async () => {
    const tea = aGuild();
    const policy = exception('member: "903", channel: general, allow: [MANAGE_MESSAGES], until: 2026-11-21');
    tea.by("bob").setOverwrite("204", { id: "903", type: "member", allow: ["MANAGE_MESSAGES"] });
    expect((await tea.run({ policy })).report).toMatchObject({ result: "in-line", exceptions: [{ state: "used" }] });
  });

  test("it goes before what is ignored and before the care for managed roles", async () => {
    const tea = aGuild();
    const policy = exception('role: "role:110", allow: [MANAGE_MESSAGES], until: 2026-11-21');
    await tea.run({ policy });
    tea.by("bob").updateRole("110", { permissions: ["VIEW_AUDIT_LOG", "VIEW_CHANNEL", "MANAGE_MESSAGES"] });
    expect((await tea.run({ policy })).report).toMatchObject({ result: "in-line", exceptions: [{ state: "used" }] });
    tea.wait(3 * DAY);
    expect(await tea.told({ policy })).toEqual(["role.unexpected/role:110 high unapproved exact #1"]);
  });

  test("a grant that comes and goes under it is no finding; one that comes and goes after it is", async () => {
    const tea = aGuild();
    await tea.run({ policy: ofRole });
    tea.by("bob").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    tea.by("bob").updateRole("102", { permissions: MOD });
    expect((await tea.run({ policy: ofRole })).report).toMatchObject({ findings: [], approved: [], exceptions: [{ state: "stale" }] });
    tea.by("bob").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    await tea.run({ policy: ofRole });
    tea.wait(3 * DAY);
    tea.by("bob").updateRole("102", { permissions: MOD });
    expect((await tea.run({ policy: ofRole })).report.findings).toEqual([]);
    tea.by("bob").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    tea.by("bob").updateRole("102", { permissions: MOD });
    expect(await tea.told({ policy: ofRole })).toEqual(["change.reverted/role:102@#5 high reverted exact #5 #6"]);
  });

  test("it never excuses a broken rule, and the rule still names the entry", async () => {
    const tea = aGuild();
    const policy = exception(
      "role: Mod, allow: [BAN_MEMBERS], until: 2026-11-21",
      "rules:\n  bans: { permissions: [BAN_MEMBERS], only: [Admin] }\n",
    );
    await tea.run({ policy });
    tea.by("mallory").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    expect(await tea.told({ policy })).toEqual(["rule.broken/rule:bans high unapproved exact #1"]);
    tea.wait(60);
    expect(await tea.told({ policy })).toEqual(["rule.broken/rule:bans high unapproved exact #1"]);
    tea.wait(3 * DAY);
    expect(await tea.told({ policy })).toEqual([
      "role.permissions/role:102 high unapproved exact #1",
      "rule.broken/rule:bans high unapproved exact #1",
    ]);
  });

  test("where the bot cannot see the channel, it is not called stale", async () => {
    const tea = aGuild();
    const policy = exception("role: Mod, channel: staff-log, allow: [MANAGE_MESSAGES], until: 2026-11-21");
    tea.guild.unlogged.deleteOverwrite("203", "110");
    expect(await states(tea, policy)).toEqual(["festival 2026-11-21 used"]);
  });
});
