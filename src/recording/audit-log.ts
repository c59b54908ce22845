/** A recorded audit log as one page: pages joined, entries sorted, those up to `after` left out. */
import { compareSnowflakes, type EntryId, parseSnowflake } from "../permissions/snowflake.ts";
import { CannotCheck } from "../runs/cannot-check.ts";

interface RecordedEntry {
  readonly id: EntryId;
  readonly entry: unknown;
}

/**
 * Joins one answer of GET audit-logs, or an array of them in any order, newest or oldest first. An entry that stands in several pages
 * counts once. The other lists of the pages (`users`, `webhooks`, ...) are put together as they are.
 */
export function joinAuditPages(recorded: unknown, after: EntryId): Readonly<Record<string, unknown>> {
  const pages: readonly unknown[] = Array.isArray(recorded) ? recorded : [recorded];
  const lists = new Map<string, unknown[]>();
  for (const page of pages) {
    if (!isPage(page)) throw notALog();
    for (const [key, list] of Object.entries(page)) {
      if (Array.isArray(list)) add(lists, key, list);
    }
  }
  const byId = new Map((lists.get("audit_log_entries") ?? []).map(recordedEntry).map((one) => [one.id, one]));
  const later = [...byId.values()].filter(({ id }) => compareSnowflakes(id, after) > 0);
  const entries = later.toSorted((left, right) => compareSnowflakes(left.id, right.id)).map(({ entry }) => entry);
  return { ...Object.fromEntries(lists), audit_log_entries: entries };
}

/** A recording may have thousands of pages: what came before is not copied again for each. */
function add(lists: Map<string, unknown[]>, key: string, list: readonly unknown[]): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [...list]);
  else for (const item of list) known.push(item);
}

function isPage(page: unknown): page is Readonly<Record<string, unknown>> {
  return typeof page === "object" && page !== null && "audit_log_entries" in page && Array.isArray(page.audit_log_entries);
}

function recordedEntry(entry: unknown): RecordedEntry {
  const id = typeof entry === "object" && entry !== null && "id" in entry ? parseSnowflake<"entry">(entry.id) : null;
  if (id === null) throw notALog();
  return { id, entry };
}

function notALog(): CannotCheck {
  return new CannotCheck("The recording's audit-log.json is neither an answer of Discord's audit log nor an array of them. Record again.");
}
