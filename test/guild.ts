/** A small guild for tests, checked run after run: changes go through the embedded Discord, the memory through its own text. */
import { expect } from "vitest";
import type { Answer } from "../embedded/http/loopback.ts";
import { ApiError } from "../embedded/discord/api-error.ts";
import type { Changes, EmbeddedGuild } from "../embedded/discord/guild.ts";
import { openGuild } from "../embedded/discord/guild.ts";
import { makeGuildSettings } from "../embedded/discord/guild-settings.ts";
import { GuildState, type World } from "../embedded/discord/guild-state.ts";
import { makeUser, type WireUser } from "../embedded/discord/member.ts";
import { permissionBits, type PermissionInput } from "../embedded/discord/permission-bits.ts";
import { findRoute } from "../embedded/discord/router.ts";
import { createIdSource } from "../embedded/discord/snowflakes.ts";
import type { Checked } from "../src/drift/check-guild.ts";
import type { Memory } from "../src/drift/memory.ts";
import { parseMemory } from "../src/drift/parse-memory.ts";
import { printMemory } from "../src/drift/print-memory.ts";
import type { Finding } from "../src/drift/finding.ts";
import type { ProbeResult } from "../src/guild/snapshot.ts";
import { isSnowflake, type Snowflake } from "../src/permissions/snowflake.ts";
import type { Policy } from "../src/policy/policy.ts";
import { check, startOf } from "../src/runs/check.ts";
import { AuditLogUnreadable, MembersUnlisted, type DiscordSource } from "../src/runs/ports.ts";
import { policyOf } from "./policy/policies.ts";

export const GUILD = "100";
const BOT = "800";
/** People: each is a member without roles. */
export const PEOPLE = { alice: "901", bob: "902", mallory: "903" } as const;

export function id<Kind extends string>(text: string): Snowflake<Kind> {
  if (!isSnowflake<Kind>(text)) throw new Error(`${text} is no id`);
  return text;
}

interface Sections {
  readonly head?: string;
  readonly roles?: string;
  readonly channels?: string;
}

/** What every test guild begins as. `roles` and `channels` add lines, each indented by two; `head` adds sections. */
export function policyText({ head = "", roles = "", channels = "" }: Sections = {}): string {
  return `version: 1
guild: "${GUILD}"
${head}
roles:
  "@everyone": { permissions: [VIEW_CHANNEL, SEND_MESSAGES] }
  Admin: { id: "101", permissions: [ADMINISTRATOR] }
  Mod: { id: "102", permissions: [KICK_MEMBERS, MANAGE_MESSAGES] }
  Helper: { id: "103", permissions: [ADD_REACTIONS] }
  ${roles}
channels:
  Staff:
    id: "201"
    type: category
    overwrites:
      "@everyone": { deny: [VIEW_CHANNEL] }
      Mod: { allow: [VIEW_CHANNEL] }
      "role:110": { allow: [VIEW_CHANNEL] }
    channels:
      staff-chat: { id: "202", overwrites: synced }
      staff-log: { id: "203", overwrites: synced }
  general: { id: "204", type: text, overwrites: {} }
  news: { id: "205", overwrites: { "@everyone": { deny: [SEND_MESSAGES] } } }
  ${channels}
`;
}

export interface RunOptions {
  readonly policy?: string | Policy;
  /** Happens after the state was read and before the log is. */
  readonly beforeLog?: () => void;
  readonly confirmMassChange?: boolean;
  /** What the policy was at the last run; left out: as this one. */
  readonly previous?: string | Policy;
  readonly lost?: boolean;
}

export interface TestGuild {
  readonly guild: EmbeddedGuild;
  readonly clock: { time: Date };
  /** What the next run starts from. */
  memory: Memory | null;
  readonly probed: string[];
  /** What was asked about members. */
  readonly asked: string[];
  /** Lets time go by. */
  wait(minutes: number): void;
  by(who: keyof typeof PEOPLE | null, reason?: string): Changes;
  /** One run; where it gives a memory, the next run starts from it. */
  run(options?: RunOptions): Promise<Checked>;
  /** The findings of one run in short; see `short`. */
  told(options?: RunOptions): Promise<string[]>;
  /** Entries by number: `#1` is the oldest that the log shows. */
  short(findings: readonly Finding[]): string[];
  approvedIn(checked: Checked): string[];
  readonly source: DiscordSource;
}

