/** The audit log, page by page, oldest first. */
import { oneByOne } from "../http/one-by-one.ts";
import { compareSnowflakes, type EntryId, type GuildId, parseSnowflake } from "../permissions/snowflake.ts";
import { CannotCheck } from "../runs/cannot-check.ts";
import { AuditLogUnreadable } from "../runs/ports.ts";
import type { DiscordClient } from "./client.ts";
import { DiscordRefusal } from "./errors.ts";

const PAGE_SIZE = 100;
/** Half a million entries: more than 45 days of any guild. A server that never ends is not Discord. */
const MAX_PAGES = 5000;

/**
 * Pages of GET /guilds/{id}/audit-logs?after=...: with `after` Discord sends the oldest entries first. A page with less than 100 entries is
 * the last. Throws AuditLogUnreadable without View Audit Log, CannotCheck where the pages do not lead on.
 */
export async function* readAuditPages(client: DiscordClient, guild: GuildId, start: EntryId): AsyncIterable<unknown> {
  let after = start;
  const pages = oneByOne(Array(MAX_PAGES).keys(), async () => await readPage(client, guild, after));
  for await (const answer of pages) {
    const ids = entryIdsOf(answer);
    yield answer;
    if (ids.length < PAGE_SIZE) return;
    after = lastId(ids, after);
  }
  throw new CannotCheck("Discord's audit log did not end after 5,000 pages. Check that discord-api-url leads to Discord.");
}

async function readPage(client: DiscordClient, guild: GuildId, after: EntryId): Promise<unknown> {
  try {
    return await client.get(`/guilds/${guild}/audit-logs`, new URLSearchParams({ after, limit: String(PAGE_SIZE) }));
  } catch (error) {
    // 50013 Missing Permissions, 50001 Missing Access.
    if (error instanceof DiscordRefusal && error.status === 403 && (error.code === 50_013 || error.code === 50_001))
      throw new AuditLogUnreadable("The bot may not read the audit log. Give its role the permission View Audit Log.", { cause: error });
    if (error instanceof DiscordRefusal)
      throw new CannotCheck(
        `Discord refused the audit log (status ${error.status}, code ${error.code}). Run again; if it stays, report it.`,
        {
          cause: error,
        },
      );
    throw error;
  }
}

/** The ids of a page's entries; the count decides whether there is another page, so an entry without an id is an error here. */
function entryIdsOf(answer: unknown): readonly EntryId[] {
  const entries: unknown = typeof answer === "object" && answer !== null && "audit_log_entries" in answer ? answer.audit_log_entries : null;
  if (!Array.isArray(entries)) throw notALog();
  return entries.map((entry: unknown) => {
    const id = typeof entry === "object" && entry !== null && "id" in entry ? parseSnowflake<"entry">(entry.id) : null;
    if (id === null) throw notALog();
    return id;
  });
}

function lastId(ids: readonly EntryId[], after: EntryId): EntryId {
  const last = ids.toSorted(compareSnowflakes).at(-1) ?? after;
  if (compareSnowflakes(last, after) <= 0)
    throw new CannotCheck("Discord's audit log does not go on: a page repeats what came before. Run again later.");
  return last;
}

function notALog(): CannotCheck {
  return new CannotCheck("Discord's answer for the audit log is not an audit log. Check that discord-api-url leads to Discord.");
}
