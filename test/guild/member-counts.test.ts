import { describe, expect, test } from "vitest";
import { decodeMemberCounts } from "../../src/guild/member-counts.ts";

describe("numbers of members", () => {
  test("are by role", () => {
    expect(decodeMemberCounts({ "7": 3, "8": 0 })).toEqual({
      ok: true,
      value: new Map([
        ["7", 3],
        ["8", 0],
      ]),
    });
  });

  test.each([[null], [[]], ["x"], [{ x: 1 }], [{ "7": "3" }], [{ "7": -1 }], [{ "7": 1.5 }]])("%j cannot be used", (raw) => {
    expect(decodeMemberCounts(raw)).toMatchObject({ ok: false });
  });
});
