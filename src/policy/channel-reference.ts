/** Finds the channel that a reference means: a handle, or `Category/handle`. */
import { closest } from "./suggest.ts";
import type { ScalarNode } from "./node.ts";
import type { Mistakes } from "./mistakes.ts";
import type { ListedChannel } from "./read-channels.ts";

/** The path of the one channel that fits, or null after a report. */
export function findChannel(reference: ScalarNode, channels: readonly ListedChannel[], mistakes: Mistakes): string | null {
  const { span, text } = reference;
  const [first, second] = channels.filter(({ channel }) => channel.path === text || channel.handle === text);
  if (first === undefined) {
    const names = (): readonly string[] => channels.flatMap(({ channel }) => [channel.handle, channel.path]);
    const message = `no channel \`${text}\` is listed in \`channels\``;
    mistakes.add({ code: "unknown-channel", span, message, suggest: () => closest(text, names()) });
    return null;
  }
  if (second === undefined) return first.channel.path;
  reportTwo(reference, [first, second], mistakes);
  return null;
}

function reportTwo({ span, text }: ScalarNode, [first, second]: readonly [ListedChannel, ListedChannel], mistakes: Mistakes): void {
  const inCategory = [first, second].map(({ channel }) => channel).find(({ path }) => path !== text);
  mistakes.add({
    code: "ambiguous-channel",
    span,
    message: `\`${text}\` fits \`${first.channel.path}\` (line ${first.key.span.at.line}) and \`${second.channel.path}\`; write \`Category/handle\`, or give one of them another handle and \`name\``,
    suggest: () => inCategory?.path,
    related: { span: second.key.span, message: "the second one is here" },
  });
}
