/** The order in which Discord shows roles and channels: by position, then by id. */
import { compareSnowflakes, everyoneRole, type Snowflake } from "../permissions/snowflake.ts";
import type { LiveChannel, LiveRole, Snapshot } from "./snapshot.ts";

/** Below the others of their category, whatever their position says. */
const SPOKEN: ReadonlySet<string> = new Set(["voice", "stage"]);

interface Placed {
  readonly id: Snowflake;
  readonly position: number;
}

function byPosition(left: Placed, right: Placed): number {
  return left.position - right.position || compareSnowflakes(left.id, right.id);
}

/** The highest first and @everyone last; of two at one position the older one is the higher. */
export function rolesInOrder({ guild, roles }: Pick<Snapshot, "guild" | "roles">): readonly LiveRole[] {
  const everyone = everyoneRole(guild.id);
  const rank = (role: LiveRole): number => (role.id === everyone ? Infinity : -role.position);
  return [...roles.values()].toSorted((left, right) => {
    const [first, second] = [rank(left), rank(right)];
    return first === second ? compareSnowflakes(left.id, right.id) : first - second;
  });
}

/** A category (null: the top, where channels without one are) and its channels. */
export interface ChannelGroup {
  readonly category: LiveChannel | null;
  readonly channels: readonly LiveChannel[];
}

/** As in the sidebar: first what is in no category, then the categories; in each the channels for text, then those for voice. */
export function channelGroups({ channels }: Pick<Snapshot, "channels">): readonly ChannelGroup[] {
  const all = [...channels.values()].toSorted(byPosition);
  const categories = all.filter(({ type }) => type === "category");
  const known = new Set(categories.map(({ id }) => id));
  const inside = new Map<string, LiveChannel[]>();
  for (const channel of all) {
    if (channel.type === "category") continue;
    // A category that is not in the answer cannot be a heading.
    const key = channel.parent !== null && known.has(channel.parent) ? channel.parent : "";
    const list = inside.get(key) ?? [];
    list.push(channel);
    inside.set(key, list);
  }
  const sorted = (key: string): readonly LiveChannel[] => {
    const list = inside.get(key) ?? [];
    return [...list.filter(({ type }) => !SPOKEN.has(type)), ...list.filter(({ type }) => SPOKEN.has(type))];
  };
  return [{ category: null, channels: sorted("") }, ...categories.map((category) => ({ category, channels: sorted(category.id) }))];
}

/** The same as one list: each category before its channels. */
export function channelsInOrder(snapshot: Pick<Snapshot, "channels">): readonly LiveChannel[] {
  return channelGroups(snapshot).flatMap(({ category, channels }) => (category === null ? channels : [category, ...channels]));
}
