/** Decimal digits in text from outside. */
import { describe, expect, test } from "vitest";
import { isDecimal, numberIn } from "../../src/permissions/decimal.ts";

describe("decimal digits", () => {
  test.each(["0", "7", "10", "9090"])("%j is a number of at most four digits", (text) => {
    expect(isDecimal(text, 4)).toBe(true);
  });

  test.each(["", "00", "07", "10000", "1a", "a1", "1/", "1:", "-1", "1.5", " 1", "1\n", "٣"])("%j is none", (text) => {
    expect(isDecimal(text, 4)).toBe(false);
  });

  test("a part of the digits is read by its places", () => {
    expect([numberIn("1234567", 2, 5), numberIn("1234567", 0, 0), numberIn("999999999999999", 0, 15)]).toEqual([
      345, 0, 999_999_999_999_999,
    ]);
  });
});
