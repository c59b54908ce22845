/** `permission-drift export`: the live server as a policy. */
import type { Command } from "commander";
import { refuseExisting, writeNewFile } from "../files/new-file.ts";
import { exportGuild } from "../runs/export.ts";
import { type ConnectionOptions, findGuild, openSource, withConnection, withReplay } from "./connection.ts";
import { print, progress } from "./terminal.ts";

interface ExportOptions extends ConnectionOptions {
  readonly output?: string;
  readonly force: boolean;
}

export function addExport(program: Command): void {
  const command = program
    .command("export")
    .description("write the server as it is now as a policy, to begin with: a check right after it is in line")
    .option("--output <file>", "write it to this file instead of showing it")
    .option("--force", "replace that file if it is there already", false);
  withReplay(withConnection(command)).action(async (options: ExportOptions) => {
    await runExport(options);
  });
}

async function runExport(options: ExportOptions): Promise<void> {
  const { output, force } = options;
  if (output !== undefined) await refuseExisting(output, { overwrite: force });
  const source = openSource(options);
  const guild = await findGuild(options);
  const { text, roles, channels } = await exportGuild({ source, guild, progress });
  if (output === undefined) {
    await print(text);
    return;
  }
  await writeNewFile(output, text, { overwrite: force });
  progress(`The policy is in ${output}: the server has ${roles} roles and ${channels} channels`);
}
