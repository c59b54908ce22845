import { describe, expect, test } from "vitest";
import { checkGuild, type Checked, type CheckInput } from "../../src/drift/check-guild.ts";
import type { TrackedIssue } from "../../src/report/issues/step.ts";
import { planIssues } from "../../src/report/issues/plan.ts";
import { patchesFor } from "../../src/runs/patches.ts";
import { liveGuild } from "../adopt/live-guild.ts";
import { FILE, inputFor } from "../adopt/request.ts";
import { policyOf } from "../policy/policies.ts";
import { checkMarkdown } from "../report/check-markdown.ts";

const TEXT = `version: 1
guild: "100"
roles:
  Moderator:
    id: "102"
    permissions: [VIEW_CHANNEL, KICK_MEMBERS]   # no bans, agreed with @ada in #42
  "@everyone": { permissions: [VIEW_CHANNEL] }
channels:
  staff:
    id: "201"
    overwrites:
      "@everyone": { deny: [VIEW_CHANNEL] }
      Moderator: { allow: [VIEW_CHANNEL] }
`;
const HOSTILE = "`` @here ](https://evil.example) <!-- x --> #1 GH-2 \u202Eeslaf";
const options = { labels: [], assignees: [], maxIssues: 10 };

const check = (text: string, live: string): Checked & { readonly input: CheckInput } => {
  const input = inputFor(policyOf(text), liveGuild(policyOf(live)));
  return { ...checkGuild(input), input };
};

function bodiesFor(text: string, live: string): string[] {
  const checked = check(text, live);
  const patchOf = patchesFor(checked, { file: FILE, text });
  const { steps } = planIssues({ report: checked.report, tracked: [], options, patchOf });
  return steps.flatMap((step) => (step.kind === "create" ? [`# ${step.title}\n\n${step.body}\n`] : []));
}

describe("the edit in an issue", () => {
  test("is a diff of the file, and says what accepting would mean", async () => {
    const live = TEXT.replace("VIEW_CHANNEL, KICK_MEMBERS", "VIEW_CHANNEL, KICK_MEMBERS, BAN_MEMBERS").replace(
      '"@everyone": { deny',
      '"@everyone": { allow',
    );
    const bodies = bodiesFor(TEXT, live);
    expect(bodies.length).toBe(2);
    for (const body of bodies) checkMarkdown(body.replace(/^# .*\n/, ""));
    await expect(bodies.join("\n")).toMatchFileSnapshot("../golden/issues/edit-of-the-policy.md");
  });

  test("keeps a hostile name inert, and is still an edit that the file could have", async () => {
    const live = TEXT.replace(
      "  Moderator:\n",
      `  new: { id: "150", name: ${JSON.stringify(HOSTILE)}, permissions: [ADMINISTRATOR] }\n  Moderator:\n`,
    );
    const [body = ""] = bodiesFor(TEXT, live);
    checkMarkdown(body.replace(/^# .*\n/, ""));
    await expect(body).toMatchFileSnapshot("../golden/issues/edit-with-a-hostile-name.md");
  });

  test("gives way to words where it would be too long, or cannot be made", () => {
    const many = Array.from({ length: 70 }, (_, index) => `      "member:${900 + index}": { allow: [VIEW_CHANNEL] }\n`).join("");
    const made = `${TEXT}  new:\n    id: "250"\n    overwrites:\n${many}`;
    const [body = ""] = bodiesFor(TEXT, made);
    expect(body).toContain("**To accept it**, change the policy. In the policy, under `channels`, add");
    const ruled = `${TEXT}rules:\n  calm:\n    permissions: [BAN_MEMBERS]\n    never: [Moderator]\n`;
    const gone = TEXT.replace(/ {2}Moderator:\n[^]*?bans.*\n/, "").replace(/ {6}Moderator.*\n/, "");
    expect(patchesFor(check(ruled, gone), { file: FILE, text: ruled })("role.missing/role:102")).toBeNull();
  });

  test("is no part of what makes an issue differ: another line elsewhere in the file edits no issue", () => {
    const live = TEXT.replace("KICK_MEMBERS]", "KICK_MEMBERS, BAN_MEMBERS]");
    const { report } = check(TEXT, live);
    const [created] = planIssues({ report, tracked: [], options }).steps;
    if (created?.kind !== "create") throw new Error("an issue is made");
    const { title, body } = created;
    const known: TrackedIssue = { number: 7, title, body, state: "open", stateReason: null, closedBy: null, labels: ["permission-drift"] };
    const edited = `# a new line\n${TEXT}`;
    const again = check(edited, live);
    const patchOf = patchesFor(again, { file: FILE, text: edited });
    expect(patchOf("role.permissions/role:102")).toContain("BAN_MEMBERS");
    expect(planIssues({ report: again.report, tracked: [known], options, patchOf }).steps).toEqual([]);
  });
});
