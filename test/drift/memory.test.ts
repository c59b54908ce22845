import { describe, expect, test } from "vitest";
import { discreetMemory } from "../../src/drift/discreet-memory.ts";
import { moveCursor, readFrom, type Memory } from "../../src/drift/memory.ts";
import { parseMemory } from "../../src/drift/parse-memory.ts";
import { MEMORY_BYTES, printMemory } from "../../src/drift/print-memory.ts";
import { aGuild, GUILD, id, policyText } from "../guild.ts";

const now = "2026-11-20T10:00:00.000Z";
const MOD = ["KICK_MEMBERS", "MANAGE_MESSAGES"];
const drifted = "role.permissions/role:102";
const reverted = "change.reverted/role:102@#1 high reverted exact #1 #2";

describe("entries that were made after the state was read", () => {
  test("wait, and the next run deals with them once", async () => {
    const tea = aGuild();
    await tea.run();
    const beforeLog = (): void => {
      tea.by("mallory").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    };
    expect((await tea.run({ beforeLog })).report.result).toBe("in-line");
    expect(tea.memory?.waiting).toHaveLength(1);
    expect(BigInt(tea.memory?.after ?? "0")).toBeLessThan(BigInt(tea.memory?.waiting[0] ?? "0"));
    expect(await tea.told()).toEqual([`${drifted} high unapproved exact #1`]);
    expect(tea.memory?.waiting).toEqual([]);
    expect(await tea.told()).toEqual([`${drifted} high unapproved exact #1`]);
  });

  test("that put drift right are approved by the next run, once", async () => {
    const tea = aGuild();
    tea.by("mallory").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    await tea.run();
    const beforeLog = (): void => {
      tea.by("alice").updateRole("102", { permissions: MOD });
    };
    const during = await tea.run({ beforeLog });
    expect(tea.short(during.report.findings)).toEqual([`${drifted} high unapproved exact #1`]);
    expect(tea.approvedIn(during)).toEqual([]);
    const after = await tea.run();
    expect(after.report.result).toBe("in-line");
    expect(tea.approvedIn(after)).toEqual(["role:102 #2"]);
    expect(tea.approvedIn(await tea.run())).toEqual([]);
  });

  test("and that are undone before the next run are told as reverted then", async () => {
    const tea = aGuild();
    await tea.run();
    const beforeLog = (): void => {
      tea.by("mallory").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    };
    expect(await tea.told({ beforeLog })).toEqual([]);
    tea.by("mallory").updateRole("102", { permissions: MOD });
    expect(await tea.told()).toEqual([reverted]);
    expect(await tea.told()).toEqual([]);
  });

  test("wait in all of their fields, and what undid them in one waits with them: told once, with both", async () => {
    const tea = aGuild();
    await tea.run();
    const beforeLog = (): void => {
      tea.by("mallory").updateRole("102", { name: "mods", permissions: [...MOD, "BAN_MEMBERS"] });
      tea.by("mallory").updateRole("102", { permissions: MOD });
    };
    const during = await tea.run({ beforeLog });
    expect(during.report).toMatchObject({ result: "in-line", approved: [] });
    const after = await tea.run();
    expect(tea.short(after.report.findings)).toEqual([reverted, "role.renamed/role:102 low unapproved exact #1"]);
    expect(tea.approvedIn(after)).toEqual(["role:102 #2"]);
    const later = await tea.run();
    expect(tea.short(later.report.findings)).toEqual(["role.renamed/role:102 low unapproved exact #1"]);
    expect(tea.approvedIn(later)).toEqual([]);
  });

  test("wait although something that nobody logged came before them", async () => {
    const tea = aGuild();
    await tea.run();
    tea.guild.unlogged.updateRole("102", { permissions: [...MOD, "SPEAK"] });
    const beforeLog = (): void => {
      tea.by("mallory").updateRole("102", { permissions: [...MOD, "SPEAK", "BAN_MEMBERS"] });
    };
    expect(await tea.told({ beforeLog })).toEqual([`${drifted} low unexplained none`]);
    expect(await tea.told()).toEqual([`${drifted} high unapproved partial #1`]);
  });

  test("are not approved for the half that waited, when the other half is drift that was told already", async () => {
    const tea = aGuild();
    tea.guild.unlogged.updateRole("102", { name: "mods", permissions: [...MOD, "BAN_MEMBERS"] });
    const beforeLog = (): void => {
      tea.guild.unlogged.updateRole("102", { permissions: MOD });
      tea.by("mallory").updateRole("102", { name: "Mod", permissions: [...MOD, "BAN_MEMBERS"] });
    };
    expect(await tea.told({ beforeLog })).toEqual([`${drifted} high unapproved exact #1`, "role.renamed/role:102 low unexplained none"]);
    const checked = await tea.run();
    expect(tea.short(checked.report.findings)).toEqual([`${drifted} high unapproved exact #1`]);
    expect(checked.report.approved).toEqual([]);
  });

  test("hold back what they took back, too: rights that somebody had for a while are told once both are known to belong to the state", async () => {
    const tea = aGuild();
    await tea.run();
    const beforeLog = (): void => {
      tea.by("mallory").updateRole("102", { permissions: [...MOD, "ADMINISTRATOR"] });
      tea.by("mallory").updateRole("102", { name: "mods", permissions: MOD });
    };
    expect(await tea.told({ beforeLog })).toEqual([]);
    expect(await tea.told()).toEqual([
      "change.reverted/role:102@#1 critical reverted exact #1 #2",
      "role.renamed/role:102 low unapproved exact #2",
    ]);
    expect(await tea.told()).toEqual(["role.renamed/role:102 low unapproved exact #2"]);
  });

  test("and made a channel or a role are attributed by the next run", async () => {
    const tea = aGuild();
    await tea.run();
    const beforeLog = (): void => {
      tea.by("mallory").createChannel({ id: "230", name: "den" });
      tea.by("mallory").createRole({ id: "140", name: "ghost", permissions: "ADMINISTRATOR" });
      tea.by("mallory").deleteRole("103");
      tea.by("mallory").deleteChannel("205");
    };
    expect((await tea.run({ beforeLog })).report.result).toBe("in-line");
    expect(await tea.told()).toEqual([
      "role.unexpected/role:140 critical unapproved exact #2",
      "channel.missing/channel:205 medium unapproved exact #4",
      "role.missing/role:103 medium unapproved exact #3",
      "channel.unexpected/channel:230 low unapproved exact #1",
    ]);
  });

  test("the same for a bot that sees every channel", async () => {
    const tea = aGuild({ bot: "ADMINISTRATOR" });
    const policy = policyText({ roles: 'drift-bot: { id: "110" }' });
    await tea.run({ policy });
    const beforeLog = (): void => {
      tea.by("mallory").createChannel({ id: "230", name: "den" });
    };
    expect(await tea.told({ policy, beforeLog })).toEqual([]);
    expect(await tea.told({ policy })).toEqual(["channel.unexpected/channel:230 low unapproved exact #1"]);
    tea.guild.unlogged.deleteChannel("230");
    expect(await tea.told({ policy })).toEqual([]);
    expect(tea.probed).toEqual([]);
  });
});

