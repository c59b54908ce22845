/** A recording in the place of Discord: the same answers, from a folder. */
import type { ProbeResult } from "../guild/snapshot.ts";
import { isJsonObject } from "../permissions/json-object.ts";
import { type ChannelId, type EntryId, type GuildId, parseSnowflake, type UserId } from "../permissions/snowflake.ts";
import { CannotCheck } from "../runs/cannot-check.ts";
import { AuditLogUnreadable, MembersUnlisted, type DiscordSource } from "../runs/ports.ts";
import { joinAuditPages } from "./audit-log.ts";
import { readRecorded, RECORDING_FILES, type RecordingFile } from "./files.ts";

/** Reads each file when it is asked for. Every read throws CannotCheck where the folder is no recording of this guild. */
export function openRecording(folder: string): DiscordSource {
  return {
    guild: async (guild) => await readGuild(folder, guild),
    channels: async () => withOverwrites(await required(folder, "channels")),
    self: async () => (await readRecorded(folder, "self")) ?? null,
    member: async (_guild, user) => await readMember(folder, user),
    memberCounts: async () => await readMemberCounts(folder),
    members: () => readMembers(folder),
    probe: async (channel) => await readProbe(folder, channel),
    auditLog: (_guild, after) => readAuditLog(folder, after),
    moment: async () => await readMoment(folder),
    recorded: true,
  };
}

/** The guild that a recording is of: what `--guild` and the policy would else have to say. */
export async function recordedGuildId(folder: string): Promise<GuildId> {
  const guild = await required(folder, "guild");
  const id = typeof guild === "object" && guild !== null && "id" in guild ? parseSnowflake<"guild">(guild.id) : null;
  if (id === null) throw new CannotCheck("The recording's guild.json has no guild id. Record again.");
  return id;
}

async function readGuild(folder: string, guild: GuildId): Promise<unknown> {
  const recorded = await recordedGuildId(folder);
  if (recorded !== guild)
    throw new CannotCheck(`The recording is of the server ${recorded}, not of ${guild}. Give the recording, or the policy, that fits.`);
  return await required(folder, "guild");
}

/** Discord always sends a channel's overwrites; who writes a recording by hand and leaves them out means that there are none. */
function withOverwrites(channels: unknown): unknown {
  if (!Array.isArray(channels)) return channels;
  return channels.map((channel: unknown) => (isJsonObject(channel) ? { permission_overwrites: [], ...channel } : channel));
}

async function required(folder: string, file: RecordingFile): Promise<unknown> {
  const value = await readRecorded(folder, file);
  if (value === undefined)
    throw new CannotCheck(`There is no ${RECORDING_FILES[file]} in the folder ${folder}. Give a folder that "record" made.`);
  return value;
}

async function readMemberCounts(folder: string): Promise<unknown> {
  const counts = await readRecorded(folder, "memberCounts");
  if (counts === undefined) throw new CannotCheck("The recording does not say how many members each role has (member-counts.json).");
  return counts;
}

/** An array is the whole list, as Discord gives it with the members intent. */
async function* readMembers(folder: string): AsyncIterable<unknown> {
  const members = await readRecorded(folder, "members");
  if (!Array.isArray(members)) throw new MembersUnlisted("The recording has no list of all members (members.json).");
  yield members;
}

/**
 * `members.json` is the array of all members, or an object of those that were looked up, with the users' ids as keys and null for whom
 * Discord did not know: of anybody else nothing is known. The bot's own member is in self.json too.
 */
async function readMember(folder: string, user: UserId): Promise<unknown> {
  const self = await readRecorded(folder, "self");
  if (userIdOf(self) === user) return self;
  const members = await readRecorded(folder, "members");
  if (members === undefined)
    throw new CannotCheck(
      `The recording has no members (members.json), so nothing is known of ${user}. Ask the live server, or use --role.`,
    );
  if (Array.isArray(members)) return members.find((member: unknown) => userIdOf(member) === user) ?? null;
  if (!isJsonObject(members))
    throw new CannotCheck("The recording's members.json is neither an array of members nor an object of them by id.");
  if (Object.hasOwn(members, user)) return members[user] ?? null;
  throw new CannotCheck(`The recording's members.json does not have ${user}, so nothing is known of them.`);
}

function userIdOf(member: unknown): unknown {
  const user = isJsonObject(member) ? member["user"] : null;
  return isJsonObject(user) ? user["id"] : null;
}

async function readProbe(folder: string, channel: ChannelId): Promise<ProbeResult> {
  const probes = await readRecorded(folder, "probes");
  if (typeof probes !== "object" || probes === null) return "unprobed";
  const result: unknown = Object.entries(probes).find(([id]) => id === channel)?.[1];
  return result === "gone" || result === "hidden" || result === "visible" ? result : "unprobed";
}

async function* readAuditLog(folder: string, after: EntryId): AsyncIterable<unknown> {
  const recorded = await readRecorded(folder, "auditLog");
  if (recorded === undefined) throw new AuditLogUnreadable("The recording holds no audit log (audit-log.json).");
  if (isRefusal(recorded)) throw new AuditLogUnreadable("Discord refused to show the audit log when this was recorded (audit-log.json).");
  yield joinAuditPages(recorded, after);
}

/** An error as Discord sends it (docs: reference, "Error Messages"). */
function isRefusal(recorded: unknown): boolean {
  return isJsonObject(recorded) && typeof recorded["code"] === "number" && typeof recorded["message"] === "string";
}

async function readMoment(folder: string): Promise<string | null> {
  const time = await readRecorded(folder, "time");
  if (time === undefined) return null;
  const at = typeof time === "object" && time !== null && "at" in time ? time.at : null;
  if (typeof at !== "string" || Number.isNaN(Date.parse(at)))
    throw new CannotCheck('The recording\'s time.json must be {"at": "2026-11-24T12:00:00Z"}: a moment in ISO 8601.');
  return new Date(at).toISOString();
}
