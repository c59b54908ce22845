import { describe, expect, test } from "vitest";
import { commitWords } from "../../src/report/words/commit.ts";
import { MARKDOWN, PLAIN, TITLE } from "../../src/report/words/voice.ts";

const SHA = "8861f7379f06a1b2c3d4e5f60718293a4b5c6d7e";

describe("a commit", () => {
  test("is seven digits that git finds, in code where there is such a thing", () => {
    expect(commitWords(SHA, MARKDOWN)).toBe("`8861f73`");
    expect(commitWords(SHA, PLAIN)).toBe("8861f73");
    expect(commitWords(SHA, TITLE)).toBe("8861f73");
  });

  test.each(["", "main", "@everyone", "8861f7", `${SHA}\``, `${SHA}\n`, SHA.toUpperCase(), "a".repeat(65)])(
    "what is no hash is a name like any other: %j",
    (text) => {
      expect(commitWords(text, MARKDOWN)).toBe(MARKDOWN.name(text));
    },
  );
});