describe("entries that appear late", () => {
  test("with a lower id than the cursor are attributed when they appear: the same difference, now unapproved", async () => {
    const tea = aGuild();
    await tea.run();
    const late = tea.guild.holdAuditEntries();
    tea.by("mallory").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    tea.guild.state.log.visible(tea.clock.time);
    const before = (await tea.run()).report.findings;
    expect(tea.short(before)).toEqual([`${drifted} high unexplained none`]);
    tea.wait(5);
    late.release();
    tea.by("bob").updateRole("103", { name: "Helpers" });
    const after = (await tea.run()).report.findings;
    expect(tea.short(after)).toEqual([`${drifted} high unapproved exact #1`, "role.renamed/role:103 low unapproved exact #2"]);
    const [{ attribution: _, cause: __, ...one } = {}, { attribution: ___, cause: ____, ...other } = {}] = [before[0], after[0]];
    expect(one).toEqual(other);
  });

  test("are read although the cursor has passed them, within the overlap of an hour, and not again", async () => {
    const tea = aGuild();
    const late = tea.guild.holdAuditEntries();
    tea.by("mallory").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    tea.by("mallory").updateRole("102", { permissions: MOD });
    tea.guild.addMember({ id: "999", name: "newcomer" });
    tea.wait(30);
    const visible = tea.guild.state.log;
    expect(visible.visible(tea.clock.time)).toEqual([]);
    await tea.run();
    late.release();
    tea.by("bob").updateRole("103", { color: 5 });
    expect(await tea.told()).toEqual([reverted]);
    expect(BigInt(tea.memory?.after ?? "0")).toBeGreaterThan(BigInt(tea.guild.auditEntries()[1]?.id ?? "0"));
    expect(await tea.told()).toEqual([]);
    tea.wait(120);
    expect(await tea.told()).toEqual([]);
  });

  test("are told as reverted when the drift that nobody could explain is put right before they appear", async () => {
    const tea = aGuild();
    await tea.run();
    const late = tea.guild.holdAuditEntries();
    tea.by("mallory").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    expect(await tea.told()).toEqual([`${drifted} high unexplained none`]);
    late.release();
    tea.by("alice").updateRole("102", { permissions: MOD });
    expect(await tea.told()).toEqual([reverted]);
    expect(await tea.told()).toEqual([]);
  });

  test("are approved once when they appear, although the guild was in line before", async () => {
    const tea = aGuild();
    tea.guild.unlogged.updateRole("102", { permissions: ["KICK_MEMBERS"] });
    await tea.run();
    const late = tea.guild.holdAuditEntries();
    tea.by("alice").updateRole("102", { permissions: MOD });
    const silent = await tea.run();
    expect(silent.report).toMatchObject({ result: "in-line", approved: [] });
    late.release();
    expect(tea.approvedIn(await tea.run())).toEqual(["role:102 #1"]);
    expect(tea.approvedIn(await tea.run())).toEqual([]);
  });
});

