/** Reads `channels`, nested as in the sidebar, into a flat list. */
import { CHANNEL_TYPE_NAMES } from "../permissions/channel-types.ts";
import { checkPlacement } from "./channel-placement.ts";
import { expectMap, readFields } from "./fields.ts";
import { readHandle } from "./handles.ts";
import { readOverwrites } from "./read-overwrites.ts";
import { readChoice, readId, readName } from "./scalars.ts";
import { reportSameChannelNames } from "./same-channel-names.ts";
import { registerOf } from "./unique.ts";
import type { ChannelId } from "../permissions/snowflake.ts";
import type { Fields, Shape } from "./fields.ts";
import type { MapEntry, ScalarNode } from "./node.ts";
import type { PolicyChannel } from "./policy.ts";
import type { OverwriteContext } from "./read-overwrites.ts";
import type { Register } from "./unique.ts";

/** The keys of the language for it; the schema is made from them too. */
export const CHANNEL_SHAPE = { what: "a channel", keys: ["id", "name", "type", "overwrites", "channels"] } as const satisfies Shape;

/** A channel with the keys that it is listed under and that it has. */
export interface ListedChannel {
  readonly channel: PolicyChannel;
  readonly key: ScalarNode;
  readonly keys: ReadonlyMap<string, ScalarNode>;
}

interface Context extends OverwriteContext {
  readonly ids: Register;
  readonly paths: Register;
}

/** The channels in file order, a category before its channels, as far as they can be read. */
export function readChannels(field: MapEntry | undefined, tools: OverwriteContext): readonly ListedChannel[] {
  const { mistakes } = tools;
  const context = {
    ...tools,
    ids: registerOf("duplicate-id", (id, owner) => `the id ${id} belongs to the channel \`${owner}\` already`, mistakes),
    paths: registerOf(
      "duplicate-path",
      (path) => `two channels have the path \`${path}\`; give one another handle, and \`name\``,
      mistakes,
    ),
  };
  const channels = field === undefined ? [] : readLevel(field, null, context);
  reportSameChannelNames(channels, mistakes);
  return channels;
}

function readLevel({ key, value }: MapEntry, parent: ListedChannel | null, context: Context): readonly ListedChannel[] {
  const map = expectMap(value, key, context.mistakes);
  return (map?.entries ?? []).flatMap((entry) => readWithChildren(entry, parent, context));
}

function readWithChildren(entry: MapEntry, parent: ListedChannel | null, context: Context): readonly ListedChannel[] {
  const map = expectMap(entry.value, entry.key, context.mistakes);
  if (map === null) return [];
  const fields = readFields(map, CHANNEL_SHAPE, context.mistakes);
  const keys = new Map(map.entries.map(({ key }) => [key.text, key]));
  const listed = { channel: readChannel(entry.key, fields, { ...context, parent }), key: entry.key, keys };
  checkPlacement(listed, parent, context.mistakes);
  const children = fields.get("channels");
  return [listed, ...(children === undefined ? [] : readLevel(children, listed, context))];
}

function readChannel(key: ScalarNode, fields: Fields, context: Context & { parent: ListedChannel | null }): PolicyChannel {
  const { mistakes, parent, paths } = context;
  // A handle that cannot be used still stands for its channel, so that the rest of the file is checked.
  const handle = readHandle(key, mistakes) ?? key.text;
  const path = parent === null ? handle : `${parent.channel.path}/${handle}`;
  paths.claim({ key: path, span: key.span, owner: path });
  const name = fields.get("name");
  const type = fields.get("type");
  const typeName = type === undefined ? null : readChoice(type, CHANNEL_TYPE_NAMES, mistakes);
  const overwrites = fields.get("overwrites");
  return {
    handle,
    path,
    id: readChannelId(fields, path, context),
    name: (name === undefined ? null : readName(name, mistakes)) ?? handle,
    type: typeName,
    category: typeName === "category" || fields.has("channels"),
    parent: parent?.channel.path ?? null,
    overwrites: overwrites === undefined ? null : readOverwrites(overwrites, context),
    at: key.span.at,
  };
}

function readChannelId(fields: Fields, path: string, { ids, mistakes }: Context): ChannelId | null {
  const entry = fields.get("id");
  const id = entry === undefined ? null : readId<"channel">(entry, "a channel", mistakes);
  if (entry !== undefined && id !== null) ids.claim({ key: id, span: entry.value.span, owner: path });
  return id;
}
