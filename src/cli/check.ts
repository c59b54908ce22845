/** `permission-drift check`: what differs, who did it, and what it means. It opens no issue. */
import type { Command } from "commander";
import type { Memory } from "../drift/memory.ts";
import type { Policy } from "../policy/policy.ts";
import { exitCodeOf } from "../report/exit-code.ts";
import { checkJson } from "../report/json/check.ts";
import { printJson } from "../report/json/value.ts";
import { checkText } from "../report/terminal.ts";
import { CannotCheck } from "../runs/cannot-check.ts";
import { check, startOf } from "../runs/check.ts";
import { type ConnectionOptions, openSource, readNow, withConnection, withReplay } from "./connection.ts";
import { readCursorFile, writeCursorFile } from "./cursor-file.ts";
import { readPolicy, readPreviousPolicy } from "./policy.ts";
import { print, progress } from "./terminal.ts";

interface CheckOptions extends ConnectionOptions {
  readonly cursor?: string;
  readonly previous?: string;
  readonly saveCursor: boolean;
  readonly confirmMassChange: boolean;
  readonly json: boolean;
}

export function addCheck(program: Command): void {
  const command = program
    .command("check")
    .description("compare the live server with the policy, and tell what differs, who did it and why; opens no issue")
    .option("--cursor <file>", "what an earlier check knew")
    .option("--previous <file>", "the policy as it was at the check before: tells what only awaits rollout")
    .option("--save-cursor", "write the cursor for the next check to that file", false)
    .option("--confirm-mass-change", "believe Discord's answer even where a third of the policy differs", false)
    .option("--json", "the report as JSON", false);
  withReplay(withConnection(command)).action(async (options: CheckOptions) => {
    process.exitCode = await runCheck(options);
  });
}

async function runCheck(options: CheckOptions): Promise<0 | 1 | 2> {
  const { cursor, saveCursor, json, confirmMassChange } = options;
  if (saveCursor && cursor === undefined) throw new CannotCheck("--save-cursor needs --cursor with the file to write.");
  const { policy } = await readPolicy(options);
  const previous = options.previous === undefined ? null : await readPreviousPolicy(options.previous, policy);
  const discord = openSource(options);
  const now = new Date(await readNow(discord)).toISOString();
  const memory = await readMemory(options, policy, now);
  const { report, memory: next } = await check({
    policy,
    previous,
    discord,
    memory,
    progress,
    start: startOf(memory),
    now,
    commit: null,
    confirmMassChange,
  });
  await print(json ? `${printJson(checkJson(report), 2)}\n` : checkText(report));
  if (saveCursor && cursor !== undefined && next !== null) await writeCursorFile(cursor, next);
  return exitCodeOf(report.result);
}

async function readMemory({ cursor: file, saveCursor }: CheckOptions, policy: Policy, now: string): Promise<Memory | null> {
  return file === undefined ? null : await readCursorFile({ file, guild: policy.guild.id, now, mayBeMissing: saveCursor });
}
