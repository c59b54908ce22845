/** Takes out of raw answers what would let a stranger act: a recording goes into bug reports. */

/** What stands where a secret stood. */
const REMOVED = "(removed)";

/**
 * A copy without webhook tokens and addresses, and without invite codes in the log's changes. Everything else stays as Discord sent it.
 * (A webhook in the log's `webhooks` can carry its token and address: docs, resources/webhook.)
 */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([key, inner]) => [key, isSecret(value, key) ? REMOVED : withoutSecrets(inner)]));
}

function isSecret(owner: object, key: string): boolean {
  if (key === "token" || (key === "url" && "token" in owner)) return true;
  const change = "key" in owner && (owner.key === "code" || owner.key === "token") && (key === "old_value" || key === "new_value");
  return change;
}
