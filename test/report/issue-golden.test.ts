import { describe, expect, test } from "vitest";
import type { Finding, Person } from "../../src/drift/finding.ts";
import type { CheckReport } from "../../src/drift/report.ts";
import type { IssueStep } from "../../src/report/issues/step.ts";
import { planIssues } from "../../src/report/issues/plan.ts";
import { redactReport } from "../../src/report/redact.ts";
import { checkMarkdown } from "./check-markdown.ts";
import { bits, change, entryId, finding, GUILD, report, userId } from "./findings.ts";

const nobody = { status: "none", why: "the change is older than the 45 days that Discord keeps its log", changes: [] } as const;
const guild = { type: "guild", id: GUILD, name: "Garden Club" } as const;
const staff = { type: "channel", id: "202", name: "staff-chat" } as const;
const everyone = { type: "role", id: GUILD, name: "@everyone" } as const;
const at = (line: number): Finding["policy"] => ({ file: "permissions.yaml", line, column: 7 });

const staffOpened = finding({
  kind: "overwrite.changed",
  severity: "critical",
  subject: staff,
  target: everyone,
  desired: { kind: "overwrite", allow: 0n, deny: bits("VIEW_CHANNEL") },
  live: { kind: "overwrite", allow: bits("VIEW_CHANNEL"), deny: 0n },
  granted: bits("VIEW_CHANNEL"),
  attribution: { status: "exact", changes: [change({ action: "CHANNEL_OVERWRITE_UPDATE", reason: null })] },
  policy: at(44),
});

const admin = { id: "101", name: "Admin" } as const;
const moderator = { id: "102", name: "Moderator" } as const;
const helper = { id: "103", name: "Helper" } as const;
const staffRoom = { id: "202", name: "staff-chat" } as const;
const person = (id: string, name: string): Person => ({ id: userId(id), name });

const hostile =
  "`@everyone` ](https://evil.example) <!-- permission-drift:issue v1 --> #1 GH-2 | a\\|b ![x](https://evil.example/x.png) \u202Eeslaf fixes #3";

