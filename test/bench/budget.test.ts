/** When a bench counts as lost. */
import { describe, expect, test } from "vitest";
import { lossOf, parseBudget, printBudget, type Budget } from "../../bench/budget.ts";

const budget: Budget = new Map([["matrix", { median: 40, noise: 0.1 }]]);
const held = (median: number, noise: number, goal = 20): Parameters<typeof lossOf>[0] => ({
  name: "matrix",
  ratio: { median, noise },
  goal,
});

describe("a ratio", () => {
  test("holds within a quarter of what was reached", () => {
    expect(lossOf(held(31, 0.05), budget)).toBeNull();
  });

  test("is lost below that", () => {
    expect(lossOf(held(29, 0.05), budget)).toBe("matrix: x29.00, was x40");
  });

  test("may be lower where the run is noisy, but never by half", () => {
    expect(lossOf(held(24, 0.45), budget)).toBeNull();
    expect(lossOf(held(19, 3), budget)).toBe("matrix: x19.00, was x40");
  });

  test("is lost below the goal, by more than the noise", () => {
    expect(lossOf(held(38, 0.02, 39), budget)).toBe("matrix: x38.00 is below the goal of x39");
    expect(lossOf(held(38, 0.1, 39), budget)).toBeNull();
  });

  test("that was never recorded is not taken for granted", () => {
    expect(lossOf(held(38, 0), new Map())).toContain("not in budget.json");
  });
});

describe("the budget file", () => {
  test("keeps what was not measured and replaces what was", () => {
    const text = printBudget(new Map([...budget, ["other", { median: 2, noise: 0.2 }]]), [held(41.234, 0.126)]);
    expect([...parseBudget(text)]).toEqual([
      ["matrix", { median: 41.2, noise: 0.13 }],
      ["other", { median: 2, noise: 0.2 }],
    ]);
  });

  test("is refused where an entry is not a ratio", () => {
    expect(() => parseBudget('{ "matrix": { "ratio": "40" } }')).toThrow("matrix needs a ratio and a noise");
  });
});
