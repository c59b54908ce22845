import { describe, expect, test } from "vitest";
import { commandPermissionsIn } from "../../src/audit/command-permissions.ts";
import { overwritesIn, overwriteTargetOf } from "../../src/audit/overwrites.ts";
import { handedRoles } from "../../src/audit/roles.ts";

const role = "1201000000000000102";
const member = "1102000000000000007";

describe("whom the overwrite of an entry is for", () => {
  test("the options say it", () => {
    expect(overwriteTargetOf({ options: { id: role, type: "role" }, changes: [] })).toEqual({ type: "role", id: role });
  });

  test("without options the changes say it, deleted ones too", () => {
    const changes = [
      { key: "id", old: member },
      { key: "type", old: 1 },
    ];
    expect(overwriteTargetOf({ options: {}, changes })).toEqual({ type: "member", id: member });
  });

  test.each([{}, { id: role }, { id: role, type: "7" }, { id: 5, type: "role" }])("options %j alone do not", (options) => {
    expect(overwriteTargetOf({ options, changes: [] })).toBeNull();
  });
});

describe("lists of overwrites in a change", () => {
  test("all of them are read", () => {
    const list = [
      { id: role, type: 0, allow: "0", deny: "1024" },
      { id: member, type: "member", allow: "1024", deny: "0" },
    ];
    expect(overwritesIn(list)?.map(({ target }) => target.type)).toEqual(["role", "member"]);
    expect(overwritesIn([])).toEqual([]);
  });

  test.each([undefined, null, {}, [null], [{ id: role, type: 9, allow: "0", deny: "0" }]])("%j is not believed in part", (side) => {
    expect(overwritesIn(side)).toBeNull();
  });
});

describe("roles handed out and taken", () => {
  test("several of both, in one or more changes", () => {
    const changes = [
      { key: "$add", new: [{ id: role, name: "Moderator" }, { id: "1201000000000000103" }] },
      { key: "$remove", new: [{ id: "1201000000000000104", name: "Guest" }] },
      { key: "$add", new: [{ id: "1201000000000000105", name: "Helper" }] },
    ];
    const { added, removed } = handedRoles({ changes });
    expect(added.map(({ name }) => name)).toEqual(["Moderator", null, "Helper"]);
    expect(removed).toEqual([{ id: "1201000000000000104", name: "Guest" }]);
  });

  test.each([null, {}, "role", [null, 7, { id: 7 }]])("%j holds none", (value) => {
    expect(handedRoles({ changes: [{ key: "$add", new: value }] })).toEqual({ added: [], removed: [] });
  });
});

describe("command permissions", () => {
  test("before and after are told per role, user or channel", () => {
    const changes = [
      { key: role, old: { id: role, type: 1, permission: true }, new: { id: role, type: 1, permission: false } },
      { key: member, new: { id: member, type: 2, permission: true } },
      { key: "81384788765712383", old: { id: "81384788765712383", type: 3, permission: true } },
    ];
    expect(commandPermissionsIn({ changes })).toEqual([
      { type: "role", id: role, before: true, after: false },
      { type: "user", id: member, before: null, after: true },
      { type: "channel", id: "81384788765712383", before: true, after: null },
    ]);
  });

  test.each([
    { key: "name", new: { type: 1, permission: true } },
    { key: role, new: { type: 4, permission: true } },
    { key: role, new: true },
    { key: role },
  ])("%j tells none", (change) => {
    expect(commandPermissionsIn({ changes: [change] })).toEqual([]);
  });
});