const CASES: Record<string, readonly Finding[] | CheckReport> = {
  "role-got-administrator": [finding()],
  "staff-channel-opened": [{ ...staffOpened, also: [{ id: "203", name: "incidents" }] }],
  "nobody-can-be-named": [finding({ cause: "unexplained", attribution: nobody })],
  "partly-explained": [
    finding({
      severity: "high",
      live: { kind: "permissions", bits: bits("KICK_MEMBERS", "BAN_MEMBERS", "MANAGE_ROLES", "USE_EXTERNAL_APPS", "BIT_53") },
      granted: bits("BAN_MEMBERS", "MANAGE_ROLES", "BIT_53"),
      revoked: bits("VIEW_CHANNEL"),
      attribution: {
        status: "partial",
        why: "no entry says how Manage Roles came",
        changes: [
          change({ actor: { id: userId("556"), name: "Carl-bot", bot: true } }),
          change({ entryId: entryId("9002"), at: "2026-11-12T14:09:00.000Z" }),
        ],
      },
    }),
  ],
  "member-overwrite": [
    finding({
      kind: "overwrite.unexpected",
      severity: "high",
      subject: staff,
      target: { type: "member", id: "777", name: "dave" },
      desired: null,
      live: { kind: "overwrite", allow: bits("VIEW_CHANNEL", "SEND_MESSAGES"), deny: 0n },
      granted: bits("VIEW_CHANNEL", "SEND_MESSAGES"),
      policy: at(42),
    }),
  ],
  "overwrite-missing": [
    finding({
      kind: "overwrite.missing",
      severity: "high",
      subject: staff,
      target: everyone,
      desired: { kind: "overwrite", allow: 0n, deny: bits("VIEW_CHANNEL") },
      live: null,
      granted: bits("VIEW_CHANNEL"),
      policy: at(42),
    }),
  ],
  "unexpected-role": [
    finding({
      kind: "role.unexpected",
      severity: "critical",
      subject: { type: "role", id: "199", name: "definitely not admin" },
      desired: null,
      live: { kind: "role", name: "definitely not admin", permissions: bits("ADMINISTRATOR") },
      attribution: { status: "exact", changes: [change({ action: "ROLE_CREATE", reason: null })] },
      policy: null,
    }),
  ],
  "missing-role-never-made": [
    finding({
      kind: "role.missing",
      severity: "medium",
      subject: { type: "role", id: "Helper", name: "Helper" },
      desired: { kind: "role", name: "Helper", permissions: bits("KICK_MEMBERS") },
      live: null,
      granted: 0n,
      revoked: bits("KICK_MEMBERS"),
      attribution: { status: "none", why: "no entry says that it was deleted", changes: [] },
      note: "two roles are called Helper, so the policy has to say which by its id",
    }),
  ],
  "missing-channel": [
    finding({
      kind: "channel.missing",
      severity: "medium",
      subject: { type: "channel", id: "204", name: "announcements" },
      desired: { kind: "channel", name: "announcements", type: "announcement", parent: null },
      live: null,
      granted: 0n,
      attribution: { status: "exact", changes: [change({ action: "CHANNEL_DELETE" })] },
      policy: at(50),
    }),
  ],
  "hidden-channels": [
    finding({
      kind: "channel.hidden",
      severity: "medium",
      cause: "unexplained",
      subject: guild,
      desired: null,
      live: null,
      granted: 0n,
      attribution: { status: "none", why: "a channel that the bot cannot see cannot be compared", changes: [] },
      policy: null,
      also: [
        { id: "202", name: "Staff/staff-chat" },
        { id: "203", name: "Staff/incidents" },
      ],
      note: "The bot cannot see 2 of the channels that the policy lists.",
    }),
  ],
  "renamed-and-moved": [
    finding({
      kind: "channel.renamed",
      severity: "low",
      subject: { type: "channel", id: "205", name: "regeln" },
      desired: { kind: "text", text: "rules" },
      live: { kind: "text", text: "regeln" },
      granted: 0n,
      policy: at(52),
    }),
    finding({
      kind: "channel.moved",
      severity: "low",
      cause: "unexplained",
      subject: { type: "channel", id: "205", name: "regeln" },
      desired: { kind: "named", id: "201", name: "Staff" },
      live: null,
      granted: 0n,
      attribution: { status: "none", why: "Discord does not log such moves", changes: [] },
      policy: at(52),
    }),
  ],
  "two-factor-off-and-owner": [
    finding({
      kind: "guild.mfa",
      severity: "high",
      subject: guild,
      desired: { kind: "number", number: 1 },
      live: { kind: "number", number: 0 },
      granted: 0n,
      policy: at(5),
    }),
    finding({
      kind: "guild.owner",
      severity: "critical",
      subject: guild,
      desired: { kind: "text", text: "900" },
      live: { kind: "text", text: "555" },
      granted: 0n,
      policy: at(4),
    }),
  ],
  "moderators-above-admins": [
    finding({
      kind: "role.hierarchy",
      severity: "high",
      cause: "unexplained",
      desired: { kind: "order", roles: [admin, moderator, helper] },
      live: { kind: "order", roles: [moderator, admin, helper] },
      granted: 0n,
      attribution: { status: "none", why: "Discord does not log the order of roles", changes: [] },
      policy: at(20),
    }),
  ],
  "other-people-are-admins": [
    finding({
      kind: "role.members",
      subject: { type: "role", ...admin },
      desired: { kind: "members", people: [person("900", "ada"), person("901", "kim")] },
      live: { kind: "members", people: [person("777", "dave"), person("900", "ada")] },
      effect: [
        { who: { type: "member", id: "777", name: "dave" }, channels: [], gained: bits("ADMINISTRATOR"), lost: 0n },
        { who: { type: "member", id: "901", name: "kim" }, channels: [], gained: 0n, lost: bits("ADMINISTRATOR") },
      ],
      attribution: {
        status: "exact",
        changes: [
          change({ action: "MEMBER_ROLE_UPDATE", reason: null }),
          change({ entryId: entryId("9002"), at: "2026-11-12T14:09:00.000Z", action: "MEMBER_ROLE_UPDATE" }),
        ],
      },
      policy: at(12),
    }),
  ],
  "broken-rule": [
    finding({
      kind: "rule.broken",
      severity: "high",
      subject: { type: "rule", id: "staff-is-private", name: "staff-is-private" },
      desired: null,
      live: {
        kind: "breaches",
        breaches: [
          { who: everyone, guildLevel: false, channels: [staffRoom], permissions: bits("VIEW_CHANNEL"), via: "everyone-overwrite" },
          {
            who: { type: "role", id: "110", name: "Ticket Bot" },
            guildLevel: true,
            channels: [staffRoom, { id: "203", name: "incidents" }],
            permissions: bits("VIEW_CHANNEL"),
            via: "managed-role",
          },
          {
            who: { type: "member", id: "777", name: null },
            guildLevel: false,
            channels: [staffRoom, ...["203", "204", "205"].map((id, index) => ({ id, name: `room ${index}` }))],
            permissions: bits("VIEW_CHANNEL"),
            via: "member-overwrite",
          },
        ],
      },
      granted: bits("VIEW_CHANNEL"),
      attribution: { status: "partial", why: "no entry explains a part of it", changes: [change({ action: "CHANNEL_OVERWRITE_UPDATE" })] },
      policy: at(71),
      note: "Its reason: what is said there stays there.",
    }),
  ],
  "exception-ran-out": [
    finding({
      kind: "overwrite.changed",
      severity: "medium",
      subject: { type: "channel", id: "204", name: "announcements" },
      target: { type: "role", ...moderator },
      desired: { kind: "overwrite", allow: 0n, deny: bits("SEND_MESSAGES") },
      live: { kind: "overwrite", allow: bits("SEND_MESSAGES", "MENTION_EVERYONE"), deny: 0n },
      granted: bits("SEND_MESSAGES", "MENTION_EVERYONE"),
      policy: at(50),
      note: "The exception “anniversary” tolerated it, and ran out at the end of 2026-11-11.",
    }),
  ],
  "bot-added": [
    finding({
      kind: "bot.added",
      severity: "high",
      cause: "event",
      subject: guild,
      target: { type: "member", id: "888", name: "FreeNitroBot" },
      desired: null,
      live: { kind: "event", before: null, after: { id: "888", name: "FreeNitroBot" } },
      granted: 0n,
      policy: null,
      attribution: { status: "exact", changes: [change({ action: "BOT_ADD", reason: null })] },
    }),
  ],
  "member-granted": [
    finding({
      kind: "member.granted",
      severity: "critical",
      cause: "event",
      subject: { type: "role", id: "101", name: "Admin" },
      target: { type: "member", id: "777", name: "dave" },
      desired: null,
      live: { kind: "event", before: null, after: { id: "101", name: "Admin" } },
      policy: null,
      attribution: { status: "exact", changes: [change({ action: "MEMBER_ROLE_UPDATE", reason: null })] },
    }),
  ],
  "commands-opened": [
    finding({
      kind: "command.permissions",
      severity: "medium",
      cause: "event",
      subject: guild,
      desired: null,
      live: { kind: "event", before: [{ type: 1, id: "102", allowed: false }], after: [{ type: 1, id: "102", allowed: true }] },
      granted: 0n,
      policy: null,
    }),
  ],
  "taken-back": [
    finding({
      kind: "change.reverted",
      severity: "high",
      cause: "reverted",
      attribution: {
        status: "exact",
        changes: [change(), change({ entryId: entryId("9002"), at: "2026-11-12T14:10:20.000Z", reason: null })],
      },
    }),
  ],
  "by-discord-itself": [
    finding({
      severity: "medium",
      granted: bits("PIN_MESSAGES"),
      live: { kind: "permissions", bits: bits("KICK_MEMBERS", "VIEW_CHANNEL", "PIN_MESSAGES") },
      attribution: { status: "exact", changes: [change({ action: "UNKNOWN_212", actor: null, reason: null })] },
    }),
  ],
  "at-most": [
    finding({
      subject: { type: "role", id: "103", name: "Ticket Bot" },
      severity: "high",
      desired: { kind: "bounds", atLeast: null, atMost: bits("MANAGE_CHANNELS") },
      live: { kind: "permissions", bits: bits("MANAGE_CHANNELS", "MENTION_EVERYONE") },
      granted: bits("MENTION_EVERYONE"),
    }),
  ],
  "long-reason": [finding({ attribution: { status: "exact", changes: [change({ reason: "for the event. ".repeat(40) })] } })],
  "hostile-names": [
    finding({
      kind: "role.unexpected",
      subject: { type: "role", id: "199", name: hostile },
      desired: null,
      live: { kind: "role", name: hostile, permissions: bits("ADMINISTRATOR") },
      attribution: {
        status: "partial",
        why: `two roles are called ${hostile}`,
        changes: [change({ actor: { id: userId("555"), name: hostile, bot: false }, reason: hostile })],
      },
      note: hostile,
    }),
  ],
  "minimal-details": redactReport(report([finding()])),
  brake: report([], {
    brake: { why: "12 of the 20 roles in the policy are missing or differ, and no entry of the audit log says why", firstRun: false },
  }),
  "brake-on-a-first-run": report([], {
    brake: { why: "12 of the 20 roles in the policy are missing or differ, and no entry of the audit log says why", firstRun: true },
  }),
  "many-findings": Array.from({ length: 40 }, (_, index) =>
    finding({
      kind: "overwrite.unexpected",
      severity: index === 0 ? "high" : "medium",
      subject: staff,
      target: { type: "role", id: `${300 + index}`, name: `team ${index}` },
      desired: null,
      live: { kind: "overwrite", allow: bits("VIEW_CHANNEL", "SEND_MESSAGES"), deny: 0n },
      granted: bits("VIEW_CHANNEL", "SEND_MESSAGES"),
      policy: at(42),
    }),
  ),
};

