import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AuditEntry } from "../../src/audit/entry.ts";
import { findingAnnotations, problemAnnotations } from "../../src/report/annotation.ts";
import { auditJson } from "../../src/report/json/audit.ts";
import { exitCodeOf, worstOpenSeverity, worstSeverity } from "../../src/report/exit-code.ts";
import { checkJson } from "../../src/report/json/check.ts";
import { printJson } from "../../src/report/json/value.ts";
import { redactReport } from "../../src/report/redact.ts";
import { summaryMarkdown, type SummaryInput } from "../../src/report/summary.ts";
import { adviceText, auditText, checkText, validateText } from "../../src/report/terminal.ts";
import { checkMarkdown } from "./check-markdown.ts";
import { helperMayDelete, KINDS, moderatorLosesAdministrator, staffCloses } from "./rollout/rollouts.ts";
import { approvedChange, bits, change, entryId, finding, GUILD, report, userId } from "./findings.ts";

const renamed = finding({
  kind: "channel.renamed",
  severity: "low",
  subject: { type: "channel", id: "205", name: "regeln" },
  desired: { kind: "text", text: "rules" },
  live: { kind: "text", text: "regeln" },
  granted: 0n,
  accepted: 4,
});
const opened = finding({
  kind: "overwrite.unexpected",
  severity: "high",
  subject: { type: "channel", id: "202", name: "staff-chat" },
  target: { type: "member", id: "777", name: "dave" },
  desired: null,
  live: { kind: "overwrite", allow: bits("VIEW_CHANNEL"), deny: 0n },
  granted: bits("VIEW_CHANNEL"),
  attribution: { status: "none", why: "the bot's own reading of the log found no entry", changes: [] },
});
const whole = report([finding(), opened, renamed], {
  start: { kind: "lost", why: "it is older than 90 days" },
  approved: [approvedChange()],
  unmanaged: [{ type: "role", id: "300", name: "color-red" }],
  unchecked: [{ subject: { type: "channel", id: "209", name: "secret" }, why: "the bot cannot see it" }],
  exceptions: [
    { name: "anniversary", until: "2026-12-15", state: "used", reason: "Anniversary week, agreed in #42" },
    { name: "spring", until: "2026-04-01", state: "ended", reason: "spring clean" },
    { name: "old", until: "2026-12-01", state: "stale", reason: "nobody knows" },
  ],
  history: [
    finding({
      kind: "guild.mfa.changed",
      severity: "low",
      cause: "event",
      subject: { type: "guild", id: GUILD, name: "Garden Club" },
      desired: null,
      live: { kind: "event", before: 0, after: 1 },
      granted: 0n,
      policy: null,
    }),
  ],
  counts: { roles: 5, channels: 7, entries: 1, passingChannels: 1 },
});
const summaryInput: SummaryInput = {
  report: whole,
  accepted: new Map([[renamed.key, { issue: 4, by: "olga" }]]),
  dryRun: null,
  remarks: ["Assignees could not be set on issue 7."],
  publicRepository: true,
  minimal: false,
};

const entry: AuditEntry = {
  id: entryId("9001"),
  at: "2026-11-12T14:03:22.000Z",
  type: 14,
  action: "CHANNEL_OVERWRITE_UPDATE",
  actor: { id: userId("555"), name: "mallory", bot: false },
  target: { type: "channel", id: "202", name: "staff-chat" },
  reason: "event night",
  options: { id: GUILD, type: 0, role_name: "@everyone" },
  changes: [
    { key: "deny", old: "1024", new: "0", granted: bits("VIEW_CHANNEL"), revoked: 0n },
    { key: "topic", new: "\u001B[31mred\n::error::x" },
    { key: "nsfw", old: true },
  ],
  permission: true,
};

/** `desired` and `live` of the one finding, as JSON. */
function sides(over: Parameters<typeof finding>[0]): unknown[] {
  const { findings } = JSON.parse(printJson(checkJson(report([finding(over)])), 0));
  return [findings[0].desired, findings[0].live];
}

