import { describe, expect, test } from "vitest";
import type { Policy } from "../../src/policy/policy.ts";
import { aGuild, policyText, type TestGuild } from "../guild.ts";
import { policyOf } from "../policy/policies.ts";

const at = { line: 40, column: 12 };

function ordered(...roles: string[]): Policy {
  return { ...policyOf(policyText()), hierarchy: { roles, at } };
}

/** Admin above Mod above Helper. */
const policy = ordered("Admin", "Mod", "Helper", "@everyone");

function order(...roles: readonly (readonly [string, string])[]): object {
  return { kind: "order", roles: roles.map(([id, name]) => ({ id, name })) };
}

function place(tea: TestGuild, positions: Readonly<Record<string, number>>): void {
  for (const [id, position] of Object.entries(positions)) tea.guild.state.role(id).position = position;
}

const AGREED = { 101: 9, 102: 5, 103: 1 };

describe("role.hierarchy", () => {
  test("is the relative order only: other roles in between and other numbers are in line", async () => {
    const tea = aGuild();
    place(tea, { ...AGREED, 110: 3 });
    expect((await tea.run({ policy })).report).toMatchObject({ result: "in-line", findings: [] });
    place(tea, { 101: 30, 102: 2, 103: 1, 110: 40 });
    expect(await tea.told({ policy })).toEqual([]);
  });

  test("names the role that moved, with both orders and why nobody can be named", async () => {
    const tea = aGuild();
    place(tea, { 101: 1, 102: 5, 103: 3 });
    const { findings } = (await tea.run({ policy })).report;
    expect(findings).toHaveLength(1);
    const [admin, mod, helper, everyone] = [
      ["101", "Admin"],
      ["102", "Mod"],
      ["103", "Helper"],
      ["100", "@everyone"],
    ] as const;
    expect(findings[0]).toMatchObject({
      key: "role.hierarchy/role:101",
      cause: "unexplained",
      subject: { type: "role", id: "101", name: "Admin" },
      desired: order(admin, mod, helper, everyone),
      live: order(mod, helper, admin, everyone),
      granted: 0n,
      revoked: 0n,
      effect: [],
      attribution: { status: "none", why: "Discord does not log the order of roles", changes: [] },
      policy: { file: "permissions.yaml", line: 40, column: 12 },
    });
  });

  test("is high where a role with moderating permissions rises above another, else low", async () => {
    const tea = aGuild();
    place(tea, { ...AGREED, 103: 7 });
    expect(await tea.told({ policy })).toEqual(["role.hierarchy/role:103 low unexplained none"]);
    place(tea, { ...AGREED, 102: 12 });
    expect(await tea.told({ policy })).toEqual(["role.hierarchy/role:102 high unexplained none"]);
    place(tea, { 101: 2, 102: 9, 103: 1 });
    expect(await tea.told({ policy })).toEqual(["role.hierarchy/role:102 high unexplained none"]);
  });

  test("at equal position the lower id is the higher role", async () => {
    const tea = aGuild();
    place(tea, { 101: 4, 102: 4, 103: 4 });
    expect(await tea.told({ policy })).toEqual([]);
    expect(await tea.told({ policy: ordered("Helper", "Mod") })).toEqual(["role.hierarchy/role:102 high unexplained none"]);
  });

  test("leaves out roles that are missing: the missing role's finding speaks for them", async () => {
    const tea = aGuild();
    place(tea, AGREED);
    tea.guild.unlogged.deleteRole("102");
    expect(await tea.told({ policy })).toEqual(["role.missing/role:102 medium unexplained none"]);
  });

  test("several that moved are one finding each, and the fewest", async () => {
    const tea = aGuild();
    place(tea, { 101: 1, 102: 2, 103: 3 });
    expect(await tea.told({ policy })).toEqual([
      "role.hierarchy/role:102 high unexplained none",
      "role.hierarchy/role:103 low unexplained none",
    ]);
  });

  test("is remembered with its first sight, and gone once the order is as agreed again", async () => {
    const tea = aGuild();
    place(tea, { ...AGREED, 102: 12 });
    await tea.run({ policy });
    const first = tea.memory?.standing;
    tea.wait(60);
    await tea.run({ policy });
    expect(tea.memory?.standing).toEqual(first);
    place(tea, AGREED);
    expect(await tea.told({ policy })).toEqual([]);
    expect(tea.memory?.standing).toEqual([]);
  });
});
