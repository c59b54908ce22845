import { describe, expect, test } from "vitest";
import { bitsOf } from "../../src/permissions/flags.ts";
import { CannotCheck } from "../../src/runs/cannot-check.ts";
import { aGuild, GUILD, PEOPLE, policyText, type TestGuild } from "../guild.ts";
import { aFollowedGuild } from "./since-last-run.ts";

const MOD = ["KICK_MEMBERS", "MANAGE_MESSAGES"];
const mod = "role.permissions/role:102";
const withMod = (...permissions: readonly string[]): string =>
  policyText().replace("[KICK_MEMBERS, MANAGE_MESSAGES]", `[${permissions.join(", ")}]`);
const banning = withMod(...MOD, "BAN_MEMBERS");
const withMembers = (...people: readonly string[]): string =>
  policyText().replace(
    "[KICK_MEMBERS, MANAGE_MESSAGES]",
    `[KICK_MEMBERS, MANAGE_MESSAGES], members: [${people.map((one) => `"${one}"`).join(", ")}]`,
  );

const ordered = (...roles: readonly string[]): string => policyText({ head: `hierarchy: [${roles.join(", ")}]` });
const ruled = (holders: string, text: string): string =>
  text.replace("roles:", `rules:\n  "only admins kick": { permissions: [KICK_MEMBERS], only: [${holders}] }\nroles:`);

describe("only the policy has moved", () => {
  test("a bit that it gives awaits rollout, run after run, and is in line once it is carried out", async () => {
    const { tea, run, find } = aFollowedGuild();
    await run();
    const first = await run(banning);
    expect(tea.short(first.report.findings)).toEqual([`${mod}/rollout low awaiting-rollout none`]);
    expect(find(first, `${mod}/rollout`)).toMatchObject({
      granted: 0n,
      revoked: bitsOf(["BAN_MEMBERS"]),
      attribution: { status: "none", why: "the policy was changed, and nobody has carried it out in Discord yet", changes: [] },
    });
    expect(find(first, `${mod}/rollout`)).not.toHaveProperty("alone");
    expect((await run(banning)).report.findings).toEqual(first.report.findings);
    expect((await run(banning)).report.findings).toEqual(first.report.findings);
    tea.by("alice").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    const done = await run(banning);
    expect(done.report.result).toBe("in-line");
    expect(tea.approvedIn(done)).toEqual(["role:102 #1"]);
    expect(tea.memory?.standing).toEqual([]);
  });

  test("a bit that it takes away is as bad as what its holders can still do", async () => {
    const { tea, run } = aFollowedGuild();
    tea.guild.unlogged.updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    await run(banning);
    expect(tea.short((await run()).report.findings)).toEqual([`${mod}/rollout high awaiting-rollout none`]);
  });

  test("without the policy of the last run it is drift, as nobody can know better", async () => {
    const tea = aGuild();
    await tea.run();
    expect(await tea.told({ policy: banning })).toEqual([`${mod} low unexplained none`]);
  });

  test("a change that another commit takes back leaves nothing, whether or not a run saw it", async () => {
    const { tea, run, told } = aFollowedGuild();
    await run();
    expect(await told(banning)).toEqual([`${mod}/rollout awaiting-rollout`]);
    expect(await told()).toEqual([]);
    expect(tea.memory?.standing).toEqual([]);
  });

  test("a further commit on another bit adds to what awaits", async () => {
    const { run, find } = aFollowedGuild();
    await run();
    await run(banning);
    const more = await run(withMod(...MOD, "BAN_MEMBERS", "SPEAK"));
    expect(find(more, `${mod}/rollout`).revoked).toBe(bitsOf(["BAN_MEMBERS", "SPEAK"]));
  });

  test("a rollout in two clicks between two runs is approved twice, not reverted", async () => {
    const { tea, run } = aFollowedGuild();
    await run();
    const policy = policyText()
      .replace("[KICK_MEMBERS, MANAGE_MESSAGES]", "[BAN_MEMBERS]")
      .replace("{ deny: [SEND_MESSAGES] } } }", "{ allow: [SEND_MESSAGES] } } }");
    tea.by("alice").updateRole("102", { permissions: ["BAN_MEMBERS", "KICK_MEMBERS"] });
    tea.by("alice").updateRole("102", { permissions: ["BAN_MEMBERS"] });
    tea.by("alice").setOverwrite("205", { id: GUILD, type: "role" });
    tea.by("alice").setOverwrite("205", { id: GUILD, type: "role", allow: "SEND_MESSAGES" });
    const done = await run(policy);
    expect(tea.short(done.report.findings)).toEqual([]);
    expect(tea.approvedIn(done)).toEqual(["role:102 #1", "role:102 #2", `channel:205/role:${GUILD} #3`, `channel:205/role:${GUILD} #4`]);
  });

  test("of a rollout that is half done the rest awaits, on either side of an overwrite too", async () => {
    const { tea, run, find } = aFollowedGuild();
    await run();
    const policy = withMod(...MOD, "BAN_MEMBERS", "SPEAK").replace("{ deny: [SEND_MESSAGES] } } }", "{ allow: [SEND_MESSAGES] } } }");
    await run(policy);
    tea.by("alice").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    tea.by("alice").setOverwrite("205", { id: GUILD, type: "role" });
    const half = await run(policy);
    expect(half.report.findings.map(({ key, cause }) => `${key} ${cause}`)).toEqual(
      [`overwrite.changed/channel:205/role:${GUILD}/rollout awaiting-rollout`, `${mod}/rollout awaiting-rollout`].toSorted(),
    );
    expect(find(half, `${mod}/rollout`).revoked).toBe(bitsOf(["SPEAK"]));
    expect(tea.approvedIn(half)).toHaveLength(2);
    expect((await run(policy)).report.findings).toEqual(half.report.findings);
  });
});

