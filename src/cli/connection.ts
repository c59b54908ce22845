/** Where the answers come from: Discord, or a recording. The same options for every command. */
import { type Command, Option } from "commander";
import { DISCORD_API_URL, parseDiscordApiUrl } from "../discord/api-url.ts";
import { createDiscordSource } from "../discord/source.ts";
import { parseToken } from "../discord/token.ts";
import { readPolicyFile } from "../files/policy-file.ts";
import { type GuildId, parseSnowflake } from "../permissions/snowflake.ts";
import type { Policy } from "../policy/policy.ts";
import { openRecording, recordedGuildId } from "../recording/read.ts";
import { CannotCheck } from "../runs/cannot-check.ts";
import type { DiscordSource } from "../runs/ports.ts";
import { validate } from "../runs/validate.ts";

export const DEFAULT_POLICY = "permissions.yaml";

export interface ConnectionOptions {
  readonly guild?: string;
  readonly policy?: string;
  readonly replay?: string;
  readonly discordApiUrl: string;
}

/** `--guild`, `--policy` and `--discord-api-url`; the token comes from the environment, since command lines are seen by others. */
export function withConnection(command: Command): Command {
  return command
    .option("--guild <id>", "the server's id (default: the policy's)")
    .option("--policy <file>", `the policy (default: ${DEFAULT_POLICY})`)
    .addOption(new Option("--discord-api-url <url>", "a proxy or a test server").default(DISCORD_API_URL));
}

export function withReplay(command: Command): Command {
  return command.option("--replay <dir>", 'a folder that "record" made, in the place of Discord');
}

export function openSource({ replay, discordApiUrl }: ConnectionOptions): DiscordSource {
  if (replay !== undefined) return openRecording(replay);
  return createDiscordSource({ api: parseDiscordApiUrl(discordApiUrl), token: parseToken(process.env["DISCORD_TOKEN"] ?? "") });
}

/** `--guild`, else the recording's, else the policy's. */
export async function findGuild(options: ConnectionOptions): Promise<GuildId> {
  if (options.guild !== undefined) {
    const id = parseSnowflake<"guild">(options.guild);
    if (id === null)
      throw new CannotCheck(`--guild "${options.guild}" is no id. Turn on Developer Mode in Discord and copy the server's id.`);
    return id;
  }
  if (options.replay !== undefined) return await recordedGuildId(options.replay);
  const policy = await readPolicyIfAny(options.policy);
  if (policy === null) throw new CannotCheck(`Which server? Give --guild, or a policy: there is no ${DEFAULT_POLICY} here.`);
  return policy.guild.id;
}

/** The policy for commands that can do without one: null where nobody asked for it and there is none. */
export async function readPolicyIfAny(file: string | undefined): Promise<Policy | null> {
  const source = await readPolicyFile(file ?? DEFAULT_POLICY, file ?? DEFAULT_POLICY).catch((error: unknown) => {
    if (file === undefined) return null;
    throw error;
  });
  if (source === null) return null;
  const validated = validate(source);
  if (!validated.ok) throw new CannotCheck(`The policy ${source.file} has mistakes. Run: permission-drift validate ${source.file}`);
  return validated.policy;
}

/** Unix milliseconds: the moment of the recording, else the clock. */
export async function readNow(source: DiscordSource): Promise<number> {
  const recorded = await source.moment();
  return recorded === null ? Date.now() : Date.parse(recorded);
}
