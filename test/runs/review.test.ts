import { describe, expect, test } from "vitest";
import { bitsOf, namesOf } from "../../src/permissions/flags.ts";
import { readPolicyForReview, type ReviewablePolicy } from "../../src/policy/read-policy.ts";
import { hashesOf, markFindings, printMarker } from "../../src/report/issues/marker.ts";
import type { TrackedIssue } from "../../src/report/issues/step.ts";
import { subjectBase } from "../../src/report/issues/group.ts";
import type { Finding } from "../../src/drift/finding.ts";
import type { LiveReview, Review } from "../../src/review/review.ts";
import { CannotCheck } from "../../src/runs/cannot-check.ts";
import { readBase, review, type BasePolicy } from "../../src/runs/review.ts";
import { aGuild, GUILD, policyText, type TestGuild } from "../guild.ts";

const MOD = "permissions: [KICK_MEMBERS, MANAGE_MESSAGES]";
const withMod = (...permissions: readonly string[]): string => policyText().replace(MOD, `permissions: [${permissions.join(", ")}]`);

function reviewable(text: string): ReviewablePolicy {
  const read = readPolicyForReview({ file: "permissions.yaml", text });
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join("; "));
  return read.value;
}

const baseOf = (text: string): BasePolicy => readBase({ kind: "read", source: { file: "permissions.yaml", text } });

interface Question {
  readonly base?: string | null;
  readonly head: string;
  readonly tracked?: readonly TrackedIssue[] | null;
}

async function reviewed(tea: TestGuild, { base = policyText(), head, tracked = null }: Question): Promise<Review> {
  const { source: discord, memory, clock } = tea;
  const live = { discord, memory, tracked, now: clock.time.toISOString(), progress: () => {} };
  return await review({ base: base === null ? { kind: "none" } : baseOf(base), head: reviewable(head), live });
}

async function seenIn(tea: TestGuild, question: Question): Promise<LiveReview> {
  const { live: seen } = await reviewed(tea, question);
  if (seen === null) throw new Error("nobody looked");
  return seen;
}

const shown = (findings: readonly Finding[]): string[] =>
  findings.map(({ key, granted, revoked }) =>
    [key, ...namesOf(granted).map((name) => `+${name}`), ...namesOf(revoked).map((name) => `-${name}`)].join(" "),
  );

function issueOf(number: number, findings: readonly Finding[], state: "open" | "closed" = "open"): TrackedIssue {
  const [first] = findings;
  if (first === undefined) throw new Error("an issue tells of something");
  const marker = {
    guild: GUILD,
    identity: subjectBase(first.subject),
    rev: 1,
    ...hashesOf(findings),
    flags: [],
    findings: markFindings(findings),
  };
  return { number, title: "", body: printMarker(marker), state, stateReason: null, labels: [], closedBy: null };
}

