import { describe, expect, test } from "vitest";
import type { DiscordSource } from "../../src/runs/ports.ts";
import { CannotCheck } from "../../src/runs/cannot-check.ts";
import { check } from "../../src/runs/check.ts";
import type { CheckReport } from "../../src/drift/report.ts";
import { bitsOf } from "../../src/permissions/flags.ts";
import { aGuild, PEOPLE, policyText, type TestGuild } from "../guild.ts";
import { policyOf } from "../policy/policies.ts";

/** Alice and Bob hold Admin. */
const policy = policyText().replace('{ id: "101", permissions', '{ id: "101", members: ["902", "901"], permissions');

function admins(): TestGuild {
  const tea = aGuild();
  tea.guild.unlogged.addMemberRole(PEOPLE.alice, "101");
  tea.guild.unlogged.addMemberRole(PEOPLE.bob, "101");
  return tea;
}

const why = ({ unchecked }: CheckReport): string[] =>
  unchecked.map(({ subject, why: clause }) => `${subject.type}:${subject.id} ${clause}`);

async function failing(tea: TestGuild, over: Partial<DiscordSource>): Promise<CheckReport> {
  const { report } = await check({
    policy: policyOf(policy),
    discord: { ...tea.source, ...over },
    memory: tea.memory,
    progress: () => {},
    start: { kind: "continued" },
    now: tea.clock.time.toISOString(),
    commit: null,
    confirmMassChange: false,
  });
  return report;
}

const refuse = async (): Promise<never> => await Promise.reject(new CannotCheck("Discord has trouble."));

