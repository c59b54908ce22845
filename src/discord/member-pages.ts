/** The members of a guild, page by page. Discord lists them only for bots with the privileged members intent. */
import { oneByOne } from "../http/one-by-one.ts";
import { compareSnowflakes, type GuildId, parseSnowflake, type UserId } from "../permissions/snowflake.ts";
import { CannotCheck } from "../runs/cannot-check.ts";
import { MembersUnlisted } from "../runs/ports.ts";
import type { DiscordClient } from "./client.ts";
import { DiscordRefusal } from "./errors.ts";

/** Discord's most. */
const PAGE_SIZE = 1000;
/** Ten million members: more than any guild has. */
const MAX_PAGES = 10_000;

/** Pages of GET /guilds/{id}/members?after=..., to the end; whoever reads them may stop before. Throws MembersUnlisted without the intent. */
export async function* readMemberPages(client: DiscordClient, guild: GuildId): AsyncIterable<unknown> {
  let after: UserId | null = null;
  const pages = oneByOne(Array(MAX_PAGES).keys(), async () => await readPage(client, guild, after));
  for await (const page of pages) {
    yield page;
    if (page.length < PAGE_SIZE) return;
    after = lastId(page, after);
  }
}

async function readPage(client: DiscordClient, guild: GuildId, after: UserId | null): Promise<readonly unknown[]> {
  const query = new URLSearchParams({ limit: String(PAGE_SIZE), ...(after === null ? {} : { after }) });
  const page = await client.get(`/guilds/${guild}/members`, query).catch((error: unknown) => {
    if (!(error instanceof DiscordRefusal)) throw error;
    throw new MembersUnlisted(`Discord does not list the members to this bot (status ${error.status}, code ${error.code}).`, {
      cause: error,
    });
  });
  if (!Array.isArray(page))
    throw new CannotCheck("Discord's answer for the members is no list. Check that discord-api-url leads to Discord.");
  return page;
}

function lastId(page: readonly unknown[], after: UserId | null): UserId {
  const ids = page.map(userIdOf).filter((id) => id !== null);
  const last = ids.toSorted(compareSnowflakes).at(-1) ?? null;
  if (last === null || (after !== null && compareSnowflakes(last, after) <= 0))
    throw new CannotCheck("Discord's list of members does not go on: a page repeats what came before. Run again later.");
  return last;
}

function userIdOf(member: unknown): UserId | null {
  const user: unknown = typeof member === "object" && member !== null && "user" in member ? member.user : null;
  return typeof user === "object" && user !== null && "id" in user ? parseSnowflake<"user">(user.id) : null;
}
