/** Channels: what the file must say for a finding about one to be in line. Their overwrites are in adopt-overwrites.ts. */
import type { BoundChannel } from "../drift/bind.ts";
import type { Finding } from "../drift/finding.ts";
import { isChannelTypeName } from "../permissions/channel-types.ts";
import type { Keys, NewValue, PolicyEdit } from "../policy/edit/policy-edit.ts";
import { liveOverwrites } from "./adopt-overwrites.ts";
import { nameEdit } from "./adopt-roles.ts";
import { channelOf, isChosen, isIgnored, keysOf, type Answer, type Scene } from "./scene.ts";

const GONE: Answer = { why: "the policy does not list it any more" };

export function adoptChannelName(finding: Finding, scene: Scene): Answer {
  const bound = channelOf(finding, scene);
  if (bound === null || finding.live?.kind !== "text") return GONE;
  return { edits: [nameEdit(keysOf(bound, scene.sides), finding.live.text)] };
}

export function adoptType(finding: Finding, scene: Scene): Answer {
  const bound = channelOf(finding, scene);
  if (bound === null || finding.live?.kind !== "text") return GONE;
  const type = finding.live.text;
  if (!isChannelTypeName(type)) return { why: `the policy language of this version has no word for the type ${type}` };
  return { edits: [{ kind: "put", keys: [...keysOf(bound, scene.sides), "type"], value: { kind: "word", word: type } }] };
}

export function adoptNewChannel({ subject }: Finding, scene: Scene): Answer {
  const live = [...scene.sides.snapshot.channels.values()].find(({ id }) => id === subject.id);
  if (live === undefined) return GONE;
  const keys = scene.newChannels.get(live.id);
  if (keys === undefined) return { why: whyNoPlace(live.parent, scene) };
  const path = keys.filter((_, index) => index % 2 === 1).join("/");
  if (isIgnored("channels", path, scene.sides)) {
    // Its category is listed from now on, and with that the pattern fits: nothing is left to accept.
    if (live.parent !== null && scene.newChannels.has(live.parent)) return { edits: [] };
    return { why: "`ignore` passes over channels of this name; narrow its pattern first" };
  }
  const overwrites = liveOverwrites(live, scene);
  const entries: (readonly [string, NewValue])[] = [
    ["id", { kind: "id", id: live.id }],
    ...(keys.at(-1) === live.name ? [] : [["name", { kind: "text", text: live.name }] as const]),
    ...(isChannelTypeName(live.type) ? [["type", { kind: "word", word: live.type }] as const] : []),
    ...(overwrites === null ? [] : [["overwrites", overwrites] as const]),
  ];
  return { edits: [{ kind: "put", keys, value: { kind: "map", entries, style: "like-others" } }] };
}

function whyNoPlace(parent: string | null, { sides }: Scene): string {
  const category = [...sides.snapshot.channels.values()].find(({ id }) => id === parent);
  const name = category === undefined ? "a category" : `the category ${category.name}`;
  return `it is in ${name}, which the policy does not list; accept that too (channel.unexpected/channel:${parent ?? ""})`;
}

export function adoptMove(finding: Finding, scene: Scene): Answer {
  const bound = channelOf(finding, scene);
  if (bound === null || bound.live === null) return GONE;
  const to = placeFor(bound.live.parent, scene);
  if (to === null) return { why: whyNoPlace(bound.live.parent, scene) };
  return { edits: moveEdits(bound, to, scene) };
}

/** The map that holds the channels of a category, or of the top; null where the file has no such category. */
function placeFor(parent: string | null, { sides, newChannels }: Scene): Keys | null {
  if (parent === null) return ["channels"];
  const listed = sides.binding.channelOfId.get(parent);
  const keys = listed === undefined ? newChannels.get(parent) : keysOf(listed, sides);
  return keys === undefined ? null : [...keys, "channels"];
}

function moveEdits(bound: BoundChannel, to: Keys, { sides }: Scene): PolicyEdit[] {
  const { handle, path, id } = bound.listed;
  const moved = [...to, handle].filter((_, index) => index % 2 === 1).join("/");
  const keys = keysOf(bound, sides);
  return [
    // The memory and the reader know a channel without an id by its path and its name.
    ...(id === null && bound.id !== null ? [{ kind: "put", keys: [...keys, "id"], value: { kind: "id", id: bound.id } } as const] : []),
    { kind: "move", keys, to },
    ...sides.policy.exceptions
      .filter(({ channel }) => channel === path)
      .map(
        ({ name }) =>
          ({ kind: "put", keys: ["exceptions", name, "channel"], value: { kind: "text", text: moved }, instead: path }) as const,
      ),
  ];
}

export function adoptMissingChannel(finding: Finding, scene: Scene): Answer {
  const bound = channelOf(finding, scene);
  if (bound === null) return GONE;
  const { sides } = scene;
  const children = sides.binding.channels.filter(({ listed }) => listed.parent === bound.listed.path);
  const staying = children.filter((child) => !isChosen(scene, "channel.missing", child.id ?? child.listed.path));
  const gone = new Set([bound, ...children.filter((child) => !staying.includes(child))].map(({ listed }) => listed.path));
  return {
    edits: [
      ...staying
        .filter((child) => !isChosen(scene, "channel.moved", child.id ?? ""))
        .flatMap((child) => moveEdits(child, shelter(child, scene), scene)),
      ...sides.policy.exceptions
        .filter(({ channel }) => channel !== null && gone.has(channel))
        .map(({ name }) => ({ kind: "remove", keys: ["exceptions", name] }) as const),
      { kind: "remove", keys: keysOf(bound, sides) },
    ],
  };
}

/** Where a channel goes whose category is taken out: where it is now, if the file has that, else to the top. */
function shelter(child: BoundChannel, scene: Scene): Keys {
  const parent = child.live?.parent ?? null;
  const goes = parent !== null && isChosen(scene, "channel.missing", parent);
  return (goes ? null : placeFor(parent, scene)) ?? ["channels"];
}
