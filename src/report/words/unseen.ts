/** What a list of channels must say of those that are not in it. */
import type { LiveChannel } from "../../guild/snapshot.ts";
import { channelWords, listed } from "../explain/names.ts";

export interface Sight {
  /** Channels whose overwrites are not known. */
  readonly unknown: readonly LiveChannel[];
  /** False: there may be channels that the bot cannot see. */
  readonly seesAll: boolean;
}

/** Sentences; none where the list is whole. */
export function sightNotes({ unknown, seesAll }: Sight): readonly string[] {
  const unreadable = `Nothing can be said of ${listed(unknown.map(channelWords))}: Discord sent no readable overwrites.`;
  return [...(unknown.length === 0 ? [] : [unreadable]), ...(seesAll ? [] : ["Channels that the bot cannot see are not in this answer."])];
}