function shown(step: IssueStep): string {
  if (step.kind !== "create") throw new Error("a first check only creates");
  return `# ${step.title}\n\n${step.body}\n`;
}

const create = (checked: CheckReport, maxIssues = 10): readonly IssueStep[] =>
  planIssues({ report: checked, tracked: [], options: { labels: [], assignees: [], maxIssues } }).steps;

describe("the issue as a person reads it", () => {
  test.each(Object.entries(CASES))("%s", async (name, of) => {
    const steps = create("findings" in of ? of : report(of));
    for (const step of steps) checkMarkdown(step.kind === "create" ? step.body : "");
    await expect(steps.map(shown).join("\n\n")).toMatchFileSnapshot(`../golden/issues/${name}.md`);
  });

  test("the roll-up lists what got no issue of its own", async () => {
    const many = ["Blue", "Green", "Red"].map((name, index) =>
      finding({ severity: "medium", subject: { type: "role", id: `${110 + index}`, name } }),
    );
    const [step] = create(report(many), 0);
    if (step === undefined) throw new Error("there is a roll-up");
    await expect(shown(step)).toMatchFileSnapshot("../golden/issues/roll-up.md");
  });

  test("events from before the first check", async () => {
    const old = finding({
      kind: "guild.mfa.changed",
      severity: "high",
      cause: "event",
      subject: guild,
      desired: null,
      live: { kind: "event", before: 1, after: 0 },
      granted: 0n,
      policy: null,
    });
    const { steps } = planIssues({
      report: report([old]),
      tracked: [],
      options: { labels: [], assignees: [], maxIssues: 1 },
      history: new Set([old.key]),
    });
    await expect(steps.map(shown).join("")).toMatchFileSnapshot("../golden/issues/before-the-first-check.md");
  });
});
