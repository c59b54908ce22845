// The server of the transcripts as a source: its recording, changed as a test wants it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isSnowflake, type Snowflake } from "../../src/permissions/snowflake.ts";
import type { DiscordSource } from "../../src/runs/ports.ts";

export const TEA_HOUSE = join(import.meta.dirname, "../golden/recordings/tea-house");
export const NOW = Date.parse("2026-11-24T12:00:00Z");

export function id<Kind extends string>(text: string): Snowflake<Kind> {
  if (!isSnowflake<Kind>(text)) throw new Error(`${text} is no id`);
  return text;
}

export const GUILD = id<"guild">("81384788765712384");
export const role = (number: number): string => `6401700000000001${String(number).padStart(2, "0")}`;
export const channel = (number: number): string => `6401700000000002${String(number).padStart(2, "0")}`;
export const person = (number: number): string => `6401700000000009${String(number).padStart(2, "0")}`;

export interface WireRole {
  id: string;
  name: string;
  permissions: string;
  position: number;
}

export interface WireChannel {
  id: string;
  name: string;
  type: number;
  position: number;
  parent_id: string | null;
  permission_overwrites?: { id: string; type: number; allow: string; deny: string }[];
}

export interface Wire {
  readonly guild: { owner_id: string; roles: WireRole[] };
  readonly channels: WireChannel[];
  readonly members: { user: { id: string; username: string }; roles: string[]; communication_disabled_until: string | null }[];
  self: unknown;
}

const read = (name: string): unknown => JSON.parse(readFileSync(join(TEA_HOUSE, `${name}.json`), "utf8"));

const answer = async (value: unknown): Promise<unknown> => await Promise.resolve(value);

async function* noPages(): AsyncIterable<unknown> {
  yield* [];
  await Promise.resolve();
}

/** The server as its recording has it, after `change`. */
export function teaHouse(change: (wire: Wire) => void = () => {}): DiscordSource {
  const wire = { guild: read("guild"), channels: read("channels"), members: read("members"), self: read("self") } as Wire;
  change(wire);
  return {
    guild: async () => await answer(wire.guild),
    channels: async () => await answer(wire.channels),
    self: async () => await answer(wire.self),
    memberCounts: async () => await answer({}),
    members: noPages,
    member: async (_guild, user) => await answer(wire.members.find((member) => member.user.id === user) ?? null),
    probe: async () => await Promise.resolve("unprobed" as const),
    auditLog: noPages,
    moment: async () => await Promise.resolve(null),
  };
}

/** The one with this id. */
export function found<Thing extends { readonly id: string }>(things: readonly Thing[], wanted: string): Thing {
  const thing = things.find((one) => one.id === wanted);
  if (thing === undefined) throw new Error(`There is no ${wanted}`);
  return thing;
}

/** Changes a role of the server; `undefined` takes a field away. */
export function withRole(wanted: string, fields: Partial<WireRole>): (wire: Wire) => void {
  return ({ guild }) => {
    Object.assign(found(guild.roles, wanted), fields);
  };
}

/** Changes a channel of the server. */
export function withChannel(wanted: string, fields: Partial<Record<keyof WireChannel, unknown>>): (wire: Wire) => void {
  return ({ channels }) => {
    Object.assign(found(channels, wanted), fields);
  };
}

/** Adds overwrites to a channel of the server. */
export function withOverwrites(wanted: string, ...more: NonNullable<WireChannel["permission_overwrites"]>): (wire: Wire) => void {
  return ({ channels }) => {
    found(channels, wanted).permission_overwrites?.push(...more);
  };
}
