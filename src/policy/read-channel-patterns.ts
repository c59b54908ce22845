/** Reads `channels` of a rule: patterns over `Category/channel`, each of which matches something in the policy. */
import { LONGEST_GLOB, compileGlob } from "./glob.ts";
import { describeNode } from "./node.ts";
import { expectList, reportType } from "./fields.ts";
import { isName } from "./scalars.ts";
import { closest } from "./suggest.ts";
import type { MapEntry, PolicyNode } from "./node.ts";
import type { Mistakes } from "./mistakes.ts";
import type { ChannelPattern, PolicyChannel } from "./policy.ts";

const MOST_PATTERNS = 200;

/** The patterns in file order; none, after a report, where there is none that could be used. */
export function readChannelPatterns(
  { key, value }: MapEntry,
  channels: readonly PolicyChannel[],
  mistakes: Mistakes,
): readonly ChannelPattern[] {
  const items = expectList(value, key, mistakes);
  if (value.kind === "list" && items.length === 0) {
    const message = "a rule for no channel is judged nowhere; leave `channels` out to judge it everywhere";
    mistakes.add({ code: "no-pattern", span: key.span, message });
  }
  if (items.length > MOST_PATTERNS) {
    const message = `a rule has at most ${MOST_PATTERNS} patterns; use fewer and wider ones`;
    mistakes.add({ code: "too-many-patterns", span: key.span, message });
    return [];
  }
  return items.flatMap((node) => readPattern(node, channels, mistakes) ?? []);
}

function readPattern(node: PolicyNode, channels: readonly PolicyChannel[], mistakes: Mistakes): ChannelPattern | null {
  if (node.kind !== "scalar") {
    reportType(node.span, `this is ${describeNode(node)}, and a pattern is needed here, like "Staff/*"`, mistakes);
    return null;
  }
  if (!isName(node, mistakes)) return null;
  const { span, text: glob } = node;
  if (glob === "" || glob.length > LONGEST_GLOB) {
    const message = glob === "" ? "an empty pattern matches nothing" : `a pattern has at most ${LONGEST_GLOB} characters`;
    mistakes.add({ code: "wrong-pattern", span, message });
    return null;
  }
  const matches = compileGlob(glob, "/");
  if (channels.some(({ path }) => matches(path))) return { glob, matches, at: span.at };
  mistakes.add({
    code: "pattern-matches-nothing",
    span,
    message: `no channel in \`channels\` matches \`${glob}\`; a pattern is compared with \`Category/channel\``,
    suggest: () => suggestPattern(glob, channels),
  });
  return null;
}

/** The path of a channel that was meant by its handle alone, else the closest path or handle. */
function suggestPattern(glob: string, channels: readonly PolicyChannel[]): string | undefined {
  const matches = compileGlob(glob, "/");
  return (channels.find(({ handle }) => matches(handle)) ?? channels.find(({ path }) => path === closest(glob, pathsOf(channels))))?.path;
}

function pathsOf(channels: readonly PolicyChannel[]): readonly string[] {
  return channels.map(({ path }) => path);
}
