/** The use case "export": the live guild as a policy. */
import { exportPolicy } from "../export/export-policy.ts";
import { peopleToName } from "../export/people.ts";
import type { PeopleNames } from "../export/plan.ts";
import { decodeMember } from "../guild/member.ts";
import type { Snapshot } from "../guild/snapshot.ts";
import type { GuildId, UserId } from "../permissions/snowflake.ts";
import { readPolicy } from "../policy/read-policy.ts";
import { CannotCheck } from "./cannot-check.ts";
import type { DiscordSource } from "./ports.ts";
import { readSnapshot, type ReadSnapshot } from "./read-snapshot.ts";

/** Each is a request of its own, only for a name in a comment. */
const MOST_NAMES = 50;

export interface Exported {
  /** The whole policy. */
  readonly text: string;
  readonly roles: number;
  readonly channels: number;
}

/** Throws CannotCheck without a live state, and for a server whose policy would be larger than a policy can be. */
export async function exportGuild(request: ReadSnapshot): Promise<Exported> {
  const snapshot = await readSnapshot(request);
  const people = await readNames(snapshot, request);
  const text = exportPolicy({ snapshot, people });
  refuseTooLarge(text, snapshot);
  return { text, roles: snapshot.roles.size, channels: snapshot.channels.size };
}

async function readNames(snapshot: Snapshot, { source, guild, progress }: ReadSnapshot): Promise<PeopleNames> {
  const ids = peopleToName(snapshot).slice(0, MOST_NAMES);
  progress(`Asking for the names of ${ids.length === 1 ? "1 person" : `${ids.length} people and bots`}`);
  const named = await Promise.all(ids.map(async (id) => [id, await readName(id, guild, source)] as const));
  return new Map(named.flatMap(([id, name]) => (name === undefined ? [] : [[id, name]])));
}

/** Null for somebody who is not on the server; undefined where nobody can say: a missing name spoils no export. */
async function readName(id: UserId, guild: GuildId, source: DiscordSource): Promise<string | null | undefined> {
  try {
    const answer = await source.member(guild, id);
    if (answer === null) return null;
    const decoded = decodeMember(answer, id);
    return decoded.ok ? (decoded.value.name ?? undefined) : undefined;
  } catch (error) {
    if (error instanceof CannotCheck) return undefined;
    throw error;
  }
}

/** A file that no check could read would be of no use. */
function refuseTooLarge(text: string, { channels }: Snapshot): void {
  const read = readPolicy({ file: "permissions.yaml", text });
  if (read.ok || read.problems.every(({ code }) => code !== "too-large")) return;
  const overwrites = [...channels.values()].reduce((sum, channel) => sum + (channel.overwrites?.size ?? 0), 0);
  throw new CannotCheck(
    `The policy of this server would have ${text.length} characters, which is more than a policy may have (1 MiB and 300,000 values): ` +
      `its channels have ${overwrites} overwrites. Sync channels with their categories, or remove overwrites that nobody needs; then run again.`,
  );
}
