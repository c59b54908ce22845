/** Looking at the guild: every answer that a check needs, in the order in which it must be asked for. */
import { decodeAuditPage } from "../audit/decode.ts";
import type { AuditEntry } from "../audit/entry.ts";
import type { LogReading } from "../drift/check-guild.ts";
import { historyOf } from "../drift/history.ts";
import type { MemberReading } from "../drift/member-reading.ts";
import { readFrom, type Memory } from "../drift/memory.ts";
import { planProbes } from "../drift/probes.ts";
import { decodeSnapshot } from "../guild/decode.ts";
import { sightOf } from "../guild/sight.ts";
import type { ProbeResult, Sight, Snapshot } from "../guild/snapshot.ts";
import type { ChannelId } from "../permissions/snowflake.ts";
import type { Policy } from "../policy/policy.ts";
import { counted } from "../report/words/time.ts";
import { CannotCheck } from "./cannot-check.ts";
import { AuditLogUnreadable, type DiscordSource, type Progress } from "./ports.ts";
import { withFormerMembers } from "./former-members.ts";
import { readListedMembers, readOtherMembers } from "./read-members.ts";

/** More requests than this for channels that are not in the answer would turn a quiet run into a loud one. */
const MOST_PROBES = 25;

export interface LookRequest {
  readonly policy: Policy;
  /** The policy at the last run: people whom it listed are looked up once more. Left out or null where it is this one, or nobody knows it. */
  readonly previous?: Policy | null;
  readonly discord: DiscordSource;
  readonly memory: Memory | null;
  readonly progress: Progress;
}

export interface Look {
  readonly snapshot: Snapshot;
  readonly log: LogReading;
  readonly members: MemberReading;
  readonly probes: ReadonlyMap<ChannelId, ProbeResult>;
}

/** The state first and the log after it: so the log may know more than the state, never less. Throws CannotCheck without a live state. */
export async function lookAtGuild({ policy, previous = null, discord, memory, progress }: LookRequest): Promise<Look> {
  progress("Reading the server, its roles and its channels");
  const snapshot = await readState(policy, discord);
  const sight = sightOf(snapshot);
  const question = { policy: withFormerMembers(policy, previous), snapshot, discord, memory, progress };
  const listed = await readListedMembers(question);
  progress("Reading the audit log");
  const log = await readLog({ policy, discord, memory, progress }, sight);
  const members = await readOtherMembers(question, log.entries, listed);
  const plan = planProbes({ policy, snapshot, history: historyOf(log.entries, memory), memory, sight });
  const asked = await probe(discord, plan.ask, progress);
  return { snapshot, log, members, probes: new Map([...plan.known, ...asked]) };
}

async function readState(policy: Policy, discord: DiscordSource): Promise<Snapshot> {
  const id = policy.guild.id;
  const [guild, channels, self] = await Promise.all([discord.guild(id), discord.channels(id), discord.self(id)]);
  const decoded = decodeSnapshot({ guild, channels, self });
  if (!decoded.ok)
    throw new CannotCheck(`Discord's answers cannot be used: ${decoded.problems.join(" ")} Run again, and report it if it stays so.`);
  if (decoded.value.guild.id !== id) {
    throw new CannotCheck(
      `The policy is for the server ${id}, but the answers are of ${decoded.value.guild.id}. Use the policy of that server.`,
    );
  }
  return decoded.value;
}

const NO_RIGHT = "the bot may not read the audit log: give its role the permission View Audit Log";

/** As a clause. A recording says itself what it holds; what its bot may not read is said besides. */
function whyUnreadable({ discord }: LookRequest, refused: boolean, error: AuditLogUnreadable): string {
  if (discord.recorded !== true) return NO_RIGHT;
  return refused ? `${clauseOf(error.message)}, and its bot has no permission View Audit Log to read one` : clauseOf(error.message);
}

async function readLog(request: LookRequest, sight: Sight | null): Promise<LogReading> {
  const { policy, discord, memory, progress } = request;
  // The bot's own roles say so already: a request that can only be refused is not made.
  const refused = sight?.auditLog === false;
  if (refused && discord.recorded !== true) return { kind: "unreadable", why: NO_RIGHT, entries: [] };
  const entries: AuditEntry[] = [];
  const problems: string[] = [];
  let pages = 0;
  try {
    for await (const answer of discord.auditLog(policy.guild.id, readFrom(memory))) {
      const page = decodeAuditPage(answer);
      entries.push(...page.entries);
      problems.push(...page.problems);
      pages += 1;
      if (pages % 10 === 0) progress(`Read ${entries.length} entries of the audit log`);
    }
  } catch (error) {
    if (error instanceof AuditLogUnreadable) return { kind: "unreadable", why: whyUnreadable(request, refused, error), entries: [] };
    throw error;
  }
  const [problem] = problems;
  if (problem !== undefined) return { kind: "unreadable", why: `a part of the audit log cannot be read: ${clauseOf(problem)}`, entries };
  return { kind: "read", entries };
}

/** A sentence of ours within a longer one. */
function clauseOf(sentence: string): string {
  return sentence.replace(/^The /, "the ").replace(/\.$/, "");
}

async function probe(discord: DiscordSource, ids: readonly ChannelId[], progress: Progress): Promise<[ChannelId, ProbeResult][]> {
  const asking = Math.min(ids.length, MOST_PROBES);
  if (asking > 0) progress(`Asking for ${counted(asking, "channel")} that ${asking === 1 ? "is" : "are"} not in Discord's answer`);
  const asked = await Promise.all(
    ids.slice(0, MOST_PROBES).map(async (id): Promise<[ChannelId, ProbeResult]> => [id, await discord.probe(id)]),
  );
  return [...asked, ...ids.slice(MOST_PROBES).map((id): [ChannelId, ProbeResult] => [id, "unprobed"])];
}
