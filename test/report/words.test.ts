import { describe, expect, test } from "vitest";
import type { Finding, FindingKind, FindingValue, Person } from "../../src/drift/finding.ts";
import { DANGEROUS, namesOf } from "../../src/permissions/flags.ts";
import { patchHint } from "../../src/report/adopt/patch.ts";
import { gainedLabels } from "../../src/report/review/effect-words.ts";
import { meaningOf } from "../../src/report/words/permission.ts";
import { breath } from "../../src/report/words/sentence.ts";
import { stepsBack } from "../../src/report/words/steps-back.ts";
import { durationWords, momentWords } from "../../src/report/words/time.ts";
import { MARKDOWN, PLAIN } from "../../src/report/words/voice.ts";
import { actorWords } from "../../src/report/words/who.ts";
import { kindTitle } from "../../src/report/words/finding.ts";
import { bits, change, entryId, finding, GUILD, userId } from "./findings.ts";

const role = { type: "role", id: "102", name: "Moderator" } as const;
const channel = { type: "channel", id: "202", name: "staff-chat" } as const;
const guild = { type: "guild", id: GUILD, name: "Garden Club" } as const;
const dave = { type: "member", id: "777", name: "dave" } as const;
const text = (words: string): FindingValue => ({ kind: "text", text: words });
const person = (id: string, name: string | null): Person => ({ id: userId(id), name });
const one = bits("VIEW_CHANNEL");

/** What a finding of each kind looks like. */
const KINDS = {
  "role.permissions": { subject: role, granted: bits("BAN_MEMBERS"), revoked: bits("KICK_MEMBERS") },
  "role.unexpected": {
    subject: role,
    desired: null,
    live: { kind: "role", name: "Moderator", permissions: 0n },
    granted: 0n,
    policy: null,
  },
  "role.missing": { subject: role, desired: { kind: "role", name: "Moderator", permissions: 0n }, live: null, granted: 0n },
  "role.renamed": { subject: role, desired: text("Moderator"), live: text("Boss"), granted: 0n },
  "role.hierarchy": {
    subject: role,
    desired: { kind: "order", roles: [{ id: "101", name: "Admin" }, role, { id: "103", name: "Helper" }] },
    live: { kind: "order", roles: [role, { id: "101", name: "Admin" }, { id: "103", name: "Helper" }] },
    granted: 0n,
  },
  "role.members": {
    subject: role,
    desired: { kind: "members", people: [person("900", "alice"), person("901", null)] },
    live: { kind: "members", people: [person("900", "alice"), person("777", "dave")] },
  },
  "overwrite.changed": {
    subject: channel,
    target: dave,
    desired: { kind: "overwrite", allow: one, deny: 0n },
    live: { kind: "overwrite", allow: 0n, deny: one },
    granted: 0n,
    revoked: one,
  },
  "overwrite.unexpected": {
    subject: channel,
    target: { type: "role", id: "9", name: null },
    desired: null,
    live: { kind: "overwrite", allow: 0n, deny: one },
    granted: 0n,
    revoked: one,
  },
  "overwrite.missing": {
    subject: channel,
    target: dave,
    desired: { kind: "overwrite", allow: one, deny: 0n },
    live: null,
    granted: 0n,
    revoked: one,
  },
  "channel.unexpected": {
    subject: channel,
    desired: null,
    live: { kind: "channel", name: "staff-chat", type: "text", parent: { id: "201", name: "Staff" } },
    granted: 0n,
    policy: null,
  },
  "channel.missing": {
    subject: channel,
    desired: { kind: "channel", name: "staff-chat", type: "text", parent: null },
    live: null,
    granted: 0n,
  },
  "channel.hidden": { subject: channel, desired: null, live: null, granted: 0n, note: "the log says that it was made" },
  "channel.renamed": { subject: channel, desired: text("staff"), live: text("staff-chat"), granted: 0n },
  "channel.moved": { subject: channel, desired: null, live: { kind: "named", id: "201", name: "Staff" }, granted: 0n },
  "channel.type": { subject: channel, desired: text("text"), live: text("announcement"), granted: 0n },
  "rule.broken": {
    subject: { type: "rule", id: "staff-is-private", name: "staff-is-private" },
    desired: null,
    live: {
      kind: "breaches",
      breaches: [
        { who: { ...role, name: "Helper" }, guildLevel: false, channels: [channel], permissions: one, via: "role-overwrite" },
        { who: dave, guildLevel: false, channels: [channel], permissions: one, via: "member-overwrite" },
      ],
    },
    granted: one,
    note: "Its reason: what is said here stays here.",
  },
  "guild.owner": { subject: guild, desired: text("900"), live: text("555"), granted: 0n },
  "guild.mfa": { subject: guild, desired: { kind: "number", number: 0 }, live: { kind: "number", number: 1 }, granted: 0n },
  "member.granted": { subject: role, target: dave, desired: null, live: null, policy: null },
  "bot.added": { subject: guild, desired: null, live: null, granted: 0n, policy: null },
  "guild.owner.changed": { subject: guild, desired: null, live: { kind: "event", before: "900", after: "555" }, granted: 0n, policy: null },
  "guild.mfa.changed": { subject: guild, desired: null, live: { kind: "event", before: 1, after: 0 }, granted: 0n, policy: null },
  "command.permissions": { subject: guild, desired: null, live: null, granted: 0n, policy: null },
  "change.reverted": { subject: channel, target: dave, granted: one },
  "audit.gap": {
    subject: guild,
    desired: null,
    live: null,
    granted: 0n,
    policy: null,
    attribution: { status: "none", why: "the log is kept for 45 days", changes: [] },
  },
} as const satisfies Record<FindingKind, Partial<Finding>>;

