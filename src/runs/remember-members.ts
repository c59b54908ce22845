/** A source that keeps what it was asked about members, raw, for a recording. */
import type { DiscordSource } from "./ports.ts";

export interface RememberedMembers {
  readonly source: DiscordSource;
  /** Undefined where nobody asked, or there was no answer. */
  readonly memberCounts: () => unknown;
  /** The whole list where it was asked for and there is one, else an object of the people who were asked for; undefined where there is nobody. */
  readonly members: () => unknown;
}

export function rememberMembers(source: DiscordSource): RememberedMembers {
  const people = new Map<string, unknown>();
  let [counts, whole]: [unknown, unknown[] | undefined] = [undefined, undefined];
  return {
    source: {
      ...source,
      memberCounts: async (guild) => {
        counts = await source.memberCounts(guild);
        return counts;
      },
      member: async (guild, user) => {
        const member = await source.member(guild, user);
        people.set(user, member);
        return member;
      },
      members: async function* members(guild) {
        // To its end, however much of it is wanted: a list that is not whole would make members look gone.
        const pages: unknown[] = [];
        for await (const page of source.members(guild)) pages.push(page);
        whole = pages.flatMap((page): unknown[] => (Array.isArray(page) ? page : []));
        yield* pages;
      },
    },
    memberCounts: () => counts,
    members: () => whole ?? (people.size === 0 ? undefined : Object.fromEntries(people)),
  };
}