interface GuildOptions {
  /** What the bot's role may do. */
  readonly bot?: PermissionInput;
}

/** A guild that `policyText()` describes exactly, with `extra` set-up. */
export function aGuild({ bot = ["VIEW_AUDIT_LOG", "VIEW_CHANNEL"] }: GuildOptions = {}): TestGuild {
  const clock = { time: new Date("2026-11-20T10:00:00Z") };
  const world = worldAt(clock);
  const state = new GuildState(world, makeGuildSettings(GUILD, "Tea house", "900"), permissionBits(["VIEW_CHANNEL", "SEND_MESSAGES"]));
  state.addMember({ id: "900", name: "owner" });
  const guild = openGuild(state);
  furnish(guild, bot);
  let memory: Memory | null = null;
  let between: (() => void) | undefined;
  const probed: string[] = [];
  const short = (findings: readonly Finding[]): string[] => findings.map((finding) => shortened(finding, guild));
  const asked: string[] = [];
  const source = sourceOf(state, { probed, asked }, () => {
    between?.();
    between = undefined;
  });
  const run: TestGuild["run"] = async (options = {}) => {
    between = options.beforeLog;
    const { policy = policyText(), previous } = options;
    const checked = await check({
      policy: typeof policy === "string" ? policyOf(policy) : policy,
      previous: typeof previous === "string" ? policyOf(previous) : (previous ?? null),
      discord: source,
      memory,
      progress: () => {},
      start: options.lost === true ? { kind: "lost", why: "it expired" } : startOf(memory),
      now: clock.time.toISOString(),
      commit: null,
      confirmMassChange: options.confirmMassChange ?? false,
    });
    if (checked.memory !== null) memory = carriedOn(checked.memory, memory, clock.time);
    return checked;
  };
  return {
    guild,
    clock,
    get memory() {
      return memory;
    },
    set memory(value) {
      memory = value;
    },
    probed,
    asked,
    wait: (minutes) => {
      clock.time = new Date(clock.time.getTime() + minutes * 60_000);
    },
    by: (who, reason) => guild.as(who === null ? null : PEOPLE[who], reason),
    run,
    told: async (options) => short((await run(options)).report.findings),
    short,
    approvedIn: ({ report }) =>
      report.approved.map(({ entryId, subject, target }) =>
        numbered(`${subject.type}:${subject.id}${target === undefined ? "" : `/${target.type}:${target.id}`} #${entryId}`, guild),
      ),
    source,
  };
}

function worldAt(clock: { readonly time: Date }): World {
  const ids = createIdSource(() => clock.time);
  const users = new Map<string, WireUser>();
  return {
    ids,
    users,
    now: () => clock.time,
    findOrAddUser: (input) => {
      const known = users.get(input.id ?? "") ?? makeUser(input.id ?? ids.next(), input);
      users.set(known.id, known);
      return known;
    },
  };
}

function furnish(guild: EmbeddedGuild, bot: PermissionInput): void {
  guild.addRole({ id: "110", name: "drift-bot", permissions: bot, managed: true });
  guild.addRole({ id: "103", name: "Helper", permissions: "ADD_REACTIONS" });
  guild.addRole({ id: "102", name: "Mod", permissions: ["KICK_MEMBERS", "MANAGE_MESSAGES"] });
  guild.addRole({ id: "101", name: "Admin", permissions: "ADMINISTRATOR" });
  guild.addMember({ id: BOT, name: "drift-bot", bot: true, roles: ["110"] });
  for (const [name, user] of Object.entries(PEOPLE)) guild.addMember({ id: user, name });
  const overwrites = [
    { id: GUILD, type: "role", deny: "VIEW_CHANNEL" },
    { id: "102", type: "role", allow: "VIEW_CHANNEL" },
    { id: "110", type: "role", allow: "VIEW_CHANNEL" },
  ] as const;
  guild.addChannel({ id: "201", name: "Staff", type: "category", overwrites });
  guild.addChannel({ id: "202", name: "staff-chat", parentId: "201", overwrites });
  guild.addChannel({ id: "203", name: "staff-log", parentId: "201", overwrites });
  guild.addChannel({ id: "204", name: "general" });
  guild.addChannel({ id: "205", name: "news", overwrites: [{ id: GUILD, type: "role", deny: "SEND_MESSAGES" }] });
}