describe("drift beside what awaits rollout", () => {
  test("on one role there are two findings, each with its own bits, effect, severity and entries", async () => {
    const { tea, run, find } = aFollowedGuild();
    await run();
    tea.by("mallory").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    const checked = await run(withMod("KICK_MEMBERS", "SPEAK"));
    expect(tea.short(checked.report.findings)).toEqual([`${mod} high unapproved exact #1`, `${mod}/rollout high awaiting-rollout none`]);
    const [drift, rollout] = [find(checked, mod), find(checked, `${mod}/rollout`)];
    expect(drift).toMatchObject({ granted: bitsOf(["BAN_MEMBERS"]), revoked: 0n });
    expect(rollout).toMatchObject({ granted: bitsOf(["MANAGE_MESSAGES"]), revoked: bitsOf(["SPEAK"]) });
    for (const finding of [drift, rollout]) {
      expect(finding.desired).toEqual({ kind: "permissions", bits: bitsOf(["KICK_MEMBERS", "SPEAK"]) });
      expect(finding.live).toEqual({ kind: "permissions", bits: bitsOf([...MOD, "BAN_MEMBERS"] as Parameters<typeof bitsOf>[0]) });
    }
    expect(drift.alone).toEqual({ kind: "permissions", bits: bitsOf(["KICK_MEMBERS", "SPEAK", "BAN_MEMBERS"]) });
    expect(drift.effect.map(({ gained }) => gained)).toEqual([bitsOf(["BAN_MEMBERS"])]);
    expect(rollout.effect).toMatchObject([{ who: { id: "102" } }]);
    expect((await run(withMod("KICK_MEMBERS", "SPEAK"))).report.findings).toEqual(checked.report.findings);
  });

  test("what the drift alone is does not change while the rest is carried out", async () => {
    const { tea, run, find } = aFollowedGuild();
    await run();
    tea.by("mallory").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    const policy = withMod("SPEAK", "KICK_MEMBERS");
    const { alone } = find(await run(policy), mod);
    tea.by("alice").updateRole("102", { permissions: ["BAN_MEMBERS", "KICK_MEMBERS", "MANAGE_MESSAGES", "SPEAK"] });
    expect(find(await run(policy), mod).alone).toEqual(alone);
    tea.by("alice").updateRole("102", { permissions: ["BAN_MEMBERS", "KICK_MEMBERS", "SPEAK"] });
    const done = await run(policy);
    expect(tea.short(done.report.findings)).toEqual([`${mod} high unapproved exact #1`]);
    expect(find(done, mod)).toMatchObject({ live: alone });
    expect(find(done, mod)).not.toHaveProperty("alone");
  });

  test("what was drift before stays drift, with its base and its entry, when the policy moves on", async () => {
    const { tea, run } = aFollowedGuild();
    tea.by("mallory").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    await run();
    const checked = await run(withMod("KICK_MEMBERS"));
    expect(tea.short(checked.report.findings)).toEqual([`${mod} high unapproved exact #1`, `${mod}/rollout high awaiting-rollout none`]);
    expect(checked.report.brake).toBeNull();
  });

  test("drift that the policy adopts and gives up again awaits rollout: it was agreed in between", async () => {
    const { tea, run, told } = aFollowedGuild();
    tea.by("mallory").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    await run();
    expect(await told(banning)).toEqual([]);
    expect(await told()).toEqual([`${mod}/rollout awaiting-rollout`]);
  });

  test("what the policy gives up after somebody took it away by hand is drift when it is given again", async () => {
    const { tea, run } = aFollowedGuild();
    tea.guild.unlogged.updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    await run(banning);
    tea.by("alice").updateRole("102", { permissions: MOD });
    await run(banning);
    tea.by("mallory").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    const again = await run();
    expect(tea.short(again.report.findings)).toEqual([`${mod} high unapproved exact #2`]);
    expect((await run()).report.findings).toEqual(again.report.findings);
  });

  test.each([true, false])("what was carried out and then undone by hand is drift again (a run in between: %s)", async (between) => {
    const { tea, run } = aFollowedGuild();
    await run();
    await run(banning);
    tea.by("alice").updateRole("102", { permissions: [...MOD, "BAN_MEMBERS"] });
    const seen = between ? (await run(banning)).report.result : "in-line";
    expect(seen).toBe("in-line");
    tea.by("mallory").updateRole("102", { permissions: MOD });
    const undone = await run(banning);
    expect(tea.short(undone.report.findings)).toEqual([`${mod} low unapproved exact #2`]);
    expect(tea.approvedIn(undone)).toEqual(between ? [] : ["role:102 #1"]);
    expect(tea.short((await run(banning)).report.findings)).toEqual([`${mod} low unapproved exact #2`]);
  });

  test("carried out, undone and done again between two runs: the time in between is told", async () => {
    const { tea, run } = aFollowedGuild();
    tea.guild.unlogged.updateRole("102", { permissions: [...MOD, "ADMINISTRATOR"] });
    await run(withMod(...MOD, "ADMINISTRATOR"));
    tea.by("alice").updateRole("102", { permissions: MOD });
    tea.by("mallory").updateRole("102", { permissions: [...MOD, "ADMINISTRATOR"] });
    tea.by("alice").updateRole("102", { permissions: MOD });
    const checked = await run();
    expect(tea.short(checked.report.findings)).toEqual(["change.reverted/role:102@#2 critical reverted exact #2 #3"]);
  });

  test("a word that both sides left is drift, and the one that only the policy left awaits", async () => {
    const { tea, run, told } = aFollowedGuild();
    await run();
    const policy = policyText()
      .replace('Mod: { id: "102",', 'Mod: { id: "102", name: Moderator,')
      .replace('Helper: { id: "103",', 'Helper: { id: "103", name: Help,');
    tea.by("mallory").updateRole("102", { name: "mods" });
    const checked = await run(policy);
    expect(tea.short(checked.report.findings)).toEqual([
      "role.renamed/role:102 low unapproved exact #1",
      "role.renamed/role:103/rollout low awaiting-rollout none",
    ]);
    expect((await run(policy)).report.findings).toEqual(checked.report.findings);
    tea.by("alice").updateRole("102", { name: "Mod" });
    expect(await told(policy)).toEqual([
      "role.renamed/role:102/rollout awaiting-rollout",
      "role.renamed/role:103/rollout awaiting-rollout",
    ]);
  });

  test("while the log cannot be read the memory stays, and the next run compares with the same policy", async () => {
    const { tea, run, told } = aFollowedGuild();
    await run();
    tea.guild.unlogged.updateRole("110", { permissions: ["VIEW_CHANNEL"] });
    const policy = banning.replace("roles:", "ignore:\n  roles: [{ name: x, reason: x }]\nroles:").replace(/ignore:\n.*\n/, "");
    const blind = await run(policy);
    expect(blind.memory).toBeNull();
    expect(blind.report.findings.map(({ key }) => key)).toContain(`${mod}/rollout`);
    tea.guild.unlogged.updateRole("110", { permissions: ["VIEW_AUDIT_LOG", "VIEW_CHANNEL"] });
    expect(await told(policy)).toEqual([`${mod}/rollout awaiting-rollout`]);
  });
});

