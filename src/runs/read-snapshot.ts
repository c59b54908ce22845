/** The live guild for the questions that need no policy and no audit log. */
import { decodeSnapshot } from "../guild/decode.ts";
import type { Snapshot } from "../guild/snapshot.ts";
import type { GuildId } from "../permissions/snowflake.ts";
import { CannotCheck } from "./cannot-check.ts";
import type { DiscordSource, Progress } from "./ports.ts";

export interface ReadSnapshot {
  readonly source: DiscordSource;
  readonly guild: GuildId;
  readonly progress: Progress;
}

/** Throws CannotCheck where Discord's answers do not make a whole state. */
export async function readSnapshot({ source, guild: id, progress }: ReadSnapshot): Promise<Snapshot> {
  progress("Reading the server, its roles and its channels");
  const [guild, channels, self] = await Promise.all([source.guild(id), source.channels(id), source.self(id)]);
  const decoded = decodeSnapshot({ guild, channels, self });
  if (!decoded.ok)
    throw new CannotCheck(`Discord's answers cannot be used: ${decoded.problems.join(" ")} Run again, and report it if it stays so.`);
  return decoded.value;
}
