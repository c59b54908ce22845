/** `permission-drift matrix`: effective permissions of every role in every channel. */
import { type Command, Option } from "commander";
import { printJson } from "../report/json/value.ts";
import type { MatrixAnswer } from "../report/matrix/answer.ts";
import { matrixCsv } from "../report/matrix/csv.ts";
import { matrixJson } from "../report/matrix/json.ts";
import { matrixTable } from "../report/matrix/table.ts";
import { matrix } from "../runs/matrix.ts";
import { type ConnectionOptions, findGuild, openSource, readPolicyIfAny, withConnection, withReplay } from "./connection.ts";
import { collect, print, progress, terminalWidth } from "./terminal.ts";

interface MatrixOptions extends ConnectionOptions {
  readonly channel: readonly string[];
  readonly permission?: string;
  readonly csv: boolean;
  readonly json: boolean;
}

export function addMatrix(program: Command): void {
  const command = program
    .command("matrix")
    .description("show what each role can do in each channel, as the server is now")
    .addOption(
      new Option("--channel <name or id>", "only this channel, or the channels of this category; may be repeated")
        .argParser(collect)
        .default([], "all channels"),
    )
    .option("--permission <name>", "only this one, like SEND_MESSAGES or BIT_53, or as Discord's settings call it")
    .addOption(
      new Option("--csv", "one row for each role in each channel; read the columns with ids as text").default(false).conflicts("json"),
    )
    .option("--json", "all permissions as JSON, computed and usable", false);
  withReplay(withConnection(command)).action(async (options: MatrixOptions) => {
    await runMatrix(options);
  });
}

async function runMatrix(options: MatrixOptions): Promise<void> {
  const { channel: channels, permission = null } = options;
  const source = openSource(options);
  const guild = await findGuild(options);
  const policy = await readPolicyIfAny(options.policy);
  await print(shown(await matrix({ source, guild, policy, progress, channels, permission }), options));
}

function shown(answer: MatrixAnswer, { csv, json }: MatrixOptions): string {
  if (csv) return matrixCsv(answer);
  return json ? `${printJson(matrixJson(answer), 2)}\n` : matrixTable(answer, terminalWidth());
}