describe("what the policy begins to speak of", () => {
  const listed = policyText({ head: "manage: { roles: listed, channels: listed }" });

  test("roles and channels that stood there already await; what came since is drift", async () => {
    const { tea, run } = aFollowedGuild();
    tea.guild.addRole({ id: "150", name: "old", permissions: ["SPEAK", "KICK_MEMBERS"] });
    tea.guild.addChannel({ id: "220", name: "old" });
    await run(listed);
    tea.by("mallory").createRole({ id: "151", name: "new", permissions: ["BAN_MEMBERS", "SPEAK"] });
    tea.by("mallory").createChannel({ id: "221", name: "new", overwrites: [{ id: "102", type: "role", allow: "MANAGE_ROLES" }] });
    tea.by("mallory").updateRole("150", { permissions: ["SPEAK", "KICK_MEMBERS", "BAN_MEMBERS"] });
    const checked = await run();
    expect(tea.short(checked.report.findings)).toEqual([
      "channel.unexpected/channel:221 high unapproved exact #2",
      "role.unexpected/role:150 high unapproved exact #3",
      "role.unexpected/role:150/rollout high awaiting-rollout none",
      "role.unexpected/role:151 high unapproved exact #1",
      "channel.unexpected/channel:220/rollout low awaiting-rollout none",
    ]);
    expect((await run()).report.findings).toEqual(checked.report.findings);
  });

  test("an ignored name that is ignored no more", async () => {
    const { tea, run, told } = aFollowedGuild();
    tea.guild.addRole({ id: "150", name: "temp-1", permissions: "SPEAK" });
    await run(policyText({ head: 'ignore: [{ roles: "temp-*" }]' }));
    expect(await told()).toEqual(["role.unexpected/role:150/rollout awaiting-rollout"]);
  });

  test("a role that is listed and does not exist awaits its making, by id or by name, and so does the rest of it", async () => {
    const { tea, run, told } = aFollowedGuild();
    await run();
    const policy = policyText({
      roles: 'Guest: { permissions: [SPEAK, CONNECT] }\n  Ghost: { id: "666", permissions: [SPEAK] }',
      channels: 'den: { overwrites: { Guest: { allow: [VIEW_CHANNEL] } } }\n  News: { id: "206", type: category, overwrites: {} }',
    }).replace(
      'general: { id: "204", type: text, overwrites: {} }',
      'general: { id: "204", type: text, overwrites: { Guest: { allow: [VIEW_CHANNEL] } } }',
    );
    const missing = await told(policy);
    expect(missing.toSorted()).toEqual([
      "channel.missing/channel:206/rollout awaiting-rollout",
      "channel.missing/channel:den/rollout awaiting-rollout",
      "role.missing/role:666/rollout awaiting-rollout",
      "role.missing/role:Guest/rollout awaiting-rollout",
    ]);
    expect((await told(policy)).toSorted()).toEqual(missing.toSorted());
    const { id } = tea.by("alice").createRole({ name: "Guest", permissions: ["SPEAK", "ADD_REACTIONS"] });
    const made = await run(policy);
    expect(
      made.report.findings
        .filter(({ subject, target }) => [subject.id, target?.id].includes(id))
        .map(({ key, cause }) => `${key} ${cause}`),
    ).toEqual([
      `overwrite.missing/channel:204/role:${id}/rollout awaiting-rollout`,
      `role.permissions/role:${id}/rollout awaiting-rollout`,
    ]);
    expect((await run(policy)).report.findings).toEqual(made.report.findings);
  });

  test("a dangerous permission with which such a role is made is drift all the same", async () => {
    const { tea, run, told } = aFollowedGuild();
    await run();
    const policy = policyText({ roles: "Guest: { permissions: [SPEAK] }" });
    await run(policy);
    const { id } = tea.by("mallory").createRole({ name: "Guest", permissions: ["ADMINISTRATOR"] });
    expect(await told(policy)).toEqual([`role.permissions/role:${id} unapproved`, `role.permissions/role:${id}/rollout awaiting-rollout`]);
  });

  test("so is what such a role is given in a channel that was there, even where no entry says so", async () => {
    const { tea, run, told } = aFollowedGuild();
    await run();
    const policy = policyText({ roles: "Guest: { permissions: [SPEAK] }" });
    await run(policy);
    const { id } = tea.by("mallory").createRole({ name: "Guest", permissions: ["SPEAK"] });
    tea.guild.unlogged.setOverwrite("204", { id, type: "role", allow: ["VIEW_CHANNEL"] });
    expect(await told(policy)).toEqual([`overwrite.unexpected/channel:204/role:${id} unexplained`]);
  });

  test("a channel that is called rollout is not the rollout of its category", async () => {
    const { run } = aFollowedGuild();
    const policy = policyText({
      channels: "Cat:\n    type: category\n    overwrites: {}\n    channels:\n      rollout: { overwrites: {} }",
    });
    const first = await run(policy);
    expect(first.report.findings.map(({ key, cause }) => `${key} ${cause}`)).toEqual([
      "channel.missing/channel:Cat unexplained",
      "channel.missing/channel:Cat%2Frollout unexplained",
    ]);
    expect((await run(policy)).report.findings).toEqual(first.report.findings);
  });

  test("a role that is listed no more awaits its removal, and one that was deleted by hand meanwhile is drift where it is still listed", async () => {
    const { tea, run } = aFollowedGuild();
    await run();
    tea.by("mallory").deleteRole("102");
    const policy = policyText().replace(/ {2}Helper.*\n/, "");
    const checked = await run(policy);
    expect(tea.short(checked.report.findings)).toEqual([
      "role.missing/role:102 medium unapproved exact #1",
      "role.unexpected/role:103/rollout low awaiting-rollout none",
    ]);
  });

  test("an entry since the last run that left what is agreed now is drift", async () => {
    const { tea, run } = aFollowedGuild();
    const silent = policyText().replace('Helper: { id: "103", permissions: [ADD_REACTIONS] }', 'Helper: { id: "103" }');
    await run(silent);
    tea.by("mallory").updateRole("103", { permissions: [] });
    const checked = await run(policyText().replace("[ADD_REACTIONS]", "[ADD_REACTIONS, SPEAK]"));
    expect(tea.short(checked.report.findings)).toEqual([
      "role.permissions/role:103 low unapproved exact #1",
      "role.permissions/role:103/rollout low awaiting-rollout none",
    ]);
  });

  test("bits that bounds left open, and an exception that is given up before its last day", async () => {
    const { tea, told } = aFollowedGuild();
    tea.guild.unlogged.updateRole("102", { permissions: [...MOD, "SPEAK"] });
    tea.by("alice").updateRole("103", { permissions: ["ADD_REACTIONS", "BAN_MEMBERS"] });
    const exception = 'exceptions:\n  "event": { role: Helper, allow: [BAN_MEMBERS], until: 2027-01-31, reason: "event night" }';
    const open = policyText({ head: exception }).replace("permissions: [KICK_MEMBERS, MANAGE_MESSAGES]", "at-least: [KICK_MEMBERS]");
    expect(await told(open)).toEqual([]);
    const both = ["role.permissions/role:103/rollout awaiting-rollout", `${mod}/rollout awaiting-rollout`];
    expect(await told()).toEqual(both);
    expect(await told()).toEqual(both);
  });

  test("an exception that runs out is drift with its entry, whatever else the policy changed", async () => {
    const { tea, run } = aFollowedGuild();
    tea.by("alice").updateRole("103", { permissions: ["ADD_REACTIONS", "BAN_MEMBERS"] });
    const head = 'exceptions:\n  "event": { role: Helper, allow: [BAN_MEMBERS], until: 2026-11-21, reason: "event night" }';
    await run(policyText({ head }));
    tea.wait(3 * 24 * 60);
    const changed = policyText({ head }).replace("[KICK_MEMBERS, MANAGE_MESSAGES]", "[KICK_MEMBERS]");
    expect(tea.short((await run(changed)).report.findings)).toEqual([
      `${mod}/rollout high awaiting-rollout none`,
      "role.permissions/role:103 high unapproved exact #1",
    ]);
  });

  test("owner and two-factor login", async () => {
    const { run, told } = aFollowedGuild();
    await run();
    const policy = policyText({ head: 'owner: "901"\nrequire-2fa: true' });
    const both = [`guild.owner/guild:${GUILD}/rollout awaiting-rollout`, `guild.mfa/guild:${GUILD}/rollout awaiting-rollout`];
    expect(await told(policy)).toEqual(both);
    expect(await told(policy)).toEqual(both);
  });

  test("a channel's place and type", async () => {
    const { tea, run, told } = aFollowedGuild();
    await run();
    const policy = policyText()
      .replace('  general: { id: "204", type: text, overwrites: {} }\n', "")
      .replace("staff-chat: {", 'general: { id: "204", type: announcement, overwrites: {} }\n      staff-chat: {');
    const both = ["channel.moved/channel:204/rollout awaiting-rollout", "channel.type/channel:204/rollout awaiting-rollout"];
    expect(await told(policy)).toEqual(both);
    tea.guild.unlogged.moveChannel("205", { parentId: "201" });
    expect(await told(policy)).toEqual([...both, "channel.moved/channel:205 unexplained"].toSorted());
  });
});