describe("JSON, version 1", () => {
  test("a whole report", async () => {
    await expect(`${printJson(checkJson(whole), 2)}\n`).toMatchFileSnapshot("../golden/report/check.json");
  });

  test("each kind of value has its form", () => {
    const admin = { bits: "8", names: ["ADMINISTRATOR"] };
    const none = { bits: "0", names: [] };
    expect(sides({ desired: { kind: "bounds", atLeast: null, atMost: 8n }, live: { kind: "permissions", bits: 8n } })).toEqual([
      { atMost: admin },
      admin,
    ]);
    expect(sides({ desired: { kind: "bounds", atLeast: 8n, atMost: null }, live: null })).toEqual([{ atLeast: admin }, null]);
    const roles = [
      { id: "101", name: "Admin" },
      { id: "102", name: "Mod" },
    ];
    expect(
      sides({ kind: "role.hierarchy", desired: { kind: "order", roles }, live: { kind: "order", roles: roles.toReversed() } }),
    ).toEqual([roles, roles.toReversed()]);
    expect(
      sides({ kind: "role.members", desired: { kind: "members", people: [{ id: userId("777"), name: "dave" }] }, live: null })[0],
    ).toEqual(["777"]);
    const breach = { who: { type: "role", id: "103", name: "Helper" }, guildLevel: false, channels: roles, via: "role-overwrite" } as const;
    expect(sides({ kind: "rule.broken", desired: null, live: { kind: "breaches", breaches: [{ ...breach, permissions: 8n }] } })).toEqual([
      null,
      [{ ...breach, permissions: ["ADMINISTRATOR"] }],
    ]);
    expect(sides({ desired: { kind: "overwrite", allow: 8n, deny: 0n } })[0]).toEqual({ allow: admin, deny: none });
    expect(sides({ desired: { kind: "role", name: "a", permissions: 8n }, live: { kind: "number", number: 1 } })).toEqual([
      { name: "a", permissions: admin },
      1,
    ]);
    expect(
      sides({
        desired: { kind: "channel", name: "a", type: "text", parent: null },
        live: { kind: "channel", name: "a", type: "text", parent: { id: "1", name: "b" } },
      }),
    ).toEqual([
      { name: "a", type: "text", parent: null },
      { name: "a", type: "text", parent: { id: "1", name: "b" } },
    ]);
    expect(sides({ desired: null, live: { kind: "event", before: undefined, after: [1n, { a: Number.NaN }, true] } })).toEqual([
      null,
      { before: null, after: ["1", { a: null }, true] },
    ]);
    expect(sides({ desired: { kind: "named", id: "1", name: "b" }, live: { kind: "text", text: "t" } })).toEqual([
      { id: "1", name: "b" },
      "t",
    ]);
  });

  test("an entry keeps what Discord sent and leaves out what it left out", () => {
    expect(JSON.parse(printJson(auditJson(entry), 0))).toEqual({
      id: "9001",
      at: "2026-11-12T14:03:22.000Z",
      type: 14,
      action: "CHANNEL_OVERWRITE_UPDATE",
      actor: { id: "555", name: "mallory", bot: false },
      target: { type: "channel", id: "202", name: "staff-chat" },
      reason: "event night",
      options: { id: GUILD, type: 0, role_name: "@everyone" },
      changes: [
        { key: "deny", old: "1024", new: "0", granted: ["VIEW_CHANNEL"], revoked: [] },
        { key: "topic", new: "\u001B[31mred\n::error::x" },
        { key: "nsfw", old: true },
      ],
      permission: true,
    });
    expect(JSON.parse(printJson(auditJson({ ...entry, actor: null, target: null, type: null }), 0))).toMatchObject({
      actor: null,
      target: null,
      type: null,
    });
  });

  test("printed JSON reads back as the same value, and no line of it acts", () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ stringUnit: "binary" }),
        fc.constantFrom("##[error]", "\u009B31m", "\u202E", "\n::error::"),
        (value, attack) => {
          const text = printJson({ value: JSON.parse(JSON.stringify(value)), attack }, 2);
          expect(JSON.parse(text)).toEqual({ value: JSON.parse(JSON.stringify(value)), attack });
          expect(text).not.toMatch(/##\[|^\s*::|(?!\n)[\p{Cc}\u202A-\u202E]/mu);
        },
      ),
    );
  });
});

describe("the summary", () => {
  test("a whole report in a public repository", async () => {
    const text = summaryMarkdown(summaryInput);
    checkMarkdown(text);
    await expect(text).toMatchFileSnapshot("../golden/report/summary.md");
  });

  test("a dry run, a first check and a brake say so", () => {
    const checked = report([], {
      result: "incomplete",
      start: { kind: "first" },
      brake: { why: "12 of 20", firstRun: true },
      logRead: false,
    });
    const text = summaryMarkdown({
      ...summaryInput,
      report: checked,
      dryRun: "this is not the default branch",
      publicRepository: false,
      remarks: [],
    });
    expect(text).toContain("# Not everything could be checked");
    expect(text).toContain("**Dry run:** no issue and no cursor was written, since this is not the default branch.");
    expect(text).toContain("first check of this server");
    expect(text).toContain("**This policy does not describe this server yet; start from export: 12 of 20.**");
    expect(text).toContain("Without the audit log nobody can be named");
    expect(text).not.toContain("strangers");
  });

  test("it stays under 1 MiB and says what was left out", () => {
    const many = Array.from({ length: 6_000 }, (_, index) => ({ ...finding(), key: `k${index}` }));
    const text = summaryMarkdown({ ...summaryInput, report: report(many) });
    expect(new TextEncoder().encode(text).length).toBeLessThan(2 ** 20);
    expect(text).toMatch(/- and \d+ more, left out here/);
  });

  test("minimal details in a public repository are said to be so", () => {
    expect(summaryMarkdown({ ...summaryInput, minimal: true })).toContain("but not their names, and no reasons");
  });
});

