// What the runner makes of lines in a row.
import { expect, test } from "vitest";
import { ConsoleReader } from "../../../embedded/runner/console-reader.ts";
import { createLineSplitter } from "../../../embedded/runner/lines.ts";

function read(lines: readonly string[], secrets: readonly string[] = []): ConsoleReader {
  const reader = new ConsoleReader(secrets);
  for (const line of lines) reader.line(line);
  return reader;
}

function split(...chunks: readonly string[]): readonly string[] {
  const lines: string[] = [];
  const splitter = createLineSplitter((line) => lines.push(line));
  for (const chunk of chunks) splitter.push(Buffer.from(chunk));
  splitter.end();
  return lines;
}

test("a mask hides what comes after it, not what came before", () => {
  expect(read(["hush 1", "::add-mask::hush", "hush 2"]).log).toEqual(["hush 1", "*** 2"]);
});

test("a secret of several lines hides each of them, the longest first", () => {
  const reader = read(["::add-mask::one%0Aone two", "one two", "one"], ["token"]);
  expect(reader.log).toEqual(["***", "***"]);
  expect(read(["a token here"], ["token"]).log).toEqual(["a *** here"]);
});

test("stopped commands stay text until the token comes", () => {
  const reader = read(["::stop-commands::resume-token", "::error::no", "##[error]no", "::Resume-Token::", "::error::yes"]);
  expect(reader.annotations.map(({ message }) => message)).toEqual(["yes"]);
  expect(reader.log).toContain("::error::no");
});

test("the token in the data of another command does not resume", () => {
  const reader = read(["::stop-commands::tok", "::error::##[tok]", "::error::still stopped"]);
  expect(reader.annotations).toEqual([]);
});

test.each(["", "error", "pause-logging"])("the resume token %j is refused", (token) => {
  const reader = read([`::stop-commands::${token}`, "::error::x"]);
  expect(reader.annotations.map(({ message }) => message)).toEqual([`Invalid stop-commands token "${token}".`, "x"]);
});

test("ten annotations of a type are kept, and long ones are cut", () => {
  const reader = read([...Array.from({ length: 12 }, (_unused, n) => `::error::${n}`), `::notice::${"x".repeat(5000)}`]);
  expect(reader.annotations.filter(({ type }) => type === "error")).toHaveLength(10);
  expect(reader.annotations.at(-1)?.message).toHaveLength(4096);
  expect(reader.log).toHaveLength(13);
});

test("setting the environment by a command is refused, as it is today", () => {
  expect(read(["::set-env name=PATH::/evil"]).annotations).toMatchObject([{ type: "error" }]);
});

test("old-style outputs are read", () => {
  expect([...read(["::set-output name=result::drift"]).outputs]).toEqual([["result", "drift"]]);
});

test("CR LF, LF and CR alone end a line, wherever a chunk ends", () => {
  expect(split("a\r\nb\rc\nd")).toEqual(["a", "b", "c", "d"]);
  expect(split("a\r", "\nb\r", "c")).toEqual(["a", "b", "c"]);
  expect(split("a\r")).toEqual(["a"]);
  expect(split("a\n\n")).toEqual(["a", ""]);
});

test("a letter that is cut in two by a chunk stays whole", () => {
  const lines: string[] = [];
  const splitter = createLineSplitter((line) => lines.push(line));
  const bytes = Buffer.from("Zoë\n");
  splitter.push(bytes.subarray(0, 3));
  splitter.push(bytes.subarray(3));
  expect(lines).toEqual(["Zoë"]);
});
