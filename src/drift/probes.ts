/** Which channels to ask for one by one: those that should be there and are not in the answer. Hidden is not gone. */
import type { ProbeResult, Sight, Snapshot } from "../guild/snapshot.ts";
import { DANGEROUS } from "../permissions/flags.ts";
import { isSnowflake, type ChannelId } from "../permissions/snowflake.ts";
import type { Policy } from "../policy/policy.ts";
import type { History } from "./history.ts";
import type { Memory } from "./memory.ts";
import { withoutRollout } from "./rollout-key.ts";

export interface ProbePlan {
  /** What is known without asking. */
  readonly known: ReadonlyMap<ChannelId, ProbeResult>;
  /** To be asked for, the most telling first; the caller bounds how many. */
  readonly ask: readonly ChannelId[];
}

/** Channels that only the log knows come first: they are few, and nobody agreed to them. */
export function planProbes({ policy, snapshot, history, memory, sight }: ProbeInput): ProbePlan {
  const logged = policy.manage.channels === "all" ? loggedChannels(policy, history) : [];
  const told = policy.manage.channels === "all" ? toldChannels(memory) : [];
  const named = [...(memory?.names ?? [])].flatMap(([key, id]) => (key.startsWith("channel:") && isSnowflake<"channel">(id) ? [id] : []));
  const listed = policy.channels.flatMap((channel) => channel.id ?? []);
  const made = new Set(logged);
  const missing = [...new Set([...told, ...logged, ...listed, ...named])].filter((id) => !snapshot.channels.has(id));
  const seesAll = sight?.everyChannel === true;
  const known = missing.flatMap((id): [ChannelId, ProbeResult][] => {
    if (wasDeleted(id, history)) return [[id, "gone"]];
    // A bot that sees everything, and not a channel that was made: it asked before that.
    return seesAll ? [[id, made.has(id) ? "visible" : "gone"]] : [];
  });
  return { known: new Map(known), ask: seesAll ? [] : missing.filter((id) => !wasDeleted(id, history)) };
}

export interface ProbeInput {
  readonly policy: Policy;
  readonly snapshot: Snapshot;
  readonly history: History;
  readonly memory: Memory | null;
  readonly sight: Sight | null;
}

/** Channels of which an earlier run told, as unexpected or as hidden: that the bot cannot see one any more does not make it go away. */
function toldChannels(memory: Memory | null): ChannelId[] {
  const ids = (memory?.standing ?? []).map(
    ({ key }) => /^channel\.(?:hidden|unexpected)\/channel:(?<id>\d+)$/.exec(withoutRollout(key))?.groups?.["id"],
  );
  return ids.filter((id) => isSnowflake<"channel">(id));
}

/** Channels that the log says were created. */
function loggedChannels(policy: Policy, history: History): ChannelId[] {
  const { moved, links } = history;
  const created = [...moved].flatMap(([key, field]) =>
    field.of === "channel" && field.part === "exists" && links.get(key)?.some((link) => link.to === "yes") === true ? [field.id] : [],
  );
  const dangerous = dangerousChannels(history);
  return created.filter((id) => dangerous.has(id) || !isLoggedIgnored(id, policy, history));
}

function wasDeleted(id: ChannelId, { links }: History): boolean {
  return links.get(`channel:${id}/exists`)?.some((link) => link.to === null) === true;
}

/** Channels in which the log shows that a dangerous permission was granted: that must not hide behind a name. */
function dangerousChannels({ moved, links }: History): ReadonlySet<ChannelId> {
  const granted = [...moved].flatMap(([key, field]) => {
    if (field.of !== "overwrite" || field.part !== "allow") return [];
    return links.get(key)?.some(({ to }) => typeof to === "bigint" && (to & DANGEROUS) !== 0n) === true ? [field.id] : [];
  });
  return new Set(granted);
}

/** Whether the policy ignores the name of a channel of which only the log tells. */
function isLoggedIgnored(id: ChannelId, policy: Policy, { links }: History): boolean {
  const last = (part: string): unknown => links.get(`channel:${id}/${part}`)?.findLast(({ to }) => to !== null)?.to;
  const name = last("name");
  if (typeof name !== "string") return false;
  const parent = last("parent");
  // Where the log does not say which category it is in, any may be meant.
  const categories = policy.channels.filter((channel) => channel.category && (typeof parent !== "string" || channel.id === parent));
  const paths = [name, ...categories.map((category) => `${category.handle}/${name}`)];
  return policy.ignore.some((pattern) => pattern.kind === "channels" && paths.some((path) => pattern.matches(path)));
}
