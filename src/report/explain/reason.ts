/** Why somebody has a permission, or has it not, in a few words: the head of a group in the lists of `explain`. */
import type { Explained } from "../../effective/effective.ts";
import type { Source } from "../../effective/step.ts";
import { everyoneRole, type RoleId } from "../../permissions/snowflake.ts";
import { listed, permissionWords, roleWords } from "./names.ts";
import { isServerWide, isUnbound, typeWords, type Scene } from "./step.ts";
import { throughOf } from "./through.ts";

export interface ReasonScene extends Scene {
  /** The role that the list is about: its own sources are called so, and roles with the same reason share a line. */
  readonly self: RoleId | null;
}

/** `server permissions of @everyone`, `denied to "Muted"`. */
export function reasonWords(explained: Explained, bit: bigint, scene: ReasonScene): string {
  const through = throughOf(explained, bit).map(({ from }) => from);
  const [first] = through;
  if (first === undefined) return "nothing gives it";
  const can = (explained.usable & bit) !== 0n;
  // What everybody has, nobody has through a role.
  const ofEveryone = through.filter((from) => isOfEveryone(from, scene));
  const told = ofEveryone.length > 0 ? ofEveryone : through;
  return listed([...new Set(told.map((from) => (can ? givenWords(from, scene) : takenWords(from, bit, scene))))]);
}

function isOfEveryone(from: Source, { snapshot }: Scene): boolean {
  return from.kind === "everyone-overwrite" || (from.kind === "base" && from.role === everyoneRole(snapshot.guild.id));
}

function ownerOf(role: RoleId, { snapshot, self }: ReasonScene): string {
  return role === self && role !== everyoneRole(snapshot.guild.id) ? "the role" : roleWords(role, snapshot);
}

function givenWords(from: Source, scene: ReasonScene): string {
  switch (from.kind) {
    case "base":
      return `server permissions of ${ownerOf(from.role, scene)}`;
    case "owner":
      return "owner of the server";
    case "administrator":
      return "Administrator";
    case "everyone-overwrite":
      return "overwrite for @everyone";
    case "role-overwrite":
      return `overwrite for ${ownerOf(from.role, scene)}`;
    case "member-overwrite":
      return "overwrite for the member";
    case "channel-type":
    case "implicit":
    case "timeout":
      return from.kind;
  }
}

function takenWords(from: Source, bit: bigint, scene: ReasonScene): string {
  if (isUnbound(from)) return from.kind;
  switch (from.kind) {
    case "everyone-overwrite":
      return "denied to @everyone";
    case "role-overwrite":
      return `denied to ${ownerOf(from.role, scene)}`;
    case "member-overwrite":
      return "denied to the member";
    case "channel-type":
      return isServerWide(bit) ? "means nothing in a channel" : `means nothing in a ${typeWords(from.type)}`;
    case "implicit":
      return `${permissionWords(from.missing, "channel")} is missing`;
    case "base":
      return from.kind;
  }
}
