import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { textWidth } from "../../src/policy/text-width.ts";
import { fit, padded, wrap } from "../../src/report/words/wrap.ts";

describe("lines for a terminal", () => {
  test("are broken between words, with a margin of their own", () => {
    expect(wrap("one two three four", 10, { first: "- ", next: "  " })).toBe("- one two\n  three\n  four");
  });

  test("keep a word whole that is longer than a line", () => {
    expect(wrap("a muchtoolongword b", 6, { first: "", next: "" })).toBe("a\nmuchtoolongword\nb");
  });

  test("lose no word", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z茶]{1,12}$/)), fc.integer({ min: 1, max: 40 }), (words, width) => {
        expect(wrap(words.join(" "), width, { first: "", next: "" }).replaceAll("\n", " ")).toBe(words.join(" "));
      }),
    );
  });

  test.each([
    ["short", 5, "short"],
    ["longer", 5, "long…"],
    ["茶茶茶", 5, "茶茶…"],
    ["茶茶茶", 4, "茶…"],
  ])("%s in %i cells is %s", (text, cells, shown) => {
    expect(fit(text, cells)).toBe(shown);
    expect(textWidth(padded(shown, cells))).toBe(cells);
  });
});