describe("what the memory carries", () => {
  test("the explanation of drift, long after the log has forgotten it", async () => {
    const tea = aGuild();
    tea.by("mallory", "event night").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    const [first] = (await tea.run()).report.findings;
    for (let week = 0; week < 8; week += 1) tea.wait(7 * 24 * 60 - week);
    expect(tea.guild.auditEntries()).toEqual([]);
    const { findings } = (await tea.run()).report;
    expect(findings.map(({ kind }) => kind)).toEqual(["role.permissions", "audit.gap"]);
    expect(findings[0]).toEqual(first);
    expect(tea.memory?.standing[0]).toMatchObject({ key: drifted, firstSeen: "2026-11-20T10:00:00.000Z" });
  });

  test("the base: what the policy accepts is no drift any more, and the rest still is, with its entry", async () => {
    const tea = aGuild();
    tea.by("mallory").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    tea.by("bob").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS", "SPEAK"] });
    await tea.run();
    const policy = policyText().replace("[KICK_MEMBERS, MANAGE_MESSAGES]", "[KICK_MEMBERS, MANAGE_MESSAGES, SPEAK]");
    const checked = await tea.run({ policy });
    expect(tea.short(checked.report.findings)).toEqual([`${drifted} high unapproved exact #1`]);
    expect(checked.report.findings[0]).toMatchObject({ granted: 4n });
    expect(checked.report.approved).toEqual([]);
    const whole = policyText().replace("[KICK_MEMBERS, MANAGE_MESSAGES]", "[KICK_MEMBERS, MANAGE_MESSAGES, SPEAK, BAN_MEMBERS]");
    expect((await tea.run({ policy: whole })).report.result).toBe("in-line");
    expect(tea.memory?.standing).toEqual([]);
  });

  test("live is back at the base and only the policy has moved: nobody is blamed", async () => {
    const tea = aGuild();
    tea.by("mallory").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    await tea.run();
    tea.by("alice").updateRole("102", { permissions: MOD });
    const policy = policyText().replace("[KICK_MEMBERS, MANAGE_MESSAGES]", "[KICK_MEMBERS, MANAGE_MESSAGES, BAN_MEMBERS]");
    expect(await tea.told({ policy })).toEqual([`${drifted}/rollout low awaiting-rollout none`]);
  });

  test("what stood on a channel that the bot cannot see for a while", async () => {
    const tea = aGuild();
    tea.by("mallory").setOverwrite("205", { id: "903", type: "member", allow: "MANAGE_MESSAGES" });
    const [first] = (await tea.run()).report.findings;
    tea.wait(60);
    tea.guild.unlogged.setOverwrite("205", { id: "110", type: "role", deny: "VIEW_CHANNEL" });
    expect(await tea.told()).toEqual([`channel.hidden/guild:${GUILD} medium unexplained none`]);
    for (let week = 0; week < 8; week += 1) tea.wait(7 * 24 * 60 - 60);
    tea.guild.unlogged.deleteOverwrite("205", "110");
    const { findings } = (await tea.run()).report;
    expect(findings.filter(({ kind }) => kind === "overwrite.unexpected")).toEqual([first]);
    expect(tea.memory?.standing[0]).toMatchObject({ firstSeen: "2026-11-20T10:00:00.000Z" });
  });

  test("what the log says of a channel while the bot cannot see it", async () => {
    const tea = aGuild();
    await tea.run();
    tea.by("mallory").setOverwrite("205", { id: "110", type: "role", deny: "VIEW_CHANNEL" });
    tea.by("mallory").setOverwrite("205", { id: "903", type: "member", allow: "MANAGE_MESSAGES" });
    await tea.run();
    tea.wait(120);
    await tea.run();
    tea.by("alice").deleteOverwrite("205", "110");
    expect(await tea.told()).toEqual([
      "overwrite.unexpected/channel:205/member:903 medium unapproved exact #2",
      "change.reverted/channel:205/role:110@#1 low reverted exact #1 #3",
    ]);
    expect(await tea.told()).toEqual(["overwrite.unexpected/channel:205/member:903 medium unapproved exact #2"]);
  });

  test.each([false, true])("what came and went on a channel while the bot could not see it (a run in between: %s)", async (between) => {
    const tea = aGuild();
    const hidden = `channel.hidden/guild:${GUILD} medium unexplained none`;
    tea.guild.unlogged.setOverwrite("205", { id: "110", type: "role", deny: "VIEW_CHANNEL" });
    await tea.run();
    tea.by("mallory").setOverwrite("205", { id: "903", type: "member", allow: "MANAGE_ROLES" });
    if (between) await tea.run();
    tea.by("mallory").deleteOverwrite("205", "903");
    const checked = await tea.run();
    expect(tea.short(checked.report.findings)).toEqual(["change.reverted/channel:205/member:903@#1 high reverted exact #1 #2", hidden]);
    expect(tea.approvedIn(checked)).toEqual(["channel:205/member:903 #2"]);
    expect(await tea.told()).toEqual([hidden]);
    tea.guild.unlogged.deleteOverwrite("205", "110");
    expect(await tea.told()).toEqual([]);
    expect(tea.memory?.standing).toEqual([]);
  });

  test("drift that stood, and what was added while the bot could not see the channel, each with its entry", async () => {
    const tea = aGuild();
    tea.by("bob").setOverwrite("205", { id: "903", type: "member", allow: "SPEAK" });
    await tea.run();
    tea.guild.unlogged.setOverwrite("205", { id: "110", type: "role", deny: "VIEW_CHANNEL" });
    tea.by("mallory").setOverwrite("205", { id: "903", type: "member", allow: ["SPEAK", "MANAGE_MESSAGES"] });
    await tea.run();
    tea.wait(120);
    await tea.run();
    tea.guild.unlogged.deleteOverwrite("205", "110");
    expect(await tea.told()).toEqual(["overwrite.unexpected/channel:205/member:903 medium unapproved exact #1 #2"]);
  });

  test("ids of objects that the policy knows by name only: a name that points elsewhere is missing, not moved", async () => {
    const tea = aGuild();
    const policy = policyText({ roles: "Guest: { permissions: [] }", channels: "lounge: { overwrites: {} }" });
    tea.guild.addRole({ id: "150", name: "Guest" });
    tea.guild.addChannel({ id: "250", name: "lounge" });
    expect(await tea.told({ policy })).toEqual([]);
    expect(tea.memory?.names).toEqual(
      new Map([
        ["role:Guest", "150"],
        ["channel:lounge", "250"],
      ]),
    );
    tea.by("mallory").updateRole("150", { name: "nobody" });
    tea.by("mallory").createRole({ id: "151", name: "Guest", permissions: "BAN_MEMBERS" });
    tea.by("mallory").deleteChannel("250");
    tea.by("mallory").createChannel({ id: "251", name: "lounge" });
    expect(await tea.told({ policy })).toEqual([
      "role.unexpected/role:151 high unapproved exact #2",
      "channel.missing/channel:250 medium unapproved exact #3",
      "channel.unexpected/channel:251 low unapproved exact #4",
      "role.renamed/role:150 low unapproved exact #1",
    ]);
  });

  test("a name that none or several have is missing, with the reason, under its handle", async () => {
    const tea = aGuild();
    const policy = policyText({ roles: "Guest: { permissions: [] }", channels: "lounge: { overwrites: {} }" });
    tea.guild.addRole({ id: "150", name: "Guest" });
    tea.guild.addRole({ id: "151", name: "Guest" });
    tea.guild.addChannel({ id: "250", name: "lounge", type: "category" });
    const { findings } = (await tea.run({ policy })).report;
    expect(tea.short(findings)).toEqual([
      "channel.missing/channel:lounge medium unexplained none",
      "role.missing/role:Guest medium unexplained none",
      "channel.unexpected/channel:250 low unexplained none",
      "role.unexpected/role:150 low unexplained none",
      "role.unexpected/role:151 low unexplained none",
    ]);
    expect(findings.map(({ note }) => note).slice(0, 2)).toEqual([
      "the bot sees no channel with this name",
      "2 roles have this name, so it is not clear which one is meant: write its id in the policy",
    ]);
  });

  test("a new name in the policy does not take a role that the memory knows under another handle", async () => {
    const tea = aGuild();
    const before = policyText({ roles: "Guest: { permissions: [] }" });
    tea.guild.addRole({ id: "150", name: "Guest" });
    await tea.run({ policy: before });
    tea.by("mallory").updateRole("150", { name: "Visitor" });
    const policy = policyText({ roles: "Guest: { permissions: [] }\n  Visitor: { permissions: [ADMINISTRATOR] }" });
    expect(await tea.told({ policy })).toEqual([
      "role.missing/role:Visitor medium unexplained none",
      "role.renamed/role:150 low unapproved exact #1",
    ]);
    const byId = policyText({ roles: 'Guest: { permissions: [] }\n  Visitor: { id: "150", permissions: [] }' });
    expect(await tea.told({ policy: byId })).toEqual(["role.missing/role:Guest medium unexplained none"]);
  });
});

