/** Channels that neither policy lists and that a rule is judged in all the same: ignored ones, and those that nobody has made yet. */
import type { ChannelPattern } from "../policy/policy.ts";
import type { Scene } from "./scene.ts";

/** Whether some pattern of the base reaches such channels that no pattern of the head reaches, by one example for each pattern. */
export function reachesFewerUnlisted(before: readonly ChannelPattern[], after: readonly ChannelPattern[], scene: Scene): boolean {
  return before.some(({ glob }) => {
    const path = exampleOf(glob);
    const now = path === null ? null : pathInHead(path, scene);
    return now !== null && !after.some(({ matches }) => matches(now));
  });
}

/** A path that the pattern matches; null where it is one channel's. */
function exampleOf(glob: string): string | null {
  let wild = false;
  const path = glob.replaceAll(/\\(.)|[*?]/gu, (piece, escaped: string | undefined) => {
    wild ||= escaped === undefined;
    return escaped ?? (piece === "*" ? "any" : "x");
  });
  return wild ? path : null;
}

/** The same channel under the handle that the head has for its category; null where that is not listed any more. */
function pathInHead(path: string, { channels }: Scene): string | null {
  const cut = path.indexOf("/");
  const category = channels.find(({ before }) => before?.category === true && before.path === path.slice(0, Math.max(cut, 0)));
  if (category === undefined) return path;
  return category.after === null ? null : `${category.after.path}${path.slice(cut)}`;
}
