/** The channels and their overwrites, as GET /guilds/{id}/channels answers them. */
import { channelTypeName } from "../permissions/channel-types.ts";
import { isJsonObject, type JsonObject } from "../permissions/json-object.ts";
import { targetKey, type Overwrite } from "../permissions/overwrite.ts";
import { parseOverwrite } from "../permissions/parse-overwrite.ts";
import { parseSnowflake, type ChannelId } from "../permissions/snowflake.ts";
import { decoded, decodeEach, undecodable, type Decoded } from "./decoded.ts";
import { wholeNumber } from "./numbers.ts";
import type { LiveChannel } from "./snapshot.ts";

/** Threads have the permissions of their channel and no overwrites (docs: topics/permissions, "Inherited Permissions (Threads)"). */
const THREAD_TYPES: ReadonlySet<unknown> = new Set([10, 11, 12]);

/** By target, the last one for each; null where Discord sent none or one that cannot be read, so that nothing is said of them. */
function decodeOverwrites(raw: unknown): ReadonlyMap<string, Overwrite> | null {
  if (!Array.isArray(raw)) return null;
  const overwrites = raw.map(parseOverwrite).filter((overwrite) => overwrite !== null);
  if (overwrites.length < raw.length) return null;
  return new Map(overwrites.map((overwrite) => [targetKey(overwrite.target), overwrite]));
}

function decodeParent(id: ChannelId, raw: JsonObject): Decoded<ChannelId | null> {
  const sent = raw["parent_id"] ?? null;
  const parent = parseSnowflake<"channel">(sent);
  return sent === null || parent !== null ? decoded(parent) : undecodable(`Discord's answer has no usable category for channel ${id}.`);
}

function decodeChannel(raw: unknown): Decoded<LiveChannel> {
  const id = isJsonObject(raw) ? parseSnowflake<"channel">(raw["id"]) : null;
  if (!isJsonObject(raw) || id === null) return undecodable("Discord's answer has a channel without a usable id.");
  const { name } = raw;
  const type = wholeNumber(raw["type"]);
  const parent = decodeParent(id, raw);
  if (type === null) return undecodable(`Discord's answer has no usable type for channel ${id}.`);
  if (typeof name !== "string") return undecodable(`Discord's answer has no name for channel ${id}.`);
  if (!parent.ok) return parent;
  return decoded({
    id,
    name,
    type: channelTypeName(type),
    parent: parent.value,
    position: wholeNumber(raw["position"]) ?? 0,
    overwrites: decodeOverwrites(raw["permission_overwrites"]),
  });
}

/** All channels but threads. One that cannot be read spoils the answer: left out, it would look deleted or hidden. */
export function decodeChannels(raw: unknown): Decoded<ReadonlyMap<ChannelId, LiveChannel>> {
  if (!Array.isArray(raw)) return undecodable("Discord's answer is no list of channels.");
  const channels = decodeEach(
    raw.filter((item) => !isJsonObject(item) || !THREAD_TYPES.has(item["type"])),
    decodeChannel,
  );
  return channels.ok ? decoded(new Map(channels.value.map((channel) => [channel.id, channel]))) : channels;
}
