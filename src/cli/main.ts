/** The command: one file for each of its commands, wired here. */
import { Command } from "commander";
import packageJson from "../../package.json" with { type: "json" };
import { terminalText } from "../report/words/neutralise.ts";
import { CannotCheck } from "../runs/cannot-check.ts";
import { addAdopt } from "./adopt.ts";
import { addAudit } from "./audit.ts";
import { addCheck } from "./check.ts";
import { addExplain } from "./explain.ts";
import { addExport } from "./export.ts";
import { addMatrix } from "./matrix.ts";
import { addRecord } from "./record.ts";
import { addReview } from "./review.ts";
import { complain, endQuietlyWithReader } from "./terminal.ts";
import { addValidate } from "./validate.ts";

const EXIT_CODES = `
Exit codes: 0 in line (or done), 1 could not check, or not everything, 2 drift.
The bot's token is read from the environment variable DISCORD_TOKEN.`;

function createProgram(): Command {
  const program = new Command("permission-drift")
    .description(packageJson.description)
    .version(packageJson.version)
    .addHelpText("after", EXIT_CODES)
    .configureOutput({ outputError: (text, write) => write(`permission-drift: ${terminalText(text.replace(/^error: /, ""))}\n`) });
  addCheck(program);
  addValidate(program);
  addReview(program);
  addExport(program);
  addAdopt(program);
  addAudit(program);
  addExplain(program);
  addMatrix(program);
  addRecord(program);
  return program;
}

endQuietlyWithReader();
try {
  await createProgram().parseAsync();
} catch (error) {
  // Anything but CannotCheck is a mistake of ours, and its stack is what a report of it needs.
  if (error instanceof CannotCheck) complain(error.message);
  else process.stderr.write(`${terminalText(error instanceof Error ? (error.stack ?? error.message) : String(error), 4_000)}\n`);
  process.exitCode = 1;
}