describe("role.members", () => {
  test("a policy without members asks nothing about them", async () => {
    const tea = aGuild();
    await tea.run();
    expect(tea.asked).toEqual([]);
  });

  test("in line where the count and each listed member's own roles say so: one request and one a person", async () => {
    const tea = admins();
    expect((await tea.run({ policy })).report).toMatchObject({ result: "in-line", findings: [], unchecked: [] });
    expect(tea.asked).toEqual(["counts", "member 902", "member 901"]);
  });

  test("an extra holder whom the log names is found by a look-up, without the members intent", async () => {
    const tea = admins();
    await tea.run({ policy });
    tea.by("bob", "helps out").addMemberRole(PEOPLE.mallory, "101");
    const { findings, unchecked } = (await tea.run({ policy })).report;
    expect(tea.short(findings)).toEqual(["role.members/role:101 critical unapproved exact #1"]);
    expect(unchecked).toEqual([]);
    expect(findings[0]).toMatchObject({
      subject: { type: "role", id: "101", name: "Admin" },
      desired: {
        kind: "members",
        people: [
          { id: "901", name: "alice" },
          { id: "902", name: "bob" },
        ],
      },
      live: { kind: "members", people: [{ id: "901" }, { id: "902" }, { id: "903", name: "mallory" }] },
      granted: bitsOf(["ADMINISTRATOR"]),
      effect: [{ who: { type: "member", id: "903", name: "mallory" }, channels: [], gained: bitsOf(["ADMINISTRATOR"]), lost: 0n }],
      policy: { line: 6 },
    });
  });

  test("it is no event of its own, and stands with its entry in later runs, whatever the count says", async () => {
    const tea = admins();
    await tea.run({ policy });
    tea.by("bob").addMemberRole(PEOPLE.mallory, "101");
    await tea.run({ policy });
    tea.wait(24 * 60);
    expect(await tea.told({ policy })).toEqual(["role.members/role:101 critical unapproved exact #1"]);
    const stale = await failing(tea, { memberCounts: async () => await Promise.resolve({ "101": 2 }) });
    expect(tea.short(stale.findings)).toEqual(["role.members/role:101 critical unapproved exact #1"]);
    expect(why(stale)).toEqual(["role:101 Discord counts 2 who hold this role, and single look-ups found 3"]);
  });

  test("taking the role away again is approved, by the entry that did it", async () => {
    const tea = admins();
    await tea.run({ policy });
    tea.by("bob").addMemberRole(PEOPLE.mallory, "101");
    await tea.run({ policy });
    tea.by("alice").removeMemberRole(PEOPLE.mallory, "101");
    const checked = await tea.run({ policy });
    expect(checked.report).toMatchObject({ result: "in-line", findings: [] });
    expect(tea.approvedIn(checked)).toEqual(["role:101/member:903 #2"]);
  });

  test("handed out and taken back between two runs: reverted, with what could be done", async () => {
    const tea = admins();
    await tea.run({ policy });
    tea.by("bob").addMemberRole(PEOPLE.mallory, "101");
    tea.by("alice").removeMemberRole(PEOPLE.mallory, "101");
    const { findings } = (await tea.run({ policy })).report;
    expect(tea.short(findings)).toEqual(["change.reverted/role:101/member:903@#1 critical reverted exact #1 #2"]);
    expect(findings[0]).toMatchObject({ target: { id: "903", name: "mallory" }, granted: bitsOf(["ADMINISTRATOR"]) });
    expect(await tea.told({ policy })).toEqual([]);
  });

  test("a listed member who does not hold it is low, and who lost it is told by the entry", async () => {
    const tea = admins();
    await tea.run({ policy });
    tea.by("mallory").removeMemberRole(PEOPLE.bob, "101");
    const { findings } = (await tea.run({ policy })).report;
    expect(tea.short(findings)).toEqual(["role.members/role:101 low unapproved exact #1"]);
    expect(findings[0]).toMatchObject({ granted: 0n, revoked: bitsOf(["ADMINISTRATOR"]), live: { people: [{ id: "901" }] } });
  });

  test("a listed member who was thrown out, or left, does not hold it", async () => {
    const tea = admins();
    await tea.run({ policy });
    tea.by("mallory").kickMember(PEOPLE.bob);
    const { findings } = (await tea.run({ policy })).report;
    expect(tea.short(findings)).toEqual(["role.members/role:101 low unapproved partial #1"]);
    expect(findings[0]?.attribution.why).toBe("whoever is thrown out loses all roles, and Discord writes no entry for each");
    const other = admins();
    other.guild.unlogged.kickMember(PEOPLE.bob);
    expect(await other.told({ policy })).toEqual(["role.members/role:101 low unexplained none"]);
  });

  test("a count that single look-ups do not confirm is unchecked, not drift and not in line", async () => {
    const tea = admins();
    tea.guild.unlogged.addMemberRole(PEOPLE.mallory, "101");
    const { report } = await tea.run({ policy });
    expect(report).toMatchObject({ result: "incomplete", findings: [] });
    expect(why(report)).toEqual(["role:101 Discord counts 3 who hold this role, and only 2 of them could be named"]);
    expect(tea.asked.at(-1)).toBe("list");
  });

  test("where the members intent is there, the list names the extra holders, and is asked for only then", async () => {
    const tea = admins();
    tea.guild.state.listsMembers = true;
    await tea.run({ policy });
    expect(tea.asked).not.toContain("list");
    tea.guild.unlogged.addMemberRole(PEOPLE.mallory, "101");
    expect(await tea.told({ policy })).toEqual(["role.members/role:101 critical unexplained none"]);
    expect(tea.asked.filter((what) => what === "list")).toHaveLength(1);
    expect(tea.memory?.standing).toMatchObject([{ fields: [{ field: "member:903/101", base: null }] }]);
    // It is known now, so it is looked up, and stands also where the list is closed again.
    tea.guild.state.listsMembers = false;
    expect(await tea.told({ policy })).toEqual(["role.members/role:101 critical unexplained none"]);
  });

  test("what could not be asked is unchecked, and what is known all the same is told", async () => {
    const tea = admins();
    expect(why(await failing(tea, { memberCounts: refuse }))).toEqual([
      "role:101 it is not known how many people hold this role: Discord has trouble",
    ]);
    expect(why(await failing(tea, { memberCounts: async () => await Promise.resolve({ "101": "many" }) }))).toEqual([
      "role:101 it is not known how many people hold this role: Discord's answer has a number of members that cannot be used",
    ]);
    expect(why(await failing(tea, { member: refuse }))).toEqual([
      "role:101 it is not known whether 2 of the listed people hold this role: Discord has trouble",
    ]);
    const one = await failing(tea, {
      member: async (guild, user) => (user === PEOPLE.alice ? await refuse() : await tea.source.member(guild, user)),
    });
    expect(why(one)).toEqual(["role:101 it is not known whether one of the listed people holds this role: Discord has trouble"]);
    expect(one.result).toBe("incomplete");
  });

  test("somebody whom nobody could look up is told as an event, so that nothing is lost", async () => {
    const tea = admins();
    await tea.run({ policy });
    tea.by("bob").addMemberRole(PEOPLE.mallory, "101");
    const report = await failing(tea, {
      member: async (guild, user) => (user === PEOPLE.mallory ? await refuse() : await tea.source.member(guild, user)),
    });
    expect(tea.short(report.findings)).toEqual(["member.granted/role:101/member:903@#1 critical event exact #1"]);
    expect(why(report)).toHaveLength(1);
  });

  test("who was found with a role is found with it again after a run that could not look", async () => {
    const tea = admins();
    const { member } = tea.source;
    await tea.run({ policy });
    tea.by("bob").addMemberRole(PEOPLE.mallory, "101");
    await tea.run({ policy });
    Object.assign(tea.source, { member: refuse });
    expect(await tea.told({ policy })).toEqual([]);
    Object.assign(tea.source, { member });
    tea.wait(24 * 60);
    expect(await tea.told({ policy })).toEqual(["role.members/role:101 critical unapproved exact #1"]);
  });

  test("at most 200 people are looked up in one run", async () => {
    const tea = admins();
    const many = Array.from({ length: 199 }, (_, index) => String(2000 + index));
    for (const id of many) {
      tea.guild.addMember({ id });
      tea.guild.unlogged.addMemberRole(id, "102");
    }
    const text = policy.replace(
      '{ id: "102", permissions',
      `{ id: "102", members: [${many.map((id) => `"${id}"`).join(", ")}], permissions`,
    );
    const { report } = await tea.run({ policy: text });
    expect(tea.asked).toHaveLength(201);
    expect(why(report)).toEqual([
      "role:102 it is not known whether one of the listed people holds this role: one check looks up 200 people",
    ]);
  });

  test("a change that comes after the look-ups waits for the next run", async () => {
    const tea = admins();
    await tea.run({ policy });
    const beforeLog = (): void => {
      tea.by("mallory").removeMemberRole(PEOPLE.bob, "101");
    };
    const counts = tea.guild.state;
    expect((await tea.run({ policy, beforeLog })).report.findings).toEqual([]);
    expect(counts.member(PEOPLE.bob).roles).toEqual([]);
    expect(await tea.told({ policy })).toEqual(["role.members/role:101 low unapproved exact #1"]);
  });

  test("a role that is missing has no members to compare, and the event of another role stays one", async () => {
    const tea = admins();
    await tea.run({ policy });
    tea.guild.addRole({ id: "150", name: "Builder", permissions: "MANAGE_CHANNELS" });
    const text = policy.replace("roles:\n", 'roles:\n  Builder: { id: "150", permissions: [MANAGE_CHANNELS] }\n');
    tea.by("bob").addMemberRole(PEOPLE.mallory, "150");
    tea.by("bob").deleteRole("101");
    expect(await tea.told({ policy: text })).toEqual([
      "member.granted/role:150/member:903@#1 high event exact #1",
      "role.missing/role:101 medium unapproved exact #2",
    ]);
  });
});
