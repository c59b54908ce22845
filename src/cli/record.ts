/** `permission-drift record DIR`: raw answers, for --replay and for bug reports. */
import type { Command } from "commander";
import { refuseOther, writeRecording } from "../recording/write.ts";
import { record } from "../runs/record.ts";
import { type ConnectionOptions, findGuild, openSource, readPolicyIfAny, withConnection } from "./connection.ts";
import { progress } from "./terminal.ts";

interface RecordOptions extends ConnectionOptions {
  readonly force: boolean;
}

export function addRecord(program: Command): void {
  const command = program
    .command("record")
    .description("save Discord's raw answers in a folder, without secrets, for --replay and for bug reports")
    .argument("<dir>", "the folder; it is made if need be")
    .option("--force", "write over a recording that is in the folder", false);
  withConnection(command).action(async (folder: string, options: RecordOptions) => {
    await runRecord(folder, options);
  });
}

async function runRecord(folder: string, options: RecordOptions): Promise<void> {
  await refuseOther(folder, { overwrite: options.force });
  const source = openSource(options);
  const guild = await findGuild(options);
  const policy = await readPolicyIfAny(options.policy);
  const ours = policy?.guild.id === guild ? policy : null;
  const wanted = (ours?.channels ?? []).map(({ id }) => id).filter((id) => id !== null);
  const now = new Date().toISOString();
  const recording = await record({ source, guild, wanted, ...(ours === null ? {} : { policy: ours }), now, progress });
  await writeRecording(folder, recording, { overwrite: options.force });
  progress(`The recording is in ${folder}`);
}
