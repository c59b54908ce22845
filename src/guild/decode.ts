/** Turns Discord's answers about the live guild into one snapshot, or says everything that is wrong with them. */
import { isJsonObject, type JsonObject } from "../permissions/json-object.ts";
import { parseSnowflake } from "../permissions/snowflake.ts";
import { decodeChannels } from "./decode-channels.ts";
import { decodeGuild } from "./decode-guild.ts";
import { decoded, undecodable, type Decoded } from "./decoded.ts";
import type { Self, Snapshot } from "./snapshot.ts";

/** Unchecked: GET /guilds/{id}, GET /guilds/{id}/channels, and the bot's own member with its `user` (null where it is not known). */
export interface LiveAnswers {
  readonly guild: unknown;
  readonly channels: unknown;
  readonly self: unknown;
}

function decodeSelf(raw: unknown): Decoded<Self | null> {
  if (raw === null || raw === undefined) return decoded(null);
  const { user, roles: list }: JsonObject = isJsonObject(raw) ? raw : { roles: null };
  // Without its roles nothing is known of what the bot can see, and that is no reason to stop.
  if (list === undefined) return decoded(null);
  const id = isJsonObject(user) ? parseSnowflake<"user">(user["id"]) : null;
  if (!Array.isArray(list) || (id === null && user !== undefined))
    return undecodable("Discord's answer about the bot's own member cannot be read.");
  const roles = list.map((role) => parseSnowflake<"role">(role)).filter((role) => role !== null);
  if (roles.length < list.length) return undecodable("Discord's answer about the bot's own member has a role without a usable id.");
  return decoded({ id, roles });
}

/** The snapshot, or one sentence for each thing that makes the answers unusable. Never throws. */
export function decodeSnapshot(answers: LiveAnswers): Decoded<Snapshot> {
  const guild = decodeGuild(answers.guild);
  const channels = decodeChannels(answers.channels);
  const self = decodeSelf(answers.self);
  if (guild.ok && channels.ok && self.ok) return decoded({ ...guild.value, channels: channels.value, self: self.value });
  return { ok: false, problems: [guild, channels, self].flatMap((part) => (part.ok ? [] : part.problems)) };
}
