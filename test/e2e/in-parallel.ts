/** Many processes, a few at a time. */

/** The results in the order of the items; at most `width` are under way at once. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  width: number,
  act: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results = new Map<number, Result>();
  const waiting = items.entries();
  const worker = async (): Promise<void> => {
    const next = waiting.next();
    if (next.done === true) return;
    const [index, item] = next.value;
    results.set(index, await act(item));
    await worker();
  };
  await Promise.all(Array.from({ length: width }, worker));
  return items.flatMap((_, index) => results.get(index) ?? []);
}
