/** A channel without an id is found by its name and kind, which must then be those of one channel. */
import type { Mistakes } from "./mistakes.ts";
import type { ListedChannel } from "./read-channels.ts";

/** Reports channels that nothing but a missing id could tell apart. */
export function reportSameChannelNames(channels: readonly ListedChannel[], mistakes: Mistakes): void {
  const firsts = new Map<string, ListedChannel>();
  for (const listed of channels) {
    const key = `${listed.channel.category ? "category" : "channel"} ${listed.channel.name}`;
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, listed);
    else if (mixedUp(first, listed)) report(first, listed, mistakes);
  }
}

function mixedUp(first: ListedChannel, second: ListedChannel): boolean {
  const types = [first.channel.type, second.channel.type];
  if (first.channel.path === second.channel.path) return false;
  if (first.channel.id !== null && second.channel.id !== null) return false;
  return types.includes(null) || types[0] === types[1];
}

function report(first: ListedChannel, second: ListedChannel, mistakes: Mistakes): void {
  mistakes.add({
    code: "same-name",
    span: second.key.span,
    message: `two channels are called "${second.channel.name}", and without ids nobody can tell them apart; write both ids`,
    related: { span: first.key.span, message: "the first one is here" },
  });
}
