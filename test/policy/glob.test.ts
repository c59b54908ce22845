import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileGlob } from "../../src/policy/glob.ts";

describe("a pattern", () => {
  test.each([
    ["Tickets/ticket-*", "Tickets/ticket-1", true],
    ["Tickets/ticket-*", "Tickets/ticket-", true],
    ["Tickets/ticket-*", "Tickets/Ticket-1", false],
    ["Tickets/ticket-*", "Tickets/ticket-1/2", false],
    ["Tickets/ticket-*", "Old Tickets/ticket-1", false],
    ["ticket-*", "Tickets/ticket-1", false],
    ["*", "general", true],
    ["*", "Tickets/ticket-1", false],
    ["*/*", "Tickets/ticket-1", true],
    ["**", "Tickets/ticket-1", false],
    ["*/log*", "Staff/mod-log/log", false],
    ["Staff/*-log", "Staff/a-log-b-log", true],
    ["t?st", "test", true],
    ["t?st", "t🦊st", true],
    ["t?st", "t/st", false],
    ["t?st", "tst", false],
    ["{a,b}", "a", false],
    ["{a,b}", "{a,b}", true],
    ["[ab]", "a", false],
    ["!a", "!a", true],
    ["+(a|b)", "+(a|b)", true],
    [".*", ".hidden", true],
    ["*", ".hidden", true],
    ["a\\*b", "a*b", true],
    ["a\\*b", "axb", false],
    ["a\\", "a\\", true],
    ["a", "", false],
    ["*", "", true],
  ])("%s on %s: %s", (glob, text, matches) => {
    expect(compileGlob(glob, "/")(text)).toBe(matches);
  });

  test("without a separator goes over slashes", () => {
    expect(compileGlob("color-*", null)("color-red/green")).toBe(true);
    expect(compileGlob("a?b", null)("a/b")).toBe(true);
  });
});

describe("laws", () => {
  const name = fc.string({ unit: "grapheme", maxLength: 100 });

  test("every name matches itself once its special characters are escaped", () => {
    fc.assert(fc.property(name, (text) => compileGlob(text.replaceAll(/[*?\\]/g, String.raw`\$&`), "/")(text)));
  });

  test("a star stands for any part of a name without a slash", () => {
    const part = name.map((text) => text.replaceAll(/[*?\\/]/g, "-"));
    fc.assert(fc.property(part, part, part, (left, middle, right) => compileGlob(`${left}*${right}`, "/")(left + middle + right)));
  });

  test("it agrees with the regular expression that says the same", () => {
    const small = fc.string({ unit: fc.constantFrom("a", "b", "/", "*", "?"), maxLength: 8 });
    const text = fc.string({ unit: fc.constantFrom("a", "b", "/"), maxLength: 8 });
    fc.assert(
      fc.property(small, text, (glob, path) => {
        const expression = new RegExp(`^${glob.replaceAll("?", "[^/]").replaceAll("*", "[^/]*")}$`);
        expect(compileGlob(glob, "/")(path)).toBe(expression.test(path));
      }),
      { numRuns: 3_000 },
    );
  });
});
