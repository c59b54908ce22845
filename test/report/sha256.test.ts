import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { sha256 } from "../../src/report/sha256.ts";

test("it is SHA-256 as the platform has it, for any text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
      expect(sha256(text)).toBe(createHash("sha256").update(text).digest("hex"));
    }),
  );
});

test.each([0, 1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 4096])("a text of %i bytes ends in the right block", (length) => {
  const text = "a".repeat(length);
  expect(sha256(text)).toBe(createHash("sha256").update(text).digest("hex"));
});
