/** The use case "record": every raw answer that a check would read, kept for a replay or a bug report. */
import { decodeAuditPage } from "../audit/decode.ts";
import { decodeSnapshot } from "../guild/decode.ts";
import type { ProbeResult } from "../guild/snapshot.ts";
import { type ChannelId, type EntryId, type GuildId, snowflakeOfTime } from "../permissions/snowflake.ts";
import type { Policy } from "../policy/policy.ts";
import { AuditLogUnreadable, type DiscordSource, type Progress } from "./ports.ts";
import { readListedMembers, readOtherMembers } from "./read-members.ts";
import { rememberMembers } from "./remember-members.ts";

/** Answers as Discord sent them. */
export interface Recording {
  readonly guild: unknown;
  readonly channels: unknown;
  /** Null where the bot may not read the log. */
  readonly auditPages: readonly unknown[] | null;
  /** Null where the bot's member is not known. */
  readonly self: unknown;
  /** Left out where the policy lists no members. */
  readonly memberCounts?: unknown;
  readonly members?: unknown;
  readonly probes: Readonly<Record<string, ProbeResult>>;
  /** ISO 8601: the moment of the recording. */
  readonly at: string;
}

export interface RecordRequest {
  readonly source: DiscordSource;
  readonly guild: GuildId;
  /** The channels of the policy, where there is one: those that are missing from the answer are probed. */
  readonly wanted: readonly ChannelId[];
  /** Whose listed members are looked up; left out where there is none. */
  readonly policy?: Policy;
  /** ISO 8601. */
  readonly now: string;
  readonly progress: Progress;
}

/** As many probes as a check makes. */
const MAX_PROBES = 25;

export async function record(request: RecordRequest): Promise<Recording> {
  const { source, guild: id, wanted, now, progress } = request;
  progress("Reading the server and its channels");
  const guild = await source.guild(id);
  const channels = await source.channels(id);
  const self = await source.self(id);
  const missing = wanted.filter((channel) => !idsOf(channels).has(channel)).slice(0, MAX_PROBES);
  const probes = await Promise.all(missing.map(async (channel) => [channel, await source.probe(channel)] as const));
  const auditPages = await readLog(source, id, progress);
  const members = await recordMembers(request, { guild, channels, self, auditPages: auditPages ?? [] });
  return { guild, channels, auditPages, self, ...members, probes: Object.fromEntries(probes), at: (await source.moment()) ?? now };
}

/** What a check with this policy would ask about members. */
async function recordMembers(
  { source, policy, progress }: RecordRequest,
  { auditPages, ...state }: Pick<Recording, "guild" | "channels" | "self"> & { readonly auditPages: readonly unknown[] },
): Promise<Pick<Recording, "memberCounts" | "members">> {
  const decoded = decodeSnapshot(state);
  if (policy === undefined || !decoded.ok) return {};
  const remembered = rememberMembers(source);
  const question = { policy, snapshot: decoded.value, discord: remembered.source, memory: null, progress };
  const listed = await readListedMembers(question);
  await readOtherMembers(
    question,
    auditPages.flatMap((page) => decodeAuditPage(page).entries),
    listed,
  );
  return { memberCounts: remembered.memberCounts(), members: remembered.members() };
}

async function readLog(source: DiscordSource, guild: GuildId, progress: Progress): Promise<readonly unknown[] | null> {
  const beginning: EntryId = snowflakeOfTime(0);
  const pages: unknown[] = [];
  try {
    for await (const page of source.auditLog(guild, beginning)) {
      pages.push(page);
      progress(`Read page ${pages.length} of the audit log`);
    }
    return pages;
  } catch (error) {
    if (!(error instanceof AuditLogUnreadable)) throw error;
    progress(`Going on without the audit log: ${error.message}`);
    return null;
  }
}

function idsOf(channels: unknown): ReadonlySet<unknown> {
  if (!Array.isArray(channels)) return new Set();
  return new Set(
    channels.map((channel: unknown) => (typeof channel === "object" && channel !== null && "id" in channel ? channel.id : null)),
  );
}