const memory: Memory = {
  guild: id("100"),
  commit: null,
  after: id("5000000000000000"),
  through: "2026-11-20T10:00:00.000Z",
  seen: [],
  waiting: [],
  names: new Map(),
  standing: [],
};

describe("the cursor", () => {
  test("begins at the beginning, and later an hour before the last entry", () => {
    expect(readFrom(null)).toBe("0");
    expect(readFrom({ ...memory, after: id("5") })).toBe("0");
    expect(readFrom({ ...memory, after: id("20000000000000000") })).toBe(String(20000000000000000n - (3_600_000n << 22n)));
  });

  test("moves to the last entry that was dealt with, and never back", () => {
    expect(moveCursor(memory, { dealt: [id("5000000000000009"), id("5000000000000003")], waiting: [] }).after).toBe("5000000000000009");
    expect(moveCursor(memory, { dealt: [id("4000000000000000")], waiting: [] }).after).toBe(memory.after);
    expect(moveCursor(memory, { dealt: [], waiting: [id("4000000000000000")] }).after).toBe(memory.after);
  });

  test("never passes an entry that waits", () => {
    const moved = moveCursor(memory, { dealt: [id("5000000000000009")], waiting: [id("5000000000000007"), id("5000000000000005")] });
    expect(moved).toMatchObject({ after: "5000000000000004", waiting: ["5000000000000005", "5000000000000007"] });
    expect(moved.seen).toEqual(["5000000000000009"]);
  });

  test("forgets what is further back than the overlap", () => {
    const old = { ...memory, after: id<"entry">("90000000000000000"), seen: [id<"entry">("90000000000000000")] };
    expect(moveCursor(old, { dealt: [id("200000000000000000")], waiting: [] }).seen).toEqual(["200000000000000000"]);
  });

  test("goes to the time of the last check, which never moves back either", async () => {
    const tea = aGuild();
    await tea.run();
    tea.clock.time = new Date("2026-11-20T09:00:00Z");
    await tea.run();
    expect(tea.memory?.through).toBe("2026-11-20T10:00:00.000Z");
  });
});

