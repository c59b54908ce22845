/** What decoding a live answer gives: the value, or every reason why there is none. */

export type Decoded<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problems: readonly string[] };

export function decoded<Value>(value: Value): Decoded<Value> {
  return { ok: true, value };
}

/** One plain sentence that says what Discord sent and should not have. */
export function undecodable(sentence: string): { readonly ok: false; readonly problems: readonly string[] } {
  return { ok: false, problems: [sentence] };
}

/** Decodes every item of a list: all values, or the problems of all items. */
export function decodeEach<Value>(list: readonly unknown[], decode: (raw: unknown) => Decoded<Value>): Decoded<readonly Value[]> {
  const items = list.map(decode);
  const problems = items.flatMap((item) => (item.ok ? [] : item.problems));
  if (problems.length > 0) return { ok: false, problems };
  return decoded(items.flatMap((item) => (item.ok ? [item.value] : [])));
}
