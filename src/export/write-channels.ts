/** The channels of an exported policy, nested as in the sidebar. */
import type { ChannelGroup } from "../guild/order.ts";
import { sightOf } from "../guild/sight.ts";
import type { LiveChannel } from "../guild/snapshot.ts";
import { isChannelTypeName } from "../permissions/channel-types.ts";
import { quoted, writeScalar } from "../policy/write-scalar.ts";
import { commentLines, fits, indent } from "./layout.ts";
import { isSynced, type Plan } from "./plan.ts";
import { overwritesLines } from "./write-overwrites.ts";

/** The section `channels`. */
export function channelsLines(plan: Plan): readonly string[] {
  const lines = plan.groups.flatMap((group) => groupLines(group, plan));
  // The blank line before the first category would stand right below the key.
  const body = lines[0] === "" ? lines.slice(1) : lines;
  return ["", ...sightLines(plan), ...(body.length === 0 ? ["channels: {}"] : ["channels:", ...body])];
}

/** What the bot cannot see is not in Discord's answer, and nobody may take that for a server without it. */
function sightLines({ snapshot }: Plan): readonly string[] {
  const sight = sightOf(snapshot);
  if (sight?.everyChannel === true) return [];
  const why = sight === null ? "It is not known what the bot may see" : "The bot does not hold Administrator";
  return commentLines("", `${why}: channels that are hidden from it are not in this file, and nobody checks them.`);
}

function groupLines({ category, channels }: ChannelGroup, plan: Plan): readonly string[] {
  if (category === null) return channels.flatMap((channel) => channelLines(channel, null, { plan, depth: 1 }));
  const inside = channels.flatMap((channel) => channelLines(channel, category, { plan, depth: 3 }));
  const own = blockLines(category, fieldsOf(category, plan), { plan, depth: 1 });
  return ["", ...own, ...(inside.length === 0 ? [] : [`${indent(2)}channels:`, ...inside])];
}

interface Spot {
  readonly plan: Plan;
  readonly depth: number;
}

/** On one line where everything fits on it. */
function channelLines(channel: LiveChannel, category: LiveChannel | null, spot: Spot): readonly string[] {
  const fields = fieldsOf(channel, spot.plan);
  const synced = isSynced(channel, category);
  const short = synced ? "synced" : channel.overwrites?.size === 0 ? "{}" : null;
  if (channel.overwrites !== null && short === null) return blockLines(channel, fields, spot);
  const all = short === null ? fields : [...fields, `overwrites: ${short}`];
  const line = `${indent(spot.depth)}${keyOf(channel, spot.plan)}: { ${all.join(", ")} }`;
  if (fits(line)) return [...channelNotes(channel, spot), line];
  return [
    ...channelNotes(channel, spot),
    ...[`${keyOf(channel, spot.plan)}:`, ...all.map((field) => `  ${field}`)].map((text) => indent(spot.depth) + text),
  ];
}

function blockLines(channel: LiveChannel, fields: readonly string[], { plan, depth }: Spot): readonly string[] {
  return [
    ...channelNotes(channel, { plan, depth }),
    `${indent(depth)}${keyOf(channel, plan)}:`,
    ...fields.map((field) => indent(depth + 1) + field),
    ...overwritesLines(channel, plan, depth + 1),
  ];
}

function keyOf({ id, name }: LiveChannel, { channelHandles }: Plan): string {
  return writeScalar(channelHandles.get(id) ?? name);
}

/** `name` where the handle is another one, `id`, and `type` where this version has a name for it. */
function fieldsOf({ id, name, type }: LiveChannel, { channelHandles, hidden }: Plan): readonly string[] {
  const handle = channelHandles.get(id);
  return [
    ...(handle === name || hidden.has(id) ? [] : [`name: ${writeScalar(name)}`]),
    `id: ${quoted(id)}`,
    ...(isChannelTypeName(type) ? [`type: ${type}`] : []),
  ];
}

function channelNotes(channel: LiveChannel, { plan, depth }: Spot): readonly string[] {
  const notes = plan.hidden.has(channel.id)
    ? ["The bot cannot see this category, only what follows in it: its name and its overwrites are not known."]
    : [
        ...(isChannelTypeName(channel.type) ? [] : [`This version has no name for the type of this channel, ${channel.type}.`]),
        ...(channel.overwrites === null ? ["Discord sent no overwrites that can be read, so nobody checks those of this channel."] : []),
      ];
  return notes.flatMap((note) => commentLines(indent(depth), note));
}
