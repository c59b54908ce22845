import { describe, expect, test } from "vitest";
import { check, startOf } from "../../src/runs/check.ts";
import { CannotCheck } from "../../src/runs/cannot-check.ts";
import { exportGuild } from "../../src/runs/export.ts";
import type { DiscordSource } from "../../src/runs/ports.ts";
import { policyOf } from "../policy/policies.ts";
import { channel, GUILD, person, teaHouse } from "./tea-house.ts";

const progress = (): void => {};
const exported = async (source: DiscordSource): Promise<string> => (await exportGuild({ source, guild: GUILD, progress })).text;
const failing =
  (error: Error): DiscordSource["member"] =>
  () => {
    throw error;
  };

async function checked(text: string, discord: DiscordSource): Promise<string[]> {
  const start = startOf(null);
  const now = "2026-11-24T12:00:00.000Z";
  const { report } = await check({
    policy: policyOf(text),
    discord,
    memory: null,
    progress,
    start,
    now,
    commit: null,
    confirmMassChange: false,
  });
  return [report.result, ...report.findings.map(({ key }) => key)];
}

describe("export", () => {
  test("names the owner and members in overwrites, and says who is not there", async () => {
    const text = await exported(teaHouse());
    expect(text).toContain(`owner: "${person(1)}"  # ada\n`);
    const gone = await exported(teaHouse(({ members }) => void members.splice(0)));
    expect(gone).toContain(`owner: "${person(1)}"  # not on this server any more\n`);
  });

  test("does without names where nobody can say them", async () => {
    expect(await exported({ ...teaHouse(), member: failing(new CannotCheck("no members")) })).toContain(`owner: "${person(1)}"\n`);
  });

  test("a mistake of ours while names are read is not hidden", async () => {
    await expect(exported({ ...teaHouse(), member: failing(new TypeError("ours")) })).rejects.toThrow(TypeError);
  });

  test("asks for no more than fifty names", async () => {
    const source = teaHouse(({ channels }) => {
      const many = Array.from({ length: 80 }, (_, place) => ({ id: String(7000 + place), type: 1, allow: "1024", deny: "0" }));
      for (const one of channels) one.permission_overwrites = many;
    });
    const asked: string[] = [];
    await exported({ ...source, member: async (guild, user) => (asked.push(user), await source.member(guild, user)) });
    expect([asked.length, new Set(asked).size]).toEqual([50, 50]);
  });

  test("a server whose policy nobody could read is refused with the reason", async () => {
    const source = teaHouse(({ channels }) => {
      const many = Array.from({ length: 20_000 }, (_, place) => ({ id: String(7000 + place), type: 1, allow: "1024", deny: "0" }));
      for (const one of channels.slice(0, 1)) one.permission_overwrites = many;
    });
    await expect(exported(source)).rejects.toThrow(/would have \d+ characters, .* its channels have 200\d\d overwrites\. Sync channels/);
  });

  test("a category that the bot cannot see is listed by its id, and the check after it is not in line", async () => {
    const source = teaHouse(({ channels }) => {
      const place = channels.findIndex(({ id }) => id === channel(8));
      channels.splice(place, 1);
    });
    const text = await exported(source);
    expect(text).toContain(`  hidden category:\n    id: "${channel(8)}"\n    type: category\n    channels:\n`);
    expect(text).not.toMatch(/staff-chat: .*synced/);
    const [result, ...keys] = await checked(text, { ...source, probe: async () => await Promise.resolve("hidden" as const) });
    expect([result, keys]).toEqual(["drift", expect.arrayContaining([`channel.hidden/guild:${GUILD}`])]);
    expect(keys.filter((key) => key.startsWith("channel.moved"))).toEqual([]);
  });
});
