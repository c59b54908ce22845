/** What an entry was done to: the id, what kind of thing it is, and its name where the log knows it. */
import { targetTypeOf, type TargetType } from "./actions.ts";
import type { AuditChange, AuditEntry, AuditTarget } from "./entry.ts";
import type { PageNames } from "./page-names.ts";

/** What of an entry tells its target. */
interface Sent extends Pick<AuditEntry, "type" | "options" | "changes"> {
  readonly id: string;
}

/** The changed key that holds the name of such a thing; `name` where it is not listed. */
const NAME_KEYS: Readonly<Partial<Record<TargetType, string>>> = { "onboarding prompt": "title", "stage instance": "topic" };

/** Permissions of a whole app are logged with the app's id as target (docs: resources/audit-log). */
function typeOf({ id, type, options }: Sent): TargetType {
  const target = targetTypeOf(type);
  return target === "command" && id === options["application_id"] ? "app" : target;
}

/** The name in the changes: the new one, or the last one of something that was deleted. */
function nameInChanges(changes: readonly AuditChange[], key: string): string | null {
  const change = changes.find((candidate) => candidate.key === key);
  const name = change?.new ?? change?.old;
  return typeof name === "string" ? name : null;
}

/** The target that an entry names, with the name that the page or the changes tell; null where they do not. */
export function decodeTarget(sent: Sent, names: PageNames): AuditTarget {
  const { id, changes } = sent;
  const type = typeOf(sent);
  if (type === "user") return { type, id, name: names.users.get(id)?.name ?? null };
  return { type, id, name: names.objects[type]?.get(id) ?? nameInChanges(changes, NAME_KEYS[type] ?? "name") };
}
