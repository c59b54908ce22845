import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import type { StageRun, Stage } from "../../embedded/demo/stage.ts";
import { PEOPLE } from "../../embedded/demo/lighthouse.ts";
import { BIT, grant, openWorld, POLICY, succeeded } from "./world.ts";

interface Told {
  readonly key: string;
  readonly cause: string;
  readonly granted: readonly string[];
  readonly revoked: readonly string[];
  readonly attribution: { readonly status: string; readonly changes: readonly { readonly actor: { readonly name: string } | null }[] };
}

/** The report's findings, and those entries of it that were approved. */
async function reportOf(run: StageRun): Promise<{ readonly findings: readonly Told[]; readonly approved: readonly unknown[] }> {
  return JSON.parse(await readFile(run.outputs["report"] ?? "", "utf8")) as { findings: Told[]; approved: unknown[] };
}

const inShort = ({ findings }: { readonly findings: readonly Told[] }): string[] =>
  findings.map(({ key, cause, granted, revoked }) => `${key} ${cause} +${granted.join()} -${revoked.join()}`).toSorted();

/** Helpers are to write events instead of clearing messages, but for the help channel. */
const CHANGED = POLICY.replace("permissions: [$write, $talk, MANAGE_MESSAGES]", "permissions: [$write, $talk, CREATE_EVENTS]").replace(
  'help:     { id: "812430000000000202", type: text, overwrites: synced }',
  'help:     { id: "812430000000000202", type: text, overwrites: { Helper: { allow: [MANAGE_MESSAGES] } } }',
);
const MANAGE_MESSAGES = 1n << 13n;
const CREATE_EVENTS = 1n << 44n;

function setHelper(stage: Stage, change: (held: bigint) => bigint): void {
  const { guild, role } = stage.lighthouse;
  guild
    .as(PEOPLE.ada.id, "as agreed")
    .updateRole(role("Helper"), { permissions: change(BigInt(guild.state.role(role("Helper")).permissions)) });
}

describe.concurrent("a policy that was merged and not carried out yet", () => {
  test("awaits rollout from run to run, beside drift on the same role, until somebody has done all of it", async () => {
    await using stage = await openWorld();
    const role = `role.permissions/role:${stage.lighthouse.role("Helper")}`;
    const channel = `overwrite.missing/channel:${stage.lighthouse.channel("Community/help")}/role:${stage.lighthouse.role("Helper")}`;
    const first = succeeded(await stage.run());
    expect(first.outputs["result"]).toBe("in-line");
    const before = stage.repository.tip();

    stage.repository.commit({ message: "Helpers write events", files: { "permissions.yaml": CHANGED } });
    const second = succeeded(await stage.run());
    const waiting = [
      `${channel}/rollout awaiting-rollout + -MANAGE_MESSAGES`,
      `${role}/rollout awaiting-rollout +MANAGE_MESSAGES -CREATE_EVENTS`,
    ].toSorted();
    expect(inShort(await reportOf(second))).toEqual(waiting);
    expect(
      second.requests.github
        .filter(({ path }) => path.includes("/contents/"))
        .map(({ path, query }) => `${path} ${query.get("ref") ?? ""}`),
    ).toEqual([`/repos/${stage.repository.fullName}/contents/permissions.yaml ${before}`]);

    const third = succeeded(await stage.run());
    expect(inShort(await reportOf(third))).toEqual(waiting);
    expect(third.requests.github.filter(({ path }) => path.includes("/contents/"))).toEqual([]);

    setHelper(stage, (held) => held | CREATE_EVENTS);
    grant(stage, "Helper", { bit: BIT.KICK_MEMBERS, reason: "just me" });
    const fourth = await reportOf(succeeded(await stage.run()));
    expect(inShort(fourth)).toEqual(
      [
        `${channel}/rollout awaiting-rollout + -MANAGE_MESSAGES`,
        `${role} unapproved +KICK_MEMBERS -`,
        `${role}/rollout awaiting-rollout +MANAGE_MESSAGES -`,
      ].toSorted(),
    );
    const drift = fourth.findings.find(({ key }) => key === role);
    expect(drift?.attribution).toMatchObject({ status: "exact", changes: [{ actor: { name: "mallory" } }] });
    expect(fourth.approved).toHaveLength(1);

    setHelper(stage, (held) => held & ~BIT.KICK_MEMBERS & ~MANAGE_MESSAGES);
    stage.lighthouse.guild.as(PEOPLE.ada.id).setOverwrite(stage.lighthouse.channel("Community/help"), {
      id: stage.lighthouse.role("Helper"),
      type: "role",
      allow: ["MANAGE_MESSAGES"],
    });
    const last = succeeded(await stage.run());
    expect(last.outputs["result"]).toBe("in-line");
    expect((await reportOf(last)).approved).toHaveLength(2);
  });

  test("a commit that took the old policy away is said, and what the policy changed is told as drift", async () => {
    await using stage = await openWorld({ checkedIn: POLICY });
    stage.repository.commit({ message: "Elsewhere", files: { "permissions.yaml": null, "old.yaml": POLICY } });
    succeeded(await stage.run({ inputs: { policy: "old.yaml" } }));
    stage.repository.commit({ message: "Back, and changed", files: { "permissions.yaml": CHANGED } });
    const run = succeeded(await stage.run());
    expect((await reportOf(run)).findings.map(({ cause }) => cause)).toEqual(["unexplained", "unexplained"]);
    expect(run.summary).toMatch(/could not be read .{1,2}there is no such file/);
  });
});
