import { describe, expect, test } from "vitest";
import { cursorOf } from "../../embedded/demo/keep-files.ts";
import { PEOPLE } from "../../embedded/demo/lighthouse.ts";
import type { LoggedRequest } from "../../embedded/http/loopback.ts";
import { BIT, grant, issuesOf, openToEveryone, openWorld, succeeded, takeBack } from "./world.ts";

const GUILD = "812430000000000001";

function pathsOf(requests: readonly LoggedRequest[]): string[] {
  return requests.map(({ path, query }) => `${path.replace(/^\/api\/v10/, "")}${query.has("after") ? "?after" : ""}`);
}

describe.concurrent("run after run", () => {
  test("a quiet run asks Discord for server, channels, own member and one page of the log, and writes to no issue", async () => {
    await using stage = await openWorld();
    grant(stage, "Helper", { bit: BIT.ADMINISTRATOR });
    const first = succeeded(await stage.run());
    const before = issuesOf(stage);
    const quiet = succeeded(await stage.run());
    expect(pathsOf(quiet.requests.discord).toSorted()).toEqual([
      `/guilds/${GUILD}`,
      `/guilds/${GUILD}/audit-logs?after`,
      `/guilds/${GUILD}/channels`,
      `/guilds/${GUILD}/members/640170000000000009`,
    ]);
    expect(quiet.requests.github.filter(({ method, path }) => method !== "GET" && path.includes("/repos/"))).toEqual([]);
    expect(issuesOf(stage)).toEqual(before);
    expect(quiet.outputs).toMatchObject({ result: "drift", "drift-count": "1", issues: "[1]", cursor: first.outputs["cursor"] });
  });

  test("two runs at once end, after the next one, with one open issue a subject and no comment twice", async () => {
    await using stage = await openWorld();
    grant(stage, "Helper", { bit: BIT.ADMINISTRATOR });
    openToEveryone(stage, "Staff/meeting-notes");
    const together = await Promise.all([stage.start(), stage.start()]);
    await Promise.all(together.map(async ({ finished }) => await finished));
    succeeded(await stage.run());
    const open = stage.repository.issues().filter(({ state }) => state === "open");
    expect(open.map(({ title }) => title).toSorted()).toEqual([
      expect.stringContaining("meeting-notes"),
      expect.stringContaining("Helper"),
    ]);
    takeBack(stage, "Helper", BIT.ADMINISTRATOR);
    const again = await Promise.all([stage.start(), stage.start()]);
    await Promise.all(again.map(async ({ finished }) => await finished));
    succeeded(await stage.run());
    const closed = stage.repository.issues().find(({ title, stateReason }) => title.includes("Helper") && stateReason === "completed");
    expect(closed?.state).toBe("closed");
    const said = closed?.comments.map(({ body }) => body) ?? [];
    expect(said.filter((body) => body.includes("put right"))).toHaveLength(1);
    const quiet = succeeded(await stage.run());
    expect(quiet.requests.github.filter(({ method, path }) => method !== "GET" && path.includes("/issues"))).toEqual([]);
  });

  test("two runs that post the same comment in the same moment leave one", async () => {
    await using stage = await openWorld();
    grant(stage, "Helper", { bit: BIT.ADMINISTRATOR });
    succeeded(await stage.run());
    takeBack(stage, "Helper", BIT.ADMINISTRATOR);
    // The first one's comment is held until the second one, too, has seen that there is none.
    const both = Promise.withResolvers<null>();
    let posts = 0;
    stage.github.api.hooks.onRequest = async (_n, { method, path }): Promise<void> => {
      if (method !== "POST" || !path.endsWith("/comments")) return;
      posts += 1;
      if (posts === 2) both.resolve(null);
      await both.promise;
    };
    const together = await Promise.all([stage.start(), stage.start()]);
    await Promise.all(together.map(async ({ finished }) => await finished));
    expect(posts).toBe(2);
    expect(stage.repository.issue(1).comments.map(({ body }) => body)).toEqual([expect.stringContaining("put right")]);
    expect(stage.repository.issue(1).state).toBe("closed");
  });

  test("250 entries are read over three pages, and the one that matters is found among them", async () => {
    await using stage = await openWorld();
    succeeded(await stage.run());
    const { guild, channel } = stage.lighthouse;
    for (let count = 0; count < 249; count += 1) {
      guild.as(PEOPLE.ben.id).updateChannel(channel("Community/general"), { topic: `topic ${count}` });
      if (count === 130) grant(stage, "Helper", { bit: BIT.ADMINISTRATOR, reason: "in the middle" });
    }
    const run = succeeded(await stage.run());
    expect(run.requests.discord.filter(({ path }) => path.endsWith("/audit-logs"))).toHaveLength(3);
    expect(run.summary).toContain("250 new entries");
    expect(stage.repository.issue(1).body).toContain("in the middle");
    expect(stage.repository.issues()).toHaveLength(1);
  });

  test("an entry that shows late, with an id below those that were seen, explains the finding when it comes", async () => {
    let minutesAgo = 60;
    await using stage = await openWorld({ minutesAgo: () => minutesAgo });
    const held = stage.lighthouse.guild.holdAuditEntries();
    grant(stage, "Helper", { bit: BIT.ADMINISTRATOR, reason: "late" });
    minutesAgo = 50;
    stage.lighthouse.guild.appendAuditEntry({ action_type: 72, user_id: PEOPLE.ben.id });
    const before = succeeded(await stage.run());
    expect(before.outputs["result"]).toBe("drift");
    expect(stage.repository.issue(1).body).not.toContain("mallory");
    held.release();
    succeeded(await stage.run());
    const { body, comments, title } = stage.repository.issue(1);
    expect(body).toContain("by `mallory` (reason: `late`)");
    expect(comments).toEqual([]);
    expect(title).toBe("The role Helper gained Administrator");
  });

  test("a change that the policy follows later is approved, never an issue", async () => {
    await using stage = await openWorld();
    takeBack(stage, "Helper", 1n << 13n);
    succeeded(await stage.run());
    expect(stage.repository.issues()).toHaveLength(1);
    stage.lighthouse.guild.as(PEOPLE.ada.id, "as agreed").updateRole(stage.lighthouse.role("Helper"), {
      permissions: BigInt(stage.lighthouse.guild.state.role(stage.lighthouse.role("Helper")).permissions) | (1n << 13n),
    });
    const run = succeeded(await stage.run());
    expect(run.outputs["result"]).toBe("in-line");
    expect(run.summary).toContain("as agreed");
    expect(stage.repository.issue(1)).toMatchObject({ state: "closed", stateReason: "completed" });
  });

  test("a person's words count: not planned is accepted and stays closed, completed is reopened while it stands", async () => {
    await using stage = await openWorld();
    grant(stage, "Helper", { bit: BIT.ADMINISTRATOR });
    grant(stage, "Moderator", { bit: BIT.MENTION_EVERYONE });
    succeeded(await stage.run());
    stage.repository.as("ada-l").close(1, "not_planned");
    stage.repository.as("ben-k").close(2, "completed");
    const run = succeeded(await stage.run({ inputs: { "fail-on": "critical" } }));
    expect(stage.repository.issue(1).state).toBe("closed");
    expect(stage.repository.issue(2).state).toBe("open");
    expect(stage.repository.issue(2).comments).toHaveLength(1);
    expect(run.summary).toMatch(/Accepted in issue #1 by `ada-l`/);
    expect(run.outputs["drift-count"]).toBe("2");
    grant(stage, "Helper", { bit: BIT.KICK_MEMBERS });
    succeeded(await stage.run());
    expect(stage.repository.issue(1)).toMatchObject({ state: "open", comments: [{ author: "github-actions[bot]" }] });
  });

  test("the cursor never moves back, and holds no secret", async () => {
    await using stage = await openWorld();
    grant(stage, "Helper", { bit: BIT.ADMINISTRATOR });
    const first = succeeded(await stage.run());
    const second = succeeded(await stage.run());
    const [before, after] = [first, second].map((run) => JSON.parse(cursorOf(stage, run) ?? "{}") as { after: string; through: string });
    expect(after?.after).toBe(before?.after);
    expect((after?.through ?? "") > (before?.through ?? "")).toBe(true);
    expect(cursorOf(stage, second)).not.toContain(stage.lighthouse.botToken);
  });
});
