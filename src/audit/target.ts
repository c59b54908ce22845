/** What an entry was done to: what kind of thing it is, and the name that the entry's own changes tell. */
import { targetTypeOf, type TargetType } from "./actions.ts";
import type { AuditChange, AuditOptions } from "./entry.ts";

/** The changed key that holds the name of such a thing, null where none does; `name` where it is not listed. */
const NAME_KEYS: Readonly<Partial<Record<TargetType, string | null>>> = {
  "onboarding prompt": "title",
  "stage instance": "topic",
  user: null,
};

/** What the target with this id is. Permissions of a whole app are logged with the app's id as target (docs: resources/audit-log). */
export function targetTypeIn(id: string | null, action: number | null, options: AuditOptions): TargetType {
  const target = targetTypeOf(action);
  return target === "command" && id === options["application_id"] ? "app" : target;
}

/** The name in the changes: the new one, or the last one of something that was deleted; null where they tell none. */
export function nameInChanges(type: TargetType, changes: readonly AuditChange[]): string | null {
  const key = NAME_KEYS[type] === undefined ? "name" : NAME_KEYS[type];
  const change = changes.find((candidate) => candidate.key === key);
  const name = change?.new ?? change?.old;
  return typeof name === "string" ? name : null;
}
