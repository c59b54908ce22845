// What counts as a workflow command, and what text can be mistaken for one.
import { expect, test } from "vitest";
import { COMMAND_NAMES, parseCommand } from "../../../embedded/runner/workflow-command.ts";

const parse = (line: string): ReturnType<typeof parseCommand> => parseCommand(line, COMMAND_NAMES);

test("a command has a name, properties and data, with escapes undone", () => {
  expect(parse("::error file=a%2Cb.yaml,line=3,title=Oh%3A no::100%25 %0Awrong%0D")).toEqual({
    name: "error",
    properties: { file: "a,b.yaml", line: "3", title: "Oh: no" },
    data: "100% \nwrong\r",
  });
});

test("an escaped percent sign does not make a second escape", () => {
  expect(parse("::notice::%250A")?.data).toBe("%0A");
});

test.each([
  ["white space before it", "  \t::warning::x", "warning"],
  ["capital letters", "::WARNING::x", "warning"],
  ["no data", "::endgroup::", "endgroup"],
  ["the old form in the middle of a line", "my name is ##[error]x", "error"],
  ["the old form after a false start of the new one", "::nothing::##[error]x", "error"],
])("%s is a command", (_what, line, name) => {
  expect(parse(line)?.name).toBe(name);
});

test.each([
  ["text before it", "name ::warning::x"],
  ["an unknown name", "::hello::x"],
  ["no second pair of colons", "::warning x"],
  ["a space after the first colons", ":: warning::x"],
  ["a zero width space between the colons", ":\u200B:warning::x"],
  ["an old form without its bracket", "##[error"],
  ["an old form that is broken up", "##\u200B[error]x"],
  ["an old form with an unknown name", "##[hello]x"],
])("%s is no command", (_what, line) => {
  expect(parse(line)).toBeNull();
});

test("the old form has its own separators and escapes", () => {
  expect(parse("x ##[warning file=a;line=2]b%5D%3B%25")).toEqual({ name: "warning", properties: { file: "a", line: "2" }, data: "b];%" });
});

test("properties without a value are left out", () => {
  expect(parse("::error file=,line=3,,x::m")?.properties).toEqual({ line: "3" });
});
