/** `permission-drift adopt`: the smallest edit of the policy that accepts what differs. It shows the edit; only `--write` makes it. */
import { type Command, Option } from "commander";
import { readPolicyFile } from "../files/policy-file.ts";
import { replaceFile } from "../files/replace-file.ts";
import type { Policy } from "../policy/policy.ts";
import type { PolicySource } from "../policy/render-problem.ts";
import { adoptedText, adoptText, keyList } from "../report/adopt/adopt-text.ts";
import { adopt, UnknownKey, type Adopted, type AdoptionRequest } from "../runs/adopt.ts";
import { CannotCheck } from "../runs/cannot-check.ts";
import { startOf } from "../runs/check.ts";
import { type ConnectionOptions, openSource, readNow, withConnection, withReplay } from "./connection.ts";
import { readCursorFile } from "./cursor-file.ts";
import { readPolicy } from "./policy.ts";
import { collect, print, progress } from "./terminal.ts";

interface AdoptOptions extends ConnectionOptions {
  readonly key: readonly string[];
  readonly all: boolean;
  readonly write: boolean;
  readonly cursor?: string;
  readonly confirmMassChange: boolean;
}

export function addAdopt(program: Command): void {
  const command = program
    .command("adopt")
    .description("show the smallest edit of the policy that accepts what differs, and what accepting it would mean")
    .addOption(
      new Option("--key <key>", "accept the finding with this key (check shows it); may be repeated")
        .argParser(collect)
        .default([], "none"),
    )
    .option("--all", "accept everything that differs", false)
    .option("--dry-run", "only show the edit (this is what happens without --write)")
    .addOption(new Option("--write", "make the edit: the file is replaced in one go").default(false).conflicts("dryRun"))
    .option("--cursor <file>", "what an earlier check knew")
    .option("--confirm-mass-change", "believe Discord's answer even where a third of the policy differs", false);
  withReplay(withConnection(command)).action(async (options: AdoptOptions) => {
    process.exitCode = await runAdopt(options);
  });
}

/** Gives 0 where all that was asked for can be accepted, 1 where a part of it cannot. */
async function runAdopt(options: AdoptOptions): Promise<0 | 1> {
  const { key, all, write } = options;
  if (all === key.length > 0) throw new CannotCheck("Which findings? Give --key with the key of each (check shows them), or --all.");
  const { source, policy } = await readPolicy(options);
  const adopted = await adoptOrList({ ...(await requestFor(options, policy)), source, keys: all ? "all" : key });
  await print(adoptText(adopted));
  if (write && adopted.diff !== "") {
    await replace(source, adopted);
    progress(adoptedText(source.file, adopted.accepted.length));
  }
  return adopted.refused.size === 0 ? 0 : 1;
}

async function requestFor(options: AdoptOptions, policy: Policy): Promise<Omit<AdoptionRequest, "source" | "keys">> {
  const { cursor, confirmMassChange } = options;
  const discord = openSource(options);
  const now = new Date(await readNow(discord)).toISOString();
  const memory = cursor === undefined ? null : await readCursorFile({ file: cursor, guild: policy.guild.id, now, mayBeMissing: false });
  return { policy, discord, memory, progress, start: startOf(memory), now, commit: null, confirmMassChange };
}

/** For a key that no finding has, the keys that there are go to stderr. */
async function adoptOrList(request: AdoptionRequest): Promise<Adopted> {
  try {
    return await adopt(request);
  } catch (error) {
    if (error instanceof UnknownKey && error.findings.length > 0) process.stderr.write(`The findings are:\n${keyList(error.findings)}`);
    throw error;
  }
}

/** Throws CannotCheck where somebody changed the file in the meantime: their change would be lost. */
async function replace({ file, text }: PolicySource, { text: next }: Adopted): Promise<void> {
  const now = await readPolicyFile(file, file);
  if (now.text !== text) throw new CannotCheck(`${file} was changed while this ran. Run again.`);
  await replaceFile(file, next);
}
