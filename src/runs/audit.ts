/** The use case "audit": the audit log, decoded and filtered, oldest first. */
import { decodeAuditPage } from "../audit/decode.ts";
import type { AuditEntry } from "../audit/entry.ts";
import { decodeSnapshot } from "../guild/decode.ts";
import { type GuildId, snowflakeOfTime, timeOfSnowflake } from "../permissions/snowflake.ts";
import { CannotCheck } from "./cannot-check.ts";
import { AuditLogUnreadable, type DiscordSource, type Progress } from "./ports.ts";

export interface AuditFilter {
  /** Unix milliseconds, both included. */
  readonly since: number;
  readonly until: number;
  /** An id, or a name in any case; null for everybody. */
  readonly actor: string | null;
  readonly target: string | null;
  /** Names as in the entries; empty for all. */
  readonly actions: readonly string[];
}

export interface AuditRequest {
  readonly source: DiscordSource;
  readonly guild: GuildId;
  readonly filter: AuditFilter;
  readonly progress: Progress;
}

/** Gives what can be read, then throws CannotCheck where that is not the whole log: a part must not look like all. */
export async function* audit({ source, guild, filter, progress }: AuditRequest): AsyncGenerator<AuditEntry, void> {
  const names = await readNames(source, guild);
  const before = snowflakeOfTime<"entry">(filter.since - 1);
  const unreadable: string[] = [];
  let read = 0;
  try {
    for await (const answer of source.auditLog(guild, before)) {
      const { entries, problems } = decodeAuditPage(answer);
      unreadable.push(...problems);
      read += entries.length;
      progress(`Read ${read} ${read === 1 ? "entry" : "entries"} of the audit log`);
      const named = entries.map((entry) => withName(entry, names));
      yield* named.filter((entry) => fits(entry, filter));
      if (named.some(({ id }) => timeOfSnowflake(id) > filter.until)) break;
    }
  } catch (error) {
    if (error instanceof AuditLogUnreadable) throw new CannotCheck(error.message, { cause: error });
    throw error;
  }
  const [problem] = unreadable;
  if (problem !== undefined) throw new CannotCheck(`A part of the audit log cannot be read: ${problem}`);
}

/** The log names no roles and no channels: the live state does, as far as they are still there. */
async function readNames(source: DiscordSource, id: GuildId): Promise<ReadonlyMap<string, string>> {
  const [guild, channels] = await Promise.all([source.guild(id), source.channels(id)]);
  const decoded = decodeSnapshot({ guild, channels, self: null });
  if (!decoded.ok) return new Map();
  const { roles, channels: seen, guild: own } = decoded.value;
  return new Map([
    [`guild ${own.id}`, own.name],
    ...[...roles.values()].map((role): [string, string] => [`role ${role.id}`, role.name]),
    ...[...seen.values()].map((channel): [string, string] => [`channel ${channel.id}`, channel.name]),
  ]);
}

/** By type and id: the id of a guild is also that of its role @everyone. */
function withName(entry: AuditEntry, names: ReadonlyMap<string, string>): AuditEntry {
  const { target } = entry;
  if (target === null || target.name !== null) return entry;
  return { ...entry, target: { ...target, name: names.get(`${target.type} ${target.id}`) ?? null } };
}

function fits(entry: AuditEntry, { since, until, actor, target, actions }: AuditFilter): boolean {
  const at = timeOfSnowflake(entry.id);
  if (at < since || at > until) return false;
  if (actions.length > 0 && !actions.includes(entry.action)) return false;
  return isCalled(entry.actor, actor) && isCalled(entry.target, target);
}

function isCalled(thing: { readonly id: string; readonly name: string | null } | null, wanted: string | null): boolean {
  if (wanted === null) return true;
  return thing !== null && (thing.id === wanted || thing.name?.toLowerCase() === wanted.toLowerCase());
}
