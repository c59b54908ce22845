/** Which channels a rule is judged in, among the channels that both policies know. */
import type { PolicyRule } from "../policy/policy.ts";
import type { ChannelPair } from "./pair-objects.ts";
import { isLeftAlone } from "./left-alone.ts";
import { type Scene, type Side } from "./scene.ts";

/**
 * The ids of the channels that the rule of one side is judged in, sorted; null: everywhere. A channel is looked for by its path on the rule's own side, else
 * on the other one, so that what came or went is no change of a rule that speaks of it on both sides.
 */
export function reachOf({ channels }: PolicyRule, side: Side, scene: Scene): readonly string[] | null {
  if (channels === null) return null;
  const matched = scene.channels.filter((pair) => {
    const path = pathOn(pair, side);
    return path !== null && counts(pair, scene) && channels.some(({ matches }) => matches(path));
  });
  return matched.map(({ id }) => id).toSorted();
}

function pathOn({ before, after }: ChannelPair, side: Side): string | null {
  const [own, other] = side === "base" ? [before, after] : [after, before];
  return (own ?? other)?.path ?? null;
}

/** A channel that is to be deleted needs no rule. */
function counts({ before, after }: ChannelPair, scene: Scene): boolean {
  return after !== null || (before !== null && isLeftAlone("channels", before.path, scene.head.policy));
}