/** As between two runs: through the text of the artifact. What every run must keep to is checked here. */
function carriedOn(next: Memory, before: Memory | null, now: Date): Memory {
  const { text, cut } = printMemory(next);
  const parsed = parseMemory(text, next.guild, now.toISOString());
  expect(cut).toBeNull();
  expect(parsed).toEqual({ ok: true, memory: next });
  if (!parsed.ok) throw new Error(parsed.why);
  expect(BigInt(parsed.memory.after)).toBeGreaterThanOrEqual(BigInt(before?.after ?? "0"));
  expect(parsed.memory.through >= (before?.through ?? "")).toBe(true);
  return parsed.memory;
}

interface Heard {
  readonly probed: string[];
  readonly asked: string[];
}

function sourceOf(state: GuildState, { probed, asked }: Heard, beforeLog: () => void): DiscordSource {
  const { world } = state;
  const get = (path: string, query: Record<string, string> = {}): Answer => {
    const { route, params } = findRoute({ method: "GET", path: `/api/v10${path}` } as Parameters<typeof findRoute>[0]);
    const call = { bot: { userId: BOT, token: "" }, params, query: new URLSearchParams(query), guilds: new Map([[state.id, state]]) };
    try {
      // What was answered does not change any more when the guild does.
      return structuredClone(route.answer({ ...call, users: world.users, now: world.now() }));
    } catch (error) {
      if (error instanceof ApiError) return error.answer;
      throw error;
    }
  };
  const body = async (path: string): Promise<unknown> => await Promise.resolve(get(path).body);
  return {
    guild: async (guild) => await body(`/guilds/${guild}`),
    channels: async (guild) => await body(`/guilds/${guild}/channels`),
    self: async (guild) => await body(`/guilds/${guild}/members/${BOT}`),
    member: async (guild, user) => {
      const answer = get(`/guilds/${guild}/members/${user}`);
      asked.push(`member ${user}`);
      return await Promise.resolve(answer.status === 404 ? null : answer.body);
    },
    memberCounts: async (guild) => {
      asked.push("counts");
      return await body(`/guilds/${guild}/roles/member-counts`);
    },
    members: async function* members(guild) {
      await Promise.resolve();
      asked.push("list");
      const answer = get(`/guilds/${guild}/members`, { limit: "1000" });
      if (answer.status !== 200) throw new MembersUnlisted("Discord does not list the members to this bot.");
      yield answer.body;
    },
    probe: async (channel) => {
      probed.push(channel);
      return await Promise.resolve(PROBES[get(`/channels/${channel}`).status] ?? "unprobed");
    },
    auditLog: async function* pages(guild, start) {
      await Promise.resolve();
      beforeLog();
      for (let after: string = start; ;) {
        const answer = get(`/guilds/${guild}/audit-logs`, { after, limit: "100" });
        if (answer.status !== 200) throw new AuditLogUnreadable("The bot may not read the audit log.");
        yield answer.body;
        const entries = (answer.body as { audit_log_entries: { id: string }[] }).audit_log_entries;
        if (entries.length < 100) return;
        after = entries.at(-1)?.id ?? after;
      }
    },
    moment: async () => await Promise.resolve(null),
  };
}

const PROBES: Readonly<Record<number, ProbeResult>> = { 200: "visible", 403: "hidden", 404: "gone" };

/** `key severity cause status #entries`, with entries by their number in the log. */
function shortened({ key, severity, cause, attribution }: Finding, guild: EmbeddedGuild): string {
  const entries = attribution.changes.map(({ entryId }) => ` #${entryId}`).join("");
  return numbered(`${key} ${severity} ${cause} ${attribution.status}${entries}`, guild);
}

function numbered(text: string, guild: EmbeddedGuild): string {
  const numbers = new Map(guild.state.log.visible(new Date(0)).map((entry, index) => [entry.id, index + 1]));
  return text.replaceAll(/([@#])(\d+)/g, (whole, mark: string, entry: string) => {
    const number = numbers.get(entry);
    return number === undefined ? whole : `${mark}${mark === "@" ? "#" : ""}${number}`;
  });
}