describe("annotations", () => {
  test("findings with a policy line and without acceptance, worst first, ten a level", () => {
    const many = Array.from({ length: 15 }, (_, index) =>
      finding({ subject: { type: "role", id: `${index + 1}`, name: "x" }, severity: index < 12 ? "high" : "medium" }),
    );
    const annotations = findingAnnotations([...many, renamed, finding({ policy: null, subject: { type: "role", id: "99", name: "y" } })]);
    expect(annotations.map(({ level }) => level)).toEqual([...Array.from({ length: 10 }, () => "error"), "warning", "warning", "warning"]);
    expect(annotations[0]).toMatchObject({
      file: "permissions.yaml",
      startLine: 31,
      startColumn: 5,
      title: "High: a role's permissions differ",
    });
    expect(annotations[0]?.message).toBe(
      '"x" gained Administrator on 12 Nov 2026 14:03 UTC, by "mallory" (reason: "event night"). "permissions.yaml:31" does not allow it.',
    );
  });

  test("a policy problem names what was meant and the second place", () => {
    const at = { line: 14, column: 9 };
    const problem = {
      code: "unknown-permission",
      at,
      endColumn: 22,
      message: "unknown permission X",
      suggestion: "Y",
      related: { at: { line: 3, column: 1 }, message: "first defined here" },
    };
    expect(problemAnnotations("permissions.yaml", [problem])).toEqual([
      {
        level: "error",
        title: "Policy: unknown-permission",
        message: "unknown permission X; did you mean Y? (first defined here at line 3)",
        file: "permissions.yaml",
        startLine: 14,
        startColumn: 9,
        endColumn: 22,
      },
    ]);
  });
});

describe("terminal", () => {
  test("a whole report", async () => {
    await expect(checkText(whole)).toMatchFileSnapshot("../golden/report/check.txt");
  });

  test("an entry, in which nothing acts", async () => {
    await expect(auditText(entry)).toMatchFileSnapshot("../golden/report/audit.txt");
    expect(auditText(entry)).not.toMatch(/::|(?!\n)\p{Cc}/u);
  });

  test("an entry without anybody, target and changes is one line", () => {
    expect(
      auditText({ ...entry, actor: null, target: null, reason: null, options: {}, changes: [], action: "UNKNOWN_212" })
        .trimEnd()
        .split("\n"),
    ).toHaveLength(1);
  });

  test("validate says what the policy holds, how much is wrong, and what would make it stronger", () => {
    expect(validateText("p.yaml", { roles: 1, channels: 7 })).toBe("p.yaml is valid: 1 role, 7 channels\n");
    expect(validateText("p.yaml", { problems: 2 })).toBe("p.yaml: 2 problems\n");
    expect(adviceText("p.yaml", { at: { line: 3, column: 1 }, message: "write `owner`" })).toBe("p.yaml:3:1 write `owner`\n");
  });

  test("the brake is said", () => {
    expect(checkText(report([], { brake: { why: "12 of 20", firstRun: false }, result: "incomplete" }))).toContain(
      "not believed: 12 of 20.",
    );
    const first = report([], { brake: { why: "12 of 20", firstRun: true }, result: "incomplete" });
    const said = "This policy does not describe this server yet; start from export: 12 of 20.";
    expect(checkText(first)).toContain(said);
    expect(summaryMarkdown({ ...summaryInput, report: first })).toContain(`**${said}**`);
  });
});

