/** Channel types: the number that Discord sends, and the name that the policy writes. */

/** Number to name (docs: resources/channel, "Channel Types"). Threads and direct messages have no overwrites of their own and are no part of a policy. */
const NAMES = {
  0: "text",
  2: "voice",
  4: "category",
  5: "announcement",
  13: "stage",
  14: "directory",
  15: "forum",
  16: "media",
} as const;

export type ChannelTypeName = (typeof NAMES)[keyof typeof NAMES];

/** All names that a policy may write as `type`. */
export const CHANNEL_TYPE_NAMES: readonly ChannelTypeName[] = Object.values(NAMES);

export function isChannelTypeName(value: unknown): value is ChannelTypeName {
  return CHANNEL_TYPE_NAMES.some((name) => name === value);
}

/** The name of a type; `type_N` for one that this version does not know, so that it is kept and shown. */
export function channelTypeName(type: number): ChannelTypeName | `type_${number}` {
  const entry = Object.entries(NAMES).find(([number]) => Number(number) === type);
  return entry?.[1] ?? `type_${type}`;
}
