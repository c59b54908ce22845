import { describe, expect, test } from "vitest";
import { AuditLogUnreadable, type DiscordSource } from "../../src/runs/ports.ts";
import { CannotCheck } from "../../src/runs/cannot-check.ts";
import { check } from "../../src/runs/check.ts";
import { lookAtGuild } from "../../src/runs/look.ts";
import { aGuild, policyText, type TestGuild } from "../guild.ts";
import { policyOf } from "../policy/policies.ts";

const policy = policyOf(policyText());

async function look(tea: TestGuild, over: Partial<DiscordSource>, said: string[] = []): Promise<unknown> {
  return await lookAtGuild({ policy, discord: { ...tea.source, ...over }, memory: null, progress: (sentence) => said.push(sentence) });
}

const channels = async (): Promise<unknown> => await Promise.resolve([{ id: "x" }]);

async function* brokenLog(): AsyncGenerator {
  await Promise.resolve();
  yield { audit_log_entries: [] };
  throw new CannotCheck("Discord is down.");
}

async function* refusedLog(): AsyncGenerator {
  await Promise.resolve();
  yield { audit_log_entries: [] };
  throw new AuditLogUnreadable("The recording has no audit log.");
}

async function* oddLog(): AsyncGenerator {
  yield await Promise.resolve({ audit_log_entries: [{}] });
}

describe("looking at the guild", () => {
  test("reads the state first and the log after it, and says so", async () => {
    const said: string[] = [];
    await look(aGuild(), {}, said);
    expect(said).toEqual(["Reading the server, its roles and its channels", "Reading the audit log"]);
  });

  test("answers that cannot be used end the check", async () => {
    await expect(look(aGuild(), { channels })).rejects.toThrow(
      /^Discord's answers cannot be used: .* Run again, and report it if it stays so\.$/,
    );
    await expect(look(aGuild(), { channels })).rejects.toBeInstanceOf(CannotCheck);
  });

  test("answers of another guild end the check", async () => {
    const everyone = { id: "101", name: "@everyone", permissions: "0" };
    const other = async (): Promise<unknown> =>
      await Promise.resolve({ id: "101", name: "x", owner_id: "1", mfa_level: 0, roles: [everyone] });
    await expect(look(aGuild(), { guild: other })).rejects.toThrow("The policy is for the server 100, but the answers are of 101.");
  });

  test("a log that breaks off for another reason than its right ends the check", async () => {
    await expect(look(aGuild(), { auditLog: brokenLog })).rejects.toThrow("Discord is down.");
  });

  test("why a log cannot be read is a clause, which a report puts into sentences of its own", async () => {
    expect(await look(aGuild(), { auditLog: refusedLog, recorded: true })).toMatchObject({
      log: { why: "the recording has no audit log" },
    });
    expect(await look(aGuild(), { auditLog: oddLog })).toMatchObject({
      log: { why: "a part of the audit log cannot be read: the audit log has an entry without a usable id" },
    });
  });

  test("a channel that is not in the answer is asked for, and counted in words that fit", async () => {
    const tea = aGuild();
    const known = (await tea.source.channels(policy.guild.id)) as { id: string }[];
    const without = async (count: number): Promise<string | undefined> => {
      const said: string[] = [];
      const listed = policy.channels.flatMap(({ id }) => id ?? []).slice(0, count);
      await look(tea, { channels: async () => await Promise.resolve(known.filter(({ id }) => !listed.some((one) => one === id))) }, said);
      return said.at(-1);
    };
    expect(await without(1)).toBe("Asking for 1 channel that is not in Discord's answer");
    expect(await without(2)).toBe("Asking for 2 channels that are not in Discord's answer");
  });

  test("a long log tells how far it is", async () => {
    const tea = aGuild();
    for (let index = 0; index < 1001; index += 1) tea.by("bob").updateRole("103", { color: index + 1 });
    const said: string[] = [];
    await look(tea, {}, said);
    expect(said).toContain("Read 1000 entries of the audit log");
  });

  test("a recording has its own time", async () => {
    const tea = aGuild();
    const { report } = await check({
      policy,
      discord: { ...tea.source, moment: async () => await Promise.resolve("2026-11-01T00:00:00.000Z") },
      memory: null,
      progress: () => {},
      start: { kind: "first" },
      now: tea.clock.time.toISOString(),
      commit: null,
      confirmMassChange: false,
    });
    expect(report.at).toBe("2026-11-01T00:00:00.000Z");
  });
});
