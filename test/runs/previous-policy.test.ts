import { describe, expect, test } from "vitest";
import type { Memory } from "../../src/drift/memory.ts";
import { findPreviousPolicy, type PreviousPolicy } from "../../src/runs/previous-policy.ts";
import type { PolicyAt } from "../../src/runs/policy-port.ts";
import { aGuild, policyText } from "../guild.ts";
import { policyOf } from "../policy/policies.ts";

const [LAST, NOW] = ["a1".repeat(20), "b2".repeat(20)];
const text = policyText();
const other = text.replace("KICK_MEMBERS, ", "");
const read = (policy: string): PolicyAt => ({ kind: "read", source: { file: "permissions.yaml", text: policy } });

async function ask(at: PolicyAt, commit: string | null = LAST): Promise<PreviousPolicy & { readonly asked: readonly string[] }> {
  const { memory } = await aGuild().run();
  if (memory === null) throw new Error("no memory");
  const last: Memory = { ...memory, commit };
  const asked: string[] = [];
  const found = await findPreviousPolicy({
    memory: last,
    policy: policyOf(text),
    source: { file: "permissions.yaml", text },
    commit: NOW,
    policyAt: async (one) => {
      asked.push(one);
      return await Promise.resolve(at);
    },
  });
  return { ...found, asked };
}

describe("the policy of the last run", () => {
  test("is read at that run's commit", async () => {
    const { previous, remarks, asked } = await ask(read(other));
    expect(asked).toEqual([LAST]);
    expect(remarks).toEqual([]);
    expect(previous?.roles.find(({ handle }) => handle === "Mod")?.permissions).toMatchObject({ bits: 8192n });
  });

  test("nobody is asked where the last run checked this commit, or its commit is not known", async () => {
    expect(await ask(read(other), NOW)).toEqual({ previous: null, remarks: [], asked: [] });
    expect(await ask(read(other), null)).toEqual({ previous: null, remarks: [], asked: [] });
  });

  test("is this one where the commits between did not touch it", async () => {
    expect(await ask(read(text))).toEqual({ previous: null, remarks: [], asked: [LAST] });
  });

  test.each([
    ["there is no such file, or no such commit any more", { kind: "missing" }],
    ["it is a folder there", { kind: "unreadable", why: "it is a folder there" }],
    ["it has mistakes", read("version: 1\nguild: 5\n")],
    ["it is for another server", read('version: 1\nguild: "101"\n')],
  ] as const)("says so where it cannot be used: %s", async (why, at) => {
    expect(await ask(at)).toMatchObject({
      previous: null,
      remarks: [
        `The policy at the last run's commit a1a1a1a could not be read (${why}), so what the policy changed since then may be told as drift.`,
      ],
    });
  });
});