const refuse = async (): Promise<never> => await Promise.reject(new CannotCheck("Discord has trouble."));

describe("members and order", () => {
  test("whom the policy lists no more is looked up, and awaits; whom nobody agreed to is drift", async () => {
    const { tea, run, find } = aFollowedGuild();
    tea.guild.unlogged.addMemberRole(PEOPLE.alice, "102");
    await run(withMembers(PEOPLE.alice));
    tea.by("mallory").addMemberRole(PEOPLE.mallory, "102");
    const policy = withMembers(PEOPLE.bob);
    const checked = await run(policy);
    expect(tea.short(checked.report.findings)).toEqual([
      "role.members/role:102 high unapproved exact #1",
      "role.members/role:102/rollout high awaiting-rollout none",
    ]);
    expect(find(checked, "role.members/role:102").effect.map(({ who }) => who.id)).toEqual([PEOPLE.mallory]);
    expect(find(checked, "role.members/role:102").alone).toEqual({
      kind: "members",
      people: [PEOPLE.bob, PEOPLE.mallory].map((id) => ({ id, name: null })),
    });
    expect(find(checked, "role.members/role:102/rollout").effect.map(({ who }) => who.id)).toEqual([PEOPLE.alice, PEOPLE.bob]);
    expect((await run(policy)).report.findings).toEqual(checked.report.findings);
    tea.by("alice").removeMemberRole(PEOPLE.alice, "102");
    tea.by("alice").addMemberRole(PEOPLE.bob, "102");
    expect(tea.short((await run(policy)).report.findings)).toEqual(["role.members/role:102 high unapproved exact #1"]);
  });

  test("who gets a role again that the policy gives up after it was taken away by hand is drift", async () => {
    const { tea, run } = aFollowedGuild();
    for (const person of [PEOPLE.alice, PEOPLE.bob]) tea.guild.unlogged.addMemberRole(person, "102");
    await run(withMembers(PEOPLE.alice, PEOPLE.bob));
    tea.by("bob").removeMemberRole(PEOPLE.alice, "102");
    await run(withMembers(PEOPLE.alice, PEOPLE.bob));
    tea.by("mallory").addMemberRole(PEOPLE.alice, "102");
    expect(tea.short((await run(withMembers(PEOPLE.bob))).report.findings)).toEqual(["role.members/role:102 high unapproved exact #2"]);
  });

  test.each(["before", "while"])("the policy that moved %s nobody could be looked up is still to be carried out after it", async (when) => {
    const { tea, run, told } = aFollowedGuild();
    const { member } = tea.source;
    tea.guild.unlogged.addMemberRole(PEOPLE.alice, "102");
    await run(withMembers(PEOPLE.alice));
    const policy = withMembers(PEOPLE.bob);
    if (when === "before") await run(policy);
    Object.assign(tea.source, { member: refuse });
    expect(await told(policy)).toEqual([]);
    expect(await told(policy)).toEqual([]);
    Object.assign(tea.source, { member });
    const waiting = await run(policy);
    expect(tea.short(waiting.report.findings)).toEqual(["role.members/role:102/rollout high awaiting-rollout none"]);
    tea.by("alice").removeMemberRole(PEOPLE.alice, "102");
    tea.by("alice").addMemberRole(PEOPLE.bob, "102");
    expect((await run(policy)).report.result).toBe("in-line");
    expect(tea.memory?.standing).toEqual([]);
  });

  test("an order that only the policy changed awaits, and a role that was moved by hand is drift beside it", async () => {
    const { tea, run, told } = aFollowedGuild();
    await run(ordered("Admin", "Mod", "Helper"));
    const policy = ordered("Mod", "Admin", "Helper");
    const awaiting = await told(policy);
    expect(awaiting).toEqual([expect.stringMatching(/^role\.hierarchy\/role:10[12]\/rollout awaiting-rollout$/)]);
    expect(await told(policy)).toEqual(awaiting);
    tea.guild.unlogged.moveRole("103", 99);
    const moved = await told(policy);
    expect(moved).toContain("role.hierarchy/role:103 unexplained");
    expect(moved.filter((line) => /^role\.hierarchy\/role:10[12]\/rollout awaiting-rollout$/.test(line))).toHaveLength(1);
    expect(moved).toHaveLength(2);
    expect(await told(policy)).toEqual(moved);
    tea.guild.unlogged.moveRole("103", 1);
    expect(await told(policy)).toEqual(awaiting);
    tea.guild.unlogged.moveRole("102", 50);
    expect(await told(policy)).toEqual([]);
    tea.guild.unlogged.moveRole("101", 60);
    expect(await told(policy)).toEqual([expect.stringMatching(/^role\.hierarchy\/role:10[12] unexplained$/)]);
  });
});

