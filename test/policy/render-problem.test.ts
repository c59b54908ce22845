import { describe, expect, test } from "vitest";
import { renderProblem } from "../../src/policy/render-problem.ts";
import { textWidth } from "../../src/policy/text-width.ts";
import type { PolicyProblem } from "../../src/policy/problem.ts";

const problem: PolicyProblem = { code: "some-code", at: { line: 1, column: 1 }, endColumn: 2, message: "something is wrong" };

function render(text: string, column: number, endColumn: number): readonly string[] {
  return renderProblem({ file: "p.yaml", text }, { ...problem, at: { line: 1, column }, endColumn }).split("\n");
}

describe("a problem in a terminal", () => {
  test("has its place, its line, a mark, what was meant, and the second place", () => {
    const full = {
      ...problem,
      at: { line: 12, column: 3 },
      endColumn: 6,
      suggestion: "abd",
      related: { at: { line: 2, column: 1 }, message: "first defined here" },
    };
    expect(renderProblem({ file: "p.yaml", text: `${"\n".repeat(11)}  abc: 1\n` }, full)).toBe(
      [
        "p.yaml:12:3 some-code something is wrong",
        " 12 |   abc: 1",
        "    |   ^^^",
        "    = did you mean abd?",
        "    = p.yaml:2:1 first defined here",
      ].join("\n"),
    );
  });

  test("tabs, wide and joined characters keep the mark below the text", () => {
    expect(render("\t管🦊e\u0301x", 7, 8)).toEqual([
      "p.yaml:1:7 some-code something is wrong",
      " 1 |  管🦊e\u0301x",
      `   | ${" ".repeat(6)}^`,
    ]);
  });

  test("a long line is cut on both sides of the mark, and no character in two", () => {
    const [, line, mark] = render("🦊".repeat(200), 201, 203);
    expect(line).toMatch(/^ 1 \| …(?:🦊)+…$/u);
    expect(mark?.trimEnd().endsWith("^^")).toBe(true);
    expect(textWidth(mark ?? "")).toBeLessThan(140);
  });

  test("control characters and changes of the writing direction are shown, not carried out", () => {
    const [, line] = render("a\u001B[31m\u202Eb", 1, 2);
    expect(line).toBe(" 1 | a\uFFFD[31m\uFFFDb");
    expect(renderProblem({ file: "\u001B[2J.yaml", text: "a" }, problem)).toContain("\\u{1b}[2J.yaml:1:1");
  });

  test("Windows line ends and a byte order mark do not show", () => {
    expect(render("\uFEFFabc\r\nx", 1, 4)).toEqual(["p.yaml:1:1 some-code something is wrong", " 1 | abc", "   | ^^^"]);
  });

  test("a place at the end of the line still has a mark", () => {
    expect(render("abc", 4, 5).at(-1)).toBe("   |    ^");
  });
});

test("the width of a text in cells of a terminal", () => {
  expect(textWidth("abc")).toBe(3);
  expect(textWidth("ｆｕ")).toBe(4);
  expect(textWidth("한글")).toBe(4);
  expect(textWidth("👍")).toBe(2);
  expect(textWidth("o\u0308")).toBe(1);
});
