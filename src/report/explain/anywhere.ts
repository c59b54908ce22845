/** "What can this member do anywhere?" in words: what can do harm first, then where the member can look, write and speak. */
import { groupBy } from "../../drift/group-by.ts";
import type { LiveChannel } from "../../guild/snapshot.ts";
import { bitsOf, DANGEROUS, has, type FlagName, type PermissionName } from "../../permissions/flags.ts";
import { everyoneRole } from "../../permissions/snowflake.ts";
import type { AnywhereAnswer, AskedPermission } from "./answer.ts";
import { allPermissions, channelWords, listed, memberWords, permissionInFull, permissionWords, roleWords } from "./names.ts";
import { permissionSteps, sceneOf } from "./one.ts";
import { reasonWords } from "./reason.ts";
import { isServerWide, isUnbound, unboundWords, type UnboundSource } from "./step.ts";

import { meaningOf, strongestFirst } from "../words/permission.ts";
import { counted } from "../words/time.ts";
import { sightNotes } from "../words/unseen.ts";
import { wrap } from "../words/wrap.ts";

const PLAIN_MARGINS = { first: "", next: "" };
const INDENTED = { first: "  ", next: "      " };
/** More names would hide the next line. */
const MOST_CHANNELS = 12;

type Row = AnywhereAnswer["channels"][number];

/** Lines for a terminal of so many cells. */
export function anywhereText(answer: AnywhereAnswer, width: number): string {
  const { permission } = answer;
  const parts = permission === null ? summaryParts(answer, width) : permissionParts(answer, permission, width);
  return `${parts.join("\n\n")}\n`;
}

function notes(answer: AnywhereAnswer, width: number): readonly string[] {
  return sightNotes(answer).map((note) => wrap(note, width, PLAIN_MARGINS));
}

/** Categories hold no messages: what counts is in their channels. */
function placesOf({ channels }: AnywhereAnswer): readonly Row[] {
  return channels.filter(({ channel }) => channel.type !== "category");
}

/** `all 12 channels`, or the names; where these are too many, how many there are, and the first of them. */
function channelList(some: readonly LiveChannel[], all: number): string {
  if (some.length === all && all > 1) return `all ${all} channels`;
  const names = some.map(channelWords);
  if (names.length <= MOST_CHANNELS) return listed(names);
  return `${names.length} channels, among them ${listed(names.slice(0, MOST_CHANNELS))}`;
}

function summaryParts(answer: AnywhereAnswer, width: number): readonly string[] {
  const { asked, snapshot } = answer;
  const everyone = everyoneRole(snapshot.guild.id);
  const roles = asked.member.roles.filter((id) => id !== everyone && snapshot.roles.has(id)).map((id) => roleWords(id, snapshot));
  const held = roles.length === 0 ? "no role but @everyone" : `${roles.length === 1 ? "the role" : "the roles"} ${listed(roles)}`;
  const head = wrap(`${memberWords(asked.member)} has ${held}.`, width, PLAIN_MARGINS);
  const unbound = factLines(answer, ["owner", "administrator"], width);
  if (unbound.length > 0) return [head, ...unbound];
  const timeout = factLines(answer, ["timeout"], width);
  return [head, ...timeout, harmPart(answer, width), ordinaryPart(answer, width), morePart(answer, width), ...notes(answer, width)];
}

function factLines(answer: AnywhereAnswer, kinds: readonly UnboundSource["kind"][], width: number): readonly string[] {
  const facts = answer.server.steps.map(({ from }) => from).filter(isUnbound);
  const scene = sceneOf({ ...answer, channel: null });
  return facts.filter(({ kind }) => kinds.includes(kind)).map((from) => wrap(unboundWords(from, scene), width, PLAIN_MARGINS));
}

/** One permission a line, those of the whole server with those of channels, the strongest first. */
function harmPart(answer: AnywhereAnswer, width: number): string {
  const places = placesOf(answer);
  const lines = strongestFirst(DANGEROUS).flatMap((name) => {
    const bit = bitsOf([name]);
    const there = places.filter(({ explained }) => (explained.usable & bit) !== 0n).map(({ channel }) => channel);
    return [
      ...(isOnServer(answer, name)
        ? [`${permissionWords(name, "role")}${meaningWords(meaningOf(name, "role"))}: on the whole server`]
        : []),
      ...(there.length === 0
        ? []
        : [`${permissionWords(name, "channel")}${meaningWords(meaningOf(name, "channel"))}: in ${channelList(there, places.length)}`]),
    ];
  });
  if (lines.length === 0) return "Can do nothing that Discord counts as dangerous.";
  return ["Can do harm:", ...lines.map((line) => wrap(line, width, INDENTED))].join("\n");
}