describe("one act is one finding", () => {
  const opened = policyText().replace("Mod: { allow: [VIEW_CHANNEL] }", "Mod: { allow: [VIEW_CHANNEL, MANAGE_MESSAGES] }");
  const staff = "overwrite.changed/channel:201/role:102";

  test("synced channels fold into what awaits of their category", async () => {
    const { run, find } = aFollowedGuild();
    await run();
    const checked = await run(opened);
    expect(checked.report.findings.map(({ key }) => key)).toEqual([`${staff}/rollout`]);
    expect(find(checked, `${staff}/rollout`).also.map(({ id }) => id)).toEqual(["202", "203"]);
    expect((await run(opened)).report.findings).toEqual(checked.report.findings);
  });

  test("a synced channel that went another way does not: carried out in it alone and undone by hand", async () => {
    const { tea, run, told, find } = aFollowedGuild();
    await run();
    await run(opened);
    tea.by("alice").setOverwrite("202", { id: "102", type: "role", allow: ["VIEW_CHANNEL", "MANAGE_MESSAGES"] });
    expect(await told(opened)).toEqual([`${staff}/rollout awaiting-rollout`]);
    tea.by("mallory").setOverwrite("202", { id: "102", type: "role", allow: ["VIEW_CHANNEL"] });
    const undone = await run(opened);
    expect(tea.short(undone.report.findings)).toEqual([
      `${staff}/rollout low awaiting-rollout none`,
      "overwrite.changed/channel:202/role:102 low unapproved exact #2",
    ]);
    expect(find(undone, `${staff}/rollout`).also.map(({ id }) => id)).toEqual(["203"]);
    expect((await run(opened)).report.findings).toEqual(undone.report.findings);
  });

  test("drift of the category and what awaits there, each with the synced channels", async () => {
    const { tea, run, find } = aFollowedGuild();
    await run();
    for (const id of ["201", "202", "203"])
      tea.by("mallory").setOverwrite(id, { id: "102", type: "role", allow: ["VIEW_CHANNEL", "MANAGE_ROLES"] });
    const checked = await run(opened);
    expect(tea.short(checked.report.findings)).toEqual([`${staff} high unapproved exact #1`, `${staff}/rollout low awaiting-rollout none`]);
    for (const key of [staff, `${staff}/rollout`]) expect(find(checked, key).also.map(({ id }) => id)).toEqual(["202", "203"]);
    expect(find(checked, staff)).toMatchObject({ granted: bitsOf(["MANAGE_ROLES"]), revoked: 0n });
    expect(find(checked, staff).alone).toEqual({
      kind: "overwrite",
      allow: bitsOf(["VIEW_CHANNEL", "MANAGE_MESSAGES", "MANAGE_ROLES"]),
      deny: 0n,
    });
    expect((await run(opened)).report.findings).toEqual(checked.report.findings);
  });

  test("what hangs in a category that is still to be made folds into it", async () => {
    const { run, told } = aFollowedGuild();
    await run();
    const policy = policyText()
      .replace('  general: { id: "204", type: text, overwrites: {} }\n', "")
      .replace(
        "  news:",
        '  Plaza:\n    type: category\n    overwrites: {}\n    channels:\n      general: { id: "204", overwrites: {} }\n  news:',
      );
    expect(await told(policy)).toEqual(["channel.missing/channel:Plaza/rollout awaiting-rollout"]);
    expect(await told(policy)).toEqual(["channel.missing/channel:Plaza/rollout awaiting-rollout"]);
  });

  test("and its place still awaits once the category is there", async () => {
    const { tea, run, told } = aFollowedGuild();
    await run();
    const policy = policyText()
      .replace('  general: { id: "204", type: text, overwrites: {} }\n', "")
      .replace(
        "  news:",
        '  Plaza:\n    type: category\n    overwrites: {}\n    channels:\n      general: { id: "204", overwrites: {} }\n  news:',
      );
    await run(policy);
    const { id } = tea.by("alice").createChannel({ name: "Plaza", type: "category" });
    expect(await told(policy)).toEqual(["channel.moved/channel:204/rollout awaiting-rollout"]);
    tea.guild.unlogged.moveChannel("204", { parentId: id });
    expect(await told(policy)).toEqual([]);
  });
});

