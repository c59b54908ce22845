import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FLAG_NAMES } from "../../src/permissions/flags.ts";
import { closest, editDistance } from "../../src/policy/suggest.ts";
import { suggestPermission } from "../../src/policy/suggest-permission.ts";

describe("did you mean", () => {
  test.each([
    ["MANAGE_MESAGES", "MANAGE_MESSAGES"],
    ["MANAEG_MESSAGES", "MANAGE_MESSAGES"],
    ["ManageMessages", "MANAGE_MESSAGES"],
    ["manage-messages", "MANAGE_MESSAGES"],
    ["Manage Permissions", "MANAGE_ROLES"],
    ["Timeout Members", "MODERATE_MEMBERS"],
    ["ADMIN_ISTRATOR", "ADMINISTRATOR"],
    ["SOMETHING_ELSE", undefined],
    ["", undefined],
    ["x".repeat(10_000), undefined],
  ])("%s: %s", (text, name) => {
    expect(suggestPermission(text)).toBe(name);
  });

  test("the first of two equally close words", () => {
    expect(closest("chat", ["chap", "chaf"])).toBe("chap");
  });

  test("no word that is more than a third away", () => {
    expect(closest("cat", ["dog", "bat"])).toBe("bat");
    expect(closest("cat", ["dog", "but"])).toBeUndefined();
  });
});

describe("laws", () => {
  const word = fc.string({ maxLength: 12 });

  test("the distance is symmetric, nought for the same word, and at most the length of the longer one", () => {
    fc.assert(
      fc.property(word, word, (left, right) => {
        const distance = editDistance(left, right);
        expect(distance).toBe(editDistance(right, left));
        expect(distance === 0).toBe(left === right);
        expect(distance).toBeLessThanOrEqual(Math.max(left.length, right.length));
        expect(distance).toBeGreaterThanOrEqual(Math.abs(left.length - right.length));
      }),
    );
  });

  test("two neighbours that changed places are one mistake", () => {
    expect(editDistance("ab", "ba")).toBe(1);
    expect(editDistance("xaby", "xbay")).toBe(1);
  });

  test("a permission with one letter wrong is found again", () => {
    fc.assert(
      fc.property(fc.constantFrom(...FLAG_NAMES), fc.nat(), (name, at) => {
        const index = at % name.length;
        const wrong = `${name.slice(0, index)}q${name.slice(index + 1)}`;
        const suggested = suggestPermission(wrong) ?? "";
        expect(editDistance(suggested.replaceAll("_", ""), wrong.replaceAll("_", ""))).toBeLessThanOrEqual(2);
      }),
    );
  });
});
