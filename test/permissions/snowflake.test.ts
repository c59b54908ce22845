import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  compareSnowflakes,
  isSnowflake,
  parseSnowflake,
  snowflakeOfTime,
  timeOfSnowflake,
  type Snowflake,
} from "../../src/permissions/snowflake.ts";

function id(text: string): Snowflake {
  const parsed = parseSnowflake(text);
  if (parsed === null) throw new Error(`${text} is no id`);
  return parsed;
}

describe("snowflakes", () => {
  test.each(["0", "1", "81384788765712384", "18446744073709551615"])("%s is an id", (value) => {
    expect(isSnowflake(value)).toBe(true);
  });

  test.each(["", "01", "-1", "1.5", "1e3", "0x1", " 1", "1\n", "18446744073709551616", "9".repeat(50), 81384788765712384, 1n, null, ["1"]])(
    "%o is no id",
    (value) => {
      expect(isSnowflake(value)).toBe(false);
    },
  );

  test("the docs' example id was made on 30 April 2016", () => {
    expect(new Date(timeOfSnowflake(id("175928847299117063"))).toISOString()).toBe("2016-04-30T11:18:25.796Z");
  });

  test("the moment is the id without its last 22 bits, exactly, for every id", () => {
    const examples = [0n, 10n ** 12n - 1n, 10n ** 12n, 2n ** 22n - 1n, 2n ** 22n, 2n ** 53n + 1n, 2n ** 64n - 1n];
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (number) => {
        expect(timeOfSnowflake(id(String(number)))).toBe(Date.UTC(2015, 0) + Number(number >> 22n));
      }),
      { examples: examples.map((number) => [number]) },
    );
  });

  test("an id of a moment is of that moment, and before Discord it is 0", () => {
    const ms = Date.UTC(2026, 10, 24);
    expect(timeOfSnowflake(snowflakeOfTime(ms))).toBe(ms);
    expect(snowflakeOfTime(0)).toBe("0");
  });

  test("order is by number, not by text", () => {
    expect(["10", "9", "100", "9"].map(id).toSorted(compareSnowflakes)).toEqual(["9", "9", "10", "100"]);
  });
});