function hide({ guild }: TestGuild, channel: string): void {
  guild.unlogged.setOverwrite(channel, { id: "110", type: "role", deny: "VIEW_CHANNEL" });
}

const denying = (...flags: readonly string[]): string =>
  policyText().replace("{ deny: [SEND_MESSAGES] } } }", `{ deny: [${flags.join(", ")}] } } }`);

describe("channels that the bot cannot see", () => {
  const hidden = `channel.hidden/guild:${GUILD} unexplained`;

  test.each(["before", "while"])("what awaited %s it was hidden still does when it is seen again", async (when) => {
    const { tea, run, told } = aFollowedGuild();
    const opened = policyText().replace("{ deny: [SEND_MESSAGES] } } }", "{ allow: [SEND_MESSAGES] } } }");
    await run();
    if (when === "before") await run(opened);
    hide(tea, "205");
    expect(await told(opened)).toEqual([hidden]);
    expect(await told(opened)).toEqual([hidden]);
    tea.guild.unlogged.deleteOverwrite("205", "110");
    expect(await told(opened)).toEqual([`overwrite.changed/channel:205/role:${GUILD}/rollout awaiting-rollout`]);
    expect(await told()).toEqual([]);
    expect(tea.memory?.standing).toEqual([]);
  });

  test("a policy that moves twice while nobody sees it", async () => {
    const { tea, run, told } = aFollowedGuild();
    await run();
    hide(tea, "205");
    await run(denying("SEND_MESSAGES", "SPEAK"));
    await run(denying("SEND_MESSAGES", "SPEAK", "CONNECT"));
    await run(denying("SEND_MESSAGES", "SPEAK", "CONNECT"));
    tea.guild.unlogged.deleteOverwrite("205", "110");
    const waiting = [`overwrite.changed/channel:205/role:${GUILD}/rollout awaiting-rollout`];
    expect(await told(denying("SEND_MESSAGES", "SPEAK", "CONNECT"))).toEqual(waiting);
  });

  test("another name and another place that it gives while nobody sees it", async () => {
    const { tea, run, told } = aFollowedGuild();
    const policy = policyText()
      .replace('  general: { id: "204", type: text, overwrites: {} }\n', "")
      .replace("staff-chat: {", 'general: { id: "204", name: talk, type: text, overwrites: {} }\n      staff-chat: {');
    await run();
    hide(tea, "204");
    await run(policy);
    await run(policy);
    tea.guild.unlogged.deleteOverwrite("204", "110");
    const both = ["channel.moved/channel:204/rollout awaiting-rollout", "channel.renamed/channel:204/rollout awaiting-rollout"];
    expect(await told(policy)).toEqual(both);
    expect(await told(policy)).toEqual(both);
    expect(await told()).toEqual([]);
    expect(tea.memory?.standing).toEqual([]);
  });

  test("a channel that is listed no more: what was drift in it, and what awaits, are so when it is seen again", async () => {
    const { tea, run } = aFollowedGuild();
    tea.guild.unlogged.setOverwrite("204", { id: "102", type: "role", allow: "BAN_MEMBERS" });
    const policy = policyText().replace(/ {2}general: .*\n/, "");
    await run(policyText().replace("type: text, overwrites: {}", "type: text, overwrites: { Mod: { allow: [BAN_MEMBERS] } }"));
    tea.by("mallory").setOverwrite("204", { id: "103", type: "role", allow: "BAN_MEMBERS" });
    const { findings } = (await run(policy)).report;
    expect(tea.short(findings)).toEqual([
      "channel.unexpected/channel:204 high unapproved exact #1",
      "channel.unexpected/channel:204/rollout high awaiting-rollout none",
    ]);
    hide(tea, "204");
    expect((await run(policy)).report.findings.map(({ kind }) => kind)).toEqual(["channel.hidden"]);
    tea.guild.unlogged.deleteOverwrite("204", "110");
    tea.wait(24 * 60);
    expect((await run(policy)).report.findings).toEqual(findings);
  });

  test("a policy that moves while drift stands there unseen: each is what it is once it is seen again", async () => {
    const { tea, run, find } = aFollowedGuild();
    const key = `overwrite.changed/channel:205/role:${GUILD}`;
    const speaking = policyText().replace("{ deny: [SEND_MESSAGES] } } }", "{ deny: [SEND_MESSAGES], allow: [SPEAK] } } }");
    await run();
    tea.by("mallory").setOverwrite("205", { id: GUILD, type: "role", deny: "SEND_MESSAGES", allow: "ADD_REACTIONS" });
    await run();
    hide(tea, "205");
    await run(speaking);
    tea.guild.unlogged.deleteOverwrite("205", "110");
    const seen = await run(speaking);
    expect(tea.short(seen.report.findings)).toEqual([`${key} medium unapproved exact #1`, `${key}/rollout low awaiting-rollout none`]);
    expect(find(seen, key)).toMatchObject({ granted: bitsOf(["ADD_REACTIONS"]), revoked: 0n });
  });

  test("a synced channel that was folded into its category's finding", async () => {
    const { tea, run, told, find } = aFollowedGuild();
    const opened = policyText().replace("Mod: { allow: [VIEW_CHANNEL] }", "Mod: { allow: [VIEW_CHANNEL, MANAGE_MESSAGES] }");
    const key = "overwrite.changed/channel:201/role:102/rollout";
    await run();
    await run(opened);
    hide(tea, "202");
    expect(find(await run(opened), key).also.map(({ id }) => id)).toEqual(["203"]);
    tea.guild.unlogged.setOverwrite("202", { id: "110", type: "role", allow: "VIEW_CHANNEL" });
    expect(await told(opened)).toEqual([`${key} awaiting-rollout`]);
    expect(find(await run(opened), key).also.map(({ id }) => id)).toEqual(["202", "203"]);
  });
});

