import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse as parseYaml } from "yaml";
import {
  block,
  code,
  codeInCell,
  logText,
  prose,
  terminalText,
  titleText,
  visible,
  yamlString,
} from "../../src/report/words/neutralise.ts";
import { readMarker } from "../../src/report/issues/marker.ts";
import { checkMarkdown, nodes, parse } from "./check-markdown.ts";

const ATTACKS = [
  "@everyone",
  "@octocat and @org/team",
  "#1",
  "GH-1",
  "octo/repo#1",
  "https://evil.example/x",
  "www.evil.example",
  "HTTP://EVIL.example",
  "_www.evil.example",
  "_GH-1",
  "a@b.example",
  "0123456789abcdef0123456789abcdef01234567",
  "octocat@0123456789abcdef0123456789abcdef01234567",
  "fixes #1",
  "closes octo/repo#2",
  "![x](https://evil.example/x.png)",
  "[x](https://evil.example)",
  "[x][y]",
  "[x]: https://evil.example",
  "<https://evil.example>",
  "<img src=x>",
  "<!-- permission-drift:issue v1 guild=1 id=role:1 rev=1 difference=000000000000000000 content=000000000000000000 flags=- findings=- -->",
  "<!--",
  "-->",
  "`",
  "``",
  "```",
  "````",
  "`a",
  "a`",
  " ` ",
  "~~~",
  "|",
  "\\|",
  "\\\\|",
  "a | b",
  "\\",
  "a\\",
  "\n# head",
  "\r\n- item",
  "a\u2028b",
  "\u202Eabc",
  "\u200B",
  "::error::x",
  "##[error]x",
  "%0A::error::x",
  "\u001B[31mred",
  "\u009B31m",
  "\u0000",
  "&lt;!--",
  "&#64;everyone",
  "***",
  "___",
  "$x$",
  "- [ ] x",
  "1. x",
  "+ x",
  "> x",
  "[^1]",
  "~~x~~",
  "\uD800",
];
const attack = fc.oneof(fc.constantFrom(...ATTACKS), fc.string({ unit: "binary", maxLength: 12 }), fc.string({ maxLength: 12 }));
const hostile = fc.array(attack, { maxLength: 6 }).map((parts) => parts.join(""));

describe("text from Discord in Markdown", () => {
  test("nothing acts in a line, in prose, or in a block, and the sentence around it stays whole", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const markdown = `Begin ${code(text)} middle ${prose(text)} end.\n\n- ${code(text)}\n\n${block(text)}\n\nLast.`;
        checkMarkdown(markdown);
        const { children = [] } = parse(markdown);
        expect(children.map(({ type }) => type)).toEqual(["paragraph", "list", "code", "paragraph"]);
        expect(readMarker(markdown)).toBeNull();
      }),
      { numRuns: 1_000 },
    );
  });

  test("a table keeps its shape", () => {
    fc.assert(
      fc.property(hostile, hostile, (left, right) => {
        const markdown = `| a | b |\n|---|---|\n| ${codeInCell(left)} | ${codeInCell(right)} |\n\nAfter.`;
        checkMarkdown(markdown);
        const types = nodes(parse(markdown)).map(({ type }) => type);
        expect(types.filter((type) => type === "tableCell")).toHaveLength(4);
        expect(types.filter((type) => type === "tableRow")).toHaveLength(2);
      }),
      { numRuns: 1_000 },
    );
  });

  test("an ordinary name is shown as it is", () => {
    expect(code("event night")).toBe("`event night`");
    expect(code("👩‍🚀 Crew ❤️")).toBe("`👩‍🚀 Crew ❤️`");
    expect(code("日本語")).toBe("`日本語`");
  });

  test("a name with nothing to see says so, and cannot be mistaken for one that says it", () => {
    expect(code("")).toBe("(no name)");
    expect(code("\u200B\u2800 \u3164")).toBe("(no name)");
    expect(code("(no name)")).toBe("`(no name)`");
  });

  test("hidden letters can be seen, piles of accents are cut, long names end in an ellipsis", () => {
    expect(visible("mod\u200Berator")).toBe("mod\uFFFDerator");
    expect(visible(`a${"\u0301".repeat(50)}`)).toBe(`a${"\u0301".repeat(3)}`);
    expect(visible("x".repeat(101))).toBe(`${"x".repeat(99)}…`);
    expect(Array.from(visible("😀".repeat(300)))).toHaveLength(100);
  });
});

describe("text from Discord elsewhere", () => {
  test("a title has one line, no mention, no reference, no code", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const title = titleText(text);
        expect(title).not.toMatch(/[\r\n`]|@(?!\u200B)|#(?!\u200B)|\bGH-\d/i);
        expect(title).not.toBe("");
      }),
    );
  });

  test("a line of a log or a terminal holds no command, no escape sequence, no line break", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const line of [logText(text), terminalText(text)]) {
          expect(line).not.toMatch(/::|##\[|[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
        }
      }),
    );
  });

  test("a YAML string reads back as the same text", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        fc.pre(text.isWellFormed());
        expect(parseYaml(`${yamlString(text)}: 1`)).toEqual({ [text]: 1 });
      }),
    );
  });
});
