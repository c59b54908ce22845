import { describe, expect, test } from "vitest";
import { failsOn, readInputs } from "../../src/github/inputs.ts";
import { secretForms } from "../../src/github/secret-forms.ts";
import { CannotCheck } from "../../src/runs/cannot-check.ts";

const read = (given: Record<string, string> = {}): ReturnType<typeof readInputs> =>
  readInputs((name) => ({ "github-token": "ghs_1", ...given })[name] ?? "");

const base64 = (text: string): string => Buffer.from(text).toString("base64");

describe("the inputs", () => {
  test("have defaults", () => {
    expect(read({ "discord-token": "secret" })).toEqual({
      discordToken: "secret",
      githubToken: "ghs_1",
      policy: "permissions.yaml",
      mode: "auto",
      labels: [],
      assignees: [],
      maxIssues: 10,
      failOn: "never",
      reviewFailOn: "never",
      confirmMassChange: false,
      cursorRetentionDays: 90,
      reportDetails: "full",
      discordApiUrl: null,
    });
  });

  test("lists come by comma or by line, each value once", () => {
    expect(read({ labels: "security, discord\n security\n\nhelp wanted" }).labels).toEqual(["security", "discord", "help wanted"]);
    expect(read({ assignees: "anna,ben" }).assignees).toEqual(["anna", "ben"]);
  });

  test("words are taken in any case", () => {
    expect(read({ mode: "Review", "fail-on": " HIGH ", "review-fail-on": "Broken-Rule", "confirm-mass-change": "True" })).toMatchObject({
      mode: "review",
      failOn: "high",
      reviewFailOn: "broken-rule",
      confirmMassChange: true,
    });
  });

  test.each([
    ["mode", "destroy", 'The input mode is "destroy", which is not allowed. Use auto, check, review.'],
    ["review-fail-on", "any", 'The input review-fail-on is "any", which is not allowed. Use never, broken-rule, escalation.'],
    ["fail-on", "low", 'The input fail-on is "low", which is not allowed. Use never, critical, high, medium, any.'],
    ["confirm-mass-change", "yes", 'The input confirm-mass-change is "yes", which is not allowed. Use false, true.'],
    ["max-issues", "0", 'The input max-issues is "0", which is not allowed. Use a whole number from 1 to 100.'],
    ["max-issues", "1e1", 'The input max-issues is "1e1", which is not allowed. Use a whole number from 1 to 100.'],
    ["cursor-retention-days", "91", 'The input cursor-retention-days is "91", which is not allowed. Use a whole number from 1 to 90.'],
    ["assignees", "@anna", 'The input assignees is "@anna", which is not allowed. Use GitHub logins, divided by commas or lines.'],
    [
      "labels",
      "x".repeat(51),
      `The input labels is "${"x".repeat(51)}", which is not allowed. Use labels of 1 to 50 letters, divided by commas or lines.`,
    ],
    ["report-details", "none", 'The input report-details is "none", which is not allowed. Use full, minimal.'],
  ])("%s: %s is a sentence that says what is allowed", (name, value, message) => {
    expect(() => read({ [name]: value })).toThrow(new CannotCheck(message));
  });

  test("a missing GitHub token is a sentence", () => {
    expect(() => read({ "github-token": " " })).toThrow(/no GitHub token/);
  });
});

describe("fail-on", () => {
  test.each([
    ["never", "critical", false],
    ["critical", "critical", true],
    ["critical", "high", false],
    ["high", "critical", true],
    ["medium", "low", false],
    ["any", "low", true],
    ["any", null, false],
  ] as const)("%s with the worst finding %s: %s", (failOn, worst, expected) => {
    expect(failsOn(failOn, worst)).toBe(expected);
  });
});

describe("the forms of a secret", () => {
  const token = "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs+/=";

  test("cover the header, base64, addresses and long parts, longest first", () => {
    const forms = secretForms(`  Bot ${token}\n`);
    for (const form of [`Bot ${token}`, base64(`Bot ${token}`), encodeURIComponent(`Bot ${token}`), "ZnCjm1XVW7vRze4b7Cq4se7kKWs+/="])
      expect(forms).toContain(form);
    expect(secretForms(token)).toEqual(expect.arrayContaining([token, `Bot ${token}`, base64(token), encodeURIComponent(token)]));
    expect(forms).toEqual(forms.toSorted((left, right) => right.length - left.length));
  });

  test("leave short parts alone, since they would mask words", () => {
    expect(secretForms(token)).not.toContain("Cl2FMQ");
  });

  test("are lines, since the runner masks line by line", () => {
    expect(secretForms("first-half-of-a-token\nsecond-half-of-a-token").join("").includes("\n")).toBe(false);
    expect(secretForms("first-half-of-a-token\nsecond-half-of-a-token")).toContain("second-half-of-a-token");
  });

  test("of nothing are nothing", () => {
    expect(secretForms("  ")).toEqual([]);
  });
});