const linkWith = (reason: string): Memory["standing"][number]["fields"][number]["links"][number] => ({
  entry: {
    id: id("5"),
    at: "2015-01-01T00:00:00.000Z",
    action: "ROLE_UPDATE",
    actor: { id: id("9"), name: "n".repeat(100), bot: false },
    reason,
  },
  from: undefined,
  to: 5n,
  weak: true,
});

const manyStanding = (count: number, reason: string, links = 1): Memory["standing"] =>
  Array.from({ length: count }, (_, index) => ({
    key: `role.permissions/role:${index}`,
    firstSeen: now,
    issue: 7,
    fields: [{ field: `role:${index}/permissions`, base: 0n, away: 5n, links: Array.from({ length: links }, () => linkWith(reason)) }],
  }));

describe("the text of the memory", () => {
  const text = printMemory(memory).text;
  const mutate = (over: object): string => JSON.stringify({ ...(JSON.parse(text) as object), ...over });

  test.each([
    ["it is not JSON", "{"],
    ["it is not a JSON object", "[]"],
    ["it was written by another version", mutate({ version: 2 })],
    ["it belongs to another server", mutate({ guild: "101" })],
    ["the commit is not a commit", mutate({ commit: "main" })],
    ["an entry's id is not an id", mutate({ after: "-1" })],
    ["an entry's id is not an id", mutate({ seen: [5] })],
    ["a time is not a time", mutate({ through: "yesterday" })],
    ["a list is missing", mutate({ waiting: {} })],
    ["a part of it is not an object", mutate({ names: [] })],
    ["the id of a name is not an id", mutate({ names: { "role:x": "y" } })],
    ["an issue's number is not a number", mutate({ standing: [{ key: "k", firstSeen: now, issue: -1, fields: [] }] })],
    ["a text is missing", mutate({ standing: [{ key: 1, firstSeen: now, issue: null, fields: [] }] })],
    ["a part of it is not an object", mutate({ standing: [{ key: "k", firstSeen: now, issue: 1, fields: [{ field: "f", base: 5 }] }] })],
    [
      "a set of permissions is not one",
      mutate({ standing: [{ key: "k", firstSeen: now, issue: 1, fields: [{ field: "f", base: { bits: "-5" }, away: "1", links: [] }] }] }),
    ],
    ...["1", "0", "3"].map((awaits): [string, string] => [
      "what waits to be carried out has left its base already",
      mutate({
        standing: [{ key: "k", firstSeen: now, issue: 1, fields: [{ field: "f", base: { bits: "5" }, away: "1", awaits, links: [] }] }],
      }),
    ]),
    [
      "a person's id is not an id",
      mutate({
        standing: [
          {
            key: "k",
            firstSeen: now,
            issue: 1,
            fields: [
              {
                field: "f",
                base: "yes",
                away: "1",
                links: [{ entry: { id: "1", action: "A", actor: { id: "x" }, reason: null }, from: null, to: null }],
              },
            ],
          },
        ],
      }),
    ],
    ["it claims to be from the future", mutate({ through: "2026-11-22T10:00:00.000Z" })],
    ["it claims to be from the future", mutate({ after: "18446744073709551615" })],
  ])("%s: refused", (why, bad) => {
    expect(parseMemory(bad, id("100"), now)).toEqual({ ok: false, why });
  });

  test("a text from before anything could await rollout reads as it did, and what awaits reads back", () => {
    const field = { field: "f", base: 5n, away: 1n, links: [] };
    const standing = [field, { ...field, awaits: 4n }, { ...field, base: "word", away: 0n, awaits: 1n }].map((one) => ({
      key: "k",
      firstSeen: now,
      issue: 1,
      fields: [one],
    }));
    const printed = printMemory({ ...memory, standing }).text;
    expect(printed.match(/awaits/g)).toHaveLength(2);
    expect(parseMemory(printed, id("100"), now)).toEqual({ ok: true, memory: { ...memory, standing } });
  });

  test("keeps within its bound: reasons go first, then the entries of the least severe, and it says so", () => {
    const long = printMemory({ ...memory, standing: manyStanding(1500, "r".repeat(512)) });
    expect(long.cut).toBe("the reasons of entries were left out");
    const longer = printMemory({ ...memory, standing: manyStanding(3000, "") });
    expect(longer.cut).toBe("the entries of the 1500 least severe findings were left out");
    const huge = printMemory({ ...memory, standing: manyStanding(1, "", 6000) });
    expect(huge.cut).toBe("the entries of all findings were left out");
    for (const { text: printed } of [long, longer, huge]) {
      expect(Buffer.byteLength(printed)).toBeLessThanOrEqual(MEMORY_BYTES);
      expect(parseMemory(printed, id("100"), now)).toMatchObject({ ok: true });
    }
  });

  test("drops even the findings rather than grow too large", () => {
    const standing = Array.from({ length: 2000 }, (_, index) => ({
      key: `${index}/`.padEnd(1000, "x"),
      firstSeen: now,
      issue: null,
      fields: [],
    }));
    const printed = printMemory({ ...memory, standing });
    expect(printed.cut).toBe("what was known of the drift that stands was left out");
    expect(parseMemory(printed.text, id("100"), now)).toEqual({ ok: true, memory });
  });

  test("has no names of people and no reasons with report-details: minimal", async () => {
    const tea = aGuild();
    tea.by("mallory", "event night").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    tea.by(null, "event night").updateRole("103", { permissions: [] });
    const { memory: full } = await tea.run();
    if (full === null) throw new Error("no memory");
    expect(printMemory(full).text).toMatch(/mallory.*event night/);
    expect(printMemory(discreetMemory(full)).text).not.toMatch(/mallory|event night/);
  });
});