/** What these mean on the server is more than what they mean in all channels: a holder of the one need not have the other. */
const MORE_ON_SERVER: ReadonlySet<PermissionName> = new Set(["MANAGE_ROLES", "MANAGE_CHANNELS"]);

function meaningWords(meaning: string | null): string {
  return meaning === null ? "" : ` (${meaning})`;
}

function isOnServer({ server }: AnywhereAnswer, name: PermissionName): boolean {
  const bit = bitsOf([name]);
  return (server.usable & bit) !== 0n && (isServerWide(bit) || MORE_ON_SERVER.has(name));
}

function serverWide(bits: bigint): bigint {
  return bitsOf(strongestFirst(bits).filter((name) => isServerWide(bitsOf([name]))));
}

const SPOKEN: ReadonlySet<string> = new Set(["voice", "stage"]);

/** What a reader wants to know of a channel first. */
function useOf({ channel, explained: { usable } }: Row): string {
  const may = (name: FlagName): boolean => has(usable, name);
  if (!may("VIEW_CHANNEL")) return "Cannot see";
  if (!SPOKEN.has(channel.type)) return may("SEND_MESSAGES") ? "Can write in" : "Can only read";
  if (!may("CONNECT")) return "Sees, but cannot join";
  return may("SPEAK") || may("REQUEST_TO_SPEAK") ? "Can speak in" : "Can only listen in";
}

const USES = ["Can write in", "Can only read", "Can speak in", "Can only listen in", "Sees, but cannot join", "Cannot see"];

function ordinaryPart(answer: AnywhereAnswer, width: number): string {
  const places = placesOf(answer);
  const groups = groupBy(places, useOf);
  const lines = USES.flatMap((use) => {
    const group = groups.get(use) ?? [];
    const names = channelList(
      group.map(({ channel }) => channel),
      places.length,
    );
    return group.length === 0 ? [] : [wrap(`${use}: ${names}`, width, INDENTED)];
  });
  return [`In ${counted(places.length, "channel")}:`, ...lines].join("\n");
}

function morePart({ server }: AnywhereAnswer, width: number): string {
  const rest = serverWide(server.usable) & ~DANGEROUS;
  const others = rest === 0n ? [] : [`On the whole server also: ${allPermissions(rest, "role")}.`];
  const hint = "Add --channel for everything in one channel, and why; or --permission for one permission.";
  return [...others, hint].map((line) => wrap(line, width, PLAIN_MARGINS)).join("\n");
}

function permissionParts(answer: AnywhereAnswer, permission: AskedPermission, width: number): readonly string[] {
  return isServerWide(permission.bit) ? serverParts(answer, permission, width) : channelParts(answer, permission, width);
}

function serverParts({ asked, server, snapshot }: AnywhereAnswer, permission: AskedPermission, width: number): readonly string[] {
  const can = (server.usable & permission.bit) !== 0n;
  const verb = can ? "can use" : "cannot use";
  const head = `${can ? "Yes" : "No"}. ${memberWords(asked.member)} ${verb} ${permissionInFull(permission.name, "role")} on the whole server.`;
  const placeless = { snapshot, permission, asked, channel: null, explained: server };
  return [wrap(head, width, PLAIN_MARGINS), permissionSteps(placeless, permission, width), `So: ${can ? "yes" : "no"}.`];
}

function channelParts(answer: AnywhereAnswer, { bit, name }: AskedPermission, width: number): readonly string[] {
  const places = placesOf(answer);
  const can = (row: Row): boolean => (row.explained.usable & bit) !== 0n;
  const [those, others] = [places.filter(can), places.filter((row) => !can(row))];
  const onServer = MORE_ON_SERVER.has(name) ? ` On the server as a whole: ${isOnServer(answer, name) ? "yes" : "no"}.` : "";
  const head = `${memberWords(answer.asked.member)} can use ${permissionInFull(name, "channel")} in ${those.length} of ${counted(places.length, "channel")}.`;
  const part = (heading: string, rows: readonly Row[]): readonly string[] =>
    rows.length === 0 ? [] : [[heading, ...reasonLines(answer, rows, bit).map((line) => wrap(line, width, INDENTED))].join("\n")];
  return [wrap(head + onServer, width, PLAIN_MARGINS), ...part("Yes", those), ...part("No", others), ...notes(answer, width)];
}

function reasonLines({ snapshot, asked }: AnywhereAnswer, rows: readonly Row[], bit: bigint): readonly string[] {
  const reason = ({ channel, explained }: Row): string =>
    reasonWords(explained, bit, { snapshot, channel, timeoutUntil: asked.member.timeoutUntil, self: null });
  return [...groupBy(rows, reason)].map(([why, group]) => `${why}: ${listed(group.map(({ channel }) => channelWords(channel)))}`);
}