function told(kind: FindingKind, over: Partial<Finding>): string {
  const unexplained = { cause: "unexplained", attribution: { status: "none", changes: [] } } as const;
  const known = finding({ kind, severity: "medium", ...over });
  const steps = stepsBack(known).map((step) => `  - ${step}`);
  return [
    `## ${kind}: ${kindTitle(kind)}`,
    breath(known, PLAIN),
    breath({ ...known, ...unexplained }, PLAIN),
    ...steps,
    patchHint(known, GUILD) ?? "(no line of the policy could accept it)",
  ].join("\n");
}

describe("words", () => {
  test("every kind has a sentence, told and unexplained, its steps and its patch", async () => {
    const all = Object.entries<Partial<Finding>>(KINDS).map(([kind, over]) => told(over.kind ?? (kind as FindingKind), over));
    await expect(`${all.join("\n\n")}\n`).toMatchFileSnapshot("../golden/report/words.txt");
  });

  test("who did it is never guessed", () => {
    expect(actorWords(change({ actor: null }), MARKDOWN)).toBe("Discord itself, or somebody whom the log does not name");
    expect(actorWords(change({ actor: null, action: "GUILD_MIGRATE_PIN_PERMISSION" }), MARKDOWN)).toMatch(/^Discord itself \(/);
    expect(actorWords(change({ actor: { id: change().actor?.id ?? ("1" as never), name: null, bot: true } }), MARKDOWN)).toBe(
      "the bot with the id `555`",
    );
  });

  test("a change that one entry took away and put back is told with that entry alone", () => {
    const sentence = breath(finding({ kind: "change.reverted", cause: "reverted" }), PLAIN);
    expect(sentence).toBe(
      '"Moderator" gained Administrator on 12 Nov 2026 14:03 UTC, by "mallory" (reason: "event night"). "permissions.yaml:31" does not allow it.',
    );
  });

  test("several entries by one person name that person once", () => {
    const changes = [change(), change({ entryId: entryId("9002") })];
    expect(breath(finding({ attribution: { status: "exact", changes } }), PLAIN)).toContain(
      'in 2 steps, the last one on 12 Nov 2026 14:03 UTC, by "mallory" (reason: "event night"). "perm',
    );
  });

  test("where a value is a bound the patch widens the bound", () => {
    const bound = finding({
      desired: { kind: "bounds", atLeast: bits("KICK_MEMBERS", "VIEW_CHANNEL"), atMost: null },
      live: { kind: "permissions", bits: bits("VIEW_CHANNEL") },
    });
    expect(patchHint(bound, GUILD)).toContain("at-least: [VIEW_CHANNEL]");
  });

  test("moments and durations", () => {
    expect(momentWords("no moment")).toBe("an unknown time");
    const from = "2026-11-12T00:00:00.000Z";
    const after = (ms: number): string => durationWords(from, new Date(Date.parse(from) + ms).toISOString());
    expect([after(0), after(1_000), after(90_000), after(7_200_000), after(3 * 86_400_000)]).toEqual([
      "0 seconds",
      "1 second",
      "2 minutes",
      "2 hours",
      "3 days",
    ]);
    expect(durationWords("x", from)).toBe("some time");
    expect(durationWords(from, "2020-01-01T00:00:00.000Z")).toBe("0 seconds");
  });
});

describe("what a permission means", () => {
  test("is told of all that Discord calls dangerous and of what moderators do to others, and of nothing that everybody uses", () => {
    const moderation = bits(
      "VIEW_AUDIT_LOG",
      "MUTE_MEMBERS",
      "DEAFEN_MEMBERS",
      "MOVE_MEMBERS",
      "MANAGE_NICKNAMES",
      "MANAGE_EVENTS",
      "PRIORITY_SPEAKER",
    );
    for (const name of namesOf(DANGEROUS | moderation)) {
      for (const page of ["role", "channel"] as const) expect(`${name}: ${meaningOf(name, page)}`).toMatch(/: can [a-z]/);
    }
    expect(namesOf(bits("VIEW_CHANNEL", "SEND_MESSAGES", "CONNECT", "SPEAK")).map((name) => meaningOf(name, "role"))).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  test("is told of a channel where it is of one", () => {
    expect(meaningOf("MANAGE_ROLES", "role")).toBe("can hand out and change the roles below its own");
    expect(meaningOf("MANAGE_ROLES", "channel")).toBe("can change who may do what there");
  });

  test("is told of three permissions a line and no more, the strongest first", () => {
    const words = gainedLabels(bits("MUTE_MEMBERS", "DEAFEN_MEMBERS", "MOVE_MEMBERS", "MANAGE_NICKNAMES", "KICK_MEMBERS", "ADD_REACTIONS"));
    expect(words).toBe(
      "Kick Members (can throw members out), Mute Members (can silence others in voice channels), Deafen Members (can keep others from hearing voice channels), Move Members and 2 more",
    );
  });
});
