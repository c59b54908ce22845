/** Parts of the policy that have a key of their own: rules and exceptions, by key, and by content where only the key changed. */

/** One key on both sides, or on one. */
export interface KeyedPair<Part> {
  readonly before: Part | null;
  readonly after: Part | null;
  /** The content is the same under another key. */
  readonly renamed: boolean;
}

interface Named {
  readonly name: string;
}

/** Parts of the head in file order, then those that went. `content`: what they mean, as a text. */
export function pairKeys<Part extends Named>(
  base: readonly Part[],
  head: readonly Part[],
  content: (part: Part, side: "base" | "head") => string,
): KeyedPair<Part>[] {
  const byName = new Map(base.map((part) => [part.name, part]));
  const kept = new Set(head.map(({ name }) => name));
  const loose = new Map<string, Part[]>();
  for (const part of base.filter(({ name }) => !kept.has(name))) {
    const key = content(part, "base");
    loose.set(key, [...(loose.get(key) ?? []), part]);
  }
  const taken = new Set<Part>();
  const pairs = head.map((after) => {
    const before = byName.get(after.name);
    if (before !== undefined) return { before, after, renamed: false };
    const twin = loose.get(content(after, "head"))?.find((part) => !taken.has(part));
    if (twin !== undefined) taken.add(twin);
    return { before: twin ?? null, after, renamed: twin !== undefined };
  });
  const gone = base.filter((part) => !kept.has(part.name) && !taken.has(part));
  return [...pairs, ...gone.map((before) => ({ before, after: null, renamed: false }))];
}
