/** The keys of findings that await rollout: those of the same difference as drift, with a suffix, so that both can stand side by side. */

const SUFFIX = "/rollout";

/** `key` is the difference's. */
export function rolloutKey(key: string): string {
  return `${key}${SUFFIX}`;
}

/** The key without the suffix, where it has one. */
export function withoutRollout(key: string): string {
  return key.endsWith(SUFFIX) ? key.slice(0, -SUFFIX.length) : key;
}

/** An id that does not read as the suffix: a channel may be called like it, and its path may be all that it has. */
export function withoutEnding(id: string): string {
  return id.endsWith(SUFFIX) ? `${id.slice(0, -SUFFIX.length)}%2F${SUFFIX.slice(1)}` : id;
}
