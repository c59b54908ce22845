/** The answers of `explain` as JSON, version 1. */
import type { Explained } from "../../effective/effective.ts";
import type { Source, Step } from "../../effective/step.ts";
import type { LiveChannel } from "../../guild/snapshot.ts";
import { namesOf, printBitfield } from "../../permissions/flags.ts";
import { everyoneRole, type GuildId } from "../../permissions/snowflake.ts";
import type { AnywhereAnswer, AskedPermission, ExplainAnswer, WhoAnswer } from "./answer.ts";
import type { Json } from "../json/value.ts";
import { throughOf } from "./through.ts";

/** One subject in one place: `{ version, computed, usable, names, steps }`. The lists have keys of their own. */
export function explainJson(answer: ExplainAnswer): Json {
  switch (answer.kind) {
    case "one":
      return { version: 1, ...explainedJson(answer.explained, answer.snapshot.guild.id) };
    case "who":
      return whoJson(answer);
    case "anywhere":
      return anywhereJson(answer);
  }
}

/** What gives or takes, as a word that stays: @everyone is the role with the guild's id. */
function fromText(from: Source, guild: GuildId): string {
  switch (from.kind) {
    case "base":
      return `base:role:${from.role}`;
    case "everyone-overwrite":
      return `overwrite:role:${everyoneRole(guild)}`;
    case "role-overwrite":
      return `overwrite:role:${from.role}`;
    case "member-overwrite":
      return `overwrite:member:${from.user}`;
    case "channel-type":
      return `channel-type:${from.type}`;
    case "implicit":
      return `implicit:${from.missing}`;
    case "owner":
    case "administrator":
    case "timeout":
      return from.kind;
  }
}

interface SetsJson {
  readonly [key: string]: Json;
}

function setsJson({ computed, usable }: Explained): SetsJson {
  return { computed: printBitfield(computed), usable: printBitfield(usable), names: namesOf(usable) };
}

function explainedJson(explained: Explained, guild: GuildId): SetsJson {
  const step = ({ from, allow, deny }: Step): Json => ({ from: fromText(from, guild), allow: namesOf(allow), deny: namesOf(deny) });
  return { ...setsJson(explained), steps: explained.steps.map(step) };
}

/** With --permission: whether it can be used, and what gives it (or what took it). */
function allowedJson(explained: Explained, permission: AskedPermission | null, guild: GuildId): SetsJson {
  if (permission === null) return {};
  const through = throughOf(explained, permission.bit).map(({ from }) => fromText(from, guild));
  return { allowed: (explained.usable & permission.bit) !== 0n, through };
}

function placeJson({ id, name, type }: LiveChannel): SetsJson {
  return { id, name, type };
}

function whoJson({ snapshot: { guild }, channel, permission, roles, members }: WhoAnswer): Json {
  const row = (explained: Explained): SetsJson => ({ ...setsJson(explained), ...allowedJson(explained, permission, guild.id) });
  return {
    version: 1,
    guild: { id: guild.id, name: guild.name, ownerId: guild.ownerId },
    channel: channel === null ? null : placeJson(channel),
    permission: permission?.name ?? null,
    roles: roles.map(({ role, explained }) => ({ id: role.id, name: role.name, ...row(explained) })),
    members: members.map(({ user, explained }) => ({ id: user, ...row(explained) })),
  };
}

function anywhereJson({ snapshot: { guild }, asked, permission, server, channels, unknown, seesAll }: AnywhereAnswer): Json {
  const { member, timedOut } = asked;
  return {
    version: 1,
    guild: { id: guild.id, name: guild.name },
    member: { id: member.id, name: member.name, roles: member.roles, owner: member.id === guild.ownerId, timedOut },
    permission: permission?.name ?? null,
    server: { ...explainedJson(server, guild.id), ...allowedJson(server, permission, guild.id) },
    channels: channels.map(({ channel, explained }) => ({
      ...placeJson(channel),
      ...setsJson(explained),
      ...allowedJson(explained, permission, guild.id),
    })),
    unknown: unknown.map(placeJson),
    allChannelsSeen: seesAll,
  };
}
