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
