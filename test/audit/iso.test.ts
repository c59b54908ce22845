/** Moments as text. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { isoOf } from "../../src/audit/iso.ts";
import { timeOfSnowflake, snowflakeOfTime } from "../../src/permissions/snowflake.ts";

test("moments read as Date writes them, from the first snowflake to the last", () => {
  const [first, last] = [timeOfSnowflake(snowflakeOfTime(0)), timeOfSnowflake(snowflakeOfTime(1e15))];
  fc.assert(
    fc.property(fc.integer({ min: first, max: last }), (ms) => {
      expect(isoOf(ms)).toBe(new Date(ms).toISOString());
    }),
    { examples: [[first], [last]] },
  );
});