describe("rules", () => {
  const key = "rule.broken/rule:only admins kick";
  const strict = ruled("Admin", withMod("MANAGE_MESSAGES"));

  test("a new rule that what was agreed breaks awaits and stays so, and a breach that came by hand is drift while it stands", async () => {
    const { tea, run } = aFollowedGuild();
    await run();
    const checked = await run(strict);
    const both = [`${mod}/rollout high awaiting-rollout none`, `${key}/rollout high awaiting-rollout none`];
    expect(tea.short(checked.report.findings)).toEqual(both);
    expect((await run(strict)).report.findings).toEqual(checked.report.findings);
    tea.by("mallory").updateRole("103", { permissions: ["ADD_REACTIONS", "KICK_MEMBERS"] });
    expect(tea.short((await run(strict)).report.findings)).toEqual([
      `${mod}/rollout high awaiting-rollout none`,
      "role.permissions/role:103 high unapproved exact #1",
      `${key} high unapproved exact #1`,
    ]);
    tea.by("alice").updateRole("103", { permissions: ["ADD_REACTIONS"] });
    expect(tea.short((await run(strict)).report.findings)).toEqual(both);
    tea.by("alice").updateRole("102", { permissions: ["MANAGE_MESSAGES"] });
    expect((await run(strict)).report.result).toBe("in-line");
    expect(tea.memory?.standing).toEqual([]);
  });

  test("what the policy leaves open and a new rule forbids awaits, but for what came since without an entry", async () => {
    const { tea, run, told } = aFollowedGuild();
    const open = policyText()
      .replace('"102", permissions: [KICK_MEMBERS, MANAGE_MESSAGES]', '"102"')
      .replace('"103", permissions: [ADD_REACTIONS]', '"103"');
    await run(open);
    expect(await told(ruled("Admin", open))).toEqual([`${key}/rollout awaiting-rollout`]);
    expect(await told(ruled("Admin", open))).toEqual([`${key}/rollout awaiting-rollout`]);
    tea.guild.unlogged.updateRole("103", { permissions: ["KICK_MEMBERS"] });
    expect(await told(ruled("Admin", open))).toEqual([`${key} unexplained`]);
    expect(await told(ruled("Admin", open))).toEqual([`${key} unexplained`]);
    tea.guild.unlogged.updateRole("103", { permissions: [] });
    expect(await told(ruled("Admin", open))).toEqual([`${key}/rollout awaiting-rollout`]);
    const listed = open.replace('Mod: { id: "102" }', 'Mod: { id: "102", permissions: [MANAGE_MESSAGES] }');
    expect((await told(ruled("Admin", listed))).toSorted()).toEqual([`${mod}/rollout awaiting-rollout`, `${key}/rollout awaiting-rollout`]);
  });

  test("an entry since the last run explains it: drift", async () => {
    const { tea, run } = aFollowedGuild();
    const open = policyText().replace('"103", permissions: [ADD_REACTIONS]', '"103"');
    await run(open);
    tea.by("mallory").updateRole("103", { permissions: ["KICK_MEMBERS"] });
    expect(tea.short((await run(ruled("Admin, Mod", open))).report.findings)).toEqual([`${key} high unapproved exact #1`]);
  });

  test("what breaks a rule in a channel that is hidden for a while still awaits when it is seen again", async () => {
    const { tea, run, told } = aFollowedGuild();
    const silent = policyText()
      .replace(', overwrites: { "@everyone": { deny: [SEND_MESSAGES] } } }', " }")
      .replace('"204", type: text, overwrites: {} }', '"204", type: text }');
    const strictly = silent.replace("roles:", 'rules:\n  "calm": { permissions: [MANAGE_MESSAGES], only: [Admin, Mod] }\nroles:');
    const calm = "rule.broken/rule:calm/rollout awaiting-rollout";
    for (const channel of ["204", "205"]) tea.guild.unlogged.setOverwrite(channel, { id: "103", type: "role", allow: "MANAGE_MESSAGES" });
    await run(silent);
    expect(await told(strictly)).toEqual([calm]);
    hide(tea, "205");
    expect(await told(strictly)).toContain(calm);
    hide(tea, "204");
    expect(await told(strictly)).not.toContain(calm);
    for (const channel of ["204", "205"]) tea.guild.unlogged.deleteOverwrite(channel, "110");
    expect(await told(strictly)).toEqual([calm]);
    for (const channel of ["204", "205"]) tea.guild.unlogged.deleteOverwrite(channel, "103");
    expect(await told(strictly)).toEqual([]);
    expect(tea.memory?.standing).toEqual([]);
  });

  test("a rule that is called otherwise forbids nothing new: drift stays drift, and what awaits awaits", async () => {
    const { tea, run, told } = aFollowedGuild();
    const open = policyText()
      .replace('"102", permissions: [KICK_MEMBERS, MANAGE_MESSAGES]', '"102"')
      .replace('"103", permissions: [ADD_REACTIONS]', '"103"');
    const [only, both] = [ruled("Admin", open), ruled("Admin, Mod", open)];
    await run(both);
    tea.guild.unlogged.updateRole("103", { permissions: ["KICK_MEMBERS"] });
    expect(await told(both)).toEqual([`${key} unexplained`]);
    expect(await told(both.replace("only admins kick", "kicking"))).toEqual(["rule.broken/rule:kicking unexplained"]);
    tea.guild.unlogged.updateRole("103", { permissions: [] });
    expect(await told(only)).toEqual([`${key}/rollout awaiting-rollout`]);
    expect(await told(only.replace("only admins kick", "kicking"))).toEqual(["rule.broken/rule:kicking/rollout awaiting-rollout"]);
  });

  test("a rule that was broken before stays drift when it is made stricter, until only that is left", async () => {
    const { tea, told } = aFollowedGuild();
    tea.guild.unlogged.updateRole("103", { permissions: ["ADD_REACTIONS", "KICK_MEMBERS"] });
    expect(await told(ruled("Admin, Mod", policyText()))).toContain(`${key} unexplained`);
    expect(await told(strict)).toContain(`${key} unexplained`);
    tea.by("alice").updateRole("103", { permissions: ["ADD_REACTIONS"] });
    expect(await told(strict)).toEqual([`${mod}/rollout awaiting-rollout`, `${key}/rollout awaiting-rollout`]);
  });
});

describe("the brake", () => {
  test("does not count what awaits rollout, however much it is", async () => {
    const { tea, run } = aFollowedGuild();
    const names = Array.from({ length: 20 }, (_, index) => index);
    for (const index of names) tea.guild.addRole({ id: String(300 + index), name: `r${index}` });
    const roles = (permissions: string): string =>
      policyText({ roles: names.map((index) => `r${index}: { id: "${300 + index}", permissions: [${permissions}] }`).join("\n  ") });
    await run(roles(""));
    const checked = await run(roles("SPEAK"));
    expect(checked.report.brake).toBeNull();
    expect(checked.report.findings).toHaveLength(20);
    expect((await run(roles("SPEAK"))).report.brake).toBeNull();
    for (const index of names) tea.guild.unlogged.updateRole(String(300 + index), { permissions: ["SPEAK"] });
    expect((await run(roles("SPEAK"))).report.result).toBe("in-line");
    for (const index of names) tea.guild.unlogged.updateRole(String(300 + index), { permissions: [] });
    expect((await run(roles("SPEAK"))).report.brake).not.toBeNull();
  });
});