describe("a policy change against the live guild", () => {
  test("that nobody carried out yet leaves the whole of it to do, and nothing else", async () => {
    const tea = aGuild();
    const seen = await seenIn(tea, { head: withMod("KICK_MEMBERS", "BAN_MEMBERS") });
    expect(seen.drift).toEqual([]);
    expect(shown(seen.checklist)).toEqual(["role.permissions/role:102/rollout +MANAGE_MESSAGES -BAN_MEMBERS"]);
    expect([...seen.adopted, ...seen.remaining]).toEqual([]);
  });

  test("that was made by hand already is an adoption: with the entry, its person and reason", async () => {
    const tea = aGuild();
    tea.by("mallory", "event night").updateRole("102", { permissions: ["KICK_MEMBERS", "MANAGE_MESSAGES", "BAN_MEMBERS"] });
    const seen = await seenIn(tea, { head: withMod("KICK_MEMBERS", "MANAGE_MESSAGES", "BAN_MEMBERS") });
    expect(shown(seen.drift)).toEqual(["role.permissions/role:102 +BAN_MEMBERS"]);
    expect(shown(seen.adopted)).toEqual(["role.permissions/role:102 +BAN_MEMBERS"]);
    expect(seen.adopted[0]?.attribution.changes).toMatchObject([
      { action: "ROLE_UPDATE", actor: { name: "mallory" }, reason: "event night" },
    ]);
    expect([...seen.checklist, ...seen.remaining]).toEqual([]);
  });

  test("that agrees to a part of the drift and brings something new is told bit by bit", async () => {
    const tea = aGuild();
    tea.by("mallory").updateRole("102", { permissions: ["KICK_MEMBERS", "MANAGE_MESSAGES", "BAN_MEMBERS", "MANAGE_ROLES"] });
    const seen = await seenIn(tea, { head: withMod("MANAGE_MESSAGES", "BAN_MEMBERS", "MUTE_MEMBERS") });
    expect(shown(seen.adopted)).toEqual(["role.permissions/role:102 +BAN_MEMBERS"]);
    expect(shown(seen.remaining)).toEqual(["role.permissions/role:102 +MANAGE_ROLES"]);
    expect(shown(seen.checklist)).toEqual(["role.permissions/role:102/rollout +KICK_MEMBERS -MUTE_MEMBERS"]);
  });

  test("drift of which an earlier run told keeps its base and its person, though the log forgot the entry", async () => {
    const tea = aGuild();
    tea.by("mallory", "just once").updateRole("102", { permissions: ["KICK_MEMBERS", "MANAGE_MESSAGES", "BAN_MEMBERS"] });
    await tea.run();
    tea.wait(60 * 24 * 50);
    const seen = await seenIn(tea, { head: withMod("KICK_MEMBERS", "MANAGE_MESSAGES", "BAN_MEMBERS") });
    expect(seen.adopted[0]?.attribution.changes).toMatchObject([{ actor: { name: "mallory" }, reason: "just once" }]);
  });

  test("what an earlier change left to do is still on the list, and is no drift that is adopted", async () => {
    const tea = aGuild();
    const [first, second] = [withMod("KICK_MEMBERS"), policyText()];
    await tea.run();
    await tea.run({ policy: first, previous: policyText() });
    expect(
      shown((await seenIn(tea, { base: first, head: first.replace("[ADD_REACTIONS]", "[ADD_REACTIONS, EMBED_LINKS]") })).checklist),
    ).toEqual(["role.permissions/role:102/rollout +MANAGE_MESSAGES", "role.permissions/role:103/rollout -EMBED_LINKS"]);
    const back = await seenIn(tea, { base: first, head: second });
    expect(shown(back.drift)).toEqual(["role.permissions/role:102/rollout +MANAGE_MESSAGES"]);
    expect([...back.checklist, ...back.adopted, ...back.remaining]).toEqual([]);
  });

  test("events of the log are no part of it", async () => {
    const tea = aGuild();
    tea.by("mallory").updateRole("103", { permissions: ["ADMINISTRATOR"] });
    tea.by("mallory").updateRole("103", { permissions: ["ADD_REACTIONS"] });
    const seen = await seenIn(tea, { head: withMod("KICK_MEMBERS") });
    expect([...seen.drift, ...seen.adopted, ...seen.remaining]).toEqual([]);
  });

  test("a policy that is new is compared with Discord as the first check will do it", async () => {
    const tea = aGuild();
    const { live: seen, result, notes } = await reviewed(tea, { base: null, head: withMod("KICK_MEMBERS") });
    expect(result).toBe("change");
    expect(notes).toEqual(["There was no policy before, so nothing was compared."]);
    expect(seen?.drift).toEqual([]);
    expect(shown(seen?.remaining ?? [])).toEqual(["role.permissions/role:102 +MANAGE_MESSAGES"]);
  });

  test("a channel that only the base lists is asked for as well: gone is not hidden", async () => {
    const tea = aGuild();
    tea.guild.unlogged.deleteChannel("205");
    const without = policyText().replace(/^ {2}news:.*$/m, "");
    const seen = await seenIn(tea, { head: without });
    expect(shown(seen.drift)).toEqual(["channel.missing/channel:205"]);
    expect(shown(seen.adopted)).toEqual(["channel.missing/channel:205"]);
    expect(seen.checklist).toEqual([]);
  });

  test("a channel that is taken off the list and that the bot cannot see is nobody's find", async () => {
    const tea = aGuild();
    tea.guild.unlogged.setOverwrite("205", { id: GUILD, type: "role", deny: ["VIEW_CHANNEL"] });
    const without = policyText({ head: "manage: { channels: all }" }).replace(/^ {2}news:.*$/m, "");
    const seen = await seenIn(tea, { base: policyText({ head: "manage: { channels: all }" }), head: without });
    expect(shown([...seen.checklist, ...seen.remaining])).toEqual([]);
  });

  test("an answer that a check would not believe is shown, and that it would not is said", async () => {
    const tea = aGuild();
    const roles = Array.from({ length: 20 }, (_, n) => `R${n}: { id: "${500 + n}", permissions: [] }`).join("\n  ");
    const text = policyText({ roles });
    const seen = await seenIn(tea, { base: text, head: text.replace(MOD, "permissions: [KICK_MEMBERS]") });
    expect(seen.drift.filter(({ kind }) => kind === "role.missing")).toHaveLength(20);
    expect(seen.unchecked.map(({ why }) => why).join()).toMatch(/20 of the 24 roles/);
  });

  test("without a state of the guild there is no review of it", async () => {
    const tea = aGuild();
    const other = policyText().replace(`guild: "${GUILD}"`, 'guild: "999"');
    await expect(reviewed(tea, { base: other, head: other })).rejects.toThrow(CannotCheck);
  });
});

