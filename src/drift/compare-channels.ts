/** Channels: listed against live, as far as the bot can see. What they grant is in compare-overwrites.ts. */
import type { LiveChannel, ProbeResult } from "../guild/snapshot.ts";
import { DANGEROUS } from "../permissions/flags.ts";
import type { BoundChannel } from "./bind.ts";
import { compareOverwrites } from "./compare-overwrites.ts";
import { differing, watchedWord, type Difference, type Watched } from "./difference.ts";
import { stateOf, type Sides } from "./field-state.ts";
import type { FindingValue, Named, Subject } from "./finding.ts";
import { scopeOfChannel } from "./scope.ts";

/** All differences in channels and in their overwrites. Listed ones first, in file order. */
export function compareChannels(sides: Sides): Difference[] {
  const unlisted = [...sides.snapshot.channels.values()].filter((channel) => !sides.binding.channelOfId.has(channel.id));
  return [
    ...sides.binding.channels.flatMap((bound) => compareChannel(bound, sides)),
    ...unlisted.flatMap((channel) => compareUnlisted(channel, sides)),
    ...hiddenChannels(sides),
  ];
}

/** How a listed channel is called in findings. */
export function channelSubject(bound: BoundChannel): Subject {
  return { type: "channel", id: bound.id ?? bound.listed.path, name: bound.live?.name ?? bound.listed.name };
}

function compareChannel(bound: BoundChannel, sides: Sides): Difference[] {
  const { live } = bound;
  if (live === null) return missing(bound, sides);
  return [
    ...compareName(bound, live),
    ...compareType(bound, live),
    ...compareParent(bound, live, sides),
    ...compareOverwrites(bound, live, sides),
  ];
}

/** A channel with an id that is not in the answer is missing only when a probe, the log or the bot's own rights say that it is gone. */
function missing(bound: BoundChannel, sides: Sides): Difference[] {
  if (bound.id !== null && sides.probes.get(bound.id) !== "gone") return [];
  const { listed } = bound;
  return [
    differing("channel.missing", channelSubject(bound), {
      desired: {
        kind: "channel",
        name: listed.name,
        type: listed.type ?? (listed.category ? "category" : "text"),
        parent: listed.parent === null ? null : policyParent(listed.parent, sides),
      },
      live: null,
      at: listed.at,
      note: bound.note,
      fields: bound.id === null ? [] : [watchedWord({ of: "channel", id: bound.id, part: "exists" }, "yes", null)],
    }),
  ];
}

function policyParent(path: string, { binding }: Sides): Named {
  const bound = binding.channelOfPath.get(path);
  return { id: bound?.id ?? path, name: bound?.live?.name ?? bound?.listed.name ?? path };
}

function compareName(bound: BoundChannel, live: LiveChannel): Difference[] {
  if (bound.listed.name === live.name) return [];
  return [
    differing("channel.renamed", channelSubject(bound), {
      desired: { kind: "text", text: bound.listed.name },
      live: { kind: "text", text: live.name },
      at: bound.listed.at,
      fields: [watchedWord({ of: "channel", id: live.id, part: "name" }, bound.listed.name, live.name)],
    }),
  ];
}

function compareType(bound: BoundChannel, live: LiveChannel): Difference[] {
  const { type } = bound.listed;
  if (type === null || type === live.type) return [];
  return [
    differing("channel.type", channelSubject(bound), {
      desired: { kind: "text", text: type },
      live: { kind: "text", text: live.type },
      at: bound.listed.at,
      fields: [watchedWord({ of: "channel", id: live.id, part: "type" }, type, live.type)],
    }),
  ];
}

function compareParent(bound: BoundChannel, live: LiveChannel, sides: Sides): Difference[] {
  const field = { of: "channel", id: live.id, part: "parent" } as const;
  const state = stateOf(field, sides);
  if (state === null || state.desired === state.live) return [];
  return [
    differing("channel.moved", channelSubject(bound), {
      desired: bound.listed.parent === null ? null : { kind: "named", ...policyParent(bound.listed.parent, sides) },
      live: placeOf(live, sides),
      at: bound.listed.at,
      fields: [watchedWord(field, state.desired, state.live)],
    }),
  ];
}

function placeOf(live: LiveChannel, sides: Sides): FindingValue | null {
  const parent = parentOf(live, sides);
  return parent === null ? null : { kind: "named", ...parent };
}

function parentOf(live: LiveChannel, { snapshot }: Sides): Named | null {
  if (live.parent === null) return null;
  return { id: live.parent, name: snapshot.channels.get(live.parent)?.name ?? live.parent };
}

function compareUnlisted(channel: LiveChannel, sides: Sides): Difference[] {
  const scope = scopeOfChannel(channel, sides.policy, sides.binding);
  if (scope.kind === "unmanaged") return [];
  return [
    differing(
      "channel.unexpected",
      { type: "channel", id: channel.id, name: channel.name },
      {
        desired: null,
        live: { kind: "channel", name: channel.name, type: channel.type, parent: parentOf(channel, sides) },
        note: scope.note,
        // A channel that is passed over but for what it grants differs by that, not by being there.
        fields: [
          ...(scope.note === null ? [watchedWord({ of: "channel", id: channel.id, part: "exists" }, null, "yes")] : []),
          ...dangerousGrants(channel),
        ],
      },
    ),
  ];
}

function dangerousGrants({ id, overwrites }: LiveChannel): Watched[] {
  const sorted = [...(overwrites ?? [])].toSorted(([left], [right]) => (left < right ? -1 : 1));
  return sorted.flatMap(([, { target, allow }]) => {
    const cells = allow & DANGEROUS;
    return cells === 0n ? [] : [{ field: { of: "overwrite", id, target, part: "allow" }, desired: allow & ~cells, live: allow, cells }];
  });
}

/** All hidden channels of the policy in one finding of the guild; a channel that only the log knows of has its own. */
function hiddenChannels(sides: Sides): Difference[] {
  const listed = [...sides.probes].flatMap(([id, result]) => (result === "hidden" ? (sides.binding.channelOfId.get(id) ?? []) : []));
  const others = [...sides.probes].flatMap(([id, result]) => (isUnseen(result) && !sides.binding.channelOfId.has(id) ? [id] : []));
  const { guild } = sides.snapshot;
  const own = others.map((id) =>
    differing(
      "channel.hidden",
      { type: "channel", id, name: id },
      {
        desired: null,
        live: null,
        note: "The log says that it was created, nothing says that it was deleted, and the bot cannot see it.",
        fields: [watchedWord({ of: "channel", id, part: "exists" }, null, "yes")],
      },
    ),
  );
  if (listed.length === 0) return own;
  const names = listed.map((bound): Named => ({ id: bound.id ?? bound.listed.path, name: bound.listed.path }));
  return [
    differing(
      "channel.hidden",
      { type: "guild", id: guild.id, name: guild.name },
      {
        desired: null,
        live: null,
        also: names,
        note: `The bot cannot see ${listed.length} of the channels that the policy lists.`,
      },
    ),
    ...own,
  ];
}

/** Of a channel that only the log knows, nothing but a probe that finds it gone or visible says otherwise. */
function isUnseen(result: ProbeResult): boolean {
  return result === "hidden" || result === "unprobed";
}
