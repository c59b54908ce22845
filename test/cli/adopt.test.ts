import { chmod, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { TEA_HOUSE } from "../runs/tea-house.ts";
import { runCli, type CliResult } from "./run-cli.ts";

let folder: string;
let exported: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "adopt-"));
  exported = (await cli("export", "--replay", TEA_HOUSE)).stdout;
  await writeFile(file(), drifted(exported));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const file = (): string => join(folder, "permissions.yaml");
const cli = async (...args: readonly string[]): Promise<CliResult> => await runCli(args, { cwd: folder });

/** The policy as it was agreed before the server changed. */
function drifted(text: string): string {
  const before = text
    .replace(/(?<list>Event Host:[^]*?permissions: \[)MENTION_EVERYONE, /, "$<list>")
    .replaceAll(/\bRed\b/g, "Rot")
    .replace(/^.*"member:640170000000000903".*\n/m, "");
  expect(before).not.toBe(text);
  return before;
}

test("adopt, as a user sees it", async () => {
  const parts = ["# Accepting what differs"];
  const type = async (line: string): Promise<void> => {
    const { stdout, stderr, code } = await cli(...line.replace("tea-house", TEA_HOUSE).split(" "));
    const told = stderr === "" ? [] : [`On stderr:\n\n\`\`\`text\n${stderr}\`\`\``];
    parts.push(`\`\`\`console\n$ permission-drift ${line}\n${stdout}\`\`\``, ...told, `Exit code: ${code}`);
  };
  await type("adopt --replay tea-house");
  await type("adopt --replay tea-house --key role.permissions/role:640170000000000104");
  await type("adopt --replay tea-house --key role.permission/role:640170000000000104");
  await type("adopt --replay tea-house --all");
  await type("adopt --replay tea-house --all --write");
  await type("check --replay tea-house");
  await type("adopt --replay tea-house --all");
  await expect(`${parts.join("\n\n")}\n`).toMatchFileSnapshot("../golden/runs/adopt.md");
});

describe("the file", () => {
  test("nothing is written without --write, and --dry-run says so", async () => {
    const before = await readFile(file(), "utf8");
    await cli("adopt", "--replay", TEA_HOUSE, "--all");
    await cli("adopt", "--replay", TEA_HOUSE, "--all", "--dry-run");
    expect(await readFile(file(), "utf8")).toBe(before);
    expect((await cli("adopt", "--replay", TEA_HOUSE, "--all", "--dry-run", "--write")).code).toBe(1);
  });

  test("what is shown is what git applies, and what --write writes", async () => {
    const shown = await cli("adopt", "--replay", TEA_HOUSE, "--all");
    expect(shown.code).toBe(0);
    const before = await readFile(file(), "utf8");
    const written = await cli("adopt", "--replay", TEA_HOUSE, "--all", "--write");
    expect(written.stdout).toBe(shown.stdout);
    const after = await readFile(file(), "utf8");
    const { applyPatch } = await import("diff");
    expect(applyPatch(before, shown.stdout.split("\n\nAccepting")[0] + "\n")).toBe(after);
  });

  test("a byte order mark, Windows line ends and the file's rights stay", async () => {
    await writeFile(file(), `\uFEFF${(await readFile(file(), "utf8")).replaceAll("\n", "\r\n")}`);
    await chmod(file(), 0o640);
    expect((await cli("adopt", "--replay", TEA_HOUSE, "--all", "--write")).code).toBe(0);
    const after = await readFile(file(), "utf8");
    expect(after).toMatch(/^\uFEFF/);
    expect(after.replaceAll("\r\n", "")).not.toContain("\n");
    expect((await stat(file())).mode & 0o777).toBe(0o640);
    expect((await cli("check", "--replay", TEA_HOUSE)).stdout).toContain("0 findings");
  });
});

test("a policy with mistakes is not touched", async () => {
  await writeFile(file(), "version: 2\n");
  const result = await cli("adopt", "--replay", TEA_HOUSE, "--all", "--write");
  expect(result).toMatchObject({ code: 1, stdout: "" });
  expect(await readFile(file(), "utf8")).toBe("version: 2\n");
});
