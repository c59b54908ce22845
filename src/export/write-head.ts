/** The beginning of an exported policy: what it is, which server, how far it reaches, and its permission sets. */
import { printable } from "../policy/printable.ts";
import { quoted } from "../policy/write-scalar.ts";
import { commentLines, listLines, noted } from "./layout.ts";
import { personNotes } from "./notes.ts";
import type { Plan } from "./plan.ts";
import { spellSet } from "./spell.ts";

/** Where editors look for the schema: the README says to copy it there. */
const SCHEMA_ADDRESS = "./schema/permissions.schema.json";

function aboutFile(name: string): string {
  return (
    `The permissions of the server "${printable(name)}" as they are in Discord, written by permission-drift export. ` +
    "Read it through: what was never agreed should be changed, in Discord and here. From then on this file is the agreement. " +
    "Change it in a pull request; what is done in Discord without a change here is drift."
  );
}

/** All lines up to the roles. */
export function headLines(plan: Plan): readonly string[] {
  const { guild } = plan.snapshot;
  return [
    `# yaml-language-server: $schema=${SCHEMA_ADDRESS}`,
    ...commentLines("", aboutFile(guild.name)),
    "",
    "version: 1",
    ...noted(`guild: ${quoted(guild.id)}`, guild.name === "" ? [] : [printable(guild.name)]),
    ...noted(`owner: ${quoted(guild.ownerId)}`, personNotes(guild.ownerId, plan.people)),
    ...(guild.mfaLevel === null ? [] : [`require-2fa: ${guild.mfaLevel > 0 ? "true" : "false"}`]),
    "",
    "manage:",
    "  roles: all",
    "  channels: all",
    "  managed-roles: rules",
    ...setLines(plan),
  ];
}

function setLines({ sets }: Plan): readonly string[] {
  if (sets.length === 0) return [];
  return ["", "sets:", ...sets.flatMap((set) => listLines(`  ${set.name}: `, spellSet(set, sets)))];
}