describe("minimal details", () => {
  test("no name of a person and no reason is left, in any output", () => {
    const granted = finding({
      kind: "member.granted",
      severity: "high",
      cause: "event",
      subject: { type: "role", id: "101", name: "Admin" },
      target: { type: "member", id: "777", name: "dave" },
      desired: null,
      live: { kind: "event", before: { username: "dave" }, after: [{ nick: "dave", id: "777" }] },
      policy: null,
    });
    const who = { type: "member", id: "777", name: "dave" } as const;
    const breach = { who, guildLevel: true, channels: [], permissions: bits("KICK_MEMBERS"), via: "member-overwrite" } as const;
    const broken = finding({
      kind: "rule.broken",
      subject: { type: "rule", id: "staff", name: "staff" },
      desired: null,
      live: { kind: "breaches", breaches: [breach] },
    });
    const redacted = redactReport({
      ...whole,
      findings: [...whole.findings, granted, broken],
      history: [granted],
      approved: [approvedChange({ reason: "event night", target: { type: "member", id: "777", name: "dave" } })],
    });
    const text = printJson(checkJson(redacted), 2) + summaryMarkdown({ ...summaryInput, report: redacted }) + checkText(redacted);
    expect(text).not.toMatch(/mallory|alice|dave|event night/);
    expect(text).toContain("777");
    expect(text).toContain("Moderator");
  });

  test("a bot keeps its name", () => {
    const bot = change({ actor: { id: userId("1"), name: "Helper", bot: true } });
    const redacted = redactReport(report([finding({ attribution: { status: "exact", changes: [bot] } })]));
    expect(redacted.findings[0]?.attribution.changes[0]?.actor?.name).toBe("Helper");
  });
});

describe("exit codes", () => {
  test("drift, could not look and in line are told apart", () => {
    expect([exitCodeOf("drift"), exitCodeOf("incomplete"), exitCodeOf("in-line")]).toEqual([2, 1, 0]);
  });

  test("what was accepted counts for the severity, not for fail-on", () => {
    const accepted = finding({ accepted: 3 });
    expect(worstSeverity([accepted, opened])).toBe("critical");
    expect(worstOpenSeverity([accepted, opened])).toBe("high");
    expect(worstOpenSeverity([accepted])).toBeNull();
  });
});

describe("what awaits rollout", () => {
  const agreed = [moderatorLosesAdministrator, staffCloses, helperMayDelete];

  test("alone it is no alarm, but things to do", async () => {
    const text = summaryMarkdown({ ...summaryInput, report: report(agreed), accepted: new Map(), remarks: [] });
    checkMarkdown(text);
    await expect(text).toMatchFileSnapshot("../golden/report/summary-rollout.md");
    await expect(checkText(report(agreed))).toMatchFileSnapshot("../golden/report/check-rollout.txt");
    expect(checkText(report([helperMayDelete]))).toContain("To do: the policy was changed, and Discord not yet: 1 thing to do.");
  });

  test("beside drift it has its own section, and the headline counts both apart", () => {
    const mixed = report([finding({ subject: { type: "role", id: "300", name: "Blue" } }), helperMayDelete]);
    const text = summaryMarkdown({ ...summaryInput, report: mixed });
    expect(text).toContain("# Discord and the policy differ: 1 finding, and 1 thing to do that was agreed\n");
    const [found = "", awaits = ""] = text.split("## Awaiting rollout: agreed, and still to be done in Discord");
    expect(found).toContain("`Blue` gained Administrator");
    expect(found).not.toContain("Helper");
    expect(awaits).toContain("**Low:** The policy now gives `Helper` Manage Messages; Discord is not changed yet.");
    expect(checkText(mixed)).toContain("Drift: Discord and the policy differ, and 1 thing to do that was agreed.");
  });

  test("what was accepted of it is listed with the accepted", () => {
    const accepted = { ...helperMayDelete, accepted: 9 };
    const text = summaryMarkdown({
      ...summaryInput,
      report: report([accepted]),
      accepted: new Map([[accepted.key, { issue: 9, by: "olga" }]]),
    });
    expect(text).toContain("Accepted in issue #9 by `olga`.");
    expect(text).not.toContain("## Awaiting rollout");
  });

  test("its annotations are notices after all others, whatever the severity", () => {
    const low = Array.from({ length: 9 }, (_, index) =>
      finding({ severity: "low", subject: { type: "role", id: `${index + 1}`, name: "x" } }),
    );
    const annotations = findingAnnotations([...agreed, KINDS["role.unexpected"], ...low]);
    expect(new Set(annotations.map(({ level }) => level))).toEqual(new Set(["notice"]));
    expect(annotations).toHaveLength(10);
    expect(annotations.at(-1)).toMatchObject({ title: "Agreed, and still to be done in Discord", file: "permissions.yaml", startLine: 31 });
    expect(findingAnnotations([{ ...helperMayDelete, accepted: 3 }])).toEqual([]);
  });

  test("it counts for the result and for fail-on like every finding", () => {
    expect(worstOpenSeverity([moderatorLosesAdministrator])).toBe("critical");
    expect(worstSeverity([helperMayDelete])).toBe("low");
  });
});