async function drifted(): Promise<{ readonly tea: TestGuild; readonly mod: readonly Finding[]; readonly helper: readonly Finding[] }> {
  const tea = aGuild();
  tea.by("mallory").updateRole("102", { permissions: ["KICK_MEMBERS", "MANAGE_MESSAGES", "BAN_MEMBERS"] });
  tea.by("mallory").updateRole("103", { permissions: ["ADD_REACTIONS", "MANAGE_ROLES"] });
  const { report } = await tea.run();
  const of = (id: string): readonly Finding[] => report.findings.filter(({ subject }) => subject.id === id);
  return { tea, mod: of("102"), helper: of("103") };
}

describe("the issues that it settles", () => {
  const banning = withMod("KICK_MEMBERS", "MANAGE_MESSAGES", "BAN_MEMBERS");

  test("are the open ones of which nothing would stand after the change", async () => {
    const { tea, mod, helper } = await drifted();
    const tracked = [issueOf(7, mod), issueOf(8, helper), issueOf(9, mod, "closed")];
    expect((await seenIn(tea, { head: banning, tracked })).settles).toEqual([7]);
    expect((await seenIn(tea, { head: withMod("KICK_MEMBERS"), tracked })).settles).toEqual([]);
  });

  test("are not those of which a part would stay", async () => {
    const { tea, mod, helper } = await drifted();
    expect((await seenIn(tea, { head: banning, tracked: [issueOf(7, [...mod, ...helper])] })).settles).toEqual([]);
  });

  test("are unknown where nobody could read them", async () => {
    const { tea } = await drifted();
    expect((await seenIn(tea, { head: banning })).settles).toBeNull();
  });
});

describe("the base", () => {
  test("is taken though it breaks a rule of its own, since somebody may have merged it", () => {
    const text = policyText({ head: "rules:\n  nobody-kicks: { permissions: [KICK_MEMBERS], never: [Mod] }" });
    expect(baseOf(text)).toMatchObject({ kind: "read" });
  });

  test("with mistakes says where the first one is", () => {
    expect(baseOf("version: 1\nguild: 12\nrolls: {}\n")).toMatchObject({
      kind: "unreadable",
      why: expect.stringMatching(/^it has mistakes \(line \d+: .+ and 1 more\)$/),
    });
  });

  test("that is not there, or that nobody can read, is said to be so", () => {
    expect(readBase({ kind: "missing" })).toEqual({ kind: "none" });
    expect(readBase({ kind: "unreadable", why: "it is a folder there" })).toEqual({ kind: "unreadable", why: "it is a folder there" });
  });

  test("grants are told the same way whether or not somebody looks at Discord", async () => {
    const head = reviewable(withMod("KICK_MEMBERS", "BAN_MEMBERS"));
    const { live: _, ...offline } = await review({ base: baseOf(policyText()), head, live: null });
    const { live: __, ...online } = await reviewed(aGuild(), { head: withMod("KICK_MEMBERS", "BAN_MEMBERS") });
    expect(online).toEqual(offline);
    expect(offline.changes).toMatchObject([{ granted: bitsOf(["BAN_MEMBERS"]), revoked: bitsOf(["MANAGE_MESSAGES"]) }]);
  });
});
