// Runs the command as a user does: a process of its own, with its output and exit code.
import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface CliResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliPlace {
  /** The folder that it runs in. */
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Compiled once, not in each of the many processes. */
const cache = join(tmpdir(), "permission-drift-compile-cache");
const main = join(import.meta.dirname, "../../src/cli/main.ts");

export async function runCli(args: readonly string[], { cwd, env = {} }: CliPlace): Promise<CliResult> {
  return await new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [main, ...args],
      { cwd, env: { PATH: process.env["PATH"] ?? "", NODE_COMPILE_CACHE: cache, ...env } },
      (_error, stdout, stderr) => {
        resolve({ code: child.exitCode ?? -1, stdout, stderr });
      },
    );
  });
}
