// The files that a step writes its outputs to.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readPairs } from "../../../embedded/runner/file-commands.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "file-commands-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function pairs(text: string): Promise<unknown> {
  const file = join(folder, "output");
  await writeFile(file, text);
  return Object.fromEntries(await readPairs(file));
}

test("single lines and blocks are read, the last of a name wins", async () => {
  expect(await pairs("a=1=2\n\nb<<EOF\none\na=not an output\nEOF\nc<<X\nX\na=3\n")).toEqual({
    a: "3",
    b: "one\na=not an output",
    c: "",
  });
});

test("a block ends at the first line that is its delimiter", async () => {
  expect(await pairs("a<<EOF\none\nEOF\nb<<EOF\ntwo\nEOF\n")).toEqual({ a: "one", b: "two" });
});

test("what comes first, = or <<, decides", async () => {
  expect(await pairs("a=x<<y\nb<<=\nline\n=\n")).toEqual({ a: "x<<y", b: "line" });
});

test.each([
  ["a line that is neither", "hello\n", "Invalid format 'hello'"],
  ["no name", "=x\n", "Invalid format '=x'"],
  ["a block without an end", "a<<EOF\nx\n", "Matching delimiter not found 'EOF'"],
])("%s fails the step", async (_what, text, message) => {
  await expect(pairs(text)).rejects.toThrow(message);
});
