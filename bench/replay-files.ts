/** The files of `check --replay`: a policy that lists all of a made-up guild, and a recording of that guild with its audit log. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bitsOf, FLAG_NAMES, type FlagName } from "../src/permissions/flags.ts";
import { auditPages } from "./audit-log.ts";
import type { Size } from "./largest-guild.ts";
import { channelId, guildId, roleId, userId } from "./made-up.ts";

export interface ReplaySize extends Size {
  readonly entries: number;
  /** Every so many channels one overwrite differs from the policy; 0 for a guild in line. */
  readonly driftEvery: number;
}

export interface ReplayFiles {
  readonly policy: string;
  readonly folder: string;
  /** All files of JSON in the folder. */
  readonly json: readonly string[];
}

/** A category and nine channels in it, again and again. */
const SECTION = 10;

interface Listed {
  readonly role: number;
  /** The number of a set in the policy. */
  readonly allow: number;
  readonly deny: FlagName;
}

function flag(number: number): FlagName {
  const names = FLAG_NAMES.filter((name) => name !== "ADMINISTRATOR");
  return names[number % names.length] ?? "VIEW_CHANNEL";
}

/** With many overwrites a policy that lists each of them would be too large to be read: channels are synced with their category then. */
const LISTED = 30;
const isSynced = (channel: number, { overwrites }: Size): boolean => overwrites > LISTED && !isCategory(channel);

function overwritesOf(at: number, size: Size): readonly Listed[] {
  const { roles, overwrites } = size;
  const channel = isSynced(at, size) ? categoryOf(at) : at;
  return Array.from({ length: overwrites }, (_, index) => ({
    role: index === 0 ? 0 : 1 + ((channel * 13 + index * 7) % (roles - 1)),
    allow: (channel + index) % SETS,
    deny: flag(channel + index + 29),
  }));
}

/** How many sets the policy has. */
const SETS = 52;
const setOf = (number: number): readonly FlagName[] => [flag(number), flag(number + 17)];
const permissionsOf = (role: number): readonly FlagName[] => [0, 5, 11, 18, 24].map((step) => flag(role + step));
const roleHandle = (role: number): string => (role === 0 ? '"@everyone"' : `role-${role}`);
const categoryOf = (channel: number): number => channel - (channel % SECTION);
const isCategory = (channel: number): boolean => channel % SECTION === 0;

function policyChannel(channel: number, size: Size): readonly string[] {
  const indent = isCategory(channel) ? "  " : "      ";
  return [
    `${indent}channel-${channel}:`,
    `${indent}  id: "${channelId(channel)}"`,
    `${indent}  type: ${isCategory(channel) ? "category" : "text"}`,
    `${indent}  overwrites:${isSynced(channel, size) ? " synced" : ""}`,
    ...(isSynced(channel, size) ? [] : overwritesOf(channel, size)).map(
      ({ role, allow, deny }) => `${indent}    ${roleHandle(role)}: { allow: [$s${allow}], deny: [${deny}] }`,
    ),
    ...(isCategory(channel) ? [`${indent}  channels:`] : []),
  ];
}

function policyText(size: Size): string {
  const roles = Array.from({ length: size.roles }, (_, role) => [
    `  ${roleHandle(role)}:`,
    `    id: "${roleId(role)}"`,
    `    permissions: [${permissionsOf(role).join(", ")}]`,
  ]);
  const channels = Array.from({ length: size.channels }, (_, channel) => policyChannel(channel, size));
  const head = ["version: 1", `guild: "${guildId()}"`, "manage:", "  roles: all", "  channels: all"];
  const sets = Array.from({ length: SETS }, (_, number) => `  s${number}: [${setOf(number).join(", ")}]`);
  return [...head, "sets:", ...sets, "roles:", ...roles.flat(), "channels:", ...channels.flat(), ""].join("\n");
}

function liveGuild({ roles }: Size): object {
  return {
    id: guildId(),
    name: "Largest",
    owner_id: userId(0),
    mfa_level: 1,
    roles: Array.from({ length: roles }, (_, role) => ({
      id: roleId(role),
      name: role === 0 ? "@everyone" : `role-${role}`,
      permissions: String(bitsOf(permissionsOf(role))),
      position: role === 0 ? 0 : roles - role,
      managed: false,
    })),
  };
}

function liveChannel(channel: number, size: ReplaySize): object {
  const drifted = size.driftEvery > 0 && channel % size.driftEvery === 0;
  return {
    id: channelId(channel),
    name: `channel-${channel}`,
    type: isCategory(channel) ? 4 : 0,
    position: channel,
    parent_id: isCategory(channel) ? null : channelId(categoryOf(channel)),
    permission_overwrites: overwritesOf(channel, size).map(({ role, allow, deny }, index) => ({
      id: roleId(role),
      type: 0,
      allow: String(bitsOf(drifted && index === 1 ? [...setOf(allow), "MANAGE_WEBHOOKS"] : setOf(allow))),
      deny: String(bitsOf([deny])),
    })),
  };
}

/** Writes all of it to a new folder, which the caller removes. */
export function writeReplay(size: ReplaySize): ReplayFiles {
  const folder = mkdtempSync(join(tmpdir(), "permission-drift-bench-"));
  const held: NonNullable<Parameters<typeof auditPages>[1]["held"]> = (key, role, channel) => {
    if (key === "permissions") return bitsOf(permissionsOf(role));
    const own = overwritesOf(channel, size).find((overwrite) => overwrite.role === role);
    return own === undefined ? 0n : bitsOf(key === "allow" ? setOf(own.allow) : [own.deny]);
  };
  const answers = {
    guild: liveGuild(size),
    channels: Array.from({ length: size.channels }, (_, channel) => liveChannel(channel, size)),
    "audit-log": auditPages(size.entries, { ...size, held }),
    self: { user: { id: userId(0) }, roles: [] },
    time: { at: "2025-12-24T12:00:00.000Z" },
  };
  const json = Object.entries(answers).map(([name, answer]) => {
    const file = join(folder, `${name}.json`);
    writeFileSync(file, JSON.stringify(answer));
    return file;
  });
  const policy = join(folder, "permissions.yaml");
  writeFileSync(policy, policyText(size));
  return { policy, folder, json };
}
