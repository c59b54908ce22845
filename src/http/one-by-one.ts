/** Requests one after the other: the next begins when the consumer asks for it, so a loop can stop early or change what is asked. */

/** Lazy: `act` runs for an item only when the result before it was taken. */
export async function* oneByOne<Item, Result>(items: Iterable<Item>, act: (item: Item) => Promise<Result>): AsyncGenerator<Result, void> {
  for (const item of items) yield act(item);
}
